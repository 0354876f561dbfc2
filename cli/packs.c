#define _POSIX_C_SOURCE 200809L

#include "packs.h"

#include "complain.h"
#include "demand.h"
#include "input.h"
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* More packs are refused by the library, which says nothing of their number. So are more
 * bytes, and one more is enough for it to say so. */
enum { MOST_PACKS = 16, MOST_BYTES = (1 << 20) + 1, REASON_BYTES = 128 };

/* Complain about one by what has named it. */
static void complain(const cli_option *option, const char *path, const char *reason)
{
    if (option)
        cli_option_complain(option, "%s: %s", path, reason);
    else
        cli_complain("%s: %s", path, reason);
}

/* What it is called that named a pack: as it is given, as a variable or in a file. */
static const char *name_of(const cli_option *option)
{
    if (!option || !option->origin)
        return option ? "--pack" : NULL;
    return option->origin->variable ? option->origin->variable : option->key;
}

/* Whether the file itself is among them. A pipe can be read only once. */
static bool has_file(const cli_packs *packs, const struct stat *status)
{
    for (size_t i = 0; i < packs->count; i++)
        if (packs->files[i].device == status->st_dev &&
            packs->files[i].inode == status->st_ino)
            return true;
    return false;
}

static bool has_bytes(const cli_packs *packs, const cli_input *input)
{
    for (size_t i = 0; i < packs->count; i++) {
        const cli_pack_file *file = &packs->files[i];

        if (file->size == input->held && input->held > 0 &&
            memcmp(file->bytes, input->bytes, input->held) == 0)
            return true;
    }
    return false;
}

static char *copy(const char *text)
{
    return text ? cli_copy(text, strlen(text)) : NULL;
}

/* The bytes of the input become the pack's. */
static void
add(cli_packs *packs, const char *name, const char *path, const struct stat *status,
    cli_input *input)
{
    packs->files =
        cli_reallocate(packs->files, (packs->count + 1) * sizeof *packs->files);
    packs->files[packs->count++] = (cli_pack_file){
        .name = copy(name),
        .path = copy(path),
        .bytes = input->bytes,
        .size = input->held,
        .device = status->st_dev,
        .inode = status->st_ino,
    };
    input->bytes = NULL;
}

bool cli_packs_add(cli_packs *packs, const cli_option *option, const char *path)
{
    cli_input input = {.bytes = NULL};
    struct stat status = {.st_ino = 0};
    char reason[REASON_BYTES] = "";

    if (stat(path, &status) == 0 && has_file(packs, &status))
        return true;
    if (!cli_input_file(&input, path, MOST_BYTES))
        snprintf(reason, sizeof reason, "%s", strerror(input.error));
    else if (!has_bytes(packs, &input) && packs->count == MOST_PACKS)
        snprintf(reason, sizeof reason, "only %d packs can be used at once", MOST_PACKS);
    else if (!has_bytes(packs, &input))
        add(packs, name_of(option), path, &status, &input);
    if (*reason)
        complain(option, path, reason);
    free(input.bytes);
    return !*reason;
}

bool cli_set_pack(const cli_option *option, void *field, const char *argument)
{
    return cli_packs_add(field, option, argument);
}

static void apply_first(const cli_packs *packs, size_t count, snapguard_options *options)
{
    for (size_t i = 0; i < count; i++)
        cli_demand(snapguard_options_add_pack(
            options, packs->files[i].size > 0 ? packs->files[i].bytes : "",
            packs->files[i].size));
}

void cli_packs_apply(const cli_packs *packs, snapguard_options *options)
{
    apply_first(packs, packs->count, options);
}

static snapguard_status make_engine(
    snapguard_engine **engine, const cli_packs *packs, size_t count,
    snapguard_error *error)
{
    snapguard_options *options;
    snapguard_status status;

    cli_demand(snapguard_options_new(&options, NULL));
    apply_first(packs, count, options);
    status = snapguard_engine_new(engine, options, error);
    snapguard_options_free(options);
    if (status == SNAPGUARD_ERROR_MEMORY)
        cli_out_of_memory();
    return status;
}

/* The library was given all of them at once. The one at fault is the last of those that
 * do as long as it is left out. */
cli_exit cli_packs_complain(const cli_packs *packs)
{
    const cli_pack_file *file;
    snapguard_status status = SNAPGUARD_OK;
    snapguard_error error = {.line = 0};
    size_t count = 0;

    while (status == SNAPGUARD_OK && count < packs->count) {
        snapguard_engine *engine;

        status = make_engine(&engine, packs, ++count, &error);
        snapguard_engine_free(engine);
    }
    if (status == SNAPGUARD_OK || error.line == 0) {
        cli_complain("internal error: %s", error.message);
        return CLI_FAILURE;
    }
    file = &packs->files[count - 1];
    cli_complain(
        "%s%s%s:%zu:%zu: %s", file->name ? file->name : "", file->name ? ": " : "",
        file->path, error.line, error.column, error.message);
    return CLI_USAGE;
}

cli_exit cli_packs_engine(snapguard_engine **engine, const cli_packs *packs)
{
    snapguard_error error;

    if (make_engine(engine, packs, packs->count, &error) == SNAPGUARD_OK)
        return CLI_CLEAN;
    return cli_packs_complain(packs);
}

void cli_packs_free(cli_packs *packs)
{
    for (size_t i = 0; i < packs->count; i++) {
        free(packs->files[i].name);
        free(packs->files[i].path);
        free(packs->files[i].bytes);
    }
    free(packs->files);
    *packs = (cli_packs){.files = NULL};
}
