#include "check.h"

/* A value at fault is a finding already, and no further rule reads it. */
bool sg_check_absent(sg_subject *subject, const sg_operand *operand)
{
    const sg_value *value = sg_request_first(subject->request, subject->name);

    (void)operand;
    return subject->request->given[subject->name].where == 0 ||
           (value && value->state == SG_STATE_FAULTED);
}
