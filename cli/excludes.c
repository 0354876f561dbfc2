#include "excludes.h"

#include <stdlib.h>

bool cli_set_exclude(const cli_option *option, void *field, const char *argument)
{
    cli_excludes *excludes = field;
    bool is_there = option->origin && option->origin->spot.source;

    if (!*argument) {
        cli_option_complain(option, "this must be a glob, and not empty");
        return false;
    }
    cli_globs_add(is_there ? &excludes->there : &excludes->here, argument);
    return true;
}

void cli_excludes_begin(cli_excludes *excludes, const cli_base *configuration)
{
    excludes->configuration = configuration;
    if (excludes->here.count > 0)
        cli_base_begin(&excludes->base, "");
}

static bool is_match(
    const cli_globs *globs, const cli_base *base, const char *path, cli_text *scratch)
{
    return globs->count > 0 && cli_base_relate(base, path, scratch) &&
           cli_globs_match(globs, scratch->bytes);
}

bool cli_is_excluded(cli_excludes *excludes, const char *path)
{
    return is_match(&excludes->here, &excludes->base, path, &excludes->path) ||
           is_match(&excludes->there, excludes->configuration, path, &excludes->path);
}

void cli_excludes_free(cli_excludes *excludes)
{
    cli_globs_free(&excludes->here);
    cli_globs_free(&excludes->there);
    cli_base_free(&excludes->base);
    free(excludes->path.bytes);
}
