#include "page.h"

#include "finding_frame.h"
#include "format.h"
#include "glyph.h"
#include "markup.h"
#include "place.h"

#include <string.h>

/* Lines of source are wrapped where the page is narrower. */
enum { FRAME_COLUMNS = 76, TAB_COLUMNS = 4 };

/* One finding, and what it is written with. */
typedef struct entry {
    const cli_page *page;
    cli_writer *writer;
    cli_report *report; /* For its text. */
    const cli_request *request;
    const snapguard_finding *finding;
} entry;

static bool read_text(const entry *here, snapguard_text text)
{
    return cli_text_read(&here->report->text, here->finding, text, true);
}

static void put_text(const entry *here)
{
    cli_page_put_text(here->page, here->report->text.bytes, here->report->text.size);
}

/* ----------------------------------------------------------------------------- frame */

/* From *at to `to`, in whole characters; *at is behind them then. */
static void put_source(const entry *here, const cli_frame *frame, size_t *at, size_t to)
{
    while (*at < to) {
        cli_glyph glyph;

        cli_glyph_read(&glyph, frame->bytes + *at, frame->held - *at);
        if (frame->bytes[*at] == '\t')
            cli_put_spaces(here->writer, TAB_COLUMNS);
        else
            cli_put_markup(here->writer, frame->bytes + *at, glyph.taken);
        *at += glyph.taken;
    }
}

static void put_frame(const entry *here)
{
    char label[CLI_LABEL_BYTES];
    cli_frame frame = cli_frame_of(here->report, here->request, here->finding, label);
    cli_window shown = cli_frame_window(&frame, FRAME_COLUMNS);
    size_t end = frame.end < shown.to ? frame.end : shown.to;
    size_t at = shown.from;

    cli_print(
        here->writer, "<pre class=\"source\"><span class=\"line\">%zu</span><code>%s",
        frame.line, shown.cut_left ? "…" : "");
    put_source(here, &frame, &at, frame.start);
    cli_put(here->writer, "<mark>");
    /* A place that has no characters is still to be seen. */
    if (at >= end)
        cli_put(here->writer, " ");
    put_source(here, &frame, &at, end);
    cli_put(here->writer, "</mark>");
    put_source(here, &frame, &at, shown.to);
    cli_print(here->writer, "%s</code></pre>\n", shown.cut_right ? "…" : "");
    if (*label)
        cli_print(here->writer, "<p class=\"label quiet\">%s</p>\n", label);
}

/* ----------------------------------------------------------------------------- texts */

static void put_place(const entry *here, const snapguard_range *range)
{
    cli_page_put_text(here->page, here->request->file, strlen(here->request->file));
    cli_print(here->writer, ":%zu:%zu", range->start.line, range->start.column);
}

static void put_code(const entry *here, snapguard_text text)
{
    if (!read_text(here, text) || here->report->text.size == 0)
        return;
    cli_put(here->writer, " <code>");
    put_text(here);
    cli_put(here->writer, "</code>");
}

static void put_head(const entry *here)
{
    const char *severity =
        snapguard_severity_name(snapguard_finding_severity(here->finding));
    snapguard_range range;

    cli_finding_range(here->request, here->finding, &range);
    cli_print(
        here->writer,
        "<li class=\"finding %s\">\n<p class=\"message\"><strong "
        "class=\"mark %s\">%s</strong> ",
        severity, severity, severity);
    read_text(here, SNAPGUARD_TEXT_MESSAGE);
    put_text(here);
    cli_put(here->writer, "</p>\n<p class=\"place quiet\"><span>");
    put_place(here, &range);
    cli_put(here->writer, "</span>");
    put_code(here, SNAPGUARD_TEXT_PARAMETER);
    cli_print(
        here->writer, " <span class=\"rule\">%s</span></p>\n",
        snapguard_finding_rule(here->finding));
}

static void put_help(const entry *here)
{
    if (!read_text(here, SNAPGUARD_TEXT_HELP))
        return;
    cli_put(here->writer, "<div><dt>Help</dt><dd>");
    put_text(here);
    cli_put(here->writer, "</dd></div>\n");
}

static void put_answer(const entry *here)
{
    const snapguard_answer *answer = snapguard_finding_answer(here->finding);

    if (!answer)
        return;
    cli_print(
        here->writer,
        "<div><dt>API</dt><dd>HTTP %d <code>%s</code>: ", answer->http_status,
        answer->code);
    read_text(here, SNAPGUARD_TEXT_API_MESSAGE);
    put_text(here);
    cli_print(here->writer, " (%s)</dd></div>\n", snapguard_basis_name(answer->basis));
}

static void put_related(const entry *here)
{
    snapguard_range range;

    if (!cli_finding_related(here->request, here->finding, &range))
        return;
    cli_put(here->writer, "<div><dt>Related</dt><dd>");
    put_place(here, &range);
    cli_put(here->writer, ": ");
    read_text(here, SNAPGUARD_TEXT_RELATED);
    put_text(here);
    cli_put(here->writer, "</dd></div>\n");
}

static void put_finding(const entry *here)
{
    put_head(here);
    put_frame(here);
    cli_put(here->writer, "<dl>\n");
    put_help(here);
    put_answer(here);
    put_related(here);
    cli_put(here->writer, "</dl>\n</li>\n");
}

/* ------------------------------------------------------------------------------- all */

/* The gravest first; those of one severity in the order of the report. */
static void put_all(const cli_page *page, const cli_subject *subject)
{
    const snapguard_report *report = subject->request->report;
    size_t count = snapguard_report_count(report);
    entry here = {
        .page = page,
        .writer = page->writer,
        .report = page->show->report,
        .request = subject->request,
    };

    for (int severity = SNAPGUARD_ERROR; severity >= SNAPGUARD_NOTICE; severity--)
        for (size_t i = 0; i < count; i++) {
            here.finding = snapguard_report_finding(report, i);
            if ((int)snapguard_finding_severity(here.finding) == severity)
                put_finding(&here);
        }
}

/* "valid" never claims more than was looked at. */
static void put_not_evaluated(const cli_page *page, const cli_subject *subject)
{
    const snapguard_report *report = subject->request->report;
    const char *id;

    if (!snapguard_report_not_evaluated(report, 0))
        return;
    cli_put(
        page->writer,
        "<p class=\"quiet\">Not evaluated, because it depends on the account:");
    for (size_t i = 0; (id = snapguard_report_not_evaluated(report, i)); i++)
        cli_print(page->writer, "%s %s", i > 0 ? "," : "", id);
    cli_put(page->writer, ".</p>\n");
}

void cli_page_put_findings(const cli_page *page, const cli_subject *subject)
{
    bool is_any = snapguard_report_count(subject->request->report) > 0;
    cli_buffer source = {NULL, 0, 0};

    cli_put(page->writer, "<section>\n<h2>Findings");
    if (page->other) {
        cli_put(page->writer, " in ");
        cli_say_source(&source, subject->request);
        cli_page_put_buffer(page, &source);
    }
    cli_put(page->writer, "</h2>\n");
    if (is_any) {
        cli_put(page->writer, "<ul class=\"findings\">\n");
        put_all(page, subject);
        cli_put(page->writer, "</ul>\n");
    } else {
        cli_put(page->writer, "<p>None.</p>\n");
    }
    put_not_evaluated(page, subject);
    cli_put(page->writer, "</section>\n");
}
