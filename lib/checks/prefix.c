#include "check.h"

/* In another case: what begins with the very prefix is another rule's. */
static bool is_hit(sg_text text, sg_text prefix, bool ignore_case)
{
    if (sg_text_begins(text, prefix))
        return !ignore_case;
    return ignore_case && sg_text_begins_ignoring_case(text, prefix);
}

bool sg_check_prefix(sg_subject *subject, const sg_operand *operand)
{
    for (size_t i = 0; i < operand->none_count; i++)
        if (is_hit(subject->text, operand->none[i], operand->ignore_case))
            return false;
    return true;
}

void sg_screen_prefix(sg_screen *screen, const sg_operand *operand)
{
    for (size_t i = 0; i < operand->none_count; i++)
        sg_screen_forbid_prefix(screen, operand->none[i]);
}
