#include "markup.h"

#include "glyph.h"

#include <string.h>

static const char *escape_of(char character)
{
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void put_glyph(cli_writer *writer, const cli_glyph *glyph)
{
    const char *escape = glyph->size == 1 ? escape_of(glyph->shown[0]) : NULL;

    if (escape)
        cli_put(writer, escape);
    else
        cli_write(writer, glyph->shown, glyph->size);
}

void cli_put_markup(cli_writer *writer, const char *text, size_t size)
{
    cli_glyph glyph;

    for (; size > 0; text += glyph.taken, size -= glyph.taken) {
        cli_glyph_read(&glyph, text, size);
        put_glyph(writer, &glyph);
    }
}

void cli_put_markup_fitted(
    cli_writer *writer, const char *text, size_t size, size_t columns)
{
    size_t fits = cli_fitting(text, size, columns);

    if (fits < size)
        fits = cli_fitting(text, size, columns - 1);
    cli_put_markup(writer, text, fits);
    if (fits < size)
        cli_put(writer, "…");
}
