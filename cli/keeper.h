/* Text that settings borrow, and that is released when the run is over. */
#ifndef CLI_KEEPER_H
#define CLI_KEEPER_H

#include <stddef.h>

typedef struct cli_keeper {
    char **texts;
    size_t count;
} cli_keeper;

/* Keep a text that free() releases, and answer it. */
char *cli_keep(cli_keeper *keeper, char *text);

void cli_keeper_free(cli_keeper *keeper);

#endif
