#include "program.h"

bool sg_operation_is(const sg_operation *operation, sg_text text)
{
    return sg_text_equals_ignoring_case(sg_text_trim(text), operation->value);
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
