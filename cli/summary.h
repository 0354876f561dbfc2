/* What is counted, of everything or of a part. */
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "severity.h"
#include "tally.h"

#include <stddef.h>

typedef struct cli_summary {
    size_t files;
    size_t requests;
    size_t findings[CLI_SEVERITIES]; /* By severity. */
    size_t hidden;   /* Findings that are not shown because there are too many. */
    cli_tally tally; /* Of rules, if that is wanted; of findings that the library kept. */
} cli_summary;

void cli_summary_add(cli_summary *summary, const cli_summary *part);
void cli_summary_free(cli_summary *summary);

#endif
