/**
 * Write requests, one a line, until there are so many bytes. Always the same ones. About
 * one in twenty is invalid, by one fault.
 *
 *     ndjson BYTES > FILE
 */
#include "generator.h"

#include <stdio.h>
#include <stdlib.h>

#define SEED 20240412
#define INVALID_PERCENT 5

/* Every kind of fault is as likely as the others. */
static bench_fault next_fault(bench_random *random)
{
    if (bench_random_below(random, 100) >= INVALID_PERCENT)
        return BENCH_NO_FAULT;
    return (bench_fault)(1 + bench_random_below(random, BENCH_FAULTS - 1));
}

static size_t write_line(bench_random *random)
{
    char bytes[BENCH_LARGEST_REQUEST];
    bench_writer line = {.bytes = bytes, .size = sizeof bytes};

    bench_generate(&line, random, next_fault(random));
    bench_write(&line, "\n");
    return fwrite(bytes, 1, line.length, stdout);
}

int main(int count, char **arguments)
{
    unsigned long long wanted = count == 2 ? strtoull(arguments[1], NULL, 10) : 0;
    bench_random random = {SEED};

    if (wanted == 0) {
        fputs("usage: ndjson BYTES > FILE\n", stderr);
        return EXIT_FAILURE;
    }
    for (unsigned long long written = 0; written < wanted;)
        written += write_line(&random);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
