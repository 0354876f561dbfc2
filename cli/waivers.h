/* Findings that somebody answers for, each with a reason, in a file beside the requests:
 * they have no comments, and what is written into them is sent. */
#ifndef CLI_WAIVERS_H
#define CLI_WAIVERS_H

#include "finding.h"
#include "globs.h"
#include "rule_set.h"
#include "selection.h"

#include <stdatomic.h>

typedef struct cli_waiver {
    const char *rule;
    cli_globs files;
    const char *pointer; /* NULL: any. */
    const char *reason;
    const char *owner;   /* NULL: it has none. */
    const char *expires; /* The last day that it counts. NULL: it does for ever. */
    bool has_expired;
    atomic_bool has_files; /* One of its files was judged, */
    atomic_bool is_used;   /* and there was such a finding in it, */
    atomic_bool is_unread; /* or it could not be read. */
} cli_waiver;

typedef struct cli_waivers {
    cli_source source;
    cli_base base; /* What the globs count from: the folder of the file. */
    cli_waiver *items;
    size_t count;
} cli_waivers;

/* Read a file. Its rules become mentions of the selection. False after a complaint. */
bool cli_waivers_read(
    cli_waivers *waivers, const cli_named *file, cli_selection *mentions);
void cli_waivers_free(cli_waivers *waivers);

/* Note that a file is judged, and perhaps that it could not be read. */
void cli_waivers_file(cli_waivers *waivers, const char *name, bool is_read);

/* The waiver of a finding that has not expired, or NULL. Those that are about it are
 * noted as used. */
const cli_waiver *
cli_waivers_find(cli_waivers *waivers, const cli_finding *finding, cli_text *scratch);

/* The same without a note, for what is looked at and not reported. */
bool cli_waivers_cover(
    const cli_waivers *waivers, const cli_finding *finding, cli_text *scratch);

/* Hand a complaint about each waiver that has expired, or that none of the files judged
 * needs, to `take`. Whether one is needed whose rule is unsure is not known. */
void cli_waivers_review(
    const cli_waivers *waivers, cli_rule_set *unsure, cli_take_complaint *take,
    void *opaque);

#endif
