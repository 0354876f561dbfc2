#include "check.h"
#include "facts.h"

/* That a member is not there is known only where the object around it is, and where the
 * request says which member it would be. */
static bool exists(sg_subject *subject, const sg_fact_path *path)
{
    const sg_request *request = subject->request;

    subject->is_open = !sg_facts_can_ask(request, path) ||
                       !sg_facts_at(request->facts, request, path, path->count - 1);
    return subject->is_open || sg_facts_at(request->facts, request, path, path->count);
}

bool sg_check_fact(sg_subject *subject, const sg_operand *operand)
{
    const sg_request *request = subject->request;
    const sg_fact_path *path = operand->fact;
    const sg_fact *fact;

    if (operand->asks == SG_FACT_EXISTS)
        return exists(subject, path);
    fact = sg_facts_at(request->facts, request, path, path->count);
    subject->is_open = !fact;
    if (!fact)
        return true;
    if (operand->asks == SG_FACT_IS)
        return (fact->value != 0) == operand->expected;
    if (fact->value < operand->max)
        return true;
    subject->count = (uint64_t)fact->value;
    return false;
}
