#include "json.h"

#include "glyph.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* The first byte of a character that may be unsafe, but for those under U+0020. */
enum { FIRST_UNSAFE = 0x7F };

void cli_json_set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new_nocheck(object, key, value) != 0)
        cli_out_of_memory();
}

void cli_json_append(json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        cli_out_of_memory();
}

/* A copy in which every byte that is no part of a character is three bytes: U+FFFD. */
static char *mend(const char *text, size_t size, size_t *mended)
{
    char *copy = cli_reallocate(NULL, 3 * size);
    cli_glyph glyph;

    *mended = 0;
    for (; size > 0; text += glyph.taken, size -= glyph.taken) {
        cli_glyph_read(&glyph, text, size);
        if (glyph.taken > 1 || (unsigned char)*text < 0x80) {
            memcpy(copy + *mended, text, glyph.taken);
            *mended += glyph.taken;
        } else {
            memcpy(copy + *mended, glyph.shown, glyph.size);
            *mended += glyph.size;
        }
    }
    return copy;
}

json_t *cli_json_text(const char *text, size_t size)
{
    json_t *value = json_stringn(text, size);
    size_t mended;
    char *copy;

    if (value)
        return value;
    copy = mend(text, size, &mended);
    value = json_stringn(copy, mended);
    free(copy);
    return value;
}

json_t *cli_json_prose(const char *text, size_t size)
{
    cli_text shown = {.bytes = NULL};
    json_t *value;

    cli_text_clear(&shown);
    cli_text_add_safe(&shown, text, size);
    value = json_stringn(shown.bytes, shown.size);
    free(shown.bytes);
    return value;
}

/* How many bytes stand before the next character that is to be escaped. What is under
 * U+0020 jansson has escaped. */
static size_t safe_size(const char *bytes, size_t size)
{
    size_t safe = 0;
    unsigned long code;

    while (safe < size) {
        size_t taken = 1;

        if ((unsigned char)bytes[safe] >= FIRST_UNSAFE) {
            taken = cli_code_point(&code, bytes + safe, size - safe);
            if (taken > 0 && !cli_is_safe(code))
                break;
        }
        safe += taken > 0 ? taken : 1;
    }
    return safe;
}

/* Write the character as one or two units of UTF-16, and answer its bytes. */
static size_t put_escape(cli_writer *writer, const char *bytes, size_t size)
{
    unsigned long code;
    size_t taken = cli_code_point(&code, bytes, size);

    if (code < 0x10000)
        cli_print(writer, "\\u%04lx", code);
    else
        cli_print(
            writer, "\\u%04lx\\u%04lx", 0xD7C0 + (code >> 10), 0xDC00 | (code & 0x3FF));
    return taken;
}

static int write_part(const char *bytes, size_t size, void *opaque)
{
    cli_writer *writer = opaque;

    while (size > 0) {
        size_t safe = safe_size(bytes, size);

        cli_write(writer, bytes, safe);
        if (safe < size)
            safe += put_escape(writer, bytes + safe, size - safe);
        bytes += safe;
        size -= safe;
    }
    return 0;
}

/* How many bytes stand for themselves, whatever is around them. */
static size_t plain_size(const char *text, size_t size)
{
    size_t plain = 0;

    while (plain < size && (unsigned char)text[plain] >= ' ' &&
           (unsigned char)text[plain] < FIRST_UNSAFE && text[plain] != '"' &&
           text[plain] != '\\')
        plain++;
    return plain;
}

/* A byte of ASCII that does not stand for itself, as jansson writes it. */
static void put_special(cli_writer *writer, char character)
{
    static const char letters[] = {
        ['"'] = '"',  ['\\'] = '\\', ['\b'] = 'b', ['\f'] = 'f',
        ['\n'] = 'n', ['\r'] = 'r',  ['\t'] = 't'};
    unsigned char at = (unsigned char)character;

    if (at < sizeof letters && letters[at])
        cli_print(writer, "\\%c", letters[at]);
    else
        cli_print(writer, "\\u%04X", at);
}

/* A character that is not ASCII, or a byte that is part of none. Answers its bytes. */
static size_t put_character(cli_writer *writer, const char *text, size_t size)
{
    unsigned long code;
    size_t taken = cli_code_point(&code, text, size);

    if (taken == 0) {
        cli_put(writer, "\xEF\xBF\xBD");
        return 1;
    }
    if (!cli_is_safe(code))
        return put_escape(writer, text, size);
    cli_write(writer, text, taken);
    return taken;
}

void cli_json_put_text(cli_writer *writer, const char *text, size_t size)
{
    cli_put(writer, "\"");
    while (size > 0) {
        size_t taken = plain_size(text, size);

        cli_write(writer, text, taken);
        if (taken < size && (unsigned char)text[taken] < FIRST_UNSAFE)
            put_special(writer, text[taken++]);
        else if (taken < size)
            taken += put_character(writer, text + taken, size - taken);
        text += taken;
        size -= taken;
    }
    cli_put(writer, "\"");
}

void cli_json_put(cli_writer *writer, const json_t *value, size_t flags)
{
    if (json_dump_callback(value, write_part, writer, flags) != 0)
        cli_out_of_memory();
}

/* As deep as the patch is, and what the library reads has a limit of depth. */
json_t *cli_json_merge(const json_t *target, const json_t *patch)
{
    json_t *result;
    const char *key;
    json_t *value;

    if (!json_is_object(patch))
        return json_deep_copy(patch);
    result = json_is_object(target) ? json_deep_copy(target) : json_object();
    json_object_foreach ((json_t *)patch, key, value) {
        if (json_is_null(value))
            json_object_del(result, key);
        else
            cli_json_set(
                result, key, cli_json_merge(json_object_get(result, key), value));
    }
    return result;
}

char *cli_json_dump(const json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY);

    if (text && safe_size(text, strlen(text)) < strlen(text)) {
        free(text);
        text = json_dumps(value, JSON_ENCODE_ANY | JSON_ENSURE_ASCII);
    }
    if (!text)
        cli_out_of_memory();
    return text;
}
