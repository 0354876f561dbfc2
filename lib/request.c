#include "request.h"

bool sg_request_init(
    sg_request *request, const sg_program *program, sg_document *document,
    const sg_request_limits *limits)
{
    const snapguard_allocator *allocator = document->allocator;
    size_t names = program->names.count;
    uint32_t *tables =
        sg_allocate_zeroed(allocator, SG_REQUEST_TABLES * names, sizeof *tables);

    memset(request, 0, sizeof *request);
    request->program = program;
    request->document = document;
    request->limits = *limits;
    request->first = tables;
    request->active =
        sg_allocate_zeroed(allocator, program->mask_words, sizeof *request->active);
    if (!tables || !request->active)
        return false;
    request->last = tables + names;
    request->where = tables + 2 * names;
    request->container = tables + 3 * names;
    request->highest = tables + 4 * names;
    request->asked = tables + 5 * names;
    return true;
}

void sg_request_free(sg_request *request)
{
    const snapguard_allocator *allocator;

    if (!request->document)
        return;
    allocator = request->document->allocator;
    sg_array_free(&request->values, allocator);
    sg_array_free(&request->lists, allocator);
    sg_array_free(&request->items, allocator);
    sg_release(allocator, request->first);
    sg_release(allocator, request->active);
}
