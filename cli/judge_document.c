#include "judge.h"

#include "demand.h"

#include <stdio.h>

enum { TEXT_BYTES = 128 };

/* What is held of the document, and how long it is in all. */
typedef struct document {
    const char *bytes;
    size_t held;
    size_t length;
} document;

static document read_document(cli_judge *judge)
{
    cli_input *input = &judge->input;
    size_t length = cli_input_all(input, judge->settings->most_document);

    return (document){input->bytes, input->held, length};
}

static const snapguard_report *check_first(cli_judge *judge, document text)
{
    const snapguard_report *report;

    cli_demand(snapguard_check(
        &report, judge->context, SNAPGUARD_JSON_REQUESTS, text.bytes, text.length));
    return report;
}

static const snapguard_report *check_next(cli_judge *judge)
{
    const snapguard_report *report;

    cli_demand(snapguard_check_next(&report, judge->context));
    return report;
}

static void
report_requests(cli_judge *judge, document text, const snapguard_report *report)
{
    cli_judged judged = {
        .file = judge->input.name, .bytes = text.bytes, .held = text.held};

    cli_outlet_file(&judge->outlet, judged.file);
    for (; report && cli_judge_goes_on(judge); report = check_next(judge)) {
        judged.report = report;
        cli_judge_take(judge, &judged);
        judged.index++;
    }
}

static void report_template(cli_judge *judge, const char *kind)
{
    cli_judged judged = {.file = judge->input.name};
    char text[TEXT_BYTES];

    snprintf(text, sizeof text, "this is %s, which this version does not check", kind);
    if (!judge->settings->quiet)
        cli_judge_complain(judge, judged.file, text, CLI_CLEAN);
    cli_outlet_file(&judge->outlet, judged.file);
    cli_judge_take(judge, &judged);
}

static bool is_all_foreign(cli_judge *judge, const snapguard_report *report)
{
    while (report && cli_judge_is_foreign(report))
        report = check_next(judge);
    return !report;
}

/* What a document is otherwise is asked only where its first request has no parameter of
 * the operation, so that requests cost one look. */
void cli_judge_document(cli_judge *judge, bool is_walked)
{
    document text = read_document(judge);
    const snapguard_report *report;
    const char *kind = NULL;

    if (judge->input.error)
        return;
    report = check_first(judge, text);
    if (snapguard_report_parameters(report) > 0) {
        report_requests(judge, text, report);
        return;
    }

    if (judge->settings->kind == CLI_KIND_AUTO)
        kind = cli_template_kind(text.bytes, text.held);
    if (kind)
        report_template(judge, kind);
    else if (!is_walked)
        report_requests(judge, text, report);
    else if (!is_all_foreign(judge, report))
        report_requests(judge, text, check_first(judge, text));
}
