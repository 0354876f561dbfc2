/* Files that are to be removed if the program ends before they are what they should be:
 * by a signal of the user, or for want of memory. */
#ifndef CLI_LEFTOVER_H
#define CLI_LEFTOVER_H

#include <sys/types.h>

typedef struct cli_leftover cli_leftover;

/* Create a file for writing, and remember it; no signal comes between the two. Whoever
 * does so is the only thread. Answers its descriptor, or -1 and errno; EEXIST where there
 * is one. */
int cli_leftover_create(cli_leftover **leftover, const char *path, mode_t mode);

/* Forget it: it was renamed or removed. */
void cli_leftover_forget(cli_leftover *leftover);

#endif
