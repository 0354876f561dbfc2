#include "check.h"
#include "facts.h"
#include "week.h"

/* A list that has an element which is none of these numbers is another rule's. */
static bool holds_only(const sg_list *list, int64_t min, int64_t max)
{
    uint64_t allowed = (UINT64_C(1) << (max + 1)) - (UINT64_C(1) << min);

    if (list->is_opened && (list->lowest < min || list->highest > max))
        return false;
    return list->numbers && !(list->numbers & ~allowed);
}

bool sg_check_overlap(sg_subject *subject, const sg_operand *operand)
{
    const sg_request *request = subject->request;
    const sg_value *days = sg_request_first(request, operand->other);
    int64_t minutes = sg_facts_minutes(request, operand->fact);
    const sg_list *week;
    sg_week skipped;
    size_t count;

    if (!days || days->state != SG_STATE_GIVEN || days->is_contested ||
        subject->value->is_contested)
        return true;
    week = sg_request_list(request, days);
    if (!holds_only(subject->list, 0, SG_HOURS_A_DAY - 1) ||
        !holds_only(week, 1, SG_DAYS_A_WEEK))
        return true;
    count = sg_week_skip(&skipped, subject->list->numbers, week->numbers, minutes);
    if (count == 0)
        return true;
    subject->limit = (uint64_t)minutes;
    subject->count = count;
    return false;
}
