#include "writer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void bench_write(bench_writer *writer, const char *format, ...)
{
    size_t room = writer->size - writer->length;
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(writer->bytes + writer->length, room, format, arguments);
    va_end(arguments);

    if (length < 0 || (size_t)length >= room) {
        fputs("bench: a document does not fit its buffer\n", stderr);
        exit(EXIT_FAILURE);
    }
    writer->length += (size_t)length;
}
