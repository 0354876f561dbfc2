#define _POSIX_C_SOURCE 200809L

#include "source.h"

#include "input.h"
#include "locate.h"
#include "memory.h"
#include "named.h"
#include "nearest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A baseline of half a million findings has about as much. */
enum {
    MOST_BYTES = 67108864,
    MESSAGE_BYTES = 4096,
    REASON_BYTES = 256,
    INDEX_BYTES = 24
};

void cli_source_complain(cli_spot spot, const char *format, ...)
{
    const cli_source *source = spot.source;
    cli_place place = cli_locate(source->text, source->size, spot.pointer, spot.is_key);
    char message[MESSAGE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    cli_complain("%s:%zu:%zu: %s", source->path, place.line, place.column, message);
}

void cli_source_remark(
    cli_spot spot, const char *text, cli_take_complaint *take, void *opaque)
{
    const cli_source *source = spot.source;
    cli_place place = cli_locate(source->text, source->size, spot.pointer, spot.is_key);
    const cli_complaint complaint = {
        .file = source->path,
        .line = place.line,
        .column = place.column,
        .text = text,
        .status = CLI_CLEAN};

    take(opaque, &complaint);
}

/* Read the bytes, and answer errno. */
static int read_file(cli_source *source, const char *path)
{
    cli_input input = {.bytes = NULL};
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    int error = errno;

    if (descriptor < 0)
        return error;
    cli_input_begin(&input, path, descriptor);
    cli_input_fill(&input, MOST_BYTES + 1);
    close(descriptor);
    source->text = input.bytes;
    source->size = input.held;
    return input.held > MOST_BYTES ? EFBIG : input.error;
}

/* The column of jansson is 0 where a line has just begun. */
static void complain_syntax(const cli_named *file, const json_error_t *error)
{
    size_t line = error->line > 0 ? (size_t)error->line : 1;
    size_t column = error->column > 0 ? (size_t)error->column : 1;
    char reason[REASON_BYTES];

    snprintf(reason, sizeof reason, "not JSON: %s", error->text);
    cli_named_complain_at(file, line, column, reason);
}

/* Editors write it, and jansson says only that it expects something else. */
static bool has_mark(const cli_source *source)
{
    static const char mark[] = {'\xEF', '\xBB', '\xBF'};

    return source->size >= sizeof mark && memcmp(source->text, mark, sizeof mark) == 0;
}

static bool parse(cli_source *source, const cli_named *file)
{
    json_error_t error;

    if (has_mark(source)) {
        cli_named_complain_at(
            file, 1, 1, "not JSON: a JSON text may not begin with a byte order mark");
        return false;
    }
    source->root = json_loadb(
        source->text ? source->text : "", source->size, JSON_REJECT_DUPLICATES, &error);
    if (!source->root) {
        complain_syntax(file, &error);
        return false;
    }
    if (json_is_object(source->root))
        return true;
    cli_source_complain((cli_spot){source, "", false}, "this must be an object");
    return false;
}

bool cli_source_read(cli_source *source, const cli_named *file)
{
    int error;

    *source = (cli_source){.path = cli_copy(file->path, strlen(file->path))};
    error = read_file(source, file->path);
    if (error) {
        cli_named_complain(file, strerror(error));
        return false;
    }
    return parse(source, file);
}

void cli_source_free(cli_source *source)
{
    json_decref(source->root);
    free(source->text);
    free(source->path);
    *source = (cli_source){.path = NULL};
}

char *cli_pointer_to(const char *pointer, const char *key)
{
    char *longer = cli_reallocate(NULL, strlen(pointer) + 2 * strlen(key) + 2);
    char *end = longer + strlen(pointer);

    strcpy(longer, pointer);
    *end++ = '/';
    for (; *key; key++) {
        if (*key == '~' || *key == '/') {
            *end++ = '~';
            *end++ = *key == '~' ? '0' : '1';
        } else {
            *end++ = *key;
        }
    }
    *end = '\0';
    return longer;
}

char *cli_pointer_at(const char *pointer, size_t index)
{
    char digits[INDEX_BYTES];

    snprintf(digits, sizeof digits, "%zu", index);
    return cli_pointer_to(pointer, digits);
}

static bool is_among(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

static void complain_unknown(cli_spot spot, const char *key, const char *const *names)
{
    cli_nearest nearest;

    cli_nearest_begin(&nearest, key);
    for (; *names; names++)
        cli_nearest_offer(&nearest, *names);
    if (nearest.name)
        cli_source_complain(
            spot, "no key is called \"%s\" here; did you mean \"%s\"?", key,
            nearest.name);
    else
        cli_source_complain(spot, "no key is called \"%s\" here", key);
}

bool cli_source_knows(
    const cli_source *source, const char *pointer, const json_t *object,
    const char *const *names)
{
    const char *key;
    json_t *value;

    json_object_foreach ((json_t *)object, key, value) {
        if (!is_among(key, names)) {
            char *place = cli_pointer_to(pointer, key);

            complain_unknown((cli_spot){source, place, true}, key, names);
            free(place);
            return false;
        }
    }
    return true;
}

bool cli_source_text(
    const cli_source *source, const char *pointer, const json_t *object, const char *key,
    bool is_needed, const char **text)
{
    const json_t *value = json_object_get(object, key);
    char *place;

    *text = json_string_value(value);
    if (*text ? **text : !value && !is_needed)
        return true;
    place = cli_pointer_to(pointer, key);
    if (value)
        cli_source_complain(
            (cli_spot){source, place, false}, "%s: this must be text, and not empty",
            key);
    else
        cli_source_complain((cli_spot){source, pointer, false}, "\"%s\" is missing", key);
    free(place);
    return false;
}
