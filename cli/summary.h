/* What is counted, of everything or of a part. */
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "severity.h"
#include "tally.h"

#include <stddef.h>

typedef struct cli_summary {
    size_t files;
    size_t requests;
    size_t findings[CLI_SEVERITIES]; /* By severity; those that are suppressed are not
                                        among them. */
    size_t waived;
    size_t baselined;
    size_t fixable[SNAPGUARD_FIX_SAFE + 1]; /* Findings by the fix that they have. */
    size_t fixed;    /* Findings that were mended, and are not among these. */
    size_t hidden;   /* Findings that are not shown because there are too many. */
    cli_tally tally; /* Of rules, if that is wanted; of findings that the library kept. */
} cli_summary;

void cli_summary_add(cli_summary *summary, const cli_summary *part);
void cli_summary_free(cli_summary *summary);

#endif
