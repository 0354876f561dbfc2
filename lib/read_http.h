/* A reader of one raw HTTP/1.1 request: its parts, and nothing of what they mean. */
#ifndef SNAPGUARD_LIB_READ_HTTP_H
#define SNAPGUARD_LIB_READ_HTTP_H

#include "parts.h"
#include "read_json.h"
#include "seams.h"

typedef struct sg_http {
    sg_parts parts;
    uint64_t body_size; /* may be more than the stretch of a body of chunks */
    bool is_chunked;    /* the body stands in chunks: see sg_read_chunks() */
} sg_http;

/* Find the parts. The first thing that is no HTTP ends it, and is told by `end`. Strict
 * where readers differ: what two servers cut differently is refused. Lines may end in LF
 * alone, as files do that were written by hand. */
void sg_read_http(
    const sg_program *program, sg_text text, sg_http *http, sg_read_end *end);

/* Copy the text up to the body, and the chunks of the body behind it, into `bytes`; each
 * chunk gets a seam. The body's stretch is then that in the copy. What goes over `most`
 * bytes of it is counted, and all but the first of it is not copied. False when memory is
 * out. */
bool sg_read_chunks(
    sg_text text, sg_http *http, size_t most, sg_array *bytes, sg_array *seams,
    const snapguard_allocator *allocator, sg_read_end *end);

#endif
