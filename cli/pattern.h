/* Regular expressions of ECMA-262 with the flag u, as JSON Schema has them. */
#ifndef CLI_PATTERN_H
#define CLI_PATTERN_H

#include <jansson.h>

typedef struct cli_pattern {
    char *text; /* Ends in NUL; NULL while it is empty. */
    size_t size;
} cli_pattern;

void cli_pattern_add(cli_pattern *pattern, const char *text);

/* Text that stands for itself. */
void cli_pattern_add_literal(cli_pattern *pattern, const char *text);

/* Any of these strings, which stand for themselves. */
void cli_pattern_add_any(cli_pattern *pattern, const json_t *strings);

/* Any number from `least` to `most`. */
void cli_pattern_add_numbers(cli_pattern *pattern, json_int_t least, json_int_t most);

/* What PCRE2 calls otherwise: scripts, and the very end. */
void cli_pattern_add_pcre(cli_pattern *pattern, const char *pcre);

/* As a JSON string; the pattern is empty again. */
json_t *cli_pattern_take(cli_pattern *pattern);

#endif
