#define _POSIX_C_SOURCE 200809L

#include "plan.h"

#include "memory.h"
#include "walk.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct search {
    const cli_plan *plan;
    bool has_failed;
    bool has_repeats; /* Something in it is named by itself. */
} search;

static void give(const cli_plan *plan, cli_task_kind kind, const char *name)
{
    plan->task(plan->opaque, &(cli_task){.kind = kind, .name = name});
}

static void take_file(void *opaque, const char *path)
{
    const search *current = opaque;
    const cli_task task = {.kind = CLI_TASK_WALKED, .name = path, .is_file = true};

    current->plan->task(current->plan->opaque, &task);
}

static void take_lost(void *opaque, const char *path)
{
    const search *current = opaque;

    give(current->plan, CLI_TASK_LOST, path);
}

static bool is_wanted(void *opaque, const char *path)
{
    search *current = opaque;
    const cli_plan *plan = current->plan;

    if (plan->excludes && cli_is_excluded(plan->excludes, path))
        return false;
    if (!plan->repeats || !cli_repeats_have(plan->repeats, path))
        return true;
    current->has_repeats = true;
    return false;
}

static void take_failure(void *opaque, const char *path, int error)
{
    const cli_task task = {.kind = CLI_TASK_UNREADABLE, .name = path, .error = error};
    search *current = opaque;

    current->has_failed = true;
    current->plan->task(current->plan->opaque, &task);
}

static void plan_folder(const cli_plan *plan, const char *path)
{
    search current = {.plan = plan};
    cli_walk walk = {
        .file = take_file,
        .lost = take_lost,
        .failed = take_failure,
        .wants = is_wanted,
        .opaque = &current,
        .endings = plan->endings};

    give(plan, CLI_TASK_FOLDER, path);
    if (plan->repeats)
        cli_repeats_enter(plan->repeats, path);
    cli_walk_directory(&walk, path);
    if (current.has_repeats)
        return;
    if (walk.files > 0)
        give(plan, CLI_TASK_FOLDER_END, path);
    else if (walk.unwanted > 0)
        give(plan, CLI_TASK_EXCLUDED_FOLDER, path);
    else if (!current.has_failed)
        give(plan, CLI_TASK_EMPTY_FOLDER, path);
}

/* Of what is in /proc the size is 0, and it comes in parts. */
static void plan_file(const cli_plan *plan, const char *path)
{
    struct stat status;
    bool is_there = stat(path, &status) == 0;
    const cli_task task = {
        .kind = CLI_TASK_FILE,
        .name = path,
        .is_file = is_there && S_ISREG(status.st_mode) && status.st_size > 0};

    if (is_there && S_ISDIR(status.st_mode))
        plan_folder(plan, path);
    else if (!plan->excludes_named || !cli_is_excluded(plan->excludes, path))
        plan->task(plan->opaque, &task);
}

void cli_plan_path(const cli_plan *plan, const char *path)
{
    if (strcmp(path, "-") == 0)
        give(plan, CLI_TASK_STDIN, plan->stdin_name);
    else
        plan_file(plan, path);
}

/* All are looked at first, so that a walk leaves to each its turn. */
static void plan_several(cli_plan plan, int count, char **paths)
{
    bool *is_first = cli_reallocate(NULL, (size_t)count * sizeof *is_first);

    plan.repeats = cli_repeats_new();
    for (int i = 0; i < count; i++)
        is_first[i] =
            strcmp(paths[i], "-") == 0 || cli_repeats_add(plan.repeats, paths[i]);
    for (int i = 0; i < count; i++)
        if (is_first[i])
            cli_plan_path(&plan, paths[i]);
    cli_repeats_free(plan.repeats);
    free(is_first);
}

void cli_plan_run(const cli_plan *plan, int count, char **paths)
{
    if (count > 1)
        plan_several(*plan, count, paths);
    else
        cli_plan_path(plan, count == 1 ? paths[0] : "-");
}
