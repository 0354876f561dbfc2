/* A request that is fed in parts: kept until it is whole, then judged. */
#include "judge.h"

void snapguard_begin(snapguard_context *context)
{
    sg_fed *fed = &context->fed;

    context->next = SG_NO_NODE;
    fed->headers.count = 0;
    fed->query.count = 0;
    fed->body.count = 0;
    fed->query_size = 0;
    fed->body_size = 0;
    memset(&fed->parts, 0, sizeof fed->parts);
    fed->is_begun = true;
    fed->out_of_memory = false;
}

static snapguard_status
append(snapguard_context *context, sg_array *array, const char *bytes, size_t length)
{
    const snapguard_allocator *allocator = &context->engine->allocator;

    if (!sg_array_reserve(array, allocator, array->count + length, 1)) {
        context->fed.out_of_memory = true;
        return SNAPGUARD_ERROR_MEMORY;
    }
    if (length)
        memcpy((char *)array->data + array->count, bytes, length);
    array->count += length;
    return SNAPGUARD_OK;
}

/* One more byte than the limit is kept, so that what is kept is over it as well. */
static snapguard_status feed(
    snapguard_context *context, sg_array *array, uint64_t *size, const char *bytes,
    size_t length)
{
    size_t most = context->engine->limits[SNAPGUARD_MAX_BYTES] + 1;
    size_t room = most > array->count ? most - array->count : 0;

    *size += length;
    return append(context, array, bytes, length < room ? length : room);
}

snapguard_status snapguard_feed_header(
    snapguard_context *context, const char *name, size_t name_length, const char *value,
    size_t value_length)
{
    sg_fed *fed = &context->fed;
    sg_text text = sg_parts_value((sg_text){value, value_length});
    sg_header_kind kind =
        sg_parts_header(&context->engine->program, (sg_text){name, name_length}, text);
    sg_stretch stretch = {(uint32_t)fed->headers.count, (uint32_t)fed->headers.count};
    snapguard_status status;

    if (kind == SG_HEADER_COUNT)
        return SNAPGUARD_OK;
    status = append(context, &fed->headers, text.bytes, text.size);
    if (status != SNAPGUARD_OK)
        return status;
    stretch.end += (uint32_t)text.size;
    if (!sg_parts_add(&fed->parts, fed->headers.data, kind, stretch)) {
        fed->headers.count = stretch.begin;
        return SNAPGUARD_OK;
    }
    /* A byte between, so that parts never touch. */
    return append(context, &fed->headers, "\n", 1);
}

snapguard_status
snapguard_feed_query(snapguard_context *context, const char *bytes, size_t length)
{
    return feed(context, &context->fed.query, &context->fed.query_size, bytes, length);
}

snapguard_status
snapguard_feed_body(snapguard_context *context, const char *bytes, size_t length)
{
    return feed(context, &context->fed.body, &context->fed.body_size, bytes, length);
}

/* What was not kept of the query may name any operation. */
static bool query_may_name(const sg_fed *fed, const sg_program *program)
{
    sg_text query = {fed->query.data, fed->query.count};

    return fed->query_size > fed->query.count ||
           sg_operation_may_be_in(&program->operation[SG_CLAIM_NAME], query);
}

bool snapguard_needs_body(const snapguard_context *context)
{
    const sg_fed *fed = &context->fed;
    const sg_program *program = &context->engine->program;

    if (sg_parts_body(&fed->parts, fed->headers.data) != SG_BODY_OTHER)
        return true;
    return !sg_parts_name_another(&fed->parts, fed->headers.data, program) &&
           (fed->parts.header_counts[SG_HEADER_NAME] || query_may_name(fed, program));
}

static bool
add_seam(snapguard_context *context, snapguard_part part, const sg_stretch *stretch)
{
    const sg_seam seam = {
        .begin = stretch->begin,
        .origin = stretch->begin,
        .base = stretch->begin,
        .part = (uint16_t)part,
    };

    return sg_seams_add(&context->seams, &context->engine->allocator, &seam);
}

/* One part behind what is joined so far, and a byte that is of no part. */
static bool join(
    snapguard_context *context, snapguard_part part, const sg_array *bytes,
    sg_stretch *stretch)
{
    sg_array *joined = &context->joined;

    stretch->begin = (uint32_t)joined->count;
    stretch->end = stretch->begin + (uint32_t)bytes->count;
    return add_seam(context, part, stretch) &&
           append(context, joined, bytes->data, bytes->count) == SNAPGUARD_OK &&
           append(context, joined, "\n", 1) == SNAPGUARD_OK;
}

/* The values of one header that are kept, where they will stand. */
static bool move_headers(
    snapguard_context *context, sg_stretch *values, uint32_t count, uint32_t begin)
{
    for (uint32_t i = 0; i < count; i++) {
        values[i].begin += begin;
        values[i].end += begin;
        if (!add_seam(context, SNAPGUARD_PART_HEADER, &values[i]))
            return false;
    }
    return true;
}

/* Their values, in the order in which they were fed. */
static bool join_headers(snapguard_context *context, sg_parts *parts)
{
    const sg_array *values = &context->fed.headers;
    uint32_t begin = (uint32_t)context->joined.count;

    for (size_t kind = 0; kind < SG_HEADER_COUNT; kind++)
        if (!move_headers(
                context, parts->headers[kind], sg_parts_kept(parts, kind), begin))
            return false;
    return append(context, &context->joined, values->data, values->count) == SNAPGUARD_OK;
}

static bool judge(snapguard_context *context)
{
    const sg_fed *fed = &context->fed;
    sg_parts parts = fed->parts;

    context->seams.count = 0;
    context->joined.count = 0;
    if (!sg_array_reserve(
            &context->joined, &context->engine->allocator,
            fed->headers.count + fed->query.count + fed->body.count + 2, 1))
        return false;
    /* As they stand on the wire, so that findings come in the same order. */
    if (!join(context, SNAPGUARD_PART_QUERY, &fed->query, &parts.query) ||
        !join_headers(context, &parts) ||
        !join(context, SNAPGUARD_PART_BODY, &fed->body, &parts.body))
        return false;
    sg_judge_begin(context, context->joined.data, context->joined.count);
    return sg_judge_parts(context, &parts, fed->query_size, fed->body_size);
}

snapguard_status
snapguard_finish(const snapguard_report **report, snapguard_context *context)
{
    *report = NULL;
    if (context->fed.out_of_memory || !judge(context))
        return SNAPGUARD_ERROR_MEMORY;
    *report = &context->report;
    return SNAPGUARD_OK;
}
