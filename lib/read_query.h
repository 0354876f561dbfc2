/* A reader of query strings and forms: name=value&name=value, percent-encoded. */
#ifndef SNAPGUARD_LIB_READ_QUERY_H
#define SNAPGUARD_LIB_READ_QUERY_H

#include "read_json.h"

/* Begin the object whose members are the pairs of a whole request, which stands at
 * `begin` in the source, and is of `size` bytes. False when memory is out. */
bool sg_query_begin(sg_document *document, uint32_t begin, size_t size, size_t values);

/* Append the pairs that stand from `begin` to `end` in the source. What cannot be decoded
 * is flagged, and the first such place noted in `stop`, but reading goes on, so that the
 * operation's name is found; it stops only at the limit of values. Answers where. */
uint32_t sg_query_read(
    sg_document *document, uint32_t object, uint32_t begin, uint32_t end, size_t values,
    sg_read_end *stop);

/* End the object. Names that it has twice are left to who knows what they mean. */
void sg_query_end(sg_document *document, uint32_t object);

#endif
