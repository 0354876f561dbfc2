#include "check.h"

enum { SHORT = 32 }; /* bytes that are looked at before a call pays */

static const char *find_first(const char *p, const char *end, char first)
{
    if (end - p > SHORT)
        return memchr(p, first, (size_t)(end - p));
    while (p < end && *p != first)
        p++;
    return p < end ? p : NULL;
}

static bool stands_in(sg_text text, sg_text literal)
{
    const char *p = text.bytes;
    const char *end;

    if (text.size < literal.size)
        return false;
    end = p + (text.size - literal.size) + 1;
    for (; (p = find_first(p, end, literal.bytes[0])); p++)
        if (sg_text_equals((sg_text){p, literal.size}, literal))
            return true;
    return false;
}

bool sg_check_contains(sg_subject *subject, const sg_operand *operand)
{
    for (size_t i = 0; i < operand->none_count; i++)
        if (stands_in(subject->text, operand->none[i]))
            return false;
    return true;
}

static bool is_alphanumeric(char lower)
{
    return (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
}

/* Punctuation is taken to be rarer than letters and digits. */
static unsigned char rarest_byte(sg_text literal)
{
    for (size_t i = 0; i < literal.size; i++)
        if (!is_alphanumeric(sg_lower(literal.bytes[i])))
            return (unsigned char)literal.bytes[i];
    return (unsigned char)literal.bytes[0];
}

/* A text without the literal's rarest byte does not contain it. */
void sg_screen_contains(sg_screen *screen, const sg_operand *operand)
{
    for (size_t i = 0; i < operand->none_count; i++)
        sg_screen_forbid(screen, rarest_byte(operand->none[i]), SG_SCREEN_ANYWHERE);
}
