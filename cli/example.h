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

/* The one that an element of such a list stands for: {"$facts": …, "$request": …}, or a
 * request alone. `base` is what members are put upon. */
cli_example cli_example_of(const json_t *base, const json_t *element);

/* An engine with every default but packs, and a context, for examples to be checked with.
 */
typedef struct cli_demonstration {
    snapguard_engine *engine;
    snapguard_context *context;
    snapguard_facts *facts; /* of the example that was checked last, or NULL */
    cli_template template;  /* likewise */
} cli_demonstration;

/* Anything but CLI_CLEAN: the packs can't be used, and a complaint has said why. */
cli_exit
cli_demonstration_begin(cli_demonstration *demonstration, const cli_packs *packs);
void cli_demonstration_end(cli_demonstration *demonstration);

/* Judge an example. NULL, and the error filled, where its facts can't be used. */
const snapguard_report *cli_example_report(
    cli_demonstration *demonstration, const cli_example *example, snapguard_error *error);

/* The first finding of the rule in an example, borrowed from the context, or NULL. */
const snapguard_finding *cli_example_finding(
    cli_demonstration *demonstration, const cli_example *example, const char *rule);

#endif
