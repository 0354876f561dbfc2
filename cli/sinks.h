/* The reports of a run, opened and closed: one on standard output, and one in each file
 * that --output names. */
#ifndef CLI_SINKS_H
#define CLI_SINKS_H

#include "color.h"
#include "outputs.h"
#include "replacement.h"
#include "report.h"
#include "targets.h"

typedef struct cli_sinks {
    cli_sink *items;               /* The first is standard output. */
    cli_replacement *replacements; /* Of the others: for items[i] it is [i - 1]. */
    const char **paths;            /* Likewise. */
    const cli_targets *targets;    /* Which of these stay as they are. NULL: none. */
    size_t count;
} cli_sinks;

/* Open all that can be, and put them into the report. What cannot is named, and makes the
 * status of the report CLI_FAILURE. */
void cli_sinks_open(
    cli_sinks *sinks, cli_report *report, int format, cli_color color,
    const cli_outputs *outputs);

/* Write what is left and close them, likewise. */
void cli_sinks_close(cli_sinks *sinks, cli_report *report);

#endif
