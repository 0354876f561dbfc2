/* How a name ends. */
#ifndef CLI_ENDING_H
#define CLI_ENDING_H

#include <stdbool.h>

/* In any letter case: some systems, and many of those who name files, do not tell
 * ".JSON" from ".json". */
bool cli_ends_in(const char *name, const char *ending);

#endif
