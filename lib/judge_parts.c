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

/* What was left unread of query and form at the limit of values. */
typedef struct sg_rest {
    sg_stretch query;
    sg_stretch form;
} sg_rest;

/* Query and form are one object, and a body of JSON another one behind it. */
static bool read_parts(
    snapguard_context *context, const sg_parts *parts, sg_rest *rest, sg_read_end *end)
{
    const size_t *limits = context->engine->limits;
    sg_document *document = &context->document;
    sg_read_limits read = {limits[SNAPGUARD_MAX_DEPTH], limits[SNAPGUARD_MAX_VALUES]};
    uint32_t root = (uint32_t)document->nodes.count;
    size_t size =
        parts->query.end - parts->query.begin + parts->body.end - parts->body.begin;

    *rest = (sg_rest){parts->query, parts->body};
    if (context->body_kind != SG_BODY_FORM)
        rest->form.end = rest->form.begin;
    if (!sg_scratch_reserve(document, size) ||
        !sg_query_begin(document, parts->query.begin, size, read.values))
        return false;
    rest->query.begin = sg_query_read(
        document, root, rest->query.begin, rest->query.end, read.values, end);
    rest->form.begin =
        sg_query_read(document, root, rest->form.begin, rest->form.end, read.values, end);
    sg_query_end(document, root);
    context->body_root = SG_NO_NODE;
    if (context->body_kind != SG_BODY_JSON || parts->body.begin == parts->body.end ||
        end->kind != SG_FAULT_COUNT)
        return true;
    context->body_root = (uint32_t)document->nodes.count;
    return sg_read_json_at(
        document, (sg_text){document->source.bytes, parts->body.end}, parts->body.begin,
        SG_READ_SOURCE, &read, end);
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

static bool
bind_parts(snapguard_context *context, const sg_rest *rest, const sg_read_end *end)
{
    sg_document *document = &context->document;
    uint32_t root = document->headers;
    uint32_t body = end->kind == SG_FAULT_COUNT ? context->body_root : SG_NO_NODE;

    if (body != SG_NO_NODE && sg_document_node(document, body)->kind != SG_OBJECT)
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
    read_claims(context, rest->query);
    read_claims(context, rest->form);
    return true;
}

/* A body that cannot be read may hold anything. */
static bool note_unread_body(snapguard_context *context, const sg_parts *parts)
{
    const sg_stretch *type = parts->headers[SG_HEADER_CONTENT_TYPE];

    return context->body_kind != SG_BODY_OTHER || parts->body.begin == parts->body.end ||
           sg_document_fault(
               &context->document, SG_FAULT_CONTENT_TYPE, type->begin, type->end);
}

/* JSON that cannot be read, or is no object, may name this operation all the same: a
 * reader that forgives more may find the name in it. */
static void note_unread_name(
    snapguard_context *context, const sg_parts *parts, const sg_read_end *end)
{
    uint32_t root = context->body_root;
    bool is_read = end->kind == SG_FAULT_COUNT &&
                   (root == SG_NO_NODE ||
                    sg_document_node(&context->document, root)->kind == SG_OBJECT);
    const char *source = context->document.source.bytes;
    sg_text body = {source + parts->body.begin, parts->body.end - parts->body.begin};

    if (context->body_kind == SG_BODY_JSON && !is_read &&
        sg_operation_may_be_in(
            &context->engine->program.operation[SG_CLAIM_NAME], body, '\\'))
        context->request.claims[SG_CLAIM_NAME].is_ours = true;
}

static bool judge_read_parts(
    snapguard_context *context, const sg_parts *parts, const sg_read_end *end)
{
    sg_request *request = &context->request;
    uint32_t body = context->body_root;

    context->report.parameters = request->known;
    note_unread_name(context, parts, end);
    if ((context->must_be_named && !sg_request_is_named(request)) ||
        !sg_request_is_applicable(request)) {
        context->report.verdict = SNAPGUARD_NOT_APPLICABLE;
        return true;
    }
    if (end->kind != SG_FAULT_COUNT) {
        context->document.faults.count = 0;
        return sg_judge_end(context, end);
    }
    if (body != SG_NO_NODE &&
        sg_document_node(&context->document, body)->kind != SG_OBJECT) {
        context->document.faults.count = 0;
        return sg_judge_not_object(context, body);
    }
    return note_unread_body(context, parts) && sg_judge_bound(context);
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
static bool bind_oversized(snapguard_context *context, const sg_parts *parts)
{
    size_t most = context->engine->limits[SNAPGUARD_MAX_BYTES];
    sg_document *document = &context->document;
    const char *source = document->source.bytes;
    sg_stretch query = cut(source, parts->query, most);
    sg_stretch form = cut(source, parts->body, most - (query.end - query.begin));
    size_t size = query.end - query.begin + form.end - form.begin;
    uint32_t object;

    if (!add_headers(document, parts) || !sg_scratch_reserve(document, size) ||
        !sg_query_begin(
            document, query.begin, size, context->engine->limits[SNAPGUARD_MAX_VALUES]))
        return false;
    object = document->headers;
    sg_query_end(document, object);
    if (!sg_request_bind(&context->request, object, SG_NO_NODE))
        return false;
    read_claims(context, query);
    if (context->body_kind == SG_BODY_FORM)
        read_claims(context, form);
    return true;
}

/* What is past the limit may name the operation again, and another reader may go by that
 * name: then only a header is sure to name another one. */
static bool is_another_past_limit(const snapguard_context *context, const sg_parts *parts)
{
    const sg_document *document = &context->document;

    return !sg_request_is_applicable(&context->request) &&
           (context->body_kind == SG_BODY_OTHER ||
            sg_parts_name_another(
                parts, document->source.bytes, &context->engine->program));
}

/* What was not kept of it may say anything, so it is another operation's only if what was
 * kept says so. */
static bool
judge_oversized(snapguard_context *context, const sg_parts *parts, uint64_t size)
{
    size_t most = context->engine->limits[SNAPGUARD_MAX_BYTES];
    uint32_t query_size = parts->query.end - parts->query.begin;
    uint32_t at = query_size > most ? parts->query.begin : parts->body.begin;

    /* A query that is given as such is not read at all. */
    if (context->must_be_named && !bind_oversized(context, parts))
        return false;
    if (context->must_be_named && is_another_past_limit(context, parts)) {
        context->report.verdict = SNAPGUARD_NOT_APPLICABLE;
        return true;
    }
    sg_judge_reset(context, SG_NO_NODE);
    context->report.end = (uint32_t)context->document.source.size;
    return sg_judge_limit(context, SNAPGUARD_MAX_BYTES, size, most, at);
}

bool sg_judge_parts(snapguard_context *context, const sg_parts *parts, uint64_t size)
{
    size_t most = context->engine->limits[SNAPGUARD_MAX_BYTES];
    sg_document *document = &context->document;
    sg_read_end end = {.kind = SG_FAULT_COUNT};
    sg_rest rest;

    context->report.end = (uint32_t)document->source.size;
    if (size > most)
        return judge_oversized(context, parts, size);
    return add_headers(document, parts) && read_parts(context, parts, &rest, &end) &&
           bind_parts(context, &rest, &end) && judge_read_parts(context, parts, &end);
}

/* The bytes of a request, but for those of a body that is not read. */
static uint64_t size_of(const snapguard_context *context, const sg_http *http)
{
    uint64_t size = http->parts.query.end - http->parts.query.begin;

    return context->body_kind == SG_BODY_OTHER ? size : size + http->body_size;
}

bool sg_judge_query(snapguard_context *context)
{
    sg_parts parts = {
        .query = {0, (uint32_t)context->document.source.size}
    };

    context->body_kind = SG_BODY_FORM;
    context->must_be_named = false;
    return sg_judge_parts(context, &parts, context->document.source.size);
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
    if (end.kind != SG_FAULT_COUNT)
        return sg_judge_end(context, &end);
    context->body_kind = sg_parts_body(&http.parts, document->source.bytes);
    context->must_be_named = true;
    return sg_judge_parts(context, &http.parts, size_of(context, &http));
}
