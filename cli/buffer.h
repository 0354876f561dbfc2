/* A text that grows. */
#ifndef CLI_BUFFER_H
#define CLI_BUFFER_H

#include "complain.h"

#include <stddef.h>

/* All zeros is an empty one. */
typedef struct cli_buffer {
    char *bytes; /* NUL-terminated, or NULL. Released with free(). */
    size_t size;
    size_t capacity;
} cli_buffer;

void cli_buffer_add(cli_buffer *buffer, const char *bytes, size_t size);

/* As printf(), for some hundred bytes. */
void cli_buffer_print(cli_buffer *buffer, const char *format, ...) CLI_PRINTF(2, 3);

/* Room for `size` bytes more and a NUL, at the end, for others to write to. */
char *cli_buffer_room(cli_buffer *buffer, size_t size);

/* The text, "" for an empty one. */
const char *cli_buffer_text(const cli_buffer *buffer);

#endif
