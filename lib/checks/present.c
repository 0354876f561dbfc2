#include "check.h"

#include "condition.h"

/* What will be known only later may be given. */
bool sg_check_present(sg_subject *subject, const sg_operand *operand)
{
    const sg_value *value = sg_request_first(subject->request, subject->name);

    (void)operand;
    return subject->request->given[subject->name].where != 0 ||
           (value && value->state == SG_STATE_UNKNOWN) ||
           sg_condition_may_come(subject->request, subject->name);
}
