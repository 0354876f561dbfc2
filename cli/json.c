#include "json.h"

#include "glyph.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

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

static int write_part(const char *bytes, size_t size, void *writer)
{
    cli_write(writer, bytes, size);
    return 0;
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
            cli_json_set(result, key, cli_json_merge(json_object_get(result, key), value));
    }
    return result;
}
