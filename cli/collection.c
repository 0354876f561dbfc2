#define _POSIX_C_SOURCE 200809L

#include "collection.h"

#include "complain.h"
#include "json.h"
#include "memory.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { BUFFER_BYTES = 65536 };

typedef struct collected {
    const char *rule; /* Lives as long as the engine, or the baseline that it is from. */
    char *file;
    char *pointer; /* For people. NULL: there is none. */
    char fingerprint[CLI_FINGERPRINT_DIGITS + 1];
} collected;

/* The mutex guards the items. */
struct cli_collection {
    const char *path;
    cli_replacement replacement;
    pthread_mutex_t mutex;
    collected *items;
    size_t count;
    size_t capacity;
};

static void complain(const char *path, int error)
{
    cli_complain("--write-baseline: %s: %s", path, strerror(error));
}

cli_collection *cli_collection_begin(const char *path)
{
    cli_collection *collection = cli_reallocate(NULL, sizeof *collection);
    int error;

    *collection = (cli_collection){.path = path};
    error = cli_replacement_begin(&collection->replacement, path);
    if (error) {
        complain(path, error);
        free(collection);
        return NULL;
    }
    if (pthread_mutex_init(&collection->mutex, NULL) != 0)
        cli_out_of_memory();
    return collection;
}

/* "/timePoints#/1", or the parameter of a query. */
static char *pointer_of(const cli_finding *finding)
{
    const cli_string *pointer = &finding->texts[SNAPGUARD_TEXT_POINTER];
    const cli_string *inner = &finding->texts[SNAPGUARD_TEXT_INNER_POINTER];
    cli_text text = {.bytes = NULL};

    if (!pointer->bytes)
        pointer = &finding->texts[SNAPGUARD_TEXT_PARAMETER];
    if (!pointer->bytes || pointer->size == 0)
        return NULL;
    cli_text_add(&text, pointer->bytes, pointer->size);
    if (inner->bytes) {
        cli_text_add(&text, "#", 1);
        cli_text_add(&text, inner->bytes, inner->size);
    }
    return text.bytes;
}

static void add(cli_collection *collection, collected item)
{
    pthread_mutex_lock(&collection->mutex);
    if (collection->count == collection->capacity) {
        collection->capacity = collection->capacity ? 2 * collection->capacity : 64;
        collection->items = cli_reallocate(
            collection->items, collection->capacity * sizeof *collection->items);
    }
    collection->items[collection->count++] = item;
    pthread_mutex_unlock(&collection->mutex);
}

static char *copy_text(const char *text)
{
    return text ? cli_copy(text, strlen(text)) : NULL;
}

/* "./a.json" and "a.json" are one file. */
static char *copy_name(const char *file)
{
    while (strncmp(file, "./", 2) == 0)
        file += 2;
    return copy_text(file);
}

void cli_collection_add(cli_collection *collection, const cli_finding *finding)
{
    collected item = {
        .rule = finding->rule,
        .file = copy_name(finding->file),
        .pointer = pointer_of(finding)};

    memcpy(item.fingerprint, finding->fingerprint, sizeof item.fingerprint);
    add(collection, item);
}

void cli_collection_keep(void *collection, const cli_known *known)
{
    collected item = {
        .rule = known->rule,
        .file = copy_name(known->file),
        .pointer = copy_text(known->pointer)};

    memcpy(item.fingerprint, known->fingerprint, sizeof item.fingerprint);
    add(collection, item);
}

static int compare(const void *first, const void *second)
{
    const collected *one = first;
    const collected *other = second;
    int order = strcmp(one->file, other->file);

    return order != 0 ? order : strcmp(one->fingerprint, other->fingerprint);
}

/* A file that was judged twice has each of its findings twice. */
static bool is_repeated(const cli_collection *collection, size_t index)
{
    return index > 0 &&
           compare(&collection->items[index - 1], &collection->items[index]) == 0;
}

static void put_item(cli_writer *writer, const collected *item)
{
    json_t *object = json_object();

    cli_json_set(object, "rule", json_string(item->rule));
    cli_json_set(object, "file", cli_json_text(item->file, strlen(item->file)));
    if (item->pointer)
        cli_json_set(
            object, "pointer", cli_json_text(item->pointer, strlen(item->pointer)));
    cli_json_set(object, "fingerprint", json_string(item->fingerprint));
    cli_json_put(writer, object, 0);
    json_decref(object);
}

/* One entry a line, so that a change of one finding is a change of one line. */
static int write_all(const cli_collection *collection)
{
    char *buffer = cli_reallocate(NULL, BUFFER_BYTES);
    cli_writer writer;

    cli_writer_begin(&writer, collection->replacement.descriptor, buffer, BUFFER_BYTES);
    cli_put(&writer, "{\"schema\": \"" CLI_BASELINE_SCHEMA "\",\n \"findings\": [");
    for (size_t i = 0; i < collection->count; i++) {
        if (is_repeated(collection, i))
            continue;
        cli_put(&writer, i > 0 ? ",\n  " : "\n  ");
        put_item(&writer, &collection->items[i]);
    }
    cli_put(&writer, "]}\n");
    cli_flush(&writer);
    free(buffer);
    return writer.error;
}

static void forget(cli_collection *collection)
{
    for (size_t i = 0; i < collection->count; i++) {
        free(collection->items[i].file);
        free(collection->items[i].pointer);
    }
    free(collection->items);
    pthread_mutex_destroy(&collection->mutex);
    free(collection);
}

static void sort(cli_collection *collection)
{
    if (collection->count > 0)
        qsort(collection->items, collection->count, sizeof *collection->items, compare);
}

/* Leave the file as it is, after a complaint. */
static cli_exit leave(cli_collection *collection, cli_exit status)
{
    cli_replacement_end(&collection->replacement, ECANCELED);
    forget(collection);
    return status;
}

cli_exit cli_collection_end(
    cli_collection *collection, const cli_targets *targets, bool is_complete)
{
    int error;

    if (!collection)
        return CLI_CLEAN;
    if (cli_targets_are_read(targets, "write-baseline", collection->path))
        return leave(collection, CLI_USAGE);
    if (!is_complete) {
        cli_complain(
            "--write-baseline: %s stays as it is, for not every input could be read",
            collection->path);
        return leave(collection, CLI_CLEAN);
    }
    sort(collection);
    error = cli_replacement_end(&collection->replacement, write_all(collection));
    if (error)
        complain(collection->path, error);
    forget(collection);
    return error ? CLI_FAILURE : CLI_CLEAN;
}
