#include "unescape.h"

#include <stdio.h>
#include <string.h>

enum { UNIT_DIGITS = 4, UNICODE_BYTES = 6 };

static const char letters[] = "\"\\/bfnrt";
static const char meanings[] = "\"\\/\b\f\n\r\t";

static bool read_unit(const char *at, const char *end, unsigned long *unit)
{
    static const char digits[] = "0123456789abcdef";

    *unit = 0;
    if (end - at < UNICODE_BYTES || at[0] != '\\' || at[1] != 'u')
        return false;
    for (int i = 2; i < 2 + UNIT_DIGITS; i++) {
        char c = at[i] >= 'A' && at[i] <= 'F' ? (char)(at[i] + ('a' - 'A')) : at[i];
        const char *digit = c ? strchr(digits, c) : NULL;

        if (!digit)
            return false;
        *unit = *unit << 4 | (unsigned long)(digit - digits);
    }
    return true;
}

static void add_character(cli_text *said, unsigned long code)
{
    char bytes[4];
    size_t size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char heads[] = {0, 0, 0xC0, 0xE0, 0xF0};

    for (size_t i = size; i-- > 1; code >>= 6)
        bytes[i] = (char)(0x80 | (code & 0x3F));
    bytes[0] = (char)(heads[size] | code);
    cli_text_add(said, bytes, size);
}

/* An escape of digits; two of them where the first says so. Answers its size, or 0. */
static size_t add_unicode(cli_text *said, const char *at, const char *end)
{
    unsigned long high;
    unsigned long low;

    if (!read_unit(at, end, &high))
        return 0;
    if (high < 0xD800 || high > 0xDFFF) {
        add_character(said, high);
        return UNICODE_BYTES;
    }
    if (!read_unit(at + UNICODE_BYTES, end, &low) || high > 0xDBFF || low < 0xDC00 ||
        low > 0xDFFF)
        return 0;
    add_character(said, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
    return 2 * UNICODE_BYTES;
}

static size_t add_escape(cli_text *said, const char *at, const char *end)
{
    const char *letter = end - at > 1 && at[1] ? strchr(letters, at[1]) : NULL;

    if (!letter)
        return add_unicode(said, at, end);
    cli_text_add(said, &meanings[letter - letters], 1);
    return 2;
}

bool cli_unescape(cli_text *said, const char *content, size_t size)
{
    const char *at = content;
    const char *end = content + size;

    cli_text_clear(said);
    while (at < end) {
        const char *escape = memchr(at, '\\', (size_t)(end - at));
        size_t plain = escape ? (size_t)(escape - at) : (size_t)(end - at);
        size_t read;

        cli_text_add(said, at, plain);
        at += plain;
        if (!escape)
            break;
        read = add_escape(said, at, end);
        if (read == 0)
            return false;
        at += read;
    }
    return true;
}

/* The code of a character of two or three bytes; 0 for others. */
static unsigned long code_of(const unsigned char *at, size_t size)
{
    if (size >= 2 && at[0] >= 0xC0 && at[0] < 0xE0)
        return (at[0] & 0x1FUL) << 6 | (at[1] & 0x3FUL);
    if (size >= 3 && at[0] >= 0xE0 && at[0] < 0xF0)
        return (at[0] & 0xFUL) << 12 | (at[1] & 0x3FUL) << 6 | (at[2] & 0x3FUL);
    return 0;
}

/* Controls, separators of lines, what has no width, and what turns the direction. */
static bool is_hidden(unsigned long code)
{
    return (code >= 0x80 && code < 0xA0) || code == 0x061C ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
}

static void put_hidden(cli_text *out, unsigned long code)
{
    char escape[UNICODE_BYTES + 1];

    snprintf(escape, sizeof escape, "\\u%04lx", code & 0xFFFF);
    cli_text_add(out, escape, UNICODE_BYTES);
}

static size_t put_character(cli_text *out, const unsigned char *at, size_t size)
{
    const char *letter = *at ? strchr(meanings, (char)*at) : NULL;
    unsigned long code = code_of(at, size);

    if (letter && *letter != '/') {
        const char escape[] = {'\\', letters[letter - meanings]};

        cli_text_add(out, escape, sizeof escape);
    } else if (*at < ' ' || *at == 0x7F) {
        put_hidden(out, *at);
    } else if (is_hidden(code)) {
        put_hidden(out, code);
        return code < 0x800 ? 2 : 3;
    } else {
        cli_text_add(out, (const char *)at, 1);
    }
    return 1;
}

void cli_put_string(cli_text *out, const char *text, size_t size)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t done = 0;

    cli_text_add(out, "\"", 1);
    while (done < size)
        done += put_character(out, at + done, size - done);
    cli_text_add(out, "\"", 1);
}
