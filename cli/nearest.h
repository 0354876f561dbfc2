/* The name that a mistyped word was most likely meant to be. */
#ifndef CLI_NEAREST_H
#define CLI_NEAREST_H

#include <stddef.h>

typedef struct cli_nearest {
    const char *word;
    const char *name; /* The nearest name so far; NULL while none is near. */
    size_t distance;  /* Its distance, or the least that is too far. */
} cli_nearest;

/* Start the search. A name is near where at most a third of the word was mistyped. */
void cli_nearest_begin(cli_nearest *nearest, const char *word);

/* Compare one more name. It is kept, not copied; the first of equals wins. */
void cli_nearest_offer(cli_nearest *nearest, const char *name);

#endif
