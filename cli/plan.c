#define _POSIX_C_SOURCE 200809L

#include "plan.h"

#include "walk.h"

#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

typedef struct search {
    const cli_plan *plan;
    bool has_failed;
} search;

static void give(const cli_plan *plan, cli_task_kind kind, const char *name, int error)
{
    plan->task(plan->opaque, &(cli_task){kind, name, error});
}

static void take_file(void *opaque, const char *path)
{
    const search *current = opaque;

    give(current->plan, CLI_TASK_WALKED, path, 0);
}

static void take_failure(void *opaque, const char *path, int error)
{
    search *current = opaque;

    current->has_failed = true;
    give(current->plan, CLI_TASK_UNREADABLE, path, error);
}

static void plan_folder(const cli_plan *plan, const char *path)
{
    search current = {.plan = plan};
    cli_walk walk = {
        .file = take_file,
        .failed = take_failure,
        .opaque = &current,
        .endings = plan->endings};

    give(plan, CLI_TASK_FOLDER, path, 0);
    cli_walk_directory(&walk, path);
    if (walk.files > 0)
        give(plan, CLI_TASK_FOLDER_END, path, 0);
    else if (!current.has_failed)
        give(plan, CLI_TASK_EMPTY_FOLDER, path, 0);
}

static bool is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

void cli_plan_run(const cli_plan *plan, int count, char **paths)
{
    if (count == 0)
        give(plan, CLI_TASK_STDIN, plan->stdin_name, 0);
    for (int i = 0; i < count; i++) {
        if (strcmp(paths[i], "-") == 0)
            give(plan, CLI_TASK_STDIN, plan->stdin_name, 0);
        else if (is_folder(paths[i]))
            plan_folder(plan, paths[i]);
        else
            give(plan, CLI_TASK_FILE, paths[i], 0);
    }
}
