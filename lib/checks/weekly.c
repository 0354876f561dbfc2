#include "check.h"
#include "week.h"

static unsigned count_bits(uint64_t bits)
{
    unsigned count = 0;

    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

/* How many points in time a week has: each hour on each day. Elements that are neither
 * are other rules'. */
bool sg_check_weekly(sg_subject *subject, const sg_operand *operand)
{
    const sg_request *request = subject->request;
    const sg_value *days = sg_request_first(request, operand->other);
    uint64_t hours = subject->list->numbers & ((UINT64_C(1) << SG_HOURS_A_DAY) - 1);
    uint64_t week = (UINT64_C(1) << (SG_DAYS_A_WEEK + 1)) - 2;

    if (!days || days->state != SG_STATE_GIVEN || days->is_contested ||
        subject->value->is_contested)
        return true;
    week &= sg_request_list(request, days)->numbers;
    subject->count = (uint64_t)count_bits(hours) * count_bits(week);
    return (!operand->has_min || (uint64_t)operand->min <= subject->count) &&
           (!operand->has_max || subject->count <= (uint64_t)operand->max);
}
