#include "contexts.h"

#include "demand.h"
#include "memory.h"

#include <stdlib.h>

struct cli_context {
    cli_override_set overrides;
    snapguard_context *context;
};

snapguard_context *cli_contexts_get(cli_contexts *contexts, cli_override_set overrides)
{
    struct cli_context added = {.overrides = overrides};

    for (size_t i = 0; i < contexts->count; i++)
        if (contexts->items[i].overrides == overrides)
            return contexts->items[i].context;
    cli_demand(snapguard_context_new(
        &added.context, cli_engines_get(contexts->engines, overrides)));
    contexts->items =
        cli_reallocate(contexts->items, (contexts->count + 1) * sizeof *contexts->items);
    contexts->items[contexts->count++] = added;
    return added.context;
}

void cli_contexts_free(cli_contexts *contexts)
{
    for (size_t i = 0; i < contexts->count; i++)
        snapguard_context_free(contexts->items[i].context);
    free(contexts->items);
}
