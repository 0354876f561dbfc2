#include "includes.h"
#include "check.h"

/* Each of the values is there. Of a required parameter that is missing nothing is said.
 */
bool sg_check_includes(sg_subject *subject, const sg_operand *operand)
{
    const sg_request *request = subject->request;
    uint16_t name = operand->other == SG_NO_NAME ? subject->name : operand->other;
    bool is_missing = false;

    if (request->names[name].required && !request->given[name].where)
        return true;
    for (const sg_wanted *wanted = operand->wanted; wanted->text.bytes; wanted++)
        is_missing |= sg_includes(request, name, wanted) == SG_NO;
    return !is_missing;
}
