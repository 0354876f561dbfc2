#include "engine.h"

#include "complain.h"
#include "demand.h"
#include "input.h"
#include "memory.h"
#include "pack.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
        {SNAPGUARD_MAX_DOCUMENT_DEPTH, settings->max_depth},
    };
    snapguard_status status = SNAPGUARD_OK;

    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        if (status == SNAPGUARD_OK && limits[i].value > 0)
            status =
                snapguard_options_set_limit(options, limits[i].limit, limits[i].value);
    return status;
}

bool cli_set_minutes(const cli_option *option, void *field, const char *argument)
{
    cli_minutes *minutes = field;

    minutes->is_given = true;
    return cli_set_number(option, &minutes->number, argument);
}

bool cli_set_edition(const cli_option *option, void *field, const char *argument)
{
    cli_pack pack;
    const char *edition;
    bool is_known;

    (void)field;
    cli_pack_load(&pack, NULL);
    edition = cli_pack_text(pack.root, "edition");
    is_known = strcmp(argument, edition) == 0;
    if (!is_known)
        cli_option_complain(
            option, "\"%s\" is no edition that is known; there is %s", argument, edition);
    cli_pack_free(&pack);
    return is_known;
}

typedef snapguard_status
text_setter(snapguard_options *options, const char *text, size_t length);

/* Read a file into the options. False, after a complaint, where it cannot be read:
 * without it every request would be judged by something else than the user wants. */
static bool set_file(snapguard_options *options, const cli_named *file, text_setter *set)
{
    cli_input input = {.bytes = NULL};

    if (!file->path)
        return true;
    if (!cli_input_file(&input, file->path, SIZE_MAX))
        cli_named_complain(file, strerror(input.error));
    else if (set(options, input.held > 0 ? input.bytes : "", input.held) != SNAPGUARD_OK)
        cli_out_of_memory();
    free(input.bytes);
    return input.error == 0;
}

static bool fill_options(snapguard_options *options, const cli_engine_settings *settings)
{
    if (set_limits(options, settings) != SNAPGUARD_OK ||
        cli_selection_apply(&settings->selection, 0, options) != SNAPGUARD_OK)
        cli_out_of_memory();
    if (settings->minutes.is_given)
        cli_demand(
            snapguard_options_set_snapshot_minutes(options, settings->minutes.number));
    snapguard_options_set_strict(options, settings->strict);
    cli_packs_apply(&settings->packs, options);
    return set_file(options, &settings->regions, snapguard_options_set_regions) &&
           set_file(options, &settings->facts, snapguard_options_set_facts);
}

/* Say what is wrong with a file, and where. */
static void complain_file(const cli_named *file, const snapguard_error *error)
{
    if (error->line == 0)
        cli_named_complain(file, error->message);
    else
        cli_named_complain_at(file, error->line, error->column, error->message);
}

/* Say why there is no engine. What a rule was meant to be is found out only now, because
 * that takes reading the pack a second time. */
static cli_exit complain(
    snapguard_status status, const snapguard_error *error,
    const cli_engine_settings *settings)
{
    if (status == SNAPGUARD_ERROR_MEMORY)
        cli_out_of_memory();
    if (status == SNAPGUARD_ERROR_PACK)
        return cli_packs_complain(&settings->packs);
    if (status == SNAPGUARD_ERROR_FACTS) {
        complain_file(&settings->facts, error);
        return CLI_USAGE;
    }
    if (status != SNAPGUARD_ERROR_OPTION) {
        cli_complain(
            "internal error: %s: %s", snapguard_strerror(status), error->message);
        return CLI_FAILURE;
    }
    if (cli_selection_complain(&settings->selection, &settings->packs))
        return CLI_USAGE;
    if (settings->regions.path)
        complain_file(&settings->regions, error);
    else
        cli_complain("%s", error->message);
    return CLI_USAGE;
}

cli_exit cli_engine_new(
    snapguard_engine **engine, snapguard_options **options,
    const cli_engine_settings *settings)
{
    snapguard_error error = {.line = 0};
    snapguard_status status;
    cli_exit result = CLI_USAGE;

    *engine = NULL;
    if (snapguard_options_new(options, NULL) != SNAPGUARD_OK)
        cli_out_of_memory();
    if (fill_options(*options, settings)) {
        status = snapguard_engine_new(engine, *options, &error);
        result = status == SNAPGUARD_OK ? CLI_CLEAN : complain(status, &error, settings);
    }
    if (result != CLI_CLEAN) {
        snapguard_options_free(*options);
        *options = NULL;
    }
    return result;
}
