/* Patterns of paths. `*` and `?` stand for any characters and any one of a name, and a
 * name that is two stars for any number of folders; no other character is special. A
 * pattern without a slash, but for one at its end, is looked for in every folder. What is
 * below a folder that matches matches; with a slash at its end it is about folders. */
#ifndef CLI_GLOB_H
#define CLI_GLOB_H

#include "text.h"

#include <stdbool.h>

/* Whether a relative path without detours matches. That of a folder ends in a slash. */
bool cli_glob_matches(const char *pattern, const char *path);

/* Where paths count from. */
typedef struct cli_base {
    char *folder;  /* Absolute and without detours, "" for the root. */
    char *current; /* Where the program runs, likewise. NULL: that is not known. */
} cli_base;

/* `folder` counts from where the program runs; "" is that folder. */
void cli_base_begin(cli_base *base, const char *folder);
void cli_base_free(cli_base *base);

/* Put the path from the base to a file, as the user names it, into `path`. False where it
 * is not below. A slash at its end stays. */
bool cli_base_relate(const cli_base *base, const char *name, cli_text *path);

#endif
