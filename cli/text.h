/* Text in memory that is used again. */
#ifndef CLI_TEXT_H
#define CLI_TEXT_H

#include <snapguard/snapguard.h>

typedef struct cli_text {
    char *bytes; /* NUL-terminated. Released with free(). */
    size_t size;
    size_t capacity;
} cli_text;

/* Read one text of a finding. False, and an empty text, where the finding has none. */
bool cli_text_read(
    cli_text *text, const snapguard_finding *finding, snapguard_text which,
    bool show_values);

/* Make room for so many bytes and a NUL. */
void cli_text_reserve(cli_text *text, size_t size);

/* Add bytes at the end, or empty it. */
void cli_text_add(cli_text *text, const char *bytes, size_t size);
void cli_text_clear(cli_text *text);

#endif
