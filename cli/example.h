/* The examples of a rule, as whole requests. */
#ifndef CLI_EXAMPLE_H
#define CLI_EXAMPLE_H

#include "pack.h"
#include "template.h"

#include <snapguard/snapguard.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct cli_example {
    char *bytes; /* NULL: the rule has no such example. */
    size_t size;
    snapguard_encoding encoding;
    bool is_yaml; /* It is a ROS template in YAML. */
    char *facts;  /* A document of facts about the account, or NULL. */
} cli_example;

void cli_example_free(cli_example *example);

/* Build the example of a kind ("accept", "reject") that is best to show: the first one
 * that is no longer than a page. */
cli_example cli_example_make(const cli_pack *pack, const json_t *rule, const char *kind);

/* An engine with every default, and a context, for examples to be checked with. */
typedef struct cli_demonstration {
    snapguard_engine *engine;
    snapguard_context *context;
    snapguard_facts *facts; /* of the example that was checked last, or NULL */
    cli_template template;  /* likewise */
} cli_demonstration;

void cli_demonstration_begin(cli_demonstration *demonstration);
void cli_demonstration_end(cli_demonstration *demonstration);

/* The first finding of the rule in an example, borrowed from the context, or NULL. */
const snapguard_finding *cli_example_finding(
    cli_demonstration *demonstration, const cli_example *example, const char *rule);

#endif
