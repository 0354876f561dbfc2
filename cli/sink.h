/* Where one report goes: a format, and what it writes to. */
#ifndef CLI_SINK_H
#define CLI_SINK_H

#include "color.h"
#include "writer.h"

#include <stddef.h>

typedef struct cli_format cli_format;
typedef struct cli_report cli_report;

typedef struct cli_sink {
    const cli_format *format;
    const cli_report *report; /* What all reports of the run have in common. */
    const cli_palette *palette;
    cli_writer writer;
    void *state;     /* Of the format. */
    int spool_error; /* errno, where what the format kept aside was lost. */
} cli_sink;

#endif
