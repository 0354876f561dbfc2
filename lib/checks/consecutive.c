#include "check.h"

/* A number past the limit is another rule's. */
bool sg_check_consecutive(sg_subject *subject, const sg_operand *operand)
{
    uint32_t number = subject->item->number;

    if (number < 2 || number > operand->max)
        return true;
    return subject->previous && subject->previous->number == number - 1;
}
