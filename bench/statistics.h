/** The median and the middle half of a row of figures. */
#ifndef BENCH_STATISTICS_H
#define BENCH_STATISTICS_H

#include <stddef.h>

typedef struct bench_spread {
    double low; /**< A quarter of the values is less than this. */
    double median;
    double high; /**< A quarter of the values is more than this. */
} bench_spread;

/** Sorts `values`. `count` is at least 1. */
bench_spread bench_spread_of(double *values, size_t count);

#endif
