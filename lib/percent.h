/* Percent-encoded text, as queries and forms have it. The reader has checked it; here it
 * is decoded. A "+" is a blank in both: servers decode both alike. */
#ifndef SNAPGUARD_LIB_PERCENT_H
#define SNAPGUARD_LIB_PERCENT_H

#include "hex.h"
#include "text.h"

/* The byte that an escape at `p`, which was checked, stands for. */
static inline char sg_percent_byte(const char *p)
{
    return (char)(sg_hex_digit(p[1]) << 4 | sg_hex_digit(p[2]));
}

/* Decode one byte at the start of `p`. How many were read and written is given back. */
static inline void
sg_percent_next(const char *p, char *out, size_t *read, size_t *written)
{
    *written = 1;
    *read = *p == '%' ? 3 : 1;
    if (*p == '%')
        *out = sg_percent_byte(p);
    else
        *out = *p == '+' ? ' ' : *p;
}

/* Decode a whole text. `out` has room for text.size bytes, or for what it decodes to and
 * SG_PERCENT_SLACK more. Answers how many. */
enum { SG_PERCENT_SLACK = 16 };

size_t sg_percent_decode(sg_text text, char *out);

/* How far the text reaches that decodes to `size` bytes. */
size_t sg_percent_source(sg_text text, size_t size);

#endif
