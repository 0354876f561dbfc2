/* Moments, and what clocks show at them. */
#ifndef CLI_MOMENT_H
#define CLI_MOMENT_H

#include "options.h"

#include <stdint.h>

enum {
    CLI_MINUTE_SECONDS = 60,
    CLI_HOUR_SECONDS = 3600,
    CLI_DAY_SECONDS = 86400,
    CLI_HOURS_A_DAY = 24,
    CLI_DAYS_A_WEEK = 7,
    CLI_WEEK_HOURS = 168,
    /* How far the clocks are ahead of UTC that a policy's hours are those of: "UTC+8",
     * in the descriptions of timePoints and repeatWeekdays. */
    CLI_POLICY_OFFSET = 8 * CLI_HOUR_SECONDS
};

/* Seconds since 1970 began in UTC. */
typedef int64_t cli_moment;

/* What a clock shows that is so many seconds ahead of UTC. */
typedef struct cli_clock {
    int64_t year;
    int month;   /* From 1. */
    int day;     /* From 1. */
    int weekday; /* 0 is Monday. */
    int hour;
    int minute;
    int second;
} cli_clock;

cli_clock cli_clock_at(cli_moment moment, int offset);

/* When such a clock shows this. Its weekday does not matter. */
cli_moment cli_clock_moment(const cli_clock *clock, int offset);

/* The one place where the time is asked for. */
cli_moment cli_moment_now(void);

/* Setter of a cli_moment: "2024-04-11", "2024-04-11T09:30", with seconds, and with "Z" or
 * "+08:00"; in UTC+8 where it does not say. */
bool cli_set_moment(const cli_option *option, void *field, const char *argument);

/* Read "+08:00", "-0330", "+8". False where it is none. */
bool cli_read_offset(int *offset, const char *text);

/* Policies go by the hour: hours since Monday, 1970-01-05, 0:00 in UTC+8. */
cli_moment cli_hour_moment(int64_t hour);
/* The first hour that begins at the moment or after it. */
int64_t cli_hour_from(cli_moment moment);

/* Rounded down, and what is left, for numbers below 0 too. */
int64_t cli_divide(int64_t number, int64_t by);
int64_t cli_remainder(int64_t number, int64_t by);

/* By weekday: "Monday", and "Mon". */
extern const char *const cli_day_names[CLI_DAYS_A_WEEK];
extern const char *const cli_short_day_names[CLI_DAYS_A_WEEK];

/* "Thu 2024-04-11 09:30" in such a clock, with seconds where there are any. */
enum { CLI_MOMENT_BYTES = 64 };
void cli_moment_print(char text[CLI_MOMENT_BYTES], cli_moment moment, int offset);

#endif
