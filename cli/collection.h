/* The findings of a run, and those of an older one that it knows nothing of, to be
 * written as a baseline. Any thread may add some. */
#ifndef CLI_COLLECTION_H
#define CLI_COLLECTION_H

#include "baseline.h"
#include "exit.h"
#include "finding.h"
#include "replacement.h"
#include "targets.h"

typedef struct cli_collection cli_collection;

/* Begin a file that takes the place of `path` when it is complete. NULL after a complaint
 * where that cannot be. */
cli_collection *cli_collection_begin(const char *path);

void cli_collection_add(cli_collection *collection, const cli_finding *finding);

/* Add what is in a baseline already, which must live as long as the collection.
 * `collection` is a cli_collection. */
void cli_collection_keep(void *collection, const cli_known *known);

/* Write the file, if `is_complete`, and release all. Its bytes depend on the findings
 * alone, and not on the order they came in. Where it is one of the targets that were read
 * it stays as it is, too. */
cli_exit cli_collection_end(
    cli_collection *collection, const cli_targets *targets, bool is_complete);

#endif
