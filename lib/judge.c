#include "judge.h"

#include "facts.h"
#include "repeats.h"
#include "run.h"
#include "screening.h"

/* --------------------------------------------------------------------------- verdicts */

/* A rule may be off, or less than an error, but what was not read is never called valid.
 */
static void doubt(snapguard_context *context)
{
    if (context->report.verdict == SNAPGUARD_VALID)
        context->report.verdict = SNAPGUARD_UNDETERMINED;
}

bool sg_judge_fault(snapguard_context *context, sg_fault_kind kind)
{
    const sg_program *program = &context->engine->program;
    sg_request *request = &context->request;

    memset(request->active, 0, program->mask_words * sizeof *request->active);
    sg_mask_add(request->active, program->faults[kind], program->mask_words);
    if (!sg_run(&context->report, request, context->regex))
        return false;
    doubt(context);
    return true;
}

bool sg_judge_limit(
    snapguard_context *context, snapguard_limit limit, uint64_t count, uint64_t most,
    uint32_t begin)
{
    sg_fault *fault = sg_document_fault(&context->document, SG_FAULT_LIMIT, begin, begin);

    if (!fault)
        return false;
    fault->unit = (uint8_t)limit;
    fault->count = count;
    fault->limit = most;
    return sg_judge_fault(context, SG_FAULT_LIMIT);
}

/* What could not be matched for want of memory has not been decided. */
static bool run(snapguard_context *context)
{
    bool done = sg_run(&context->report, &context->request, context->regex);
    const sg_array *faults = &context->document.faults;

    for (size_t i = 0; i < faults->count; i++)
        if (sg_fault_is_unread((const sg_fault *)faults->data + i))
            doubt(context);
    return !sg_regex_ran_out(context->regex) && done;
}

bool sg_judge_bound(snapguard_context *context)
{
    sg_request *request = &context->request;

    context->report.parameters = request->known;
    if (!sg_request_is_applicable(request)) {
        context->report.verdict = SNAPGUARD_NOT_APPLICABLE;
        return true;
    }
    if (request->is_stopped)
        return sg_judge_fault(context, SG_FAULT_LIMIT);
    if (!sg_repeats_find(request))
        return false;
    sg_screening_run(request);
    sg_facts_begin(
        request, context->facts ? context->facts : context->engine->facts,
        context->engine->minutes);
    return run(context);
}

static uint64_t count_values(const sg_document *document, uint32_t root)
{
    uint64_t count = 0;

    for (uint32_t i = root; i < sg_document_after(document, root); i++)
        count += sg_document_node(document, i)->kind != SG_KEY;
    return count;
}

bool sg_judge_duplicates(snapguard_context *context, uint32_t root, uint32_t end)
{
    sg_document *document = &context->document;
    const sg_fault *duplicates = document->duplicates.data;

    for (; context->duplicate < document->duplicates.count; context->duplicate++) {
        const sg_fault *duplicate = &duplicates[context->duplicate];
        sg_fault *fault;

        if (duplicate->key >= end)
            break;
        /* Of a request before this one, which was not read so far. */
        if (duplicate->key < root)
            continue;
        fault = sg_document_fault(document, SG_FAULT_DUPLICATE_KEY, 0, 0);
        if (!fault)
            return false;
        *fault = *duplicate;
    }
    return true;
}

bool sg_judge_not_object(snapguard_context *context, uint32_t root)
{
    const sg_node *node = sg_document_node(&context->document, root);
    sg_fault *fault = sg_document_fault(
        &context->document, SG_FAULT_NOT_OBJECT, node->begin, node->end);

    if (!fault)
        return false;
    fault->place.node = root;
    return sg_judge_fault(context, SG_FAULT_NOT_OBJECT);
}

void sg_judge_reset(snapguard_context *context, uint32_t root)
{
    context->document.faults.count = 0;
    context->document.scratch.bytes.count = 0;
    context->request.root = root;
    context->request.body = SG_NO_NODE;
    context->request.values.count = 0;
    context->request.lists.count = 0;
    context->request.open.count = 0;
    memset(context->request.claims, 0, sizeof context->request.claims);
    context->request.decided = 0;
    context->request.facts = NULL;
    context->request.minutes = -1;
    sg_report_begin(&context->report, &context->request);
    context->report.begin = 0;
    context->report.end = 0;
    context->report.parameters = 0;
}

