#include "check.h"

/* A number in range is a string, as the page shows it. What is no such number is asked
 * elsewhere. */
bool sg_check_texts(sg_subject *subject, const sg_operand *operand)
{
    int64_t number;

    if (!subject->element)
        return !subject->list->has_numbers;
    number = sg_list_number(subject->list, subject->element);
    return subject->element->kind != SG_NUMBER || number < operand->min ||
           number > operand->max;
}
