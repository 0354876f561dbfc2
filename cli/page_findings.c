#include "page.h"

#include "markup.h"

#include <string.h>

/* One finding, and what it is written with. */
typedef struct entry {
    const cli_page *page;
    cli_writer *writer;
    const cli_finding *finding;
} entry;

static void put_text(const entry *here, snapguard_text which)
{
    const cli_string *text = &here->finding->texts[which];

    if (text->bytes)
        cli_page_put_text(here->page, text->bytes, text->size);
}

/* ----------------------------------------------------------------------------- frame */

static void put_frame(const entry *here)
{
    const cli_frame *frame = here->finding->frame;
    const char *marked = frame->text + frame->marked;
    const char *end = frame->text + frame->marked_end;

    cli_print(
        here->writer, "<pre class=\"source\"><span class=\"line\">%zu</span><code>",
        frame->line);
    cli_put_markup(here->writer, frame->text, frame->marked);
    cli_put(here->writer, "<mark>");
    /* A place that has no characters is still to be seen. */
    if (marked == end)
        cli_put(here->writer, " ");
    cli_put_markup(here->writer, marked, frame->marked_end - frame->marked);
    cli_put(here->writer, "</mark>");
    cli_put_markup(here->writer, end, frame->size - frame->marked_end);
    cli_put(here->writer, "</code></pre>\n");
    if (*frame->label)
        cli_print(here->writer, "<p class=\"label quiet\">%s</p>\n", frame->label);
}

/* ----------------------------------------------------------------------------- texts */

static void put_place(const entry *here, const snapguard_range *range)
{
    cli_page_put_text(here->page, here->finding->file, strlen(here->finding->file));
    cli_print(here->writer, ":%zu:%zu", range->start.line, range->start.column);
}

static void put_parameter(const entry *here)
{
    if (here->finding->texts[SNAPGUARD_TEXT_PARAMETER].size == 0)
        return;
    cli_put(here->writer, " <code>");
    put_text(here, SNAPGUARD_TEXT_PARAMETER);
    cli_put(here->writer, "</code>");
}

static void put_head(const entry *here)
{
    const char *severity = snapguard_severity_name(here->finding->severity);

    cli_print(
        here->writer,
        "<li class=\"finding %s\">\n<p class=\"message\"><strong "
        "class=\"mark %s\">%s</strong> ",
        severity, severity, severity);
    put_text(here, SNAPGUARD_TEXT_MESSAGE);
    cli_put(here->writer, "</p>\n<p class=\"place quiet\"><span>");
    put_place(here, &here->finding->range);
    cli_put(here->writer, "</span>");
    put_parameter(here);
    cli_print(here->writer, " <span class=\"rule\">%s</span></p>\n", here->finding->rule);
}

static void put_help(const entry *here)
{
    if (!here->finding->texts[SNAPGUARD_TEXT_HELP].bytes)
        return;
    cli_put(here->writer, "<div><dt>Help</dt><dd>");
    put_text(here, SNAPGUARD_TEXT_HELP);
    cli_put(here->writer, "</dd></div>\n");
}

static void put_answer(const entry *here)
{
    const snapguard_answer *answer = &here->finding->answer;

    if (!here->finding->has_answer)
        return;
    cli_print(
        here->writer,
        "<div><dt>API</dt><dd>HTTP %d <code>%s</code>: ", answer->http_status,
        answer->code);
    put_text(here, SNAPGUARD_TEXT_API_MESSAGE);
    cli_print(here->writer, " (%s)</dd></div>\n", snapguard_basis_name(answer->basis));
}

static void put_related(const entry *here)
{
    if (!here->finding->has_related)
        return;
    cli_put(here->writer, "<div><dt>Related</dt><dd>");
    put_place(here, &here->finding->related);
    if (here->finding->texts[SNAPGUARD_TEXT_RELATED].size > 0)
        cli_put(here->writer, ": ");
    put_text(here, SNAPGUARD_TEXT_RELATED);
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

/* Those of one severity, in the order of the report. */
static void put_severity(
    const cli_page *page, const cli_subject *subject, snapguard_severity severity)
{
    const snapguard_report *report = subject->judged->report;
    size_t count = snapguard_report_count(report);
    cli_finding finding;
    entry here = {.page = page, .writer = page->writer, .finding = &finding};

    for (size_t i = 0; i < count; i++) {
        if (snapguard_finding_severity(snapguard_report_finding(report, i)) != severity)
            continue;
        finding = cli_show_finding(page->show, subject, i);
        put_finding(&here);
    }
}

/* The gravest first. */
static void put_all(const cli_page *page, const cli_subject *subject)
{
    for (int severity = SNAPGUARD_ERROR; severity >= SNAPGUARD_NOTICE; severity--)
        put_severity(page, subject, (snapguard_severity)severity);
}

/* "valid" never claims more than was looked at. */
static void put_not_evaluated(const cli_page *page, const cli_subject *subject)
{
    const snapguard_report *report = subject->judged->report;
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
    bool is_any = snapguard_report_count(subject->judged->report) > 0;
    cli_buffer source = {NULL, 0, 0};

    cli_put(page->writer, "<section>\n<h2>Findings");
    if (page->other) {
        cli_put(page->writer, " in ");
        cli_say_source(&source, subject->judged);
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
