/* Colours of a report, all of them or none. */
#ifndef CLI_COLOR_H
#define CLI_COLOR_H

#include "cell.h"
#include "severity.h"

typedef enum cli_color { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER } cli_color;

/* By cli_color, with a NULL behind them. */
extern const char *const cli_color_names[];

/* Sequences for a terminal; all are empty where there is no colour. */
typedef struct cli_palette {
    const char *severity[CLI_SEVERITIES];
    const char *const *cell; /* By cli_cell. */
    const char *strong;
    const char *gutter;
    const char *plain;
} cli_palette;

/* The palette for standard output. An explicit choice wins over the environment:
 * NO_COLOR, CLICOLOR_FORCE and TERM=dumb, in this order, then whether it is a terminal.
 */
const cli_palette *cli_palette_for(cli_color choice);

#endif
