#include "glyph.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct stretch {
    unsigned long first;
    unsigned long last;
} stretch;

static const stretch wide[] = {
#define WIDE(first, last) {first, last},
#include "glyph.def"
#undef WIDE
};

static const stretch zero[] = {
#define ZERO(first, last) {first, last},
#include "glyph.def"
#undef ZERO
};

static const stretch unsafe[] = {
#define UNSAFE(first, last) {first, last},
#include "glyph.def"
#undef UNSAFE
};

enum {
    REPLACEMENT = 0xFFFD,
    DELETE = 0x7F,
    PICTURES = 0x2400,
    PICTURE_OF_DELETE = 0x2421
};

static bool is_in(const stretch *stretches, size_t count, unsigned long code)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (code > stretches[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && code >= stretches[low].first;
}

size_t cli_code_point(unsigned long *code, const char *text, size_t size)
{
    /* The lead byte says how many follow and what they must reach at least, so that no
     * character has two spellings. */
    static const struct {
        unsigned char first, last, follow, mask;
        unsigned long least;
    } leads[] = {
        {0x00, 0x7F, 0, 0x7F, 0      },
        {0xC2, 0xDF, 1, 0x1F, 0x80   },
        {0xE0, 0xEF, 2, 0x0F, 0x800  },
        {0xF0, 0xF4, 3, 0x07, 0x10000},
    };
    unsigned char lead = (unsigned char)text[0];
    size_t row = 0;

    while (row < COUNT(leads) && lead > leads[row].last)
        row++;
    if (row == COUNT(leads) || lead < leads[row].first || leads[row].follow >= size)
        return 0;

    *code = lead & leads[row].mask;
    for (size_t i = 1; i <= leads[row].follow; i++) {
        unsigned char byte = (unsigned char)text[i];

        if ((byte & 0xC0) != 0x80)
            return 0;
        *code = *code << 6 | (byte & 0x3F);
    }
    if (*code < leads[row].least || *code > 0x10FFFF ||
        (*code >= 0xD800 && *code < 0xE000))
        return 0;
    return (size_t)leads[row].follow + 1;
}

bool cli_is_safe(unsigned long code)
{
    return code >= ' ' && code != DELETE && !is_in(unsafe, COUNT(unsafe), code);
}

/* Replace what must not reach a terminal. */
static unsigned long tame(unsigned long code)
{
    if (code < ' ')
        return PICTURES + code;
    if (code == DELETE)
        return PICTURE_OF_DELETE;
    return cli_is_safe(code) ? code : REPLACEMENT;
}

static size_t columns_of(unsigned long code)
{
    if (code < 0x300)
        return 1;
    if (is_in(zero, COUNT(zero), code))
        return 0;
    return is_in(wide, COUNT(wide), code) ? 2 : 1;
}

/* What stands in for another character has three bytes in UTF-8: U+2400 to U+FFFD. */
static void show_code(cli_glyph *glyph, unsigned long code)
{
    glyph->shown[0] = (char)(0xE0 | code >> 12);
    glyph->shown[1] = (char)(0x80 | (code >> 6 & 0x3F));
    glyph->shown[2] = (char)(0x80 | (code & 0x3F));
    glyph->size = 3;
}

void cli_glyph_read(cli_glyph *glyph, const char *text, size_t size)
{
    unsigned long code = 0;
    unsigned long shown;
    size_t taken;

    if (cli_is_plain(*text)) {
        *glyph = (cli_glyph){.taken = 1, .columns = 1, .shown = {*text}, .size = 1};
        return;
    }
    taken = cli_code_point(&code, text, size);
    shown = taken > 0 ? tame(code) : REPLACEMENT;
    glyph->taken = taken > 0 ? taken : 1;
    glyph->columns = columns_of(shown);
    if (taken > 0 && shown == code) {
        memcpy(glyph->shown, text, taken);
        glyph->size = taken;
    } else {
        show_code(glyph, shown);
    }
}

size_t cli_plain_size(const char *text, size_t size)
{
    size_t plain = 0;

    while (plain < size && cli_is_plain(text[plain]))
        plain++;
    return plain;
}

void cli_put_safe(cli_writer *writer, const char *text, size_t size)
{
    cli_glyph glyph;

    while (size > 0) {
        size_t plain = cli_plain_size(text, size);

        cli_write(writer, text, plain);
        text += plain;
        size -= plain;
        if (size == 0)
            return;
        cli_glyph_read(&glyph, text, size);
        cli_write(writer, glyph.shown, glyph.size);
        text += glyph.taken;
        size -= glyph.taken;
    }
}

void cli_text_add_safe(cli_text *text, const char *bytes, size_t size)
{
    cli_glyph glyph;

    while (size > 0) {
        size_t plain = cli_plain_size(bytes, size);

        cli_text_add(text, bytes, plain);
        bytes += plain;
        size -= plain;
        if (size == 0)
            return;
        cli_glyph_read(&glyph, bytes, size);
        cli_text_add(text, glyph.shown, glyph.size);
        bytes += glyph.taken;
        size -= glyph.taken;
    }
}

void cli_put_lines(cli_writer *writer, const char *text, size_t size, size_t indent)
{
    while (size > 0) {
        const char *end = memchr(text, '\n', size);
        size_t line = end ? (size_t)(end - text) : size;
        size_t shown = end && line > 0 && end[-1] == '\r' ? line - 1 : line;

        cli_put_spaces(writer, shown > 0 ? indent : 0);
        cli_put_safe(writer, text, shown);
        cli_put(writer, "\n");
        line += end != NULL;
        text += line;
        size -= line;
    }
}

size_t cli_columns(const char *text, size_t size)
{
    size_t columns = 0;
    cli_glyph glyph;

    for (; size > 0; text += glyph.taken, size -= glyph.taken) {
        cli_glyph_read(&glyph, text, size);
        columns += glyph.columns;
    }
    return columns;
}

size_t cli_fitting(const char *text, size_t size, size_t columns)
{
    cli_glyph glyph;
    size_t most = columns * sizeof glyph.shown;
    size_t used = 0;
    size_t at = 0;

    while (at < size) {
        cli_glyph_read(&glyph, text + at, size - at);
        if (used + glyph.columns > columns || at + glyph.taken > most)
            break;
        used += glyph.columns;
        at += glyph.taken;
    }
    return at;
}
