#include "check.h"
#include "utf8.h"

/* The first character, or every one behind it, is of the class; else at the first that is
 * not. */
bool sg_check_characters(sg_subject *subject, const sg_operand *operand)
{
    sg_text text = subject->text;
    size_t first = sg_utf8_sequence(text.bytes, text.bytes + text.size);
    sg_text asked = {text.bytes, first};
    size_t run;

    if (operand->rest)
        asked = (sg_text){text.bytes + first, text.size - first};
    run = sg_class_run(operand->characters, subject->regex, asked);
    while (run < asked.size) {
        size_t size = sg_utf8_sequence(asked.bytes + run, asked.bytes + asked.size);
        sg_text rest = {asked.bytes + run, asked.size - run};
        size_t more = sg_class_run(operand->characters, subject->regex, rest);

        if (more == 0) {
            /* Among many it is worth a place of its own. */
            subject->at = (uint32_t)((size_t)(asked.bytes - text.bytes) + run);
            subject->at_size = operand->rest ? (uint32_t)size : 0;
            return false;
        }
        run += more;
    }
    return true;
}

void sg_screen_characters(sg_screen *screen, const sg_operand *operand)
{
    /* The first character is not asked by the rule for the rest, but a screen may be
     * stricter than the rules. */
    int places = operand->rest ? SG_SCREEN_ANYWHERE : SG_SCREEN_FIRST;

    for (int byte = 0; byte < 0x80; byte++)
        if (!operand->characters->ascii[byte])
            sg_screen_forbid(screen, (unsigned char)byte, places);
    sg_screen_require_ascii(screen);
}
