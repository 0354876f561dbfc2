#include "check.h"
#include "week.h"

/* Whether two neighbouring days of the week, Sunday and Monday too, are both scheduled.
 */
static bool has_adjacent_days(const sg_subject *subject, uint16_t days)
{
    const sg_value *value = sg_request_first(subject->request, days);
    uint64_t set;

    if (!value || value->state != SG_STATE_GIVEN)
        return false;
    set = sg_request_list(subject->request, value)->numbers;
    for (int day = 1; day <= SG_DAYS_A_WEEK; day++)
        if ((set >> day & 1) && (set >> (day % SG_DAYS_A_WEEK + 1) & 1))
            return true;
    return false;
}

static bool point_at(sg_subject *subject, int64_t first, int64_t second)
{
    subject->first = (uint8_t)first;
    subject->second = (uint8_t)second;
    return false;
}

/* The first two hours that are too near to each other, on one day or over midnight. */
bool sg_check_apart(sg_subject *subject, const sg_operand *operand)
{
    int64_t first = 0;
    int64_t last = SG_HOURS_A_DAY - 1;
    uint64_t hours = subject->list->numbers & ((UINT64_C(1) << SG_HOURS_A_DAY) - 1);

    for (int64_t gap = 1; gap < operand->hours; gap++) {
        uint64_t near = hours & (hours >> gap);

        if (!near)
            continue;
        while (!(near >> first & 1))
            first++;
        return point_at(subject, first, first + gap);
    }
    if (!hours || !has_adjacent_days(subject, operand->other))
        return true;
    while (!(hours >> first & 1))
        first++;
    while (!(hours >> last & 1))
        last--;
    return first + SG_HOURS_A_DAY - last >= operand->hours ||
           point_at(subject, last, first);
}

void sg_screen_apart(sg_screen *screen, const sg_operand *operand)
{
    if (operand->hours > screen->hours)
        screen->hours = operand->hours;
}
