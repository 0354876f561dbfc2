#include "request.h"

bool sg_request_init(
    sg_request *request, const sg_program *program, sg_document *document,
    const sg_request_limits *limits)
{
    const snapguard_allocator *allocator = document->allocator;
    size_t names = program->names.count;

    memset(request, 0, sizeof *request);
    request->program = program;
    request->names = program->names.names;
    request->document = document;
    request->limits = *limits;
    request->given = sg_allocate_zeroed(allocator, names, sizeof *request->given);
    request->active =
        sg_allocate_zeroed(allocator, program->mask_words, sizeof *request->active);
    if (!request->given || !request->active)
        return false;
    return true;
}

void sg_request_free(sg_request *request)
{
    const snapguard_allocator *allocator = request->document->allocator;

    sg_array_free(&request->values, allocator);
    sg_array_free(&request->lists, allocator);
    sg_array_free(&request->items, allocator);
    sg_array_free(&request->references, allocator);
    sg_array_free(&request->open, allocator);
    sg_release(allocator, request->given);
    sg_release(allocator, request->active);
}

sg_value *sg_request_find(const sg_request *request, uint16_t name, uint32_t item)
{
    for (uint32_t i = request->given[name].first; i;
         i = sg_request_value(request, i - 1)->next)
        if (sg_request_value(request, i - 1)->item == item)
            return sg_request_value(request, i - 1);
    return NULL;
}
