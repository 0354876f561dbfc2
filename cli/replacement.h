/* A file that is written beside the one whose place it takes when it is complete, so that
 * nobody ever reads a part of it. */
#ifndef CLI_REPLACEMENT_H
#define CLI_REPLACEMENT_H

#include "leftover.h"

#include <stdbool.h>
#include <sys/types.h>

typedef struct cli_replacement {
    int descriptor;
    char *target;    /* What it takes the place of. NULL: it is written in place, for what
                        stands there is no file: a device, a pipe. */
    char *temporary; /* What it is called meanwhile. */
    bool is_there;   /* There is a file already, and these are kept. */
    mode_t mode;
    uid_t owner;
    gid_t group;
    cli_leftover *leftover;
} cli_replacement;

/* Each answers errno, or 0. What was begun is ended. */
int cli_replacement_begin(cli_replacement *replacement, const char *path);

/* Take the place, unless writing it failed (`error`, which is answered then). */
int cli_replacement_end(cli_replacement *replacement, int error);

#endif
