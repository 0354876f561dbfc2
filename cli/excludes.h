/* Files that directories are not searched for. */
#ifndef CLI_EXCLUDES_H
#define CLI_EXCLUDES_H

#include "globs.h"
#include "options.h"

typedef struct cli_excludes {
    cli_globs here;  /* Globs of the user, which count from where the program runs. */
    cli_globs there; /* Those of the configuration file, which count from its folder. */
    cli_base base;   /* Of the first. */
    const cli_base *configuration; /* Of the others. Borrowed. */
    cli_text path;
} cli_excludes;

/* Setter of a cli_excludes. */
bool cli_set_exclude(const cli_option *option, void *field, const char *argument);

/* To be called when all are set. */
void cli_excludes_begin(cli_excludes *excludes, const cli_base *configuration);

/* Whether one of them matches a path, as the user names it. */
bool cli_is_excluded(cli_excludes *excludes, const char *path);

void cli_excludes_free(cli_excludes *excludes);

#endif
