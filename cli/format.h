/* What a format of the report has to do. */
#ifndef CLI_FORMAT_H
#define CLI_FORMAT_H

#include "report.h"

/* All but `finding` may be NULL. */
struct cli_format {
    cli_wants wants; /* What it prints. */
    void (*begin)(cli_sink *sink);
    void (*file)(cli_sink *sink, const char *name); /* With CLI_WANT_FILES. */
    void (*request)(cli_sink *sink, const cli_request *request); /* CLI_WANT_REQUESTS. */
    void (*finding)(cli_sink *sink, const cli_finding *finding);
    void (*complaint)(cli_sink *sink, const cli_complaint *complaint);
    void (*end)(cli_sink *sink);
};

#define FORMAT(name) extern const cli_format cli_format_##name;
#include "format.def"
#undef FORMAT

/* The formats, and their names with a NULL behind them, in the same order. */
extern const cli_format *const cli_formats[];
extern const char *const cli_format_names[];

/* Write "file:line:column: severity: message [rule] CODE", the line that text and concise
 * have in common; "name: " stands before the message of a policy in a template. */
void cli_put_headline(cli_sink *sink, const cli_finding *finding);

/* Write how often each rule found something, a line each, if that is wanted. */
void cli_put_statistics(cli_sink *sink);

#endif
