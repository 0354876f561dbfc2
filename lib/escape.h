/* Escapes of JSON strings. The reader has checked them; here they are resolved. */
#ifndef SNAPGUARD_LIB_ESCAPE_H
#define SNAPGUARD_LIB_ESCAPE_H

#include "text.h"

enum { SG_ESCAPE_MOST = 4 }; /* bytes that one escape resolves to */

/* Resolve one character or escape at the start of `p`. Writes at most 4 bytes, and never
 * more than it reads. Both sizes are given back. */
void sg_escape_next(const char *p, char *out, size_t *read, size_t *written);

/* Resolve a whole content. `out` has room for content.size bytes. Answers how many. */
size_t sg_escape_resolve(sg_text content, char *out);

/* How far the content reaches that resolves to `size` bytes. */
size_t sg_escape_source(sg_text content, size_t size);

/* -1, 0 or 1: by resolved bytes, a shorter text first where one begins the other. */
int sg_escape_compare(sg_text a, sg_text b);

/* What resolves the first character or escape of a text, as sg_escape_next() does. */
typedef void sg_escape_function(const char *p, char *out, size_t *read, size_t *written);

/* The same for two texts that need not be written alike. */
int sg_escape_compare_as(
    sg_text a, sg_escape_function *next_a, sg_text b, sg_escape_function *next_b);

#endif
