/* Requests that are a query, a form, or HTTP. */
#include "judge.h"

#include "claim.h"
#include "read_query.h"
#include "utf8.h"

/* `is_any`: it may say anything. */
static bool
add_header(sg_document *document, uint32_t kind, sg_stretch value, bool is_any)
{
    unsigned flags = SG_ENCODED | SG_HEADER | (is_any ? SG_BROKEN : 0U);
    sg_node *nodes;

    if (!sg_array_reserve(
            &document->nodes, document->allocator, document->nodes.count + 2,
            sizeof *nodes))
        return false;
    nodes = (sg_node *)document->nodes.data + document->nodes.count;
    nodes[0] = (sg_node){value.begin, value.begin, kind, SG_KEY, SG_ENCODED};
    nodes[1] = (sg_node){value.begin, value.end, 0, SG_STRING, (uint16_t)flags};
    document->nodes.count += 2;
    document->headers += 2;
    return true;
}

/* What the headers say of the operation stands as nodes before the request's own. Values
 * that were too many to be kept may have said anything. */
static bool add_headers(sg_document *document, const sg_parts *parts)
{
    for (uint32_t kind = 0; kind < SG_CLAIM_COUNT; kind++) {
        const sg_stretch *values = parts->headers[kind];
        uint32_t kept = sg_parts_kept(parts, kind);

        for (uint32_t i = 0; i < kept; i++)
            if (!add_header(document, kind, values[i], false))
                return false;
        if (parts->header_counts[kind] > kept &&
            !add_header(document, kind, values[kept - 1], true))
            return false;
    }
    return true;
}

/* The parts of a request, and how far they are read. */
typedef struct sg_reading {
    const sg_parts *parts;
    sg_body_kind kind;  /* how the body is read */
    bool must_be_named; /* without a name it is not this operation's */
    uint32_t body;      /* the root of a body of JSON, or SG_NO_NODE */
    sg_read_end end;    /* what ended it */
    sg_stretch query;   /* what was left unread at the limit of values: of the query, */
    sg_stretch form;    /* and of a body that is a form */
} sg_reading;

static void
begin(sg_reading *reading, const sg_parts *parts, const char *source, bool must_be_named)
{
    *reading = (sg_reading){
        .parts = parts,
        .kind = sg_parts_body(parts, source),
        .must_be_named = must_be_named,
        .body = SG_NO_NODE,
        .end = {.kind = SG_FAULT_COUNT},
        .query = parts->query,
        .form = parts->body,
    };
    if (reading->kind != SG_BODY_FORM)
        reading->form.end = reading->form.begin;
}

static uint32_t length_of(sg_stretch stretch)
{
    return stretch.end - stretch.begin;
}

/* Query and form are one object. */
static bool read_pairs(snapguard_context *context, sg_reading *reading)
{
    size_t values = context->engine->limits[SNAPGUARD_MAX_VALUES];
    sg_document *document = &context->document;
    uint32_t root = (uint32_t)document->nodes.count;
    sg_stretch *query = &reading->query;
    sg_stretch *form = &reading->form;
    size_t size = length_of(*query) + length_of(reading->parts->body);

    if (!sg_scratch_reserve(document, size) ||
        !sg_query_begin(document, query->begin, size, values))
        return false;
    query->begin =
        sg_query_read(document, root, query->begin, query->end, values, &reading->end);
    form->begin =
        sg_query_read(document, root, form->begin, form->end, values, &reading->end);
    sg_query_end(document, root);
    return true;
}

/* A body of JSON is another object behind them. */
static bool read_body(snapguard_context *context, sg_reading *reading)
{
    const size_t *limits = context->engine->limits;
    sg_document *document = &context->document;
    sg_read_limits read = {limits[SNAPGUARD_MAX_DEPTH], limits[SNAPGUARD_MAX_VALUES]};
    sg_stretch body = reading->parts->body;

    if (reading->kind != SG_BODY_JSON || length_of(body) == 0 ||
        reading->end.kind != SG_FAULT_COUNT)
        return true;
    reading->body = (uint32_t)document->nodes.count;
    return sg_read_json_at(
        document, (sg_text){document->source.bytes, body.end}, body.begin, SG_READ_SOURCE,
        &read, &reading->end);
}

/* Whether a body of JSON was read to its end and holds no object. */
static bool is_no_object(const snapguard_context *context, const sg_reading *reading)
{
    return reading->end.kind == SG_FAULT_COUNT && reading->body != SG_NO_NODE &&
           sg_document_node(&context->document, reading->body)->kind != SG_OBJECT;
}

/* Which operation the pairs of a stretch name, however many they are. The room for the
 * members of a request is used again and again. */
static void read_claims(snapguard_context *context, sg_stretch rest)
{
    size_t values = context->engine->limits[SNAPGUARD_MAX_VALUES];
    sg_document *document = &context->document;
    uint32_t object = document->headers;
    sg_read_end end = {.kind = SG_FAULT_COUNT};

    while (rest.begin < rest.end) {
        document->nodes.count = object + 1;
        rest.begin = sg_query_read(document, object, rest.begin, rest.end, values, &end);
        sg_query_end(document, object);
        sg_claim_seek(&context->request, object + 1, sg_document_after(document, object));
    }
}

