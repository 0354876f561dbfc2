/* The files that a run writes when it ends: reports, and a baseline. One that the run
 * reads stays as it is. */
#ifndef CLI_TARGETS_H
#define CLI_TARGETS_H

#include "identity.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct cli_target {
    const char *option; /* That names it, as "output". */
    const char *path;   /* As it names it; each borrowed. */
    cli_identity identity;
    atomic_bool is_read;
} cli_target;

typedef struct cli_targets {
    cli_target *items;
    size_t count;
} cli_targets;

/* Add one. False, after a complaint, where it is one of them already. */
bool cli_targets_add(cli_targets *targets, const char *option, const char *path);
void cli_targets_free(cli_targets *targets);

/* Whether a path, which may be NULL, or an open file that this run reads is one of them;
 * then a complaint is made. */
bool cli_targets_have(const cli_targets *targets, const char *path);
bool cli_targets_have_open(const cli_targets *targets, int descriptor);

/* The one that an open file is, whose `is_read` any thread may set. NULL: none, as there
 * is none where `targets` is NULL. */
cli_target *cli_targets_find(cli_targets *targets, int descriptor);

/* Whether it has come to light that the target which an option names is read by the run;
 * then a complaint is made. */
bool cli_targets_are_read(
    const cli_targets *targets, const char *option, const char *path);

#endif
