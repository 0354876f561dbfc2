#include "yaml_place.h"

#include <stdbool.h>
#include <string.h>

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

size_t cli_yaml_behind(const cli_yaml_text *text, size_t at)
{
    if (at < text->size)
        at++;
    while (at < text->size && is_continuation(text->bytes[at]))
        at++;
    return at;
}

size_t cli_yaml_byte_of(cli_yaml_text *text, size_t character)
{
    for (; text->character < character && text->byte < text->size; text->character++)
        text->byte = cli_yaml_behind(text, text->byte);
    for (; text->character > character; text->character--)
        do
            text->byte--;
        while (is_continuation(text->bytes[text->byte]));
    return text->byte;
}

static bool is_one_of(char byte, const char *bytes)
{
    return byte != '\0' && strchr(bytes, byte);
}

size_t cli_yaml_end_of_line(const char *bytes, size_t at, size_t end)
{
    static const char *const ends[] = {
        "\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);

        if (at < end && size <= end - at && memcmp(bytes + at, ends[i], size) == 0)
            return size;
    }
    return 0;
}

size_t cli_yaml_blank(const char *bytes, size_t at, size_t end)
{
    if (at < end && (bytes[at] == ' ' || bytes[at] == '\t'))
        return 1;
    return cli_yaml_end_of_line(bytes, at, end);
}

static size_t skip_comment(const cli_yaml_text *text, size_t at)
{
    while (at < text->size && !cli_yaml_end_of_line(text->bytes, at, text->size))
        at++;
    return at;
}

/* Behind blanks, ends of lines and comments. */
static size_t skip_space(const cli_yaml_text *text, size_t at)
{
    for (;;) {
        size_t blank = cli_yaml_blank(text->bytes, at, text->size);

        if (blank)
            at += blank;
        else if (at < text->size && text->bytes[at] == '#')
            at = skip_comment(text, at);
        else
            return at;
    }
}

/* Whether it may stand in an anchor, which anything else ends. */
static bool is_anchor_character(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || byte == '_' || byte == '-';
}

/* Behind a tag, which a blank ends, or what ends a value in brackets; that may stand in a
 * tag between "!<" and ">". */
static size_t skip_tag(const cli_yaml_text *text, size_t at)
{
    bool is_verbatim = at + 1 < text->size && memcmp(text->bytes + at, "!<", 2) == 0;
    const char *ends = is_verbatim ? " \t\r\n" : " \t\r\n,[]{}";

    while (at < text->size && !is_one_of(text->bytes[at], ends) &&
           (unsigned char)text->bytes[at] < 0x80)
        at++;
    return at;
}

static size_t skip_anchor(const cli_yaml_text *text, size_t at)
{
    at++;
    while (at < text->size && is_anchor_character(text->bytes[at]))
        at++;
    return at;
}

/* A second tag or anchor is that of a key which the node begins with. */
cli_yaml_parts cli_yaml_find_parts(const cli_yaml_text *text, size_t begin, size_t end)
{
    cli_yaml_parts parts = {begin, begin, begin};
    char last = '\0';

    for (int i = 0; i < 2 && parts.content < text->size; i++) {
        char sign = text->bytes[parts.content];
        size_t behind;

        if (sign == last || !is_one_of(sign, "!&"))
            break;
        behind = sign == '!' ? skip_tag(text, parts.content)
                             : skip_anchor(text, parts.content);
        if (sign == '!') {
            parts.tag_begin = parts.content;
            parts.tag_end = behind;
        }
        last = sign;
        parts.content = behind < end ? skip_space(text, behind) : behind;
    }
    return parts;
}

size_t cli_yaml_sign_before(const cli_yaml_text *text, size_t at)
{
    size_t before = at;

    while (before > 0 && is_one_of(text->bytes[before - 1], " \t"))
        before--;
    return before > 0 && is_one_of(text->bytes[before - 1], "-?:,[{") ? before - 1 : at;
}
