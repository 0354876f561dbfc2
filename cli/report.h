/* The reports of a run: what was judged is counted, and handed to each format. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "event.h"
#include "packs.h"
#include "sink.h"
#include "summary.h"
#include "suppressions.h"

#include <snapguard/snapguard.h>

/* What is to be found out of what was judged. Does not change during a run. */
typedef struct cli_scope {
    cli_wants wants; /* Of any format. */
    bool show_values;
    bool tally;                     /* Count how often each rule finds something. */
    snapguard_severity least;       /* Findings below it are counted and not shown. */
    size_t most;                    /* How many findings are shown. */
    cli_suppressions *suppressions; /* NULL: every finding counts. */
} cli_scope;

struct cli_report {
    cli_sink *sinks;
    size_t sink_count;

    cli_scope scope;
    const char *edition;
    const cli_packs *packs;     /* Whose rules the findings are of, besides. */
    snapguard_severity fail_on; /* The least severity that makes the run fail. */
    bool show_summary;
    bool is_fixing; /* Inputs are mended, and what is left is reported. */

    cli_summary summary;
    size_t shown;
    size_t files_before; /* The directory whose files are being judged. */
    cli_exit status;     /* The gravest thing so far, findings aside. */
    cli_exit remarks;    /* What those about waivers and baselines come to. */
};

/* Take one of the events, which are in the order of the inputs. What it holds is needed
 * no longer than that. */
void cli_report_begin(cli_report *report);
void cli_report_take(cli_report *report, const cli_event *event);
void cli_report_end(cli_report *report);

/* Whether it is of use to go on: one of the reports can still be written. */
bool cli_report_goes_on(const cli_report *report);

#endif
