#include "check.h"

/* Said once a list, at the first element that is less than the number before it. */
bool sg_check_ascending(sg_subject *subject, const sg_operand *operand)
{
    (void)operand;
    if (!subject->element)
        return subject->list->descending == SG_NO_NODE;
    return subject->element_index != subject->list->descending;
}
