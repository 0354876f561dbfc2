/* Scalars of YAML as values of JSON, each character with its place. */
#ifndef CLI_YAML_SCALAR_H
#define CLI_YAML_SCALAR_H

#include "made.h"

typedef enum cli_yaml_style {
    CLI_YAML_PLAIN,
    CLI_YAML_SINGLE,
    CLI_YAML_DOUBLE,
    CLI_YAML_BLOCK
} cli_yaml_style;

typedef struct cli_yaml_scalar {
    const char *source; /* The whole text. */
    size_t begin;       /* In it: the first character, or the quote or indicator. */
    size_t end;         /* Behind the last one. */
    cli_yaml_style style;
    const char *text; /* What it says. */
    size_t size;
} cli_yaml_scalar;

/* Make a string of it. */
void cli_yaml_put_string(cli_made *made, const cli_yaml_scalar *scalar);

/* Make of it what it is without quotes: a number, a boolean, null, or a string. */
void cli_yaml_put_plain(cli_made *made, const cli_yaml_scalar *scalar);

#endif
