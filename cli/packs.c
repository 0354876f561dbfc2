#include "packs.h"

#include "complain.h"
#include "demand.h"
#include "input.h"
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More packs are refused by the library, which says nothing of their number. So are more
 * bytes, and one more is enough for it to say so. */
enum { MOST_PACKS = 16, MOST_BYTES = (1 << 20) + 1, NAME_BYTES = 4352 };

/* "--pack: acme.json", as far as it is known. */
static void put_name(char *buffer, size_t size, const char *option, const char *path)
{
    snprintf(
        buffer, size, "%s%s%s%s", option ? "--" : "", option ? option : "",
        option ? ": " : "", path);
}

bool cli_packs_add(cli_packs *packs, const char *option, const char *path)
{
    char name[NAME_BYTES];
    cli_input input = {.bytes = NULL};

    put_name(name, sizeof name, option, path);
    if (packs->count == MOST_PACKS) {
        cli_complain("%s: only %d packs can be used at once", name, MOST_PACKS);
        return false;
    }
    if (!cli_input_file(&input, path, MOST_BYTES)) {
        cli_complain("%s: %s", name, strerror(input.error));
        free(input.bytes);
        return false;
    }
    packs->files =
        cli_reallocate(packs->files, (packs->count + 1) * sizeof *packs->files);
    packs->files[packs->count].path = path;
    packs->files[packs->count].bytes = input.bytes;
    packs->files[packs->count++].size = input.held;
    return true;
}

bool cli_set_pack(const cli_option *option, void *field, const char *argument)
{
    return cli_packs_add(field, option->name, argument);
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
cli_exit cli_packs_complain(const cli_packs *packs, const char *option)
{
    char name[NAME_BYTES];
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
    put_name(name, sizeof name, option, packs->files[count - 1].path);
    cli_complain("%s:%zu:%zu: %s", name, error.line, error.column, error.message);
    return CLI_USAGE;
}

cli_exit
cli_packs_engine(snapguard_engine **engine, const cli_packs *packs, const char *option)
{
    snapguard_error error;

    if (make_engine(engine, packs, packs->count, &error) == SNAPGUARD_OK)
        return CLI_CLEAN;
    return cli_packs_complain(packs, option);
}

void cli_packs_free(cli_packs *packs)
{
    for (size_t i = 0; i < packs->count; i++)
        free(packs->files[i].bytes);
    free(packs->files);
    *packs = (cli_packs){.files = NULL};
}
