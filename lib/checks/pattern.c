#include "check.h"

/* The whole value matches. Words of the list are known to, since the list was read. */
bool sg_check_pattern(sg_subject *subject, const sg_operand *operand)
{
    size_t size;

    /* A pack's, whose steps are counted. */
    if (operand->must)
        return sg_check_value(subject, operand);
    if (!subject->is_text)
        return false;
    if (operand->words && sg_words_have(operand->words, subject->text))
        return true;
    return sg_regex_match(operand->pattern, subject->regex, subject->text, &size);
}

void sg_screen_pattern(sg_screen *screen, const sg_operand *operand)
{
    if (operand->words)
        sg_screen_require_words(screen, operand->words);
    else
        screen->is_mute = true;
}
