#include "check.h"

static bool stands_in(sg_text text, sg_text literal)
{
    const char *p = text.bytes;
    size_t left = text.size;

    while (left >= literal.size) {
        const char *first = memchr(p, literal.bytes[0], left - literal.size + 1);

        if (!first)
            return false;
        if (memcmp(first, literal.bytes, literal.size) == 0)
            return true;
        left -= (size_t)(first + 1 - p);
        p = first + 1;
    }
    return false;
}

bool sg_check_contains(sg_subject *subject, const sg_operand *operand)
{
    for (size_t i = 0; i < operand->none_count; i++)
        if (stands_in(subject->text, operand->none[i]))
            return false;
    return true;
}

/* A text without the literal's rarest byte does not contain it. Punctuation is taken to
 * be rarer than letters and digits. */
void sg_screen_contains(sg_screen *screen, const sg_operand *operand)
{
    for (size_t i = 0; i < operand->none_count; i++) {
        sg_text literal = operand->none[i];
        unsigned char rarest = (unsigned char)literal.bytes[0];

        for (size_t j = 0; j < literal.size; j++) {
            char c = sg_lower(literal.bytes[j]);

            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
                rarest = (unsigned char)c;
                break;
            }
        }
        sg_screen_forbid(screen, rarest, SG_SCREEN_ANYWHERE);
    }
}