static bool bind_parts(snapguard_context *context, const sg_reading *reading)
{
    sg_document *document = &context->document;
    uint32_t root = document->headers;
    uint32_t body = reading->body;

    if (reading->end.kind != SG_FAULT_COUNT || is_no_object(context, reading))
        body = SG_NO_NODE;
    /* Where nothing stands in the query, the request is the body. */
    if (body != SG_NO_NODE && sg_document_after(document, root) == root + 1) {
        root = body;
        body = SG_NO_NODE;
    }
    context->source_nodes = document->nodes.count;
    sg_judge_reset(context, root);
    context->report.begin = sg_document_node(document, root)->begin;
    context->report.end = (uint32_t)document->source.size;
    if (!sg_judge_duplicates(context, root, (uint32_t)document->nodes.count) ||
        !sg_request_bind(&context->request, root, body))
        return false;
    read_claims(context, reading->query);
    read_claims(context, reading->form);
    return true;
}

/* A body that is not read may hold anything, also what seems to be missing. */
static bool is_unread_body(const sg_reading *reading)
{
    return reading->kind >= SG_BODY_CONTESTED && length_of(reading->parts->body) > 0;
}

static bool judge_unread_body(snapguard_context *context, const sg_reading *reading)
{
    const sg_stretch *type = reading->parts->headers[SG_HEADER_CONTENT_TYPE];
    sg_read_end end = {
        .kind = SG_FAULT_CONTENT_TYPE, .begin = type->begin, .end = type->end};

    context->document.faults.count = 0;
    return sg_judge_end(context, &end, NULL);
}

/* Whether this reader does not read the body, and another one may: it is contested what
 * it is, or it is JSON that cannot be read, or is no object. Of the latter two a header
 * says for sure if they are another operation's. */
static bool is_left_to_others(snapguard_context *context, const sg_reading *reading)
{
    if (reading->kind != SG_BODY_JSON)
        return reading->kind == SG_BODY_CONTESTED;
    return (reading->end.kind != SG_FAULT_COUNT || is_no_object(context, reading)) &&
           !sg_parts_name_another(
               reading->parts, context->document.source.bytes, &context->engine->program);
}

/* A body that is left to others may name this operation to them. */
static void note_unread_name(snapguard_context *context, const sg_reading *reading)
{
    const sg_operation *operation = &context->engine->program.operation[SG_CLAIM_NAME];
    sg_stretch body = reading->parts->body;
    sg_text text = {context->document.source.bytes + body.begin, length_of(body)};

    if (is_left_to_others(context, reading) && sg_operation_is_in(operation, text))
        context->request.claims[SG_CLAIM_NAME].is_ours = true;
}

static bool is_in_body(const snapguard_context *context, uint32_t node, sg_stretch body)
{
    return sg_document_node(&context->document, node)->begin >= body.begin;
}

/* Of a name before the body and a version in it, a reader that does not look there sees
 * the name alone. */
static void note_distant_version(snapguard_context *context, const sg_reading *reading)
{
    const sg_claim *name = &context->request.claims[SG_CLAIM_NAME];
    sg_claim *version = &context->request.claims[SG_CLAIM_VERSION];
    sg_stretch body = reading->parts->body;

    if (name->node && version->node && length_of(body) > 0 &&
        !is_in_body(context, name->node - 1, body) &&
        is_in_body(context, version->node - 1, body))
        version->is_ours = true;
}

static bool judge_read(snapguard_context *context, const sg_reading *reading)
{
    sg_request *request = &context->request;

    context->report.parameters = request->known;
    note_unread_name(context, reading);
    note_distant_version(context, reading);
    if ((reading->must_be_named && !sg_request_is_named(request)) ||
        !sg_request_is_applicable(request)) {
        context->report.verdict = SNAPGUARD_NOT_APPLICABLE;
        return true;
    }
    if (reading->end.kind != SG_FAULT_COUNT) {
        context->document.faults.count = 0;
        return sg_judge_end(context, &reading->end, NULL);
    }
    if (is_no_object(context, reading)) {
        context->document.faults.count = 0;
        return sg_judge_not_object(context, reading->body);
    }
    if (is_unread_body(reading))
        return judge_unread_body(context, reading);
    return sg_judge_bound(context);
}

/* As many whole pairs as `most` bytes hold: half a pair says nothing. */
static sg_stretch cut(const char *source, sg_stretch stretch, size_t most)
{
    if (stretch.end - stretch.begin <= most)
        return stretch;
    stretch.end = stretch.begin + (uint32_t)most;
    while (stretch.end > stretch.begin && source[stretch.end - 1] != '&')
        stretch.end--;
    return stretch;
}

