#include "check.h"

bool sg_check_count(sg_subject *subject, const sg_operand *operand)
{
    subject->count = subject->list->count;
    return (!operand->has_min || (uint64_t)operand->min <= subject->count) &&
           (!operand->has_max || subject->count <= (uint64_t)operand->max);
}

void sg_screen_count(sg_screen *screen, const sg_operand *operand)
{
    if (operand->has_min && (uint64_t)operand->min > screen->min_count)
        screen->min_count = (size_t)operand->min;
    if (operand->has_max && (uint64_t)operand->max < screen->max_count)
        screen->max_count = (size_t)operand->max;
}
