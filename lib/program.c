#include "program.h"

#include "percent.h"

bool sg_operation_is(const sg_operation *operation, sg_text text)
{
    if (sg_text_equals(text, operation->value))
        return true;
    /* A proxy may have put two headers into one, with a comma between. */
    while (text.size)
        if (sg_text_equals_ignoring_case(
                sg_text_trim(sg_text_next_item(&text)), operation->value))
            return true;
    return false;
}

bool sg_operation_may_be_in(const sg_operation *operation, sg_text text)
{
    for (; text.size; text.bytes++, text.size--)
        if (*text.bytes == '%' || sg_text_begins_ignoring_case(text, operation->value))
            return true;
    return false;
}

/* The next byte, or -1. Those that are NUL are passed over: what is in UTF-16 or UTF-32
 * is the same text with some of them between. */
static int take_byte(sg_text *text)
{
    while (text->size && *text->bytes == '\0') {
        text->bytes++;
        text->size--;
    }
    if (text->size == 0)
        return -1;
    text->size--;
    return (unsigned char)*text->bytes++;
}

/* Two hexadecimal digits as a byte, or -1. */
static int take_digits(sg_text *text)
{
    int high = sg_hex_digit((char)take_byte(text));
    int low = high < 0 ? -1 : sg_hex_digit((char)take_byte(text));

    return low < 0 ? -1 : high << 4 | low;
}

/* The next character, escaped as in a query or in JSON, or not; or -1. */
static int take_character(sg_text *text)
{
    int first = take_byte(text);
    sg_text rest = *text;
    int byte = -1;

    if (first == '%' || (first == '\\' && take_byte(&rest) == 'u' &&
                         take_byte(&rest) == '0' && take_byte(&rest) == '0'))
        byte = take_digits(&rest);
    if (byte < 0)
        return first;
    *text = rest;
    return byte;
}

static bool begins_with_name(sg_text text, sg_text name)
{
    for (; name.size; name.bytes++, name.size--)
        if (sg_lower((char)take_character(&text)) != sg_lower(*name.bytes))
            return false;
    return true;
}

bool sg_operation_is_in(const sg_operation *operation, sg_text text)
{
    for (; text.size; text.bytes++, text.size--)
        if (begins_with_name(text, operation->value))
            return true;
    return false;
}

void sg_program_init(sg_program *program, const snapguard_allocator *allocator)
{
    memset(program, 0, sizeof *program);
    program->allocator = allocator;
    sg_arena_init(&program->arena, allocator);
}

void sg_program_free(sg_program *program)
{
    sg_pattern *patterns = program->regexes.data;

    for (size_t i = 0; i < program->regexes.count; i++)
        sg_regex_free(patterns[i].regex, program->allocator);
    sg_array_free(&program->regexes, program->allocator);
    sg_arena_free(&program->arena);
}
