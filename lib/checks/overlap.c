#include "check.h"
#include "facts.h"

enum {
    HOURS_A_DAY = 24,
    DAYS_A_WEEK = 7,
    MINUTES_AN_HOUR = 60,
    POINTS = HOURS_A_DAY * DAYS_A_WEEK,
    MINUTES_A_WEEK = POINTS * MINUTES_AN_HOUR
};

/* The points in time of a week, in minutes from Monday's first on. */
typedef struct sg_schedule {
    size_t count;
    int32_t points[POINTS];
} sg_schedule;

static void fill(sg_schedule *schedule, uint64_t hours, uint64_t days)
{
    schedule->count = 0;
    for (int32_t hour = 0; hour < POINTS; hour++)
        if ((days >> (hour / HOURS_A_DAY + 1) & 1) && (hours >> hour % HOURS_A_DAY & 1))
            schedule->points[schedule->count++] = hour * MINUTES_AN_HOUR;
}

static int64_t time_of(const sg_schedule *schedule, size_t point)
{
    return (int64_t)(point / schedule->count) * MINUTES_A_WEEK +
           schedule->points[point % schedule->count];
}

/* The first point that is due when the snapshot of this one is made. Whole weeks are not
 * walked through. */
static size_t next_of(const sg_schedule *schedule, size_t point, int64_t minutes)
{
    int64_t end = time_of(schedule, point) + minutes;
    size_t next = (size_t)(end / MINUTES_A_WEEK) * schedule->count;

    if (next <= point)
        next = point + 1;
    while (time_of(schedule, next) < end)
        next++;
    return next;
}

static size_t skip(sg_week *skipped, const sg_schedule *schedule, size_t point)
{
    int32_t hour = schedule->points[point % schedule->count] / MINUTES_AN_HOUR;
    uint32_t bit = UINT32_C(1) << hour % HOURS_A_DAY;
    bool is_new = !(skipped->hours[hour / HOURS_A_DAY] & bit);

    skipped->hours[hour / HOURS_A_DAY] |= bit;
    return is_new;
}

/* What follows depends on the point alone, and there are no more than `count`: after as
 * many snapshots the same ones are made over and over. */
static size_t settle(const sg_schedule *schedule, int64_t minutes)
{
    size_t point = 0;

    for (size_t i = 0; i < schedule->count; i++)
        point = next_of(schedule, point, minutes) % schedule->count;
    return point;
}

size_t sg_overlap_find(sg_week *skipped, uint64_t hours, uint64_t days, int64_t minutes)
{
    sg_schedule schedule;
    size_t count = 0;
    size_t first;
    size_t point;

    memset(skipped, 0, sizeof *skipped);
    fill(&schedule, hours, days);
    if (schedule.count == 0 || minutes <= MINUTES_AN_HOUR)
        return 0;
    first = settle(&schedule, minutes);
    point = first;
    do {
        size_t next = next_of(&schedule, point, minutes);
        size_t end = next - point > schedule.count ? point + schedule.count + 1 : next;

        for (size_t i = point + 1; i < end; i++)
            count += skip(skipped, &schedule, i);
        point = next % schedule.count;
    } while (point != first);
    return count;
}

/* A list that has an element which is none of these numbers is another rule's. */
static bool holds_only(const sg_list *list, int64_t min, int64_t max)
{
    uint64_t allowed = (UINT64_C(1) << (max + 1)) - (UINT64_C(1) << min);

    if (list->is_opened && (list->lowest < min || list->highest > max))
        return false;
    return list->numbers && !(list->numbers & ~allowed);
}

/* -1 where it is not known. */
static int64_t minutes_of(const sg_request *request, const sg_operand *operand)
{
    const sg_fact *fact = NULL;

    if (request->minutes >= 0)
        return request->minutes;
    if (request->facts)
        fact = sg_facts_at(request->facts, request, operand->fact, operand->fact->count);
    return fact ? fact->value : -1;
}

bool sg_check_overlap(sg_subject *subject, const sg_operand *operand)
{
    const sg_request *request = subject->request;
    const sg_value *days = sg_request_first(request, operand->other);
    int64_t minutes = minutes_of(request, operand);
    const sg_list *week;
    sg_week skipped;

    if (!days || days->state != SG_STATE_GIVEN || days->is_contested ||
        subject->value->is_contested)
        return true;
    week = sg_request_list(request, days);
    if (!holds_only(subject->list, 0, HOURS_A_DAY - 1) ||
        !holds_only(week, 1, DAYS_A_WEEK))
        return true;
    subject->limit = (uint64_t)minutes;
    subject->count =
        sg_overlap_find(&skipped, subject->list->numbers, week->numbers, minutes);
    return subject->count == 0;
}
