#include "check.h"

bool sg_check_member(sg_subject *subject, const sg_operand *operand)
{
    return subject->is_text && sg_words_have(operand->words, subject->text);
}

void sg_screen_member(sg_screen *screen, const sg_operand *operand)
{
    sg_screen_require_words(screen, operand->words);
}
