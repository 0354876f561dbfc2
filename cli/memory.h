/* Memory for a program that has nothing better to do without it than to end. */
#ifndef CLI_MEMORY_H
#define CLI_MEMORY_H

#include <stddef.h>

/* As realloc(), but ends the program with CLI_FAILURE instead of answering NULL. */
void *cli_reallocate(void *block, size_t size);

/* A copy of `size` bytes of `text`, with a NUL behind it. The caller frees it. */
char *cli_copy(const char *text, size_t size);

/* Say that there is no memory, and end the program with CLI_FAILURE. */
_Noreturn void cli_out_of_memory(void);

#endif
