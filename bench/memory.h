/** Memory that is always there: a benchmark without it has nothing to say. */
#ifndef BENCH_MEMORY_H
#define BENCH_MEMORY_H

#include <stddef.h>

/** As malloc() and realloc(), but for want of memory, which ends the program. Released
 *  with free(). */
void *bench_allocate(size_t size);
void *bench_reallocate(void *block, size_t size);

#endif
