/**
 * Requests made at random, and always the same ones for the same seed.
 *
 * They differ in what a branch predictor could learn from: the parameters given, their
 * order, the lengths, blanks or none, Han characters as UTF-8 or as \u escapes.
 */
#ifndef BENCH_GENERATOR_H
#define BENCH_GENERATOR_H

#include "writer.h"

#include <stdint.h>

/** The largest request that is ever made, with its NUL. */
#define BENCH_LARGEST_REQUEST 8192

typedef struct bench_random {
    uint64_t state;
} bench_random;

/** What is wrong with a request: one thing, or nothing. */
typedef enum bench_fault {
    BENCH_NO_FAULT,
    BENCH_BAD_HOUR,
    BENCH_BAD_WEEKDAY,
    BENCH_BAD_RETENTION,
    BENCH_BAD_NAME,
    BENCH_BAD_TAG,
    BENCH_NO_REGION,
    BENCH_CUT_SHORT,
    BENCH_FAULTS /**< How many there are, BENCH_NO_FAULT included. */
} bench_fault;

/** A number from 0 to `limit` - 1. */
unsigned bench_random_below(bench_random *random, unsigned limit);

/** Append one request, on one line, without a line end. */
void bench_generate(bench_writer *out, bench_random *random, bench_fault fault);

#endif
