/* A week of points in time, each a snapshot that takes a while to be made. */
#ifndef SNAPGUARD_LIB_WEEK_H
#define SNAPGUARD_LIB_WEEK_H

#include "writer.h"

enum { SG_HOURS_A_DAY = 24, SG_DAYS_A_WEEK = 7 };

/* No two numbers nearer than `hours`, around the clock, on whatever days. */
static inline bool sg_hours_are_spaced(uint64_t numbers, int64_t hours)
{
    uint64_t twice = numbers | numbers << SG_HOURS_A_DAY;

    for (int64_t gap = 1; gap < hours; gap++)
        if (twice & (twice >> gap))
            return false;
    return true;
}

/* The points in time of a week that are due while a snapshot of so many minutes runs: for
 * each day, from Monday on, a set of hours. */
typedef struct sg_week {
    uint32_t hours[SG_DAYS_A_WEEK];
} sg_week;

/* The week of `hours` on `days` (bit 1: Monday), in the long run. Answers how many. */
size_t sg_week_skip(sg_week *skipped, uint64_t hours, uint64_t days, int64_t minutes);

/* "0:00 (days 1, 7), 5:00"; without the days where they are all that are scheduled. */
void sg_week_write(const sg_week *week, uint64_t scheduled, sg_writer *writer);

#endif
