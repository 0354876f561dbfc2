/* What an attacker would send in other encodings than JSON: the worst that the limits let
 * through, and what goes just over them. */
#ifndef SNAPGUARD_TESTS_FLOODS_H
#define SNAPGUARD_TESTS_FLOODS_H

#include <snapguard/snapguard.h>

typedef struct flood {
    const char *name;
    snapguard_encoding encoding;
    const char *start;
    const char *piece; /* each '#' of it becomes a number of five digits */
    size_t most;       /* pieces; 0: as many as fit */
    const char *end;
    size_t size; /* bytes in all, at most; 0: the limit of a request */
} flood;

extern const flood floods[];
extern const size_t flood_count;

/* The bytes of a flood; the caller frees them. */
char *flood_make(const flood *row, size_t *length);

#endif
