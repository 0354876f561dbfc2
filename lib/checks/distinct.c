#include "check.h"

bool sg_check_distinct(sg_subject *subject, const sg_operand *operand)
{
    int64_t number;
    uint32_t first;

    (void)operand;
    if (!subject->element)
        return !subject->list->has_repeats;
    number = sg_list_number(subject->list, subject->element);
    if (number < 0 || number >= SG_LIST_NUMBERS)
        return true;
    first = subject->list->first[number];
    if (first == subject->element_index)
        return true;
    subject->related_value = subject->value;
    subject->related_element = first;
    return false;
}
