/* How much a value of jansson is. */
#ifndef SNAPGUARD_FUZZ_JSON_EXTENT_H
#define SNAPGUARD_FUZZ_JSON_EXTENT_H

#include <jansson.h>
#include <stddef.h>

typedef struct json_extent {
    size_t values; /* it, and all that are in it */
    size_t depth;  /* arrays and objects inside each other */
} json_extent;

json_extent json_extent_of(const json_t *value);

#endif
