/* One line on a terminal that says how far a long run is. There is one for the program,
 * since it shares the terminal with all that is written there. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "summary.h"

/* Show it from now on, if standard error is a terminal that can erase a line. */
void cli_progress_begin(void);

/* Show it, if it is time. To be called by one thread at a time. */
void cli_progress_tick(const cli_summary *summary);

/* Remove it: something else is written. */
void cli_progress_clear(void);

/* Show it no more. */
void cli_progress_end(void);

#endif
