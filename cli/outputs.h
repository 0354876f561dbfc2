/* The reports that --output asks for. */
#ifndef CLI_OUTPUTS_H
#define CLI_OUTPUTS_H

#include "options.h"

typedef struct cli_output {
    int format;       /* Index of cli_formats. */
    const char *path; /* Borrowed from the arguments. */
} cli_output;

typedef struct cli_outputs {
    cli_output *items;
    size_t count;
} cli_outputs;

/* Setter of a cli_outputs. */
bool cli_set_output(const cli_option *option, void *field, const char *argument);

void cli_outputs_free(cli_outputs *outputs);

#endif
