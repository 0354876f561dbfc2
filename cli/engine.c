#define _POSIX_C_SOURCE 200809L

#include "engine.h"

#include "complain.h"
#include "input.h"
#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Every finding is shown unless the user wants fewer, and the library keeps 64. This is
 * more than one request can have within the other limits. */
enum { MAX_FINDINGS = 65536 };

static snapguard_status
set_limits(snapguard_options *options, const cli_engine_settings *settings)
{
    const struct {
        snapguard_limit limit;
        size_t value;
    } limits[] = {
        {SNAPGUARD_MAX_FINDINGS,       MAX_FINDINGS       },
        {SNAPGUARD_MAX_BYTES,          settings->max_bytes},
        {SNAPGUARD_MAX_DOCUMENT_BYTES, settings->max_bytes},
        {SNAPGUARD_MAX_DEPTH,          settings->max_depth},
    };
    snapguard_status status = SNAPGUARD_OK;

    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        if (status == SNAPGUARD_OK && limits[i].value > 0)
            status =
                snapguard_options_set_limit(options, limits[i].limit, limits[i].value);
    return status;
}

/* Read the file of regions into the options. False, after a complaint, where it cannot be
 * read: without it every region would be judged by another list than the user wants. */
static bool set_regions(snapguard_options *options, const char *path)
{
    cli_input input = {.bytes = NULL};
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);

    cli_input_begin(&input, path, descriptor);
    if (descriptor < 0)
        input.error = errno;
    else
        cli_input_fill(&input, SIZE_MAX);
    if (input.error)
        cli_complain("--regions: %s: %s", path, strerror(input.error));
    else if (
        snapguard_options_set_regions(
            options, input.held > 0 ? input.bytes : "", input.held) != SNAPGUARD_OK)
        cli_out_of_memory();
    if (descriptor >= 0)
        close(descriptor);
    free(input.bytes);
    return input.error == 0;
}

static bool fill_options(snapguard_options *options, const cli_engine_settings *settings)
{
    if (set_limits(options, settings) != SNAPGUARD_OK ||
        cli_selection_apply(&settings->selection, options) != SNAPGUARD_OK)
        cli_out_of_memory();
    snapguard_options_set_strict(options, settings->strict);
    return !settings->regions || set_regions(options, settings->regions);
}

/* Say why there is no engine. What a rule was meant to be is found out only now, because
 * that takes reading the pack a second time. */
static cli_exit complain(
    snapguard_status status, const snapguard_error *error,
    const cli_engine_settings *settings)
{
    if (status == SNAPGUARD_ERROR_MEMORY)
        cli_out_of_memory();
    if (status != SNAPGUARD_ERROR_OPTION) {
        cli_complain(
            "internal error: %s: %s", snapguard_strerror(status), error->message);
        return CLI_FAILURE;
    }
    if (cli_selection_complain(&settings->selection))
        return CLI_USAGE;
    if (!settings->regions)
        cli_complain("%s", error->message);
    else if (error->line == 0)
        cli_complain("--regions: %s: %s", settings->regions, error->message);
    else
        cli_complain(
            "--regions: %s:%zu:%zu: %s", settings->regions, error->line, error->column,
            error->message);
    return CLI_USAGE;
}

cli_exit cli_engine_new(snapguard_engine **engine, const cli_engine_settings *settings)
{
    snapguard_options *options;
    snapguard_error error = {.line = 0};
    snapguard_status status;
    cli_exit result = CLI_USAGE;

    *engine = NULL;
    if (snapguard_options_new(&options, NULL) != SNAPGUARD_OK)
        cli_out_of_memory();
    if (fill_options(options, settings)) {
        status = snapguard_engine_new(engine, options, &error);
        result = status == SNAPGUARD_OK ? CLI_CLEAN : complain(status, &error, settings);
    }
    snapguard_options_free(options);
    return result;
}
