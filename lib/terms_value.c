/* The terms about one value. */
#include "scope.h"
#include "utf8.h"

static sg_truth truth_of(bool holds)
{
    return holds ? SG_YES : SG_NO;
}

static bool is_inside(const sg_term *term, int64_t number)
{
    return (!term->has_min || term->min <= number) &&
           (!term->has_max || number <= term->max);
}

sg_truth sg_ask_truth(sg_scope *scope, const sg_term *term)
{
    return truth_of(scope->asked.boolean == term->expected);
}

sg_truth sg_ask_words(sg_scope *scope, const sg_term *term)
{
    return truth_of(
        scope->asked.is_text && sg_words_have(term->words, scope->asked.text));
}

sg_truth sg_ask_numbers(sg_scope *scope, const sg_term *term)
{
    bool is_one = false;

    for (size_t i = 0; i < term->number_count; i++)
        is_one |= term->numbers[i] == scope->asked.number;
    return truth_of(scope->asked.is_number && is_one);
}

sg_truth sg_ask_range(sg_scope *scope, const sg_term *term)
{
    return truth_of(scope->asked.is_number && is_inside(term, scope->asked.number));
}

sg_truth sg_ask_length(sg_scope *scope, const sg_term *term)
{
    return truth_of(
        scope->asked.is_text &&
        is_inside(term, (int64_t)sg_utf8_length(scope->asked.text)));
}

sg_truth sg_ask_pattern(sg_scope *scope, const sg_term *term)
{
    size_t size;

    if (!scope->asked.is_text)
        return SG_NO;
    sg_scope_take_steps(scope, SG_STEPS_PATTERN);
    if (sg_regex_match(term->pattern, scope->regex, scope->asked.text, &size))
        return SG_YES;
    if (!sg_regex_was_beyond(scope->regex))
        return SG_NO;
    sg_scope_take_steps(scope, SG_STEPS_BEYOND);
    scope->is_beyond = true;
    return SG_OPEN;
}
