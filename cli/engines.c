#include "engines.h"

#include "demand.h"
#include "memory.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct known {
    cli_override_set overrides;
    snapguard_engine *engine;
} known;

/* The mutex guards all that changes. */
struct cli_engines {
    const cli_engine_settings *settings;
    snapguard_options *options;
    pthread_mutex_t mutex;
    known *items;
    size_t count;
};

static snapguard_engine *
add(cli_engines *engines, cli_override_set overrides, snapguard_engine *engine)
{
    engines->items =
        cli_reallocate(engines->items, (engines->count + 1) * sizeof *engines->items);
    engines->items[engines->count++] = (known){overrides, engine};
    return engine;
}

cli_exit cli_engines_new(cli_engines **engines, const cli_engine_settings *settings)
{
    snapguard_options *options;
    snapguard_engine *engine;
    cli_exit status = cli_engine_new(&engine, &options, settings);

    *engines = NULL;
    if (status != CLI_CLEAN)
        return status;
    *engines = cli_reallocate(NULL, sizeof **engines);
    **engines = (cli_engines){.settings = settings, .options = options};
    if (pthread_mutex_init(&(*engines)->mutex, NULL) != 0)
        cli_out_of_memory();
    add(*engines, 0, engine);
    return CLI_CLEAN;
}

/* The first engine was made of the same options and rules, so that this one can be. */
static snapguard_engine *make(cli_engines *engines, cli_override_set overrides)
{
    snapguard_engine *engine;

    cli_demand(
        cli_selection_apply(&engines->settings->selection, overrides, engines->options));
    cli_demand(snapguard_engine_new(&engine, engines->options, NULL));
    return add(engines, overrides, engine);
}

const snapguard_engine *cli_engines_get(cli_engines *engines, cli_override_set overrides)
{
    const snapguard_engine *engine = NULL;

    pthread_mutex_lock(&engines->mutex);
    for (size_t i = 0; !engine && i < engines->count; i++)
        if (engines->items[i].overrides == overrides)
            engine = engines->items[i].engine;
    if (!engine)
        engine = make(engines, overrides);
    pthread_mutex_unlock(&engines->mutex);
    return engine;
}

void cli_engines_free(cli_engines *engines)
{
    if (!engines)
        return;
    for (size_t i = 0; i < engines->count; i++)
        snapguard_engine_free(engines->items[i].engine);
    free(engines->items);
    snapguard_options_free(engines->options);
    pthread_mutex_destroy(&engines->mutex);
    free(engines);
}
