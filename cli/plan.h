/* From the paths that were named to the tasks of a run. */
#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include "excludes.h"
#include "repeats.h"
#include "task.h"

typedef struct cli_plan {
    void (*task)(void *opaque, const cli_task *task); /* Called for each, in order. */
    void *opaque;
    const char *const *endings; /* Of the files that a directory is searched for. */
    const char *stdin_name;
    cli_excludes *excludes; /* NULL: there are none. */
    bool
        excludes_named; /* Leave files that are excluded out even where they are named. */
    cli_repeats *repeats; /* NULL where one path is named, or none. */
} cli_plan;

/* One path, or "-" for standard input. */
void cli_plan_path(const cli_plan *plan, const char *path);

/* Without a path, or for "-", standard input is judged. What several paths come to is
 * judged once: where it is named, for the first time. */
void cli_plan_run(const cli_plan *plan, int count, char **paths);

#endif
