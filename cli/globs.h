/* Patterns of paths in a file of configuration: "files": ["policies/"]. */
#ifndef CLI_GLOBS_H
#define CLI_GLOBS_H

#include "glob.h"
#include "source.h"

#include <stddef.h>

typedef struct cli_globs {
    const char **patterns; /* Each borrowed. */
    size_t count;
} cli_globs;

void cli_globs_add(cli_globs *globs, const char *pattern);

/* Read the member "files" of an object: a pattern, or an array of them. False after a
 * complaint. */
bool cli_globs_read(
    cli_globs *globs, const cli_source *source, const char *pointer,
    const json_t *object);

/* Whether one of them matches a relative path without detours. */
bool cli_globs_match(const cli_globs *globs, const char *path);

void cli_globs_free(cli_globs *globs);

#endif
