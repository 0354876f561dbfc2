/* Findings that do not count: those that a waiver is about, and those that were known
 * when a baseline was written. Any thread may ask. */
#ifndef CLI_SUPPRESSIONS_H
#define CLI_SUPPRESSIONS_H

#include "baseline.h"
#include "collection.h"
#include "rule_set.h"
#include "waivers.h"

typedef struct cli_suppressions {
    cli_waivers waivers;
    cli_baseline baseline;
    cli_collection *collection; /* What becomes the next baseline, or NULL. */
    cli_rule_set unsure;        /* Rules that did not look at all that they are about. */
} cli_suppressions;

void cli_suppressions_begin(cli_suppressions *suppressions);

/* Read the files that are named. The rules of waivers become mentions of the selection.
 * False after a complaint. */
bool cli_suppressions_read(
    cli_suppressions *suppressions, const cli_named *waivers, const cli_named *baseline,
    cli_selection *selection);

/* All but the collection. */
void cli_suppressions_free(cli_suppressions *suppressions);

/* Note that a file is judged, and which rules did not look at a request. */
void cli_suppressions_file(cli_suppressions *suppressions, const char *name);
void cli_suppressions_request(
    cli_suppressions *suppressions, const snapguard_report *report);

/* Whether a finding with its fingerprint, pointers and parameter does not count, and why:
 * what is borrowed lives as long as the suppressions. `scratch` is what a path is kept
 * in. Of what could not be read as a request, every finding counts. */
bool cli_suppressions_find(
    cli_suppressions *suppressions, const cli_finding *finding, cli_text *scratch,
    cli_suppression *why);

/* Whether a waiver or the baseline is about a finding that is looked at and not reported.
 */
bool cli_suppressions_cover(
    const cli_suppressions *suppressions, const cli_finding *finding, cli_text *scratch);

bool cli_is_waived(const cli_suppression *why);

/* Hand complaints about what has expired and about what is not needed any more, as far as
 * a run with these packs knows that, to `take`. Where a baseline is being written, it
 * gets what else the old one has. */
void cli_suppressions_review(
    cli_suppressions *suppressions, const cli_packs *packs, cli_take_complaint *take,
    void *opaque);

#endif
