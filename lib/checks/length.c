#include "check.h"
#include "utf8.h"

bool sg_check_length(sg_subject *subject, const sg_operand *operand)
{
    uint64_t count = sg_utf8_length(subject->text);

    if ((!operand->has_min || (uint64_t)operand->min <= count) &&
        (!operand->has_max || count <= (uint64_t)operand->max))
        return true;
    subject->count = count;
    return false;
}

/* A text has no more characters than bytes; no fewer, if it is ASCII. */
void sg_screen_length(sg_screen *screen, const sg_operand *operand)
{
    if (operand->has_max && (uint64_t)operand->max < screen->max_size)
        screen->max_size = (size_t)operand->max;
    if (operand->min == 0)
        return;
    if ((uint64_t)operand->min > screen->min_size)
        screen->min_size = (size_t)operand->min;
    sg_screen_require_ascii(screen);
}
