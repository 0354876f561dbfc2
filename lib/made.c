/* JSON that a host made from another text, and texts that it could make none from. */
#include "judge.h"
#include "origin.h"

static bool is_of_json(snapguard_encoding encoding)
{
    return encoding == SNAPGUARD_JSON || encoding == SNAPGUARD_JSON_REQUESTS ||
           encoding == SNAPGUARD_ROS || encoding == SNAPGUARD_TFPLAN;
}

/* Places count in another text than the document, as whose only part it counts. */
static bool set_origin(snapguard_context *context, const snapguard_origin *origin)
{
    context->origin = *origin;
    context->lines.origin = &context->origin;
    sg_lines_reset(&context->lines, (sg_text){origin->bytes, origin->length});
    return sg_seams_add(
        &context->seams, &context->engine->allocator,
        &(sg_seam){.part = SNAPGUARD_PART_WHOLE});
}

snapguard_status snapguard_check_made(
    const snapguard_report **report, snapguard_context *context,
    snapguard_encoding encoding, const char *json, size_t length,
    const snapguard_origin *origin)
{
    const size_t *limits = context->engine->limits;
    size_t most = limits
        [encoding == SNAPGUARD_JSON ? SNAPGUARD_MAX_BYTES : SNAPGUARD_MAX_DOCUMENT_BYTES];

    *report = NULL;
    sg_judge_forget(context);
    if (!is_of_json(encoding) || !sg_origin_is_sound(origin, length))
        return SNAPGUARD_ERROR_ARGUMENT;
    if (origin->length > most)
        return snapguard_check(report, context, encoding, origin->bytes, origin->length);
    sg_judge_begin(context, json, length);
    if (!set_origin(context, origin) || !sg_judge_encoded(context, encoding)) {
        sg_judge_forget(context);
        return SNAPGUARD_ERROR_MEMORY;
    }
    *report = &context->report;
    return SNAPGUARD_OK;
}

/* ------------------------------------------------------------------------- obstacles */

typedef struct sg_obstacle {
    sg_fault_kind fault;
    snapguard_limit unit;  /* for SG_FAULT_LIMIT, */
    snapguard_limit limit; /* and the one that holds for documents */
} sg_obstacle;

#define LIMIT_OF(unit)                                                                   \
    {                                                                                    \
        SG_FAULT_LIMIT, SNAPGUARD_MAX_##unit, SNAPGUARD_MAX_DOCUMENT_##unit              \
    }

static const sg_obstacle obstacles[] = {
    [SNAPGUARD_OBSTACLE_YAML] = {.fault = SG_FAULT_YAML},
    [SNAPGUARD_OBSTACLE_UTF8] = {.fault = SG_FAULT_UTF8},
    [SNAPGUARD_OBSTACLE_BYTES] = LIMIT_OF(BYTES),
    [SNAPGUARD_OBSTACLE_DEPTH] = LIMIT_OF(DEPTH),
    [SNAPGUARD_OBSTACLE_VALUES] = LIMIT_OF(VALUES),
};

static bool judge_obstacle(
    snapguard_context *context, const sg_obstacle *obstacle, bool has_reason,
    size_t begin, size_t end)
{
    sg_fault *fault = sg_document_fault(
        &context->document, obstacle->fault, (uint32_t)begin, (uint32_t)end);
    size_t length = context->document.source.size;

    if (!fault)
        return false;
    if (has_reason)
        fault->reason = SG_SYNTAX_OTHER;
    if (obstacle->fault == SG_FAULT_LIMIT) {
        fault->unit = (uint8_t)obstacle->unit;
        fault->limit = context->engine->limits[obstacle->limit];
    }
    if (obstacle->limit == SNAPGUARD_MAX_DOCUMENT_BYTES && length > fault->limit)
        fault->count = length;
    return sg_judge_fault(context, obstacle->fault);
}

snapguard_status snapguard_check_unread(
    const snapguard_report **report, snapguard_context *context,
    snapguard_obstacle obstacle, const char *reason, const char *bytes, size_t length,
    size_t begin, size_t end)
{
    *report = NULL;
    sg_judge_forget(context);
    if ((unsigned)obstacle > SNAPGUARD_OBSTACLE_VALUES || begin > end || end > length ||
        length > UINT32_MAX)
        return SNAPGUARD_ERROR_ARGUMENT;
    sg_judge_begin(context, bytes, length);
    context->report.is_json = true;
    context->report.end = (uint32_t)length;
    context->report.reason = reason;
    if (!judge_obstacle(
            context, &obstacles[obstacle], reason && obstacle == SNAPGUARD_OBSTACLE_YAML,
            begin, end))
        return SNAPGUARD_ERROR_MEMORY;
    *report = &context->report;
    return SNAPGUARD_OK;
}
