#include "check.h"

/* The element is one of the numbers, written as the page writes them. */
bool sg_check_elements(sg_subject *subject, const sg_operand *operand)
{
    int64_t number;

    if (!subject->element)
        return operand->min <= subject->list->lowest &&
               subject->list->highest <= operand->max;
    number = sg_list_number(subject->list, subject->element);
    return operand->min <= number && number <= operand->max;
}

void sg_screen_elements(sg_screen *screen, const sg_operand *operand)
{
    uint64_t numbers = 0;

    for (int64_t number = 0; number < SG_SCREEN_NUMBERS; number++)
        if (operand->min <= number && number <= operand->max)
            numbers |= UINT64_C(1) << number;
    sg_screen_require_numbers(screen, numbers);
}
