#include "check.h"
#include "list.h"
#include "scope.h"

static void take_element(sg_scope *scope, const sg_subject *subject)
{
    int64_t number =
        subject->element ? sg_list_number(subject->list, subject->element) : -1;

    scope->asked = (sg_asked){
        .is_text = subject->is_text,
        .is_number = number >= 0,
        .text = subject->text,
        .number = number,
    };
}

/* The value, or the element, is what it must be. What a limit keeps from being decided is
 * not. */
bool sg_check_value(sg_subject *subject, const sg_operand *operand)
{
    sg_scope scope = {.request = subject->request, .regex = subject->regex};

    if (subject->value->list)
        take_element(&scope, subject);
    else
        sg_scope_take(&scope, subject->value);
    return sg_scope_ask(&scope, operand->must) == SG_YES;
}

static void narrow_integer(sg_screen *screen, const sg_term *must)
{
    if (must->kind != SG_TERM_range) {
        screen->is_mute = true;
        return;
    }
    if (must->has_min && must->min > screen->min)
        screen->min = must->min;
    if (must->has_max && must->max < screen->max)
        screen->max = must->max;
}

static uint64_t numbers_of(const sg_term *must)
{
    uint64_t numbers = 0;

    for (int64_t number = 0; number < SG_SCREEN_NUMBERS; number++) {
        bool is_one = must->kind == SG_TERM_range &&
                      (!must->has_min || must->min <= number) &&
                      (!must->has_max || number <= must->max);

        for (size_t i = 0; i < must->number_count; i++)
            is_one |= must->numbers[i] == number;
        numbers |= (uint64_t)is_one << number;
    }
    return numbers;
}

/* What must be one of some words, or in bounds, a screen can say as well. */
void sg_screen_value(sg_screen *screen, const sg_operand *operand)
{
    const sg_term *must = operand->must;
    bool has_bounds = must->kind == SG_TERM_range || must->kind == SG_TERM_numbers;

    if (!must->is_negated && must->kind == SG_TERM_words)
        sg_screen_require_words(screen, must->words);
    else if (!must->is_negated && !screen->is_list)
        narrow_integer(screen, must);
    else if (!must->is_negated && has_bounds)
        sg_screen_require_numbers(screen, numbers_of(must));
    else
        screen->is_mute = true;
}
