#include "check.h"

bool sg_check_count(sg_subject *subject, const sg_operand *operand)
{
    uint64_t count = subject->list->count;

    if ((!operand->has_min || (uint64_t)operand->min <= count) &&
        (!operand->has_max || count <= (uint64_t)operand->max))
        return true;
    subject->count = count;
    return false;
}

void sg_screen_count(sg_screen *screen, const sg_operand *operand)
{
    if (operand->has_min && (uint64_t)operand->min > screen->min_count)
        screen->min_count = (size_t)operand->min;
    if (operand->has_max && (uint64_t)operand->max < screen->max_count)
        screen->max_count = (size_t)operand->max;
}
