/* Paths as services that know a repository want them: from the folder that the program
 * runs in, and without detours. */
#ifndef CLI_PATH_H
#define CLI_PATH_H

#include "text.h"

#include <stdbool.h>

typedef struct cli_paths {
    char *folder; /* Where the program runs. NULL: that is not known. */
    cli_text path;
    cli_text uri;
} cli_paths;

void cli_paths_begin(cli_paths *paths);
void cli_paths_free(cli_paths *paths);

/* Put the path that leads from an absolute folder along a name into `path`, without
 * detours. "" is the root, in both. */
void cli_path_join(cli_text *path, const char *folder, const char *name);

/* Put the path of a file into `path`. False: it is not in the folder or below, and the
 * path begins with a slash. */
bool cli_path_find(cli_paths *paths, const char *name);

/* Put the path that was found into `uri`, as a reference by RFC 3986: relative, or else
 * "file:///…". Every byte but the unreserved ones is percent-encoded. */
void cli_path_encode(cli_paths *paths);

#endif
