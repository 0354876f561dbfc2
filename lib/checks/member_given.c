#include "check.h"

bool sg_check_member_given(sg_subject *subject, const sg_operand *operand)
{
    const sg_name *member = &subject->request->program->names.names[operand->other];

    return subject->item->members >> member->ordinal & 1;
}
