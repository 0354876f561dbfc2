/* One thread's checks: a document is read, its requests are bound and judged in turn. */
#include "judge.h"

snapguard_status
snapguard_context_new(snapguard_context **out, const snapguard_engine *engine)
{
    const snapguard_allocator *allocator = &engine->allocator;
    snapguard_context *context = sg_allocate_zeroed(allocator, 1, sizeof *context);
    sg_request_limits limits = {
        engine->limits[SNAPGUARD_MAX_DEPTH], engine->limits[SNAPGUARD_MAX_VALUES],
        engine->limits[SNAPGUARD_MAX_PARAMETERS], engine->limits[SNAPGUARD_MAX_BYTES]};

    *out = NULL;
    if (!context)
        return SNAPGUARD_ERROR_MEMORY;
    context->engine = engine;
    context->next = SG_NO_NODE;
    sg_document_init(&context->document, allocator);
    context->lines.allocator = allocator;
    context->report.document = &context->document;
    context->report.lines = &context->lines;
    context->report.seams = &context->seams;
    context->report.limit = engine->limits[SNAPGUARD_MAX_FINDINGS];
    context->regex = sg_regex_state_new(allocator);
    if (!sg_request_init(
            &context->request, &engine->program, &context->document, &limits) ||
        !context->regex) {
        snapguard_context_free(context);
        return SNAPGUARD_ERROR_MEMORY;
    }
    *out = context;
    return SNAPGUARD_OK;
}

void snapguard_context_free(snapguard_context *context)
{
    const snapguard_allocator *allocator;

    if (!context)
        return;
    allocator = &context->engine->allocator;
    sg_array_free(&context->fed.headers, allocator);
    sg_array_free(&context->fed.query, allocator);
    sg_array_free(&context->fed.body, allocator);
    sg_array_free(&context->joined, allocator);
    sg_array_free(&context->seams, allocator);
    sg_array_free(&context->duplicates, allocator);
    sg_policies_free(&context->policies, allocator);
    sg_inputs_free(&context->inputs, allocator);
    sg_array_free(&context->report.findings, allocator);
    sg_array_free(&context->report.silences, allocator);
    sg_lines_free(&context->lines);
    sg_request_free(&context->request);
    sg_document_free(&context->document);
    sg_regex_state_free(context->regex, allocator);
    sg_release(allocator, context);
}

void snapguard_context_set_facts(snapguard_context *context, const snapguard_facts *facts)
{
    context->facts = facts;
}

bool sg_judge_encoded(snapguard_context *context, snapguard_encoding encoding)
{
    switch (encoding) {
    case SNAPGUARD_QUERY:
    case SNAPGUARD_FORM:
        return sg_judge_query(context);
    case SNAPGUARD_HTTP:
        return sg_judge_http(context);
    case SNAPGUARD_ROS:
        return sg_judge_form(context, SG_ROS);
    case SNAPGUARD_TFPLAN:
        return sg_judge_form(context, SG_TFPLAN);
    case SNAPGUARD_JSON:
    case SNAPGUARD_JSON_REQUESTS:
        break;
    }
    return sg_judge_json(context, encoding);
}

static SG_INLINE void forget(snapguard_context *context)
{
    context->next = SG_NO_NODE;
    if (context->fed.is_begun)
        snapguard_begin(context);
    context->fed.is_begun = false;
    context->seams.count = 0;
}

void sg_judge_forget(snapguard_context *context)
{
    forget(context);
    context->request.form = NULL;
}

snapguard_status snapguard_check(
    const snapguard_report **report, snapguard_context *context,
    snapguard_encoding encoding, const char *bytes, size_t length)
{
    *report = NULL;
    forget(context);
    if ((unsigned)encoding > SNAPGUARD_TFPLAN) {
        context->request.form = NULL;
        return SNAPGUARD_ERROR_ARGUMENT;
    }
    sg_judge_begin(context, bytes, length);
    if (!sg_judge_encoded(context, encoding)) {
        sg_judge_forget(context);
        return SNAPGUARD_ERROR_MEMORY;
    }
    *report = &context->report;
    return SNAPGUARD_OK;
}

static snapguard_status
check_next_policy(const snapguard_report **report, snapguard_context *context)
{
    bool is_there;

    if (!sg_judge_next_policy(context, &is_there)) {
        sg_judge_forget(context);
        return SNAPGUARD_ERROR_MEMORY;
    }
    *report = is_there ? &context->report : NULL;
    return SNAPGUARD_OK;
}

snapguard_status
snapguard_check_next(const snapguard_report **report, snapguard_context *context)
{
    uint32_t root = context->next;

    *report = NULL;
    if (context->request.form)
        return check_next_policy(report, context);
    if (root == SG_NO_NODE)
        return SNAPGUARD_OK;
    if (root >= context->end) {
        context->next = SG_NO_NODE;
        return SNAPGUARD_OK;
    }
    context->next = sg_document_after(&context->document, root);
    context->report.ordinal++;
    if (!sg_judge_request(context, root)) {
        context->next = SG_NO_NODE;
        return SNAPGUARD_ERROR_MEMORY;
    }
    *report = &context->report;
    return SNAPGUARD_OK;
}

void snapguard_context_set_verdict_only(snapguard_context *context, bool verdict_only)
{
    context->report.is_brief = verdict_only;
}
