#include "memory.h"

#include <stdio.h>
#include <stdlib.h>

void *bench_reallocate(void *block, size_t size)
{
    void *grown = realloc(block, size);

    if (!grown) {
        fputs("bench: out of memory\n", stderr);
        exit(EXIT_FAILURE);
    }
    return grown;
}

void *bench_allocate(size_t size)
{
    return bench_reallocate(NULL, size);
}
