#include "page.h"

#include "markup.h"

#include <stdlib.h>
#include <string.h>

/* Nothing is fetched and no script is run, whatever a request may hold. */
static const char head[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"en\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n"
    "<meta name=\"referrer\" content=\"no-referrer\">\n";

void cli_page_put_text(const cli_page *page, const char *text, size_t size)
{
    cli_put_markup_fitted(page->writer, text, size, CLI_PAGE_COLUMNS);
}

void cli_page_put_buffer(const cli_page *page, cli_buffer *text)
{
    if (text->size > 0)
        cli_page_put_text(page, text->bytes, text->size);
    free(text->bytes);
    *text = (cli_buffer){NULL, 0, 0};
}

static void put_name(const cli_page *page, const cli_subject *subject)
{
    size_t size;
    const char *name = cli_policy_name(&subject->policy, &size);

    cli_put(page->writer, "<bdi>");
    cli_page_put_text(page, name, size);
    cli_put(page->writer, "</bdi>");
}

static void put_head(const cli_page *page)
{
    size_t size;
    const char *name = cli_policy_name(&page->subject->policy, &size);

    cli_print(
        page->writer, "%s<meta name=\"generator\" content=\"snapguard %s\">\n<title>",
        head, snapguard_version());
    cli_page_put_text(page, name, size);
    cli_put(page->writer, ": snapshot schedule</title>\n<style>\n");
    cli_put(page->writer, cli_page_style);
    cli_put(page->writer, "</style>\n</head>\n<body>\n<main>\n");
}

static void put_count(const cli_page *page, const snapguard_report *report, int severity)
{
    const char *name = snapguard_severity_name((snapguard_severity)severity);
    size_t count = snapguard_report_total(report, (snapguard_severity)severity);

    if (count > 0)
        cli_print(
            page->writer, " <span class=\"mark %s\">%zu %s%s</span>", name, count, name,
            count == 1 ? "" : "s");
}

static void put_verdict(const cli_page *page, const cli_subject *subject)
{
    const snapguard_report *report = subject->judged->report;
    const char *verdict = snapguard_verdict_name(snapguard_report_verdict(report));
    cli_buffer source = {NULL, 0, 0};

    cli_put(page->writer, "<p class=\"verdict\"><span class=\"quiet\">");
    cli_say_source(&source, subject->judged);
    cli_page_put_buffer(page, &source);
    cli_print(
        page->writer, "</span> <strong class=\"mark %s\">%s</strong>", verdict, verdict);
    for (int severity = SNAPGUARD_ERROR; severity >= SNAPGUARD_NOTICE; severity--)
        put_count(page, report, severity);
    cli_put(page->writer, "</p>\n");
}

static void put_header(const cli_page *page)
{
    cli_put(page->writer, "<header>\n<h1>");
    put_name(page, page->subject);
    if (page->other) {
        cli_put(page->writer, " <span class=\"quiet\">to</span> ");
        put_name(page, page->other);
    }
    cli_put(page->writer, "</h1>\n");
    put_verdict(page, page->subject);
    if (page->other)
        put_verdict(page, page->other);
    cli_put(page->writer, "</header>\n");
}

static void paint(cli_show *show, const cli_subject *subject, const cli_subject *other)
{
    cli_page page = {
        .show = show, .writer = &show->sink->writer, .subject = subject, .other = other};

    if (show->shown == 0)
        put_head(&page);
    cli_put(page.writer, "<article>\n");
    put_header(&page);
    if (!other)
        cli_page_put_facts(&page);
    cli_page_put_week(&page);
    if (other) {
        cli_page_put_changes(&page);
        cli_page_put_findings(&page, subject);
        cli_page_put_findings(&page, other);
    } else {
        cli_page_put_next(&page);
        cli_page_put_forecast(&page);
        cli_page_put_findings(&page, subject);
    }
    cli_put(page.writer, "</article>\n");
}

static void end(cli_show *show)
{
    cli_print(
        &show->sink->writer,
        "</main>\n<footer class=\"quiet\">snapguard %s, by the API reference of "
        "%s</footer>\n</body>\n</html>\n",
        snapguard_version(), show->sink->report->edition);
}

const cli_painter cli_painter_html = {.compares = true, .paint = paint, .end = end};
