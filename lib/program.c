#include "program.h"

bool sg_operation_is(const sg_operation *operation, sg_text text)
{
    /* A proxy may have put two headers into one, with a comma between. */
    while (text.size) {
        const char *comma = memchr(text.bytes, ',', text.size);
        size_t size = comma ? (size_t)(comma - text.bytes) : text.size;

        if (sg_text_equals_ignoring_case(
                sg_text_trim((sg_text){text.bytes, size}), operation->value))
            return true;
        size += comma != NULL;
        text.bytes += size;
        text.size -= size;
    }
    return false;
}

bool sg_operation_may_be_in(const sg_operation *operation, sg_text text, char escape)
{
    for (; text.size; text.bytes++, text.size--)
        if (*text.bytes == escape || sg_text_begins_ignoring_case(text, operation->value))
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
