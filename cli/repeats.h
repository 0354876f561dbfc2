/* What the paths of a run come to more than once, to be judged once: "." and "./a.json".
 * A file is known by its entry in its directory, so that a link is another one, and what
 * replaces a file is the same. */
#ifndef CLI_REPEATS_H
#define CLI_REPEATS_H

#include <stdbool.h>

typedef struct cli_repeats cli_repeats;

cli_repeats *cli_repeats_new(void);
void cli_repeats_free(cli_repeats *repeats);

/* Note a path that the user names. False where the same one was named before. */
bool cli_repeats_add(cli_repeats *repeats, const char *path);

/* From now on paths are those that a walk through this directory finds. */
void cli_repeats_enter(cli_repeats *repeats, const char *directory);

/* Whether one of these is named by itself, whenever its turn is. A directory ends in a
 * slash. */
bool cli_repeats_have(cli_repeats *repeats, const char *path);

#endif
