/* A strict reader of RFC 8259: one pass, no recursion, limits kept as it reads. */
#ifndef SNAPGUARD_LIB_READ_JSON_H
#define SNAPGUARD_LIB_READ_JSON_H

#include "document.h"

typedef struct sg_read_limits {
    size_t depth;
    size_t values;
} sg_read_limits;

/* What ended the reading. `kind` is SG_FAULT_COUNT when the text was read to its end. */
typedef struct sg_read_end {
    sg_fault_kind kind; /* SG_FAULT_SYNTAX, SG_FAULT_UTF8 or SG_FAULT_LIMIT */
    sg_syntax reason;
    uint32_t begin; /* in the text: the first wrong byte, or the value over a limit */
    uint32_t end;
    snapguard_limit limit; /* which one, for SG_FAULT_LIMIT */
} sg_read_end;

/* Which text is read: the source itself, or JSON that a string of it holds. Only in the
 * source is an object's second equal key a fault of its own. */
typedef enum sg_read_what { SG_READ_SOURCE, SG_READ_INNER } sg_read_what;

/* Append the nodes of one JSON text of less than 4 GiB to the document. After a text that
 * was not read to its end, the nodes of its beginning are there, but containers that were
 * not closed have no end. False when memory is out. */
bool sg_read_json(
    sg_document *document, sg_text text, sg_read_what what, const sg_read_limits *limits,
    sg_read_end *end);

/* The same for a text that begins at `begin` in a longer one. */
bool sg_read_json_at(
    sg_document *document, sg_text text, size_t begin, sg_read_what what,
    const sg_read_limits *limits, sg_read_end *end);

#endif
