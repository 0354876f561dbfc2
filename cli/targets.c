#include "targets.h"

#include "complain.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

static void complain(const cli_target *target)
{
    cli_complain(
        "--%s: %s: this run reads that file, so that it stays as it is", target->option,
        target->path);
}

static cli_target *find(const cli_targets *targets, const cli_identity *identity)
{
    for (size_t i = 0; i < targets->count; i++)
        if (cli_identity_is(&targets->items[i].identity, identity))
            return &targets->items[i];
    return NULL;
}

bool cli_targets_add(cli_targets *targets, const char *option, const char *path)
{
    cli_identity identity = cli_identity_of(path);
    cli_target *target = find(targets, &identity);

    if (target) {
        cli_complain(
            "--%s: %s: this is the file of --%s %s", option, path, target->option,
            target->path);
        return false;
    }
    targets->items =
        cli_reallocate(targets->items, (targets->count + 1) * sizeof *targets->items);
    target = &targets->items[targets->count++];
    target->option = option;
    target->path = path;
    target->identity = identity;
    atomic_init(&target->is_read, false);
    return true;
}

void cli_targets_free(cli_targets *targets)
{
    free(targets->items);
}

static bool have(const cli_targets *targets, cli_identity identity)
{
    const cli_target *target = find(targets, &identity);

    if (target)
        complain(target);
    return target != NULL;
}

bool cli_targets_have(const cli_targets *targets, const char *path)
{
    return targets->count > 0 && path && have(targets, cli_identity_of(path));
}

bool cli_targets_have_open(const cli_targets *targets, int descriptor)
{
    return targets->count > 0 && have(targets, cli_identity_of_open(descriptor));
}

cli_target *cli_targets_find(cli_targets *targets, int descriptor)
{
    cli_identity identity;

    if (!targets || targets->count == 0)
        return NULL;
    identity = cli_identity_of_open(descriptor);
    return find(targets, &identity);
}

bool cli_targets_are_read(
    const cli_targets *targets, const char *option, const char *path)
{
    for (size_t i = 0; i < targets->count; i++) {
        const cli_target *target = &targets->items[i];

        if (strcmp(target->option, option) == 0 && strcmp(target->path, path) == 0 &&
            atomic_load(&target->is_read)) {
            complain(target);
            return true;
        }
    }
    return false;
}
