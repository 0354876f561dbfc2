#include "xml.h"

#include "glyph.h"

#include <stdbool.h>
#include <string.h>

static const char replacement[] = "\xEF\xBF\xBD";

/* The production Char of XML 1.0. */
static bool is_character(unsigned long code)
{
    return code == '\t' || code == '\n' || code == '\r' ||
           (code >= 0x20 && code <= 0xD7FF) || (code >= 0xE000 && code <= 0xFFFD) ||
           (code >= 0x10000 && code <= 0x10FFFF);
}

static const char *entity_for(char character)
{
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>': /* Not after "]]", at any rate. */
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

/* A line end or a tab stays what it is in content, but for a CR; in an attribute it would
 * be read as a blank. */
static bool is_kept(unsigned long code, bool is_attribute)
{
    return !is_attribute && (code == '\n' || code == '\t');
}

static void put_character(
    cli_writer *writer, unsigned long code, const char *bytes, size_t size,
    bool is_attribute)
{
    const char *entity = size == 1 ? entity_for(*bytes) : NULL;

    if (entity)
        cli_put(writer, entity);
    else if (cli_is_safe(code) || is_kept(code, is_attribute))
        cli_write(writer, bytes, size);
    else if (is_character(code))
        cli_print(writer, "&#x%lX;", code);
}

static void put(cli_writer *writer, const char *text, size_t size, bool is_attribute)
{
    unsigned long code;

    while (size > 0) {
        size_t taken = cli_code_point(&code, text, size);

        if (taken > 0)
            put_character(writer, code, text, taken, is_attribute);
        else
            cli_put(writer, replacement);
        taken = taken > 0 ? taken : 1;
        text += taken;
        size -= taken;
    }
}

void cli_xml_begin(cli_writer *writer)
{
    cli_put(writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

void cli_xml_put_text(cli_writer *writer, const char *text, size_t size)
{
    put(writer, text, size, false);
}

void cli_xml_put_attribute(
    cli_writer *writer, const char *name, const char *text, size_t size)
{
    cli_print(writer, " %s=\"", name);
    put(writer, text, size, true);
    cli_put(writer, "\"");
}

void cli_xml_put_number(cli_writer *writer, const char *name, size_t number)
{
    cli_print(writer, " %s=\"%zu\"", name, number);
}
