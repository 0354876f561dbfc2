/* What one thread judges with: a context for each set of overrides that its files have.
 */
#ifndef CLI_CONTEXTS_H
#define CLI_CONTEXTS_H

#include "engines.h"

typedef struct cli_contexts {
    cli_engines *engines;
    struct cli_context *items;
    size_t count;
} cli_contexts;

/* The context for inputs that these overrides are about. */
snapguard_context *cli_contexts_get(cli_contexts *contexts, cli_override_set overrides);

void cli_contexts_free(cli_contexts *contexts);

#endif
