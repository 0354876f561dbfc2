/* Equal texts among many. Quick for the few keys of a request; and for a million of them,
 * with hashes made to collide, no worse than sorting. */
#ifndef SNAPGUARD_LIB_DUPLICATES_H
#define SNAPGUARD_LIB_DUPLICATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Compares the items `a` and `b` by what they say: below, at or above 0. */
typedef int sg_duplicates_compare(const void *items, uint32_t a, uint32_t b);

enum { SG_DUPLICATES_FEW = 128 };

/* Whether any two of up to SG_DUPLICATES_FEW hashes are equal. */
bool sg_duplicates_suspected(const uint32_t *hashes, size_t count);

/* Sort `order`, which holds the items' numbers in rising order: equal items become
 * neighbours, the lowest number first. */
void sg_duplicates_sort(
    uint32_t *order, size_t count, const void *items, sg_duplicates_compare *compare);

#endif
