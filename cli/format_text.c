#include "format.h"

#include "finding_frame.h"
#include "glyph.h"
#include "place.h"

#include <string.h>

/* Where no frame is shown, what follows the first line is indented as behind one whose
 * line number has one digit. */
enum { MARGIN_WITHOUT_FRAME = 4 };

/* Write the frame, and answer the margin that the next lines have. */
static size_t put_finding_frame(
    cli_report *report, const cli_request *request, const snapguard_finding *finding)
{
    char label[CLI_LABEL_BYTES];
    cli_frame frame = cli_frame_of(report, request, finding, label);

    frame.gutter = report->palette->gutter;
    frame.caret = report->palette->severity[snapguard_finding_severity(finding)];
    frame.plain = report->palette->plain;
    cli_put_frame(report->writer, &frame);
    return cli_frame_margin(&frame);
}

static void put_remark(cli_report *report, size_t margin, const char *name)
{
    cli_put_spaces(report->writer, margin);
    cli_print(
        report->writer, "%s= %s:%s ", report->palette->gutter, name,
        report->palette->plain);
}

static void put_text(cli_report *report)
{
    cli_put_safe(report->writer, report->text.bytes, report->text.size);
    cli_put(report->writer, "\n");
}

static void put_help(cli_report *report, const snapguard_finding *finding, size_t margin)
{
    if (!cli_text_read(&report->text, finding, SNAPGUARD_TEXT_HELP, report->show_values))
        return;
    put_remark(report, margin, "help");
    put_text(report);
}

static void
put_answer(cli_report *report, const snapguard_finding *finding, size_t margin)
{
    const snapguard_answer *answer = snapguard_finding_answer(finding);

    if (!answer)
        return;
    put_remark(report, margin, "api");
    cli_print(report->writer, "HTTP %d %s: ", answer->http_status, answer->code);
    cli_text_read(
        &report->text, finding, SNAPGUARD_TEXT_API_MESSAGE, report->show_values);
    cli_put_safe(report->writer, report->text.bytes, report->text.size);
    cli_print(report->writer, " (%s)\n", snapguard_basis_name(answer->basis));
}

static void put_related(
    cli_report *report, const cli_request *request, const snapguard_finding *finding,
    size_t margin)
{
    snapguard_range range;

    if (!cli_finding_related(request, finding, &range))
        return;
    put_remark(report, margin, "related");
    cli_put_safe(report->writer, request->file, strlen(request->file));
    cli_print(report->writer, ":%zu:%zu: ", range.start.line, range.start.column);
    cli_text_read(&report->text, finding, SNAPGUARD_TEXT_RELATED, report->show_values);
    put_text(report);
}

static void put_block(
    cli_report *report, const cli_request *request, const snapguard_finding *finding)
{
    size_t margin = MARGIN_WITHOUT_FRAME;

    cli_put_headline(report, request, finding);
    if (report->show_values)
        margin = put_finding_frame(report, request, finding);
    put_help(report, finding, margin);
    put_answer(report, finding, margin);
    put_related(report, request, finding, margin);
}

static void put_count(cli_report *report, size_t count, const char *noun)
{
    cli_print(report->writer, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

static void put_summary(cli_report *report)
{
    const cli_summary *summary = &report->summary;
    cli_writer *writer = report->writer;

    if (report->hidden > 0) {
        put_count(report, report->hidden, "more finding");
        cli_put(writer, " not shown\n");
    }
    /* Where nothing was judged, a complaint has said why, and there is nothing to sum up.
     */
    if (!report->show_summary || summary->files == 0)
        return;
    put_count(report, summary->findings[SNAPGUARD_ERROR], "error");
    cli_put(writer, ", ");
    put_count(report, summary->findings[SNAPGUARD_WARNING], "warning");
    cli_put(writer, ", ");
    put_count(report, summary->findings[SNAPGUARD_NOTICE], "notice");
    cli_put(writer, " in ");
    put_count(report, summary->files, "file");
    if (summary->requests != summary->files) {
        cli_put(writer, " (");
        put_count(report, summary->requests, "request");
        cli_put(writer, ")");
    }
    cli_put(writer, "\n");
}

const cli_format cli_format_text = {.finding = put_block, .end = put_summary};
