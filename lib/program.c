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

bool sg_operation_may_be_in(const sg_operation *operation, sg_text text, char escape)
{
    for (; text.size; text.bytes++, text.size--)
        if (*text.bytes == escape || sg_text_begins_ignoring_case(text, operation->value))
            return true;
    return false;
}

/* Two hexadecimal digits as a byte, or -1. */
static int byte_at(sg_text text, size_t at)
{
    int high = at + 1 < text.size ? sg_hex_digit(text.bytes[at]) : -1;
    int low = high < 0 ? -1 : sg_hex_digit(text.bytes[at + 1]);

    return low < 0 ? -1 : high << 4 | low;
}

/* The first character of a text that is not empty, escaped or not, and its size. */
static char first_of(sg_text text, size_t *size)
{
    int byte = -1;

    *size = 1;
    if (*text.bytes == '%' && (byte = byte_at(text, 1)) >= 0)
        *size = 3;
    else if (sg_text_begins(text, SG_LITERAL("\\u00")) && (byte = byte_at(text, 4)) >= 0)
        *size = 6;
    return byte < 0 ? *text.bytes : (char)byte;
}

static bool begins_with_name(sg_text text, sg_text name)
{
    size_t size;

    for (; name.size && text.size; name.bytes++, name.size--) {
        if (sg_lower(first_of(text, &size)) != sg_lower(*name.bytes))
            return false;
        text.bytes += size;
        text.size -= size;
    }
    return name.size == 0;
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
