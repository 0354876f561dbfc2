#include "check.h"

bool sg_check_differs(sg_subject *subject, const sg_operand *operand)
{
    const sg_value *other = sg_request_first(subject->request, operand->other);

    if (!subject->is_text || !other || other->state != SG_STATE_GIVEN)
        return true;
    if (!sg_text_equals(subject->text, other->text))
        return true;
    subject->related_value = other;
    return false;
}
