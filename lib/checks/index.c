#include "check.h"

static bool is_inside(const sg_item *item, const sg_operand *operand)
{
    return operand->min <= item->number && item->number <= operand->max;
}

/* Said once, at the first of neighbours that are outside: too many tags are one mistake.
 */
bool sg_check_index(sg_subject *subject, const sg_operand *operand)
{
    if (is_inside(subject->item, operand) ||
        (subject->previous && !is_inside(subject->previous, operand) &&
         (subject->previous->number < operand->min) ==
             (subject->item->number < operand->min)))
        return true;
    subject->count = subject->item_count;
    return false;
}

/* Items that pass are numbered from 1. */
void sg_screen_index(sg_screen *screen, const sg_operand *operand)
{
    if (operand->min > 1)
        screen->usable = false;
    if ((uint64_t)operand->max < screen->max_count)
        screen->max_count = (size_t)operand->max;
}
