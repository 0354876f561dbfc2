#include "cycle.h"

/* Hours from each hour of the week to the next scheduled point, itself included. */
typedef struct distances {
    int64_t hours[CLI_WEEK_HOURS];
} distances;

static bool is_set(const unsigned long hours[CLI_DAYS_A_WEEK], int64_t hour)
{
    return hours[hour / CLI_HOURS_A_DAY] >> hour % CLI_HOURS_A_DAY & 1;
}

static void measure(distances *gaps, const snapguard_week *week)
{
    int64_t gap = 0;

    /* Twice around, so that the points behind Sunday are those of Monday. */
    for (int64_t hour = 2 * CLI_WEEK_HOURS; hour-- > 0; gap++) {
        if (is_set(week->scheduled, hour % CLI_WEEK_HOURS))
            gap = 0;
        gaps->hours[hour % CLI_WEEK_HOURS] = gap;
    }
}

static int64_t next_point(const distances *gaps, int64_t hour)
{
    return hour + gaps->hours[cli_remainder(hour, CLI_WEEK_HOURS)];
}

/* A point that is due when a snapshot ends is in time. */
static int64_t hours_taken(const snapguard_week *week)
{
    int64_t hours =
        ((int64_t)week->minutes + CLI_MINUTE_SECONDS - 1) / CLI_MINUTE_SECONDS;

    return hours > 0 ? hours : 1;
}

size_t cli_week_count(const unsigned long hours[CLI_DAYS_A_WEEK])
{
    size_t count = 0;

    for (int64_t hour = 0; hour < CLI_WEEK_HOURS; hour++)
        count += is_set(hours, hour);
    return count;
}

/* As lib/week.c has it: what follows a snapshot depends on its point alone, and the first
 * one is Monday's. After as many snapshots as there are points, the same ones are made
 * over and over. */
void cli_cycle_find(cli_cycle *cycle, const snapguard_week *week)
{
    int64_t taken = hours_taken(week);
    size_t points = cli_week_count(week->scheduled);
    distances gaps;
    int64_t hour;

    *cycle = (cli_cycle){.length = CLI_WEEK_HOURS};
    if (points == 0)
        return;
    measure(&gaps, week);
    hour = next_point(&gaps, 0);
    for (size_t i = 0; i < points; i++)
        hour = next_point(&gaps, hour + taken);
    cycle->start = hour;
    do {
        cycle->snapshots[cycle->count++] = hour - cycle->start;
        hour = next_point(&gaps, hour + taken);
    } while ((hour - cycle->start) % CLI_WEEK_HOURS != 0);
    cycle->length = hour - cycle->start;
}

int64_t cli_cycle_until(const cli_cycle *cycle, int64_t hour)
{
    int64_t past = cli_remainder(hour - cycle->start, cycle->length);
    int64_t times = cli_divide(hour - cycle->start, cycle->length);
    size_t low = 0;
    size_t high = cycle->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (cycle->snapshots[middle] <= past)
            low = middle + 1;
        else
            high = middle;
    }
    return times * (int64_t)cycle->count + (int64_t)low;
}

int64_t cli_cycle_snapshot(const cli_cycle *cycle, int64_t number)
{
    int64_t count = (int64_t)cycle->count;

    return cycle->start + cli_divide(number - 1, count) * cycle->length +
           cycle->snapshots[cli_remainder(number - 1, count)];
}

bool cli_cycle_is_mixed(const cli_cycle *cycle, const snapguard_week *week)
{
    for (size_t i = 0; i < cycle->count; i++)
        if (is_set(
                week->skipped,
                cli_remainder(cycle->start + cycle->snapshots[i], CLI_WEEK_HOURS)))
            return true;
    return false;
}
