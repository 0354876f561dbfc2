#include "week.h"

enum {
    MINUTES_AN_HOUR = 60,
    POINTS = SG_HOURS_A_DAY * SG_DAYS_A_WEEK,
    MINUTES_A_WEEK = POINTS * MINUTES_AN_HOUR
};

/* The points in time of a week, in minutes from Monday's first on. While the snapshot of
 * one is made, the `skipped` ones behind it are due; `next` is the one behind those. */
typedef struct sg_schedule {
    size_t count;
    int32_t points[POINTS];
    uint16_t next[POINTS];
    uint64_t skipped[POINTS];
} sg_schedule;

static void fill(sg_schedule *schedule, uint64_t hours, uint64_t days)
{
    schedule->count = 0;
    for (int32_t hour = 0; hour < POINTS; hour++)
        if ((days >> (hour / SG_HOURS_A_DAY + 1) & 1) &&
            (hours >> hour % SG_HOURS_A_DAY & 1))
            schedule->points[schedule->count++] = hour * MINUTES_AN_HOUR;
}

/* The later a point, the later the one that is due when its snapshot is made: both are
 * walked together. Whole weeks have as many points each. */
static void chain(sg_schedule *schedule, int64_t minutes)
{
    size_t count = schedule->count;
    uint64_t whole = (uint64_t)(minutes / MINUTES_A_WEEK) * count;
    int32_t rest = (int32_t)(minutes % MINUTES_A_WEEK);
    size_t due = 0;
    int32_t week = 0;

    for (size_t i = 0; i < count; i++) {
        while (schedule->points[due] + week < schedule->points[i] + rest) {
            due++;
            if (due < count)
                continue;
            due = 0;
            week = MINUTES_A_WEEK;
        }
        schedule->next[i] = (uint16_t)due;
        schedule->skipped[i] = whole + due + (week ? count : 0) - i - 1;
    }
}

/* What follows depends on the point alone, and there are no more than `count`: after as
 * many snapshots the same ones are made over and over. */
static size_t settle(const sg_schedule *schedule)
{
    size_t point = 0;

    for (size_t i = 0; i < schedule->count; i++)
        point = schedule->next[point];
    return point;
}

/* Where runs of skipped points begin and end, in this week and the next. */
typedef struct sg_runs {
    int16_t changes[2 * POINTS + 1];
} sg_runs;

static void find_runs(sg_runs *runs, const sg_schedule *schedule)
{
    size_t first = settle(schedule);
    size_t point = first;

    memset(runs, 0, sizeof *runs);
    do {
        uint64_t skipped = schedule->skipped[point];
        size_t run = skipped < schedule->count ? (size_t)skipped : schedule->count;

        runs->changes[point + 1]++;
        runs->changes[point + 1 + run]--;
        point = schedule->next[point];
    } while (point != first);
}

static size_t mark(sg_week *skipped, const sg_schedule *schedule, const sg_runs *runs)
{
    size_t count = 0;
    int depth = 0;

    for (size_t i = 0; i < 2 * schedule->count; i++) {
        int32_t hour = schedule->points[i % schedule->count] / MINUTES_AN_HOUR;
        uint32_t *day = &skipped->hours[hour / SG_HOURS_A_DAY];
        uint32_t bit = UINT32_C(1) << hour % SG_HOURS_A_DAY;

        depth += runs->changes[i];
        if (depth == 0 || (*day & bit))
            continue;
        *day |= bit;
        count++;
    }
    return count;
}

size_t sg_week_skip(sg_week *skipped, uint64_t hours, uint64_t days, int64_t minutes)
{
    sg_schedule schedule;
    sg_runs runs;

    memset(skipped, 0, sizeof *skipped);
    if (minutes <= MINUTES_AN_HOUR)
        return 0;
    fill(&schedule, hours, days);
    if (schedule.count == 0)
        return 0;
    chain(&schedule, minutes);
    find_runs(&runs, &schedule);
    return mark(skipped, &schedule, &runs);
}

/* "0:00 (days 1, 7)"; without the days where they are all that are scheduled. */
static void write_days(sg_writer *writer, uint64_t days, uint64_t scheduled)
{
    const char *before = " (days ";

    for (int64_t day = 1; days != scheduled && day <= SG_DAYS_A_WEEK; day++) {
        if (!(days >> day & 1))
            continue;
        sg_writer_add(writer, sg_text_of(before));
        sg_writer_add_number(writer, day);
        before = ", ";
    }
    if (days != scheduled)
        sg_writer_add(writer, SG_LITERAL(")"));
}

static uint64_t days_of(const sg_week *week, int hour)
{
    uint64_t days = 0;

    for (size_t day = 0; day < SG_DAYS_A_WEEK; day++)
        days |= (uint64_t)(week->hours[day] >> hour & 1) << (day + 1);
    return days;
}

void sg_week_write(const sg_week *week, uint64_t scheduled, sg_writer *writer)
{
    const char *between = "";

    for (int hour = 0; hour < SG_HOURS_A_DAY; hour++) {
        uint64_t days = days_of(week, hour);

        if (!days)
            continue;
        sg_writer_add(writer, sg_text_of(between));
        sg_writer_add_number(writer, hour);
        sg_writer_add(writer, SG_LITERAL(":00"));
        write_days(writer, days, scheduled);
        between = ", ";
    }
}
