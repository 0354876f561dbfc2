/* Files that are to be removed if the program ends before they are what they should be:
 * by a signal of the user, or for want of memory. */
#ifndef CLI_LEFTOVER_H
#define CLI_LEFTOVER_H

typedef struct cli_leftover cli_leftover;

/* Remember a file. Whoever does so is the only thread. */
cli_leftover *cli_leftover_add(const char *path);

/* Forget it: it was renamed or removed. */
void cli_leftover_forget(cli_leftover *leftover);

#endif
