/* Findings that were known when a baseline was written, by their fingerprints. */
#ifndef CLI_BASELINE_H
#define CLI_BASELINE_H

#include "finding.h"
#include "rule_set.h"
#include "source.h"

#include <stdatomic.h>

typedef struct cli_known {
    const char *rule;
    const char *file;
    const char *pointer; /* For people. NULL: there is none. */
    const char *fingerprint;
    size_t index;          /* In the file of the baseline. */
    atomic_bool is_judged; /* Its file was, */
    atomic_bool is_unread; /* and could not be read; both are noted at the first of the
                              file only. */
    atomic_bool is_found;
} cli_known;

typedef struct cli_baseline {
    cli_source source;
    cli_known *items; /* In the order of their files, */
    cli_known **by_fingerprint;
    size_t count;
} cli_baseline;

#define CLI_BASELINE_SCHEMA "snapguard/baseline/1"

/* Read a file. False after a complaint. */
bool cli_baseline_read(cli_baseline *baseline, const cli_named *file);
void cli_baseline_free(cli_baseline *baseline);

/* Note that a file is judged, and perhaps that it could not be read. */
void cli_baseline_file(cli_baseline *baseline, const char *name, bool is_read);

/* Whether a finding is in the baseline, which is noted. */
bool cli_baseline_find(cli_baseline *baseline, const cli_finding *finding);

/* The same without a note, for what is looked at and not reported. */
bool cli_baseline_knows(const cli_baseline *baseline, const cli_finding *finding);

/* Hand a complaint about each entry that is stale to `take`; of many only the first, and
 * how many more there are. Stale is an entry that nothing in its file, which was judged
 * or is gone, is any more; whether there is something whose rule is unsure is not known.
 */
void cli_baseline_review(
    const cli_baseline *baseline, cli_rule_set *unsure, cli_take_complaint *take,
    void *opaque);

typedef void cli_take_known(void *opaque, const cli_known *known);

/* Hand over each entry that was not found, and is not stale either. */
void cli_baseline_keep(
    const cli_baseline *baseline, cli_rule_set *unsure, cli_take_known *take,
    void *opaque);

#endif
