/* The frame of a finding. */
#ifndef CLI_FINDING_FRAME_H
#define CLI_FINDING_FRAME_H

#include "frame.h"
#include "report.h"

enum { CLI_LABEL_BYTES = 128 };

/* Its line, its place there, and in `label`, which is to stay as long as the frame, what
 * part of the JSON inside a text is meant. Colours are for the caller to fill in. */
cli_frame cli_frame_of(
    cli_report *report, const cli_request *request, const snapguard_finding *finding,
    char label[CLI_LABEL_BYTES]);

#endif
