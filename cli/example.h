/* The examples of a rule, as whole requests. */
#ifndef CLI_EXAMPLE_H
#define CLI_EXAMPLE_H

#include "pack.h"

#include <snapguard/snapguard.h>
#include <stddef.h>

typedef struct cli_example {
    char *bytes; /* Released with free(). NULL: the rule has no such example. */
    size_t size;
    snapguard_encoding encoding;
} cli_example;

/* Build the example of a kind ("accept", "reject") that is best to show: the first one
 * that is no longer than a page. */
cli_example cli_example_make(const cli_pack *pack, const json_t *rule, const char *kind);

/* The first finding of the rule in an example, borrowed from the context, or NULL. */
const snapguard_finding *
cli_example_finding(snapguard_context *context, cli_example example, const char *rule);

/* An engine with every default, and a context, for examples to be checked with. */
typedef struct cli_demonstration {
    snapguard_engine *engine;
    snapguard_context *context;
} cli_demonstration;

void cli_demonstration_begin(cli_demonstration *demonstration);
void cli_demonstration_end(cli_demonstration *demonstration);

#endif
