#include "format.h"

#include "glyph.h"
#include "place.h"

#include <string.h>

const cli_format *const cli_formats[] = {
#define FORMAT(name) &cli_format_##name,
#include "format.def"
#undef FORMAT
};

const char *const cli_format_names[] = {
#define FORMAT(name) #name,
#include "format.def"
#undef FORMAT
    NULL,
};

static void put_place(
    cli_report *report, const cli_request *request, const snapguard_finding *finding)
{
    cli_writer *writer = report->writer;
    snapguard_range range;

    cli_finding_range(request, finding, &range);
    cli_put(writer, report->palette->strong);
    cli_put_safe(writer, request->file, strlen(request->file));
    cli_put(writer, ":");
    cli_put_number(writer, range.start.line);
    cli_put(writer, ":");
    cli_put_number(writer, range.start.column);
    cli_put(writer, ":");
    cli_put(writer, report->palette->plain);
}

void cli_put_headline(
    cli_report *report, const cli_request *request, const snapguard_finding *finding)
{
    cli_writer *writer = report->writer;
    snapguard_severity severity = snapguard_finding_severity(finding);
    const snapguard_answer *answer = snapguard_finding_answer(finding);

    put_place(report, request, finding);
    cli_put(writer, " ");
    cli_put(writer, report->palette->severity[severity]);
    cli_put(writer, snapguard_severity_name(severity));
    cli_put(writer, report->palette->plain);
    cli_put(writer, ": ");
    cli_text_read(&report->text, finding, SNAPGUARD_TEXT_MESSAGE, report->show_values);
    cli_put_safe(writer, report->text.bytes, report->text.size);
    cli_put(writer, " [");
    cli_put(writer, snapguard_finding_rule(finding));
    cli_put(writer, "]");
    if (answer) {
        cli_put(writer, " ");
        cli_put(writer, answer->code);
    }
    cli_put(writer, "\n");
}
