/* JSON that is made from another text, and where in that its parts come from. */
#ifndef CLI_MADE_H
#define CLI_MADE_H

#include <snapguard/snapguard.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct cli_made {
    char *json;
    size_t size;
    size_t capacity;
    snapguard_stretch *stretches;
    size_t count;
    size_t stretch_capacity;
    size_t most;  /* Bytes of JSON. */
    bool is_full; /* There would be more. */
} cli_made;

/* A part of the JSON that was made, in bytes. */
typedef struct cli_made_part {
    size_t begin;
    size_t end;
} cli_made_part;

/* Begin again, in the same memory. */
void cli_made_clear(cli_made *made);
void cli_made_free(cli_made *made);

/* JSON that stands nowhere in the text. */
void cli_made_put(cli_made *made, const char *json, size_t size);

/* JSON that comes from a stretch of the text: byte by byte, if both are of one size. */
void cli_made_put_from(
    cli_made *made, const char *json, size_t size, size_t begin, size_t end);

/* The same for the content of a string, which is escaped. */
void cli_made_put_text(
    cli_made *made, const char *text, size_t size, size_t begin, size_t end);

/* Once more what was made before. */
void cli_made_copy(cli_made *made, cli_made_part part);

#endif
