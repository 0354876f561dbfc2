#include "check.h"

bool sg_check_member_given(sg_subject *subject, const sg_operand *operand)
{
    return (subject->item->members & operand->member) != 0;
}

void sg_screen_member_given(sg_screen *screen, const sg_operand *operand)
{
    screen->members |= operand->member;
}
