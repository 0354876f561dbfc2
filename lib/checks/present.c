#include "check.h"

bool sg_check_present(sg_subject *subject, const sg_operand *operand)
{
    (void)operand;
    return subject->request->given[subject->name].where != 0;
}
