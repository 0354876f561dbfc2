/* How many snapshots there are of a disk, from when a policy begins to work. */
#ifndef CLI_FORECAST_H
#define CLI_FORECAST_H

#include "cycle.h"

/* A snapshot that is as old as the retention period is gone in that moment, before
 * another one is made. */
typedef struct cli_forecast {
    const cli_cycle *cycle;
    int64_t from; /* The hour from which on snapshots are made. */
    int64_t kept; /* How long each is kept, in hours. 0: until it is deleted by hand. */

    /* In the long run, where they are not kept for ever: from the hour `steady` on there
     * are always as many as there would be if the policy had always worked. */
    int64_t steady;
    size_t least;
    size_t most;
} cli_forecast;

/* `days`: the retention period; 0: for ever. The cycle makes snapshots. */
void cli_forecast_make(
    cli_forecast *forecast, const cli_cycle *cycle, int64_t from, size_t days);

/* How many there are at an hour. */
size_t cli_forecast_at(const cli_forecast *forecast, int64_t hour);

/* The hour, up to `until`, at which there are most for the first time. */
int64_t cli_forecast_peak(const cli_forecast *forecast, int64_t until);

#endif
