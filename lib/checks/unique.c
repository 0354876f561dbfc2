#include "check.h"

bool sg_check_unique(sg_subject *subject, const sg_operand *operand)
{
    (void)operand;
    if (!subject->value->same)
        return true;
    subject->related_value = sg_request_value(subject->request, subject->value->same - 1);
    return false;
}
