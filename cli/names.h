/* A set of names that each stand for a number. However the names are chosen, each is
 * found in constant time. */
#ifndef CLI_NAMES_H
#define CLI_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cli_named {
    uint64_t hash;
    char *name; /* A copy; NULL where the place is empty. */
    size_t size;
    size_t number;
} cli_named;

typedef struct cli_names {
    cli_named *places;
    size_t capacity;
    size_t count;
} cli_names;

/* Let a name stand for a number from now on. False where it stood for one before. */
bool cli_names_set(cli_names *names, const char *name, size_t size, size_t number);

/* False, and *number untouched, where the name stands for none. */
bool cli_names_find(
    const cli_names *names, const char *name, size_t size, size_t *number);

void cli_names_clear(cli_names *names);
void cli_names_free(cli_names *names);

#endif
