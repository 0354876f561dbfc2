/* Where a setting comes from: what is nearer to the user wins. */
#ifndef CLI_ORIGIN_H
#define CLI_ORIGIN_H

#include "source.h"

/* From the farthest to the nearest. Override number n of the file is
 * CLI_LAYER_OVERRIDE + n. */
enum {
    CLI_LAYER_FILE,
    CLI_LAYER_OVERRIDE,
    CLI_MOST_OVERRIDES = 64,
    CLI_LAYER_ENVIRONMENT = CLI_LAYER_OVERRIDE + CLI_MOST_OVERRIDES,
    CLI_LAYER_COMMAND
};

typedef struct cli_origin {
    int layer;
    const char *variable; /* Of the environment. NULL: none. */
    cli_spot spot;        /* In a file. */
} cli_origin;

#endif
