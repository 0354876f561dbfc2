/* The law of examples: what a rule rejects fires that rule and no other error; what it
 * accepts fires no error, and not that rule. */
#ifndef CLI_LAW_H
#define CLI_LAW_H

#include "packs.h"

#include <stddef.h>

typedef struct cli_law {
    size_t rules;
    size_t examples;
    size_t bare;   /* Rules without an example that is accepted, or one that is not. */
    size_t broken; /* Examples that break the law; a complaint has named each. */
} cli_law;

/* Judge the examples of a pack that the library has taken, by its own rules and the
 * documented ones. */
cli_law cli_law_apply(const cli_packs *packs);

#endif
