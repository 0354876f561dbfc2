/* From the library's report to what the formats get. */
#ifndef CLI_GATHER_H
#define CLI_GATHER_H

#include "judged.h"
#include "outlet.h"
#include "text.h"

enum { CLI_LABEL_BYTES = 128 };

/* Memory that is used again for each finding. */
typedef struct cli_gatherer {
    cli_text texts[CLI_TEXTS];
    cli_text frame_text;
    cli_frame frame;
    char label[CLI_LABEL_BYTES];
    cli_fixing fixing;
    cli_fingerprints fingerprints; /* Of one request. */
    cli_text path;
    cli_suppression suppression;
} cli_gatherer;

/* What is wanted of one finding. It is good until the gatherer is used again. */
cli_finding cli_gather_finding(
    cli_gatherer *gatherer, const cli_judged *judged, const snapguard_finding *found,
    const cli_scope *scope);

/* Count a request and its findings, and hand on what is wanted of them. */
void cli_gather(cli_gatherer *gatherer, const cli_judged *judged, cli_outlet *outlet);

void cli_gatherer_free(cli_gatherer *gatherer);

#endif