/* Which operation a request names that is over the limit, as far as it was kept. */
static bool bind_oversized(snapguard_context *context, const sg_reading *reading)
{
    const size_t *limits = context->engine->limits;
    sg_document *document = &context->document;
    const char *source = document->source.bytes;
    size_t most = limits[SNAPGUARD_MAX_BYTES];
    sg_stretch query = cut(source, reading->query, most);
    sg_stretch form = cut(source, reading->form, most - length_of(query));
    size_t size = length_of(query) + length_of(form);
    uint32_t object;

    if (!add_headers(document, reading->parts) || !sg_scratch_reserve(document, size) ||
        !sg_query_begin(document, query.begin, size, limits[SNAPGUARD_MAX_VALUES]))
        return false;
    object = document->headers;
    sg_query_end(document, object);
    if (!sg_request_bind(&context->request, object, SG_NO_NODE))
        return false;
    read_claims(context, query);
    read_claims(context, form);
    note_unread_name(context, reading);
    return true;
}

/* What is past the limit may name the operation again, and another reader may go by that
 * name: then only a header is sure to name another one. */
static bool
is_another_past_limit(const snapguard_context *context, const sg_reading *reading)
{
    return !sg_request_is_applicable(&context->request) &&
           (reading->kind == SG_BODY_OTHER ||
            sg_parts_name_another(
                reading->parts, context->document.source.bytes,
                &context->engine->program));
}

/* What was not kept of it may say anything, so it is another operation's only if what was
 * kept says so. */
static bool
judge_oversized(snapguard_context *context, const sg_reading *reading, uint64_t size)
{
    size_t most = context->engine->limits[SNAPGUARD_MAX_BYTES];
    const sg_parts *parts = reading->parts;
    uint32_t at = length_of(parts->query) > most ? parts->query.begin : parts->body.begin;

    /* A query that is given as such is not read at all. */
    if (reading->must_be_named && !bind_oversized(context, reading))
        return false;
    if (reading->must_be_named && is_another_past_limit(context, reading)) {
        context->report.verdict = SNAPGUARD_NOT_APPLICABLE;
        return true;
    }
    sg_judge_reset(context, SG_NO_NODE);
    context->report.end = (uint32_t)context->document.source.size;
    return sg_judge_limit(context, SNAPGUARD_MAX_BYTES, size, most, at);
}

static bool judge(
    snapguard_context *context, sg_reading *reading, uint64_t query_size,
    uint64_t body_size)
{
    /* The bytes of a request, but for those of a body that is not read. */
    uint64_t size = query_size + (reading->kind == SG_BODY_OTHER ? 0 : body_size);

    context->report.end = (uint32_t)context->document.source.size;
    if (size > context->engine->limits[SNAPGUARD_MAX_BYTES])
        return judge_oversized(context, reading, size);
    return add_headers(&context->document, reading->parts) &&
           read_pairs(context, reading) && read_body(context, reading) &&
           bind_parts(context, reading) && judge_read(context, reading);
}

bool sg_judge_parts(
    snapguard_context *context, const sg_parts *parts, uint64_t query_size,
    uint64_t body_size)
{
    sg_reading reading;

    context->report.is_message = true;
    begin(&reading, parts, context->document.source.bytes, true);
    return judge(context, &reading, query_size, body_size);
}

bool sg_judge_query(snapguard_context *context)
{
    size_t size = context->document.source.size;
    sg_parts parts = {
        .query = {0, (uint32_t)size}
    };
    sg_reading reading;

    begin(&reading, &parts, context->document.source.bytes, false);
    return judge(context, &reading, size, 0);
}

/* Chunks are put together first; positions are still those in what was given. */
static bool join_chunks(snapguard_context *context, sg_http *http, sg_read_end *end)
{
    sg_document *document = &context->document;

    if (!sg_read_chunks(
            document->source, http, context->engine->limits[SNAPGUARD_MAX_BYTES],
            &context->joined, &context->seams, document->allocator, end))
        return false;
    if (end->kind == SG_FAULT_COUNT)
        document->source = (sg_text){context->joined.data, context->joined.count};
    else
        context->seams.count = 0;
    return true;
}

/* What there is of a body that ends too early is no other request, as what stands behind
 * one might be. */
static bool is_cut_short(const sg_read_end *end)
{
    return end->kind == SG_FAULT_HTTP && end->reason == SG_SYNTAX_BODY_SHORT;
}

bool sg_judge_http(snapguard_context *context)
{
    sg_document *document = &context->document;
    size_t most = context->engine->limits[SNAPGUARD_MAX_DOCUMENT_BYTES];
    sg_http http;
    sg_read_end end;

    if (document->source.size > most)
        return sg_judge_limit(
            context, SNAPGUARD_MAX_BYTES, document->source.size, most, 0);
    context->report.end = (uint32_t)document->source.size;
    sg_read_http(&context->engine->program, document->source, &http, &end);
    if (end.kind == SG_FAULT_COUNT && http.is_chunked &&
        !join_chunks(context, &http, &end))
        return false;
    if (is_cut_short(&end) &&
        sg_parts_name_another(
            &http.parts, document->source.bytes, &context->engine->program)) {
        context->report.verdict = SNAPGUARD_NOT_APPLICABLE;
        return true;
    }
    if (end.kind != SG_FAULT_COUNT)
        return sg_judge_end(context, &end, NULL);
    return sg_judge_parts(
        context, &http.parts, length_of(http.parts.query), http.body_size);
}
