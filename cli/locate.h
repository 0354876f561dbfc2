/* Where a value stands in a JSON text: jansson reads what is configuration, and keeps no
 * places. They are looked up for complaints only, and the text is known to be JSON. */
#ifndef CLI_LOCATE_H
#define CLI_LOCATE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_place {
    size_t line;   /* From 1. */
    size_t column; /* From 1, in characters. */
} cli_place;

/* The place of the value that an RFC 6901 pointer names, or of its key. What is not there
 * is where what should hold it begins. */
cli_place cli_locate(const char *text, size_t size, const char *pointer, bool is_key);

#endif
