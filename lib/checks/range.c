#include "check.h"

bool sg_check_range(sg_subject *subject, const sg_operand *operand)
{
    int64_t value = subject->value->integer;

    for (size_t i = 0; i < operand->also_count; i++)
        if (operand->also[i] == value)
            return true;
    return (!operand->has_min || operand->min <= value) &&
           (!operand->has_max || value <= operand->max);
}

/* The exceptions are left to the question itself. */
void sg_screen_range(sg_screen *screen, const sg_operand *operand)
{
    if (operand->has_min && operand->min > screen->min)
        screen->min = operand->min;
    if (operand->has_max && operand->max < screen->max)
        screen->max = operand->max;
}
