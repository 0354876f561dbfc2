#include "statistics.h"

#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    double difference = *(const double *)left - *(const double *)right;

    return (difference > 0) - (difference < 0);
}

bench_spread bench_spread_of(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare);
    return (bench_spread){values[count / 4], values[count / 2], values[(3 * count) / 4]};
}
