/** Text that grows at its end, in a buffer of fixed size. */
#ifndef BENCH_WRITER_H
#define BENCH_WRITER_H

#include <stddef.h>

typedef struct bench_writer {
    char *bytes;
    size_t length;
    size_t size;
} bench_writer;

/** Append as printf() would. A buffer that is too small ends the program: the sizes of
 *  all documents are known, so that is a mistake in the benchmark. */
void bench_write(bench_writer *writer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
