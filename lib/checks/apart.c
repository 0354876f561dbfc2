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

/* The first two hours that are too near to each other, on one day or over midnight. */
bool sg_check_apart(sg_subject *subject, const sg_operand *operand)
{
    uint64_t hours = subject->list->numbers & ((UINT64_C(1) << SG_HOURS_A_DAY) - 1);

    for (int64_t gap = 1; gap < operand->hours; gap++) {
        uint64_t near = hours & (hours >> gap);

        if (!near)
            continue;
        for (subject->first = 0; !(near >> subject->first & 1);)
            subject->first++;
        subject->second = subject->first + gap;
        return false;
    }
    if (!hours || !has_adjacent_days(subject, operand->other))
        return true;
    for (subject->second = 0; !(hours >> subject->second & 1);)
        subject->second++;
    for (subject->first = SG_HOURS_A_DAY - 1; !(hours >> subject->first & 1);)
        subject->first--;
    return subject->second + SG_HOURS_A_DAY - subject->first >= operand->hours;
}

void sg_screen_apart(sg_screen *screen, const sg_operand *operand)
{
    if (operand->hours > screen->hours)
        screen->hours = operand->hours;
}
