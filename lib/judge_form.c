/* Templates and plans: each policy that they ask for is judged as a request. */
#include "bind_form.h"
#include "duplicates.h"
#include "judge.h"
#include "reference.h"

/* ------------------------------------------------------------------- duplicate keys */

static const sg_fault *duplicate_at(const sg_document *document, uint32_t index)
{
    return (const sg_fault *)document->duplicates.data + index;
}

static int compare_duplicates(const void *items, uint32_t a, uint32_t b)
{
    uint32_t x = duplicate_at(items, a)->key;
    uint32_t y = duplicate_at(items, b)->key;

    return (x > y) - (x < y);
}

/* Inner objects are read to their end before those around them. */
static bool sort_duplicates(snapguard_context *context)
{
    sg_document *document = &context->document;
    sg_array *order = &context->duplicates;

    order->count = 0;
    for (uint32_t i = 0; i < document->duplicates.count; i++) {
        uint32_t *added = sg_array_next(order, document->allocator, sizeof *added);

        if (!added)
            return false;
        *added = i;
    }
    sg_duplicates_sort(order->data, order->count, document, compare_duplicates);
    return true;
}

/* Those whose keys are nodes from `begin` on, and before `end`, are the request's. */
static bool claim_duplicates(snapguard_context *context, uint32_t begin, uint32_t end)
{
    sg_document *document = &context->document;
    const uint32_t *order = context->duplicates.data;
    size_t low = 0;
    size_t high = context->duplicates.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (duplicate_at(document, order[middle])->key < begin)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < context->duplicates.count; low++) {
        const sg_fault *duplicate = duplicate_at(document, order[low]);
        sg_fault *fault;

        if (duplicate->key >= end)
            break;
        fault = sg_document_fault(document, SG_FAULT_DUPLICATE_KEY, 0, 0);
        if (!fault)
            return false;
        *fault = *duplicate;
    }
    return true;
}

/* Those among an object's own keys, but for the keys of policies, which claim theirs. */
static bool claim_members(snapguard_context *context, uint32_t object)
{
    const sg_document *document = &context->document;
    const sg_form *form = context->request.form;
    uint32_t end = sg_document_after(document, object);

    if (sg_document_node(document, object)->kind != SG_OBJECT)
        return true;
    for (uint32_t key = object + 1; key < end; key = sg_document_after(document, key + 1))
        if (sg_document_node(document, key)->flags & SG_REPEATED &&
            !sg_policies_have_type(document, form, key + 1, SG_LITERAL("Type")) &&
            !claim_duplicates(context, key, key + 1))
            return false;
    return true;
}

/* What all policies depend on is said with the first: the members of the document itself,
 * the names of the resources, of which another one may take the place of a policy, and
 * the parameters of a template. */
static bool claim_common(snapguard_context *context)
{
    const sg_document *document = &context->document;
    uint32_t inputs = sg_document_member(document, 0, SG_LITERAL("Parameters"));
    uint32_t resources = sg_document_member(document, 0, SG_LITERAL("Resources"));

    if (context->duplicates.count == 0)
        return true;
    return claim_members(context, 0) &&
           (resources == SG_NO_NODE || claim_members(context, resources)) &&
           (inputs == SG_NO_NODE ||
            claim_duplicates(context, inputs, sg_document_after(document, inputs)));
}

/* ------------------------------------------------------------------------- policies */

static uint32_t end_of(const sg_document *document, const sg_policy *policy)
{
    bool is_key = sg_document_node(document, policy->whole)->kind == SG_KEY;

    return sg_document_after(document, policy->whole + is_key);
}

static void begin_report(snapguard_context *context, const sg_policy *policy)
{
    const sg_document *document = &context->document;
    const sg_node *whole = sg_document_node(document, policy->whole);
    const sg_node *end = whole->kind == SG_KEY ? whole + 1 : whole;

    context->report.title = policy->name;
    context->report.begin = whole->begin;
    context->report.end = end->end;
}