bool sg_judge_request(snapguard_context *context, uint32_t root)
{
    const size_t *limits = context->engine->limits;
    sg_document *document = &context->document;
    const sg_node *node = sg_document_node(document, root);
    size_t size = node->end - node->begin;
    uint64_t values;

    document->nodes.count = context->source_nodes;
    sg_judge_reset(context, root);
    context->report.begin = node->begin;
    context->report.end = node->end;
    if (size > limits[SNAPGUARD_MAX_BYTES])
        return sg_judge_limit(
            context, SNAPGUARD_MAX_BYTES, size, limits[SNAPGUARD_MAX_BYTES], node->begin);
    if (node->kind != SG_OBJECT)
        return sg_judge_not_object(context, root);
    if (node->link - root > limits[SNAPGUARD_MAX_VALUES]) {
        values = count_values(document, root);
        if (values > limits[SNAPGUARD_MAX_VALUES])
            return sg_judge_limit(
                context, SNAPGUARD_MAX_VALUES, values, limits[SNAPGUARD_MAX_VALUES],
                node->begin);
    }
    if (!sg_judge_duplicates(context, root, sg_document_after(document, root)) ||
        !sg_request_bind(&context->request, root, SG_NO_NODE))
        return false;
    return sg_judge_bound(context);
}

bool sg_judge_end(
    snapguard_context *context, const sg_read_end *end, const sg_read_limits *limits)
{
    size_t most = context->engine->limits[end->limit];
    sg_fault *fault =
        sg_document_fault(&context->document, end->kind, end->begin, end->end);

    if (!fault)
        return false;
    fault->reason = (uint8_t)end->reason;
    fault->unit = (uint8_t)end->limit;
    if (limits)
        most = end->limit == SNAPGUARD_MAX_DEPTH ? limits->depth : limits->values;
    fault->limit = end->kind == SG_FAULT_LIMIT ? most : 0;
    return sg_judge_fault(context, end->kind);
}

/* -------------------------------------------------------------------------- documents */

void sg_judge_begin(snapguard_context *context, const char *bytes, size_t length)
{
    sg_document *document = &context->document;

    document->source = (sg_text){length ? bytes : "", length};
    document->nodes.count = 0;
    document->headers = 0;
    document->duplicates.count = 0;
    context->duplicate = 0;
    context->next = SG_NO_NODE;
    context->request.form = NULL;
    context->lines.origin = NULL;
    sg_lines_reset(&context->lines, document->source);
    sg_judge_reset(context, SG_NO_NODE);
    context->report.ordinal = 0;
    context->report.is_json = false;
    context->report.is_message = false;
    context->report.is_in_array = false;
}

/* The first request of a document that was read to its end. */
static bool judge_first(snapguard_context *context, snapguard_encoding encoding)
{
    sg_document *document = &context->document;
    const sg_node *root = sg_document_node(document, 0);

    context->source_nodes = document->nodes.count;
    if (encoding == SNAPGUARD_JSON || root->kind != SG_ARRAY)
        return sg_judge_request(context, 0);
    context->report.is_in_array = true;
    context->next = 1;
    context->end = root->link;
    if (context->next < context->end) {
        context->next = sg_document_after(document, 1);
        return sg_judge_request(context, 1);
    }
    context->next = SG_NO_NODE;
    context->report.end = root->end;
    context->report.verdict = SNAPGUARD_NOT_APPLICABLE;
    return true;
}

/* The array around requests is no level of theirs. */
static bool begins_array(sg_text text)
{
    size_t i = 0;

    while (i < text.size && strchr(" \t\r\n", text.bytes[i]) && text.bytes[i])
        i++;
    return i < text.size && text.bytes[i] == '[';
}

static SG_RARE bool end_array(snapguard_context *context, const sg_read_end *end)
{
    const size_t *limits = context->engine->limits;
    sg_read_limits of_array = {
        limits[SNAPGUARD_MAX_DEPTH], limits[SNAPGUARD_MAX_DOCUMENT_VALUES]};

    return sg_judge_end(context, end, &of_array);
}

bool sg_judge_json(snapguard_context *context, snapguard_encoding encoding)
{
    const size_t *limits = context->engine->limits;
    sg_document *document = &context->document;
    bool is_one = encoding == SNAPGUARD_JSON;
    size_t bytes = limits[is_one ? SNAPGUARD_MAX_BYTES : SNAPGUARD_MAX_DOCUMENT_BYTES];
    sg_read_limits read = {
        limits[SNAPGUARD_MAX_DEPTH],
        limits[is_one ? SNAPGUARD_MAX_VALUES : SNAPGUARD_MAX_DOCUMENT_VALUES]};
    sg_read_end end;

    context->report.is_json = true;
    if (document->source.size > bytes && !context->lines.origin)
        return sg_judge_limit(
            context, SNAPGUARD_MAX_BYTES, document->source.size, bytes, 0);
    context->report.end = (uint32_t)document->source.size;
    read.depth += !is_one && begins_array(document->source);
    if (!sg_scratch_reserve(document, document->source.size) ||
        !sg_read_json(document, document->source, SG_READ_SOURCE, &read, &end))
        return false;
    if (end.kind != SG_FAULT_COUNT)
        return is_one ? sg_judge_end(context, &end, NULL) : end_array(context, &end);
    return judge_first(context, encoding);
}

bool sg_judge_too_large(snapguard_context *context)
{
    return sg_judge_limit(
        context, SNAPGUARD_MAX_BYTES, 0, context->engine->limits[SNAPGUARD_MAX_BYTES], 0);
}
