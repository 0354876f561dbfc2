/**
 * What a report says, as a set: which rule fires at which parameter, and at which element
 * of the list in its value. Two opinions on one request are compared by it.
 */
#ifndef SNAPGUARD_FUZZ_AGREE_H
#define SNAPGUARD_FUZZ_AGREE_H

#include "oracle.h"

#include <snapguard/snapguard.h>

typedef struct agree_set {
    oracle_finding findings[ORACLE_MAX_FINDINGS];
    size_t count;
} agree_set;

/** The findings of a report of the library. */
void agree_read(agree_set *out, const snapguard_report *report);

/**
 * Compare two sets, in which order does not matter, but how often one stands there does.
 *
 * @param names  What the two are called, for the answer.
 * @return What differs first, in one line, until the next call. NULL: nothing.
 */
const char *
agree_compare(const agree_set *one, const agree_set *other, const char *const names[2]);

/**
 * Compare a report of the library with one of the oracle: findings, verdict, answer, but
 * for what is disputed.
 *
 * @return As agree_compare().
 */
const char *agree_with_oracle(
    const snapguard_report *report, const oracle_report *oracle,
    const oracle_request *request);

#endif
