#include "buffer.h"

#include "memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_CAPACITY = 64, PRINT_BYTES = 512 };

char *cli_buffer_room(cli_buffer *buffer, size_t size)
{
    size_t capacity = buffer->capacity > 0 ? buffer->capacity : FIRST_CAPACITY;

    while (capacity - buffer->size <= size)
        capacity *= 2;
    if (capacity > buffer->capacity) {
        buffer->bytes = cli_reallocate(buffer->bytes, capacity);
        buffer->capacity = capacity;
    }
    return buffer->bytes + buffer->size;
}

void cli_buffer_add(cli_buffer *buffer, const char *bytes, size_t size)
{
    char *room = cli_buffer_room(buffer, size);

    memcpy(room, bytes, size);
    room[size] = '\0';
    buffer->size += size;
}

void cli_buffer_print(cli_buffer *buffer, const char *format, ...)
{
    char text[PRINT_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    cli_buffer_add(buffer, text, strlen(text));
}

const char *cli_buffer_text(const cli_buffer *buffer)
{
    return buffer->bytes ? buffer->bytes : "";
}
