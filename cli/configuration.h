/* The configuration file of a repository: options by their keys, and overrides of which
 * rules run for some of the files. */
#ifndef CLI_CONFIGURATION_H
#define CLI_CONFIGURATION_H

#include "globs.h"
#include "keeper.h"
#include "options.h"
#include "selection.h"
#include "source.h"

#define CLI_CONFIGURATION_NAME ".snapguard.json"

typedef struct cli_configuration {
    cli_source source;
    const char *folder; /* Of the file, with a slash at its end; "" for this one. */
    cli_base base;      /* What its globs count from. */
    cli_globs overrides[CLI_MOST_OVERRIDES];
    size_t override_count;
    cli_keeper keeper;
} cli_configuration;

/* Read `path`, or the nearest file upward from here to the root of the repository; where
 * there is no repository, only this folder is looked into. False after a complaint. No
 * file is fine. */
bool cli_configuration_find(cli_configuration *configuration, const char *path);

/* Set the options that were not given yet; what may be given several times is added.
 * What is wrong is complained about even where it would not be used. */
bool cli_configuration_apply(
    cli_configuration *configuration, const cli_option *options, void *settings,
    const bool *given);

/* The overrides that are about a file, as the user names it. `scratch` is what its path
 * is kept in. None without a configuration: it may be NULL. */
cli_override_set cli_configuration_overrides(
    const cli_configuration *configuration, const char *name, cli_text *scratch);

void cli_configuration_free(cli_configuration *configuration);

#endif
