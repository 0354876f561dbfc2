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

/* Behind blanks, ends of lines and comments. */
static size_t skip_space(const cli_yaml_text *text, size_t at)
{
    while (at < text->size && is_one_of(text->bytes[at], " \t\r\n#")) {
        if (text->bytes[at] == '#')
            while (at < text->size && !is_one_of(text->bytes[at], "\r\n"))
                at++;
        else
            at++;
    }
    return at;
}

/* Behind a tag or an anchor, which a blank ends, or what ends a value in brackets; that
 * may stand in a tag between "!<" and ">". */
static size_t skip_property(const cli_yaml_text *text, size_t at)
{
    bool is_verbatim = at + 1 < text->size && memcmp(text->bytes + at, "!<", 2) == 0;
    const char *ends = is_verbatim ? " \t\r\n" : " \t\r\n,[]{}";

    while (at < text->size && !is_one_of(text->bytes[at], ends))
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
        behind = skip_property(text, parts.content);
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
