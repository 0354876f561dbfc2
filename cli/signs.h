/* The characters that pictures in a terminal are made of. */
#ifndef CLI_SIGNS_H
#define CLI_SIGNS_H

#include "cell.h"

enum { CLI_BAR_STEPS = 8 };

typedef struct cli_signs {
    const char *const *cells; /* By cli_cell. */
    /* A column's topmost character, by how many eighths of it are filled. */
    const char *const *bars;
    const char *axis;     /* Left of a chart, */
    const char *tick;     /* the same at a number, */
    const char *corner;   /* below, where the two meet, */
    const char *line;     /* and below the chart. */
    const char *ellipsis; /* Where a text is cut. One column. */
} cli_signs;

/* Those that the terminal is likely to show: by the locale's character set, as LC_ALL,
 * LC_CTYPE and LANG name it, or ASCII where that is wanted. */
const cli_signs *cli_signs_for(bool is_ascii);

#endif
