#include "moment.h"

#include "complain.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Years are those that a date of four digits can say. */
enum { FIRST_YEAR = 1970, MONTHS = 12, MOST_OFFSET_HOURS = 14 };

/* 1970-01-05 was a Monday, four days on. */
enum { FIRST_MONDAY = 4 * CLI_DAY_SECONDS };

const char *const cli_day_names[CLI_DAYS_A_WEEK] = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
const char *const cli_short_day_names[CLI_DAYS_A_WEEK] = {"Mon", "Tue", "Wed", "Thu",
                                                          "Fri", "Sat", "Sun"};

int64_t cli_divide(int64_t number, int64_t by)
{
    int64_t quotient = number / by;

    return quotient - (number % by < 0);
}

int64_t cli_remainder(int64_t number, int64_t by)
{
    return number - cli_divide(number, by) * by;
}

/* ------------------------------------------------------------------------- calendar */

/* Days from 1970-01-01 to a date: years are taken to begin in March, so that the leap day
 * is their last, and 400 of them have the same number of days always. */
static int64_t days_to(int64_t year, int month, int day)
{
    int64_t shifted = month > 2 ? year : year - 1;
    int64_t era = cli_divide(shifted, 400);
    int64_t of_era = shifted - era * 400;
    int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* The reverse. */
static void set_date(cli_clock *clock, int64_t days)
{
    int64_t era = cli_divide(days + 719468, 146097);
    int64_t of_era = days + 719468 - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;

    clock->day = (int)(of_year - (153 * month + 2) / 5 + 1);
    clock->month = (int)(month < 10 ? month + 3 : month - 9);
    clock->year = era * 400 + year + (clock->month <= 2);
    clock->weekday = (int)cli_remainder(days + 3, CLI_DAYS_A_WEEK);
}

cli_clock cli_clock_at(cli_moment moment, int offset)
{
    int64_t days = cli_divide(moment + offset, CLI_DAY_SECONDS);
    int seconds = (int)cli_remainder(moment + offset, CLI_DAY_SECONDS);
    cli_clock clock = {
        .hour = seconds / CLI_HOUR_SECONDS,
        .minute = seconds / CLI_MINUTE_SECONDS % 60,
        .second = seconds % 60,
    };

    set_date(&clock, days);
    return clock;
}

cli_moment cli_clock_moment(const cli_clock *clock, int offset)
{
    return days_to(clock->year, clock->month, clock->day) * CLI_DAY_SECONDS +
           clock->hour * CLI_HOUR_SECONDS + clock->minute * CLI_MINUTE_SECONDS +
           clock->second - offset;
}

cli_moment cli_moment_now(void)
{
    return (cli_moment)time(NULL);
}

cli_moment cli_hour_moment(int64_t hour)
{
    return hour * CLI_HOUR_SECONDS + FIRST_MONDAY - CLI_POLICY_OFFSET;
}

int64_t cli_hour_from(cli_moment moment)
{
    int64_t seconds = moment - FIRST_MONDAY + CLI_POLICY_OFFSET;

    return cli_divide(seconds + CLI_HOUR_SECONDS - 1, CLI_HOUR_SECONDS);
}

/* ---------------------------------------------------------------------------- texts */

/* Read so many digits and move behind them. */
static bool read_digits(const char **text, size_t count, int *number)
{
    *number = 0;
    for (size_t i = 0; i < count; i++, ++*text) {
        if (**text < '0' || **text > '9')
            return false;
        *number = *number * 10 + (**text - '0');
    }
    return true;
}

/* A character and two digits behind it. */
static bool read_part(const char **text, char before, int *number)
{
    if (**text != before)
        return false;
    ++*text;
    return read_digits(text, 2, number);
}

static bool read_date(const char **text, cli_clock *clock)
{
    int year;
    cli_clock same;

    if (!read_digits(text, 4, &year) || !read_part(text, '-', &clock->month) ||
        !read_part(text, '-', &clock->day) || year < FIRST_YEAR || clock->month < 1 ||
        clock->month > MONTHS)
        return false;
    clock->year = year;
    /* A day that the month does not have would come out as one of the next. */
    same = cli_clock_at(cli_clock_moment(clock, 0), 0);
    return same.month == clock->month && same.day == clock->day;
}

static bool read_time(const char **text, cli_clock *clock)
{
    if (**text != 'T' && **text != ' ')
        return true;
    if (!read_part(text, **text, &clock->hour) || !read_part(text, ':', &clock->minute))
        return false;
    if (**text == ':' && !read_part(text, ':', &clock->second))
        return false;
    return clock->hour < CLI_HOURS_A_DAY && clock->minute < 60 && clock->second < 60;
}

/* The digits behind the sign: 8, 08, 0800 or 08:00. */
static bool read_offset_digits(const char *text, int *hours, int *minutes)
{
    size_t digits = strspn(text, "0123456789");

    *minutes = 0;
    if (digits == 0 || digits == 3 || digits > 4 ||
        !read_digits(&text, digits == 1 ? 1 : 2, hours))
        return false;
    if (digits == 4)
        return read_digits(&text, 2, minutes) && !*text;
    return !*text || (read_part(&text, ':', minutes) && !*text);
}

bool cli_read_offset(int *offset, const char *text)
{
    int hours;
    int minutes;

    if ((*text != '+' && *text != '-') ||
        !read_offset_digits(text + 1, &hours, &minutes) || hours > MOST_OFFSET_HOURS ||
        minutes >= 60)
        return false;
    *offset = hours * CLI_HOUR_SECONDS + minutes * CLI_MINUTE_SECONDS;
    if (*text == '-')
        *offset = -*offset;
    return true;
}

static bool read_moment(const char *text, cli_moment *moment)
{
    cli_clock clock = {.hour = 0};
    int offset = CLI_POLICY_OFFSET;

    if (!read_date(&text, &clock) || !read_time(&text, &clock))
        return false;
    if (strcmp(text, "Z") == 0)
        offset = 0;
    else if (*text && !cli_read_offset(&offset, text))
        return false;
    *moment = cli_clock_moment(&clock, offset);
    return true;
}

bool cli_set_moment(const cli_option *option, void *field, const char *argument)
{
    if (read_moment(argument, field))
        return true;
    cli_complain(
        "--%s: \"%s\" is not a date and time such as 2024-04-11T09:30, or "
        "2024-04-11T09:30:00Z",
        option->name, argument);
    return false;
}

void cli_moment_print(char text[CLI_MOMENT_BYTES], cli_moment moment, int offset)
{
    cli_clock clock = cli_clock_at(moment, offset);
    int size = snprintf(
        text, CLI_MOMENT_BYTES, "%s %04" PRId64 "-%02d-%02d %02d:%02d",
        cli_short_day_names[clock.weekday], clock.year, clock.month, clock.day,
        clock.hour, clock.minute);

    if (clock.second != 0 && size > 0)
        snprintf(text + size, CLI_MOMENT_BYTES - (size_t)size, ":%02d", clock.second);
}
