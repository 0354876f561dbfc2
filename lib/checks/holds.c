#include "check.h"
#include "scope.h"

/* What is required and missing is another rule's, and so is what is at fault. */
static bool is_said_elsewhere(const sg_subject *subject)
{
    const sg_request *request = subject->request;
    const sg_value *value = sg_request_first(request, subject->name);

    if (value)
        return value->state == SG_STATE_FAULTED;
    return request->given[subject->name].where == 0 &&
           (request->names[subject->name].required ||
            sg_condition_may_be_meant(request, subject->name));
}

/* What can't be decided is no finding, unless a limit is why. */
bool sg_check_holds(sg_subject *subject, const sg_operand *operand)
{
    sg_scope scope = {.request = subject->request, .regex = subject->regex};
    sg_truth truth;

    if (is_said_elsewhere(subject))
        return true;
    truth = sg_scope_ask(&scope, operand->must);
    return truth == SG_YES || (truth == SG_OPEN && !scope.is_beyond);
}
