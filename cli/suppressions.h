/* Findings that do not count: those that a waiver is about, and those that were known
 * when a baseline was written. Any thread may ask. */
#ifndef CLI_SUPPRESSIONS_H
#define CLI_SUPPRESSIONS_H

#include "baseline.h"
#include "collection.h"
#include "waivers.h"

typedef struct cli_suppressions {
    cli_waivers waivers;
    cli_baseline baseline;
    cli_collection *collection; /* What becomes the next baseline, or NULL. */
} cli_suppressions;

/* Note that a file is judged. */
void cli_suppressions_file(cli_suppressions *suppressions, const char *name);

/* Whether a finding with its fingerprint, pointers and parameter does not count, and why:
 * what is borrowed lives as long as the suppressions. `scratch` is what a path is kept
 * in. Of what could not be read as a request, every finding counts. */
bool cli_suppressions_find(
    cli_suppressions *suppressions, const cli_finding *finding, cli_text *scratch,
    cli_suppression *why);

bool cli_is_waived(const cli_suppression *why);

#endif