static bool is_object(const snapguard_context *context, const sg_policy *policy)
{
    return sg_document_node(&context->document, policy->object)->kind == SG_OBJECT;
}

static bool judge_policy(snapguard_context *context, uint32_t index)
{
    sg_request *request = &context->request;
    sg_policy policy = ((const sg_policy *)context->policies.all.data)[index];
    bool is_ros = request->form == &context->engine->program.forms[SG_ROS];

    context->document.nodes.count = context->source_nodes;
    sg_judge_reset(context, policy.object);
    begin_report(context, &policy);
    if (!is_object(context, &policy))
        return sg_judge_not_object(context, policy.object);
    if ((index == 0 && !claim_common(context)) ||
        !claim_duplicates(context, policy.whole, end_of(&context->document, &policy)) ||
        !sg_request_bind_form(
            request, request->form, &policy, is_ros ? &context->inputs : NULL) ||
        !sg_judge_bound(context))
        return false;
    sg_references_relate(&context->report);
    /* What the service would refuse is wrong whatever the rest comes to. */
    if (request->is_undetermined && context->report.verdict == SNAPGUARD_VALID)
        context->report.verdict = SNAPGUARD_UNDETERMINED;
    return true;
}

bool sg_judge_next_policy(snapguard_context *context, bool *is_there)
{
    *is_there = ++context->policy < context->policies.all.count;
    if (!*is_there)
        return true;
    context->report.ordinal++;
    return judge_policy(context, (uint32_t)context->policy);
}

/* ------------------------------------------------------------------------ documents */

/* A copy of the text, and the longest key; then all values of a request, as in
 * sg_scratch_reserve(), and a key. */
static bool reserve(snapguard_context *context)
{
    sg_document *document = &context->document;
    size_t values = context->engine->limits[SNAPGUARD_MAX_BYTES];

    return sg_array_reserve(
        &document->scratch.bytes, document->allocator,
        2 * document->source.size + 3 * values + 4, 1);
}

static bool judge_first(snapguard_context *context, sg_language language)
{
    const size_t *limits = context->engine->limits;
    sg_document *document = &context->document;
    sg_request *request = &context->request;

    context->source_nodes = document->nodes.count;
    request->source_nodes = (uint32_t)document->nodes.count;
    document->parents.count = 0;
    context->policy = 0;
    sg_inputs_begin(&context->inputs, limits[SNAPGUARD_MAX_DOCUMENT_BYTES]);
    if (!sort_duplicates(context) ||
        !sg_policies_find(&context->policies, document, request->form, language))
        return false;
    if (context->policies.all.count > 0)
        return judge_policy(context, 0);
    context->report.verdict = SNAPGUARD_NOT_APPLICABLE;
    return true;
}

bool sg_judge_form(snapguard_context *context, sg_language language)
{
    const size_t *limits = context->engine->limits;
    sg_document *document = &context->document;
    sg_read_limits read = {
        limits[SNAPGUARD_MAX_DOCUMENT_DEPTH], limits[SNAPGUARD_MAX_DOCUMENT_VALUES]};
    sg_read_end end;

    context->policies.all.count = 0;
    context->request.references.count = 0;
    context->report.title = SG_NO_NODE;
    context->request.form = &context->engine->program.forms[language];
    context->report.is_json = true;
    if (document->source.size > limits[SNAPGUARD_MAX_DOCUMENT_BYTES] &&
        !context->lines.origin)
        return sg_judge_limit(
            context, SNAPGUARD_MAX_BYTES, document->source.size,
            limits[SNAPGUARD_MAX_DOCUMENT_BYTES], 0);
    context->report.end = (uint32_t)document->source.size;
    if (!reserve(context) ||
        !sg_read_json(document, document->source, SG_READ_SOURCE, &read, &end))
        return false;
    if (end.kind != SG_FAULT_COUNT)
        return sg_judge_end(context, &end, &read);
    return judge_first(context, language);
}
