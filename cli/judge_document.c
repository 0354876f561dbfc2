#include "judge.h"

#include "demand.h"

#include <string.h>

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

/* Whether the document is an array of requests, whose pointers begin with their places in
 * it. */
static bool is_array(document text)
{
    size_t i = 0;

    while (i < text.held && memchr(" \t\r\n", text.bytes[i], 4))
        i++;
    return i < text.held && text.bytes[i] == '[';
}

/* Mend each request by itself: no other has to do with it. Answers how many fixes were
 * applied. */
static size_t mend_requests(cli_judge *judge, document text)
{
    cli_text *mended = &judge->mended;
    cli_judged from = {.file = judge->input.name};
    bool is_element = is_array(text);
    size_t fixes = 0;
    size_t done = 0;

    cli_text_clear(mended);
    for (const snapguard_report *report = check_first(judge, text); report;
         report = check_next(judge)) {
        snapguard_range range;
        cli_mended one;

        snapguard_report_range(report, &range);
        one = cli_judge_mend(
            judge, SNAPGUARD_JSON, &from, is_element, text.bytes + range.start.byte,
            range.end.byte - range.start.byte);
        from.index++;
        cli_text_add(mended, text.bytes + done, range.start.byte - done);
        cli_text_add(mended, one.bytes, one.size);
        done = range.end.byte;
        fixes += one.fixes;
    }
    cli_text_add(mended, text.bytes + done, text.length - done);
    return fixes;
}

/* What is left to be reported of. */
static document mend_document(cli_judge *judge, document text)
{
    size_t fixes;

    if (text.held < text.length || text.length == 0)
        return text;
    fixes = mend_requests(judge, text);
    if (!cli_judge_rewrite(judge, fixes) || fixes == 0 ||
        !cli_judge_reports_mended(judge))
        return text;
    return (document){judge->mended.bytes, judge->mended.size, judge->mended.size};
}

static void report_requests(
    cli_judge *judge, document text, const snapguard_report *report, bool is_walked)
{
    cli_judged judged = {.file = judge->input.name};
    size_t others = 0;

    if (cli_judge_mends(judge)) {
        text = mend_document(judge, text);
        report = check_first(judge, text);
    }
    judged.bytes = text.bytes;
    judged.held = text.held;
    cli_judge_begin_file(judge);
    for (; report && cli_judge_goes_on(judge); report = check_next(judge)) {
        judged.report = report;
        others += snapguard_report_verdict(report) == SNAPGUARD_NOT_APPLICABLE;
        cli_judge_take(judge, &judged);
        judged.index++;
    }
    if (!is_walked && others > 0 && others == judged.index)
        cli_judge_note_other(judge);
}

static bool is_all_foreign(cli_judge *judge, const snapguard_report *report)
{
    while (report && cli_judge_is_foreign(report))
        report = check_next(judge);
    return !report;
}

/* Whether the first request says that the document is no template. Of a file that was
 * found in a directory it has to tell more than a region or a tag, which others have,
 * too. */
static bool is_request(const snapguard_report *report, bool is_walked)
{
    return snapguard_report_parameters(report) > 0 &&
           (!is_walked || !cli_judge_is_foreign(report));
}

/* What a document is otherwise is asked only where its first request does not say, so
 * that requests cost one look. */
void cli_judge_document(cli_judge *judge, bool is_walked)
{
    document text = read_document(judge);
    const snapguard_report *report;
    cli_kind kind = CLI_KIND_REQUEST;

    if (judge->input.error)
        return;
    report = check_first(judge, text);
    if (is_request(report, is_walked)) {
        report_requests(judge, text, report, is_walked);
        return;
    }

    if (judge->settings->kind == CLI_KIND_AUTO)
        kind = cli_kind_of_document(text.bytes, text.held);
    if (kind != CLI_KIND_REQUEST)
        cli_judge_template(judge, kind, is_walked);
    else if (!is_walked)
        report_requests(judge, text, report, is_walked);
    else if (!is_all_foreign(judge, report))
        report_requests(judge, text, check_first(judge, text), is_walked);
}
