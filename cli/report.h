/* A report under way: what was judged is counted, and written in one of the formats. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "color.h"
#include "fingerprint.h"
#include "text.h"
#include "writer.h"

#include <snapguard/snapguard.h>

typedef struct cli_format cli_format;

/* One request that was judged. */
typedef struct cli_request {
    const char *file; /* As the user names it. */
    size_t index;     /* Among the requests of its file, from 0; of a stream, the line. */
    bool is_line;     /* It is one line of a stream. */

    /* NULL: the file holds something else than requests, and nothing was judged. */
    const snapguard_report *report;

    /* The text that findings are shown in: the document, or the line of a stream. */
    const char *bytes;
    size_t held;   /* How much of it is in memory: where it is over a limit, not all. */
    size_t offset; /* Of its first byte in the file. */

    /* How much of the file stands before what the library counts from; see place.h. */
    snapguard_position before;
} cli_request;

typedef struct cli_summary {
    size_t files;
    size_t requests;
    size_t findings[CLI_SEVERITIES]; /* By severity. */
} cli_summary;

typedef struct cli_report {
    const cli_format *format;
    cli_writer *writer;
    const cli_palette *palette;
    const char *edition;

    bool show_values;
    bool show_summary;
    snapguard_severity least; /* Findings below it are counted and not shown. */
    size_t most;              /* How many findings are shown. */

    cli_summary summary;
    size_t shown;
    size_t hidden; /* Findings that are not shown because there are too many. */

    cli_text text; /* For the format. */
    cli_fingerprints fingerprints;
    void *state;     /* Of the format. */
    int spool_error; /* errno, where what the format kept aside was lost. */
} cli_report;

void cli_report_begin(cli_report *report);
void cli_report_file(cli_report *report);
void cli_report_request(cli_report *report, const cli_request *request);
void cli_report_end(cli_report *report);

#endif
