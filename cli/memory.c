#include "memory.h"

#include "complain.h"
#include "exit.h"

#include <stdlib.h>
#include <string.h>

void *cli_reallocate(void *block, size_t size)
{
    void *moved = realloc(block, size ? size : 1);

    if (!moved)
        cli_out_of_memory();
    return moved;
}

char *cli_copy(const char *text, size_t size)
{
    char *copy = cli_reallocate(NULL, size + 1);

    memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}

void cli_out_of_memory(void)
{
    cli_complain("out of memory");
    exit(CLI_FAILURE);
}
