/* From the bytes of a request to its report. */
#ifndef SNAPGUARD_LIB_JUDGE_H
#define SNAPGUARD_LIB_JUDGE_H

#include "engine.h"

/* Nothing that was done or fed before is left. */
void sg_judge_forget(snapguard_context *context);

/* Point the context at other bytes, and forget what was judged before. */
void sg_judge_begin(snapguard_context *context, const char *bytes, size_t length);

/* Judge what the context points at, or the first request of it. Each is false when memory
 * is out. */
bool sg_judge_encoded(snapguard_context *context, snapguard_encoding encoding);
bool sg_judge_json(snapguard_context *context, snapguard_encoding encoding);
bool sg_judge_query(snapguard_context *context);
bool sg_judge_http(snapguard_context *context);

/* Judge the first policy of a template or plan, and the next, if it is there. */
bool sg_judge_form(snapguard_context *context, sg_language language);
bool sg_judge_next_policy(snapguard_context *context, bool *is_there);

/* Judge a text that was not kept, because it is over the limit of bytes, nobody knows by
 * how much. */
bool sg_judge_too_large(snapguard_context *context);

/* Judge the parts of a request that stand in what the context points at. The sizes are
 * what they would be, if they were over the limit and not kept. */
bool sg_judge_parts(
    snapguard_context *context, const sg_parts *parts, uint64_t query_size,
    uint64_t body_size);

/* Judge the request at a node of a document that was read. */
bool sg_judge_request(snapguard_context *context, uint32_t root);

/* ---------- between the judge's own files; each but the first is false without memory */

/* Forget the request before. */
void sg_judge_reset(snapguard_context *context, uint32_t root);

/* A limit that is exceeded where `begin` is in the source. */
bool sg_judge_limit(
    snapguard_context *context, snapguard_limit limit, uint64_t count, uint64_t most,
    uint32_t begin);

/* A fault after which nothing else can be said. */
bool sg_judge_fault(snapguard_context *context, sg_fault_kind kind);

/* What ended the reading within these limits; NULL: those of a request. */
bool sg_judge_end(
    snapguard_context *context, const sg_read_end *end, const sg_read_limits *limits);

/* A node that should be an object. */
bool sg_judge_not_object(snapguard_context *context, uint32_t root);

/* The keys that objects of this request have twice. Requests come in the order of the
 * document, and so do their duplicates. */
bool sg_judge_duplicates(snapguard_context *context, uint32_t root, uint32_t end);

/* The request that was bound. */
bool sg_judge_bound(snapguard_context *context);

#endif
