/* What a format of the report has to do. */
#ifndef CLI_FORMAT_H
#define CLI_FORMAT_H

#include "report.h"

struct cli_format {
    void (*begin)(cli_report *report);                               /* May be NULL. */
    void (*request)(cli_report *report, const cli_request *request); /* May be NULL. */
    void (*finding)(
        cli_report *report, const cli_request *request, const snapguard_finding *finding);
    void (*end)(cli_report *report); /* May be NULL. */
};

#define FORMAT(name) extern const cli_format cli_format_##name;
#include "format.def"
#undef FORMAT

/* The formats, and their names with a NULL behind them, in the same order. */
extern const cli_format *const cli_formats[];
extern const char *const cli_format_names[];

/* Write "file:line:column: severity: message [rule] CODE", the line that text and concise
 * have in common. */
void cli_put_headline(
    cli_report *report, const cli_request *request, const snapguard_finding *finding);

#endif
