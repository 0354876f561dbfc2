#include "schedule.h"

#include <inttypes.h>
#include <string.h>

enum { ALL_HOURS = (1UL << CLI_HOURS_A_DAY) - 1, ALL_DAYS = (1U << CLI_DAYS_A_WEEK) - 1 };
/* Fewer in a row are named one by one. */
enum { STRETCH_DAYS = 3, STRETCH_HOURS = 4 };

unsigned long cli_hours_of(const unsigned long hours[CLI_DAYS_A_WEEK])
{
    unsigned long all = 0;

    for (size_t day = 0; day < CLI_DAYS_A_WEEK; day++)
        all |= hours[day];
    return all;
}

unsigned cli_days_of(const unsigned long hours[CLI_DAYS_A_WEEK])
{
    unsigned days = 0;

    for (unsigned day = 0; day < CLI_DAYS_A_WEEK; day++)
        days |= (hours[day] != 0 ? 1U : 0U) << day;
    return days;
}

static size_t count_bits(unsigned long bits)
{
    size_t count = 0;

    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

static int lowest(unsigned long bits)
{
    int bit = 0;

    while (!(bits >> bit & 1))
        bit++;
    return bit;
}

/* Whether all bits stand side by side. */
static bool is_stretch(unsigned long bits)
{
    unsigned long down = bits >> lowest(bits);

    return (down & (down + 1)) == 0;
}

/* What goes before the next of a list, of which so many are left. */
static const char *comma(size_t left, bool is_first)
{
    if (is_first)
        return "";
    return left == 1 ? " and " : ", ";
}

void cli_say_days(cli_buffer *text, unsigned days)
{
    size_t left = count_bits(days);
    bool is_first = true;

    if (days == ALL_DAYS) {
        cli_buffer_print(text, "every day");
        return;
    }
    if (left >= STRETCH_DAYS && is_stretch(days)) {
        int first = lowest(days);

        cli_buffer_print(
            text, "%s to %s", cli_day_names[first], cli_day_names[first + (int)left - 1]);
        return;
    }
    for (int day = 0; day < CLI_DAYS_A_WEEK; day++) {
        if (!(days >> day & 1))
            continue;
        cli_buffer_print(text, "%s%s", comma(left, is_first), cli_day_names[day]);
        is_first = false;
        left--;
    }
}

void cli_say_hours(cli_buffer *text, unsigned long hours)
{
    size_t count = count_bits(hours);
    const char *before = "";

    if (hours == ALL_HOURS) {
        cli_buffer_print(text, "every hour");
        return;
    }
    if (count >= STRETCH_HOURS && is_stretch(hours)) {
        int first = lowest(hours);

        cli_buffer_print(
            text, "every hour from %02d:00 to %02d:00", first, first + (int)count - 1);
        return;
    }
    for (int hour = 0; hour < CLI_HOURS_A_DAY; hour++) {
        if (!(hours >> hour & 1))
            continue;
        cli_buffer_print(text, "%s%02d:00", before, hour);
        before = ", ";
    }
}

void cli_say_week(cli_buffer *text, const snapguard_week *week)
{
    unsigned long hours = cli_hours_of(week->scheduled);
    bool is_stretch_of_hours = count_bits(hours) >= STRETCH_HOURS && is_stretch(hours);

    cli_say_days(text, cli_days_of(week->scheduled));
    cli_buffer_print(text, is_stretch_of_hours ? ", " : " at ");
    cli_say_hours(text, hours);
}

/* Which day a clock shows: -1 for the one before. */
static int shift_of(int hour, int ahead)
{
    return (int)cli_divide(hour * CLI_HOUR_SECONDS + ahead, CLI_DAY_SECONDS);
}

static void close_group(cli_buffer *text, int shift)
{
    if (shift != 0)
        cli_buffer_print(text, shift < 0 ? " (the day before)" : " (the day after)");
}

void cli_say_hours_at(cli_buffer *text, unsigned long hours, int offset)
{
    int ahead = offset - CLI_POLICY_OFFSET;
    int shift = 0;
    bool is_first = true;

    for (int hour = 0; hour < CLI_HOURS_A_DAY; hour++) {
        int there = (int)cli_remainder(hour * CLI_HOUR_SECONDS + ahead, CLI_DAY_SECONDS);

        if (!(hours >> hour & 1))
            continue;
        if (!is_first && shift_of(hour, ahead) != shift)
            close_group(text, shift);
        shift = shift_of(hour, ahead);
        cli_buffer_print(
            text, "%s%02d:%02d", is_first ? "" : ", ", there / CLI_HOUR_SECONDS,
            there / CLI_MINUTE_SECONDS % 60);
        is_first = false;
    }
    close_group(text, shift);
}

void cli_say_count(cli_buffer *text, size_t count, const char *noun)
{
    cli_buffer_print(text, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

void cli_say_rate(cli_buffer *text, const cli_cycle *cycle)
{
    int64_t weeks = cycle->length / CLI_WEEK_HOURS;
    int64_t tenths = ((int64_t)cycle->count * 10 + weeks / 2) / weeks;

    cli_buffer_print(text, "%" PRId64, tenths / 10);
    if (tenths % 10 != 0 || (int64_t)cycle->count % weeks != 0)
        cli_buffer_print(text, ".%" PRId64, tenths % 10);
}

void cli_say_points(cli_buffer *text, const cli_cycle *cycle, const snapguard_week *week)
{
    size_t skipped = cli_week_count(week->skipped);

    cli_say_count(text, cli_week_count(week->scheduled), "snapshot");
    cli_buffer_print(text, " a week");
    if (skipped == 0)
        return;
    cli_buffer_print(text, " scheduled, ");
    if (cli_cycle_is_mixed(cycle, week))
        cli_buffer_print(text, "%zu of them skipped in some weeks", skipped);
    else
        cli_buffer_print(text, "%zu of them skipped", skipped);
    cli_buffer_print(text, ", so ");
    cli_say_rate(text, cycle);
    cli_buffer_print(
        text, " made: one takes %zu minute%s", week->minutes,
        week->minutes == 1 ? "" : "s");
}
