#include "judge.h"

#include "demand.h"
#include "place.h"
#include "query.h"

#include <string.h>

/* What stands around a query in its file: a URL before it, ends of lines behind it. So
 * much more is read than a query may have. */
enum { AROUND_BYTES = CLI_QUERY_PREFIX_BYTES };

static const snapguard_encoding encodings[] = {
    [CLI_KIND_QUERY] = SNAPGUARD_QUERY,
    [CLI_KIND_FORM] = SNAPGUARD_FORM,
    [CLI_KIND_HTTP] = SNAPGUARD_HTTP,
};

/* What is strange about a query in its file. It is judged as the bytes that it is: no
 * server would cut it at a line's end, or take a mark off its first name. */
static const char *remark_on(const char *bytes, size_t size)
{
    if (cli_query_has_mark(bytes, size))
        return "a byte order mark before a query or form is judged as part of it";
    if (memchr(bytes, '\n', size) || memchr(bytes, '\r', size))
        return "a query or form is one line: the ends of lines in it are judged as part "
               "of it";
    return NULL;
}

/* Find the part of the text that is the request. Of a text that is too long to be held
 * the end is not looked for: it is over the limit with or without it. */
static cli_query
request_in(const cli_input *input, snapguard_encoding encoding, size_t length)
{
    cli_query part = {0, length};

    if (encoding != SNAPGUARD_HTTP && length > 0)
        part = cli_query_find(input->bytes, input->held);
    if (length > input->held)
        part.end = length;
    return part;
}

static bool begins_with(const char *at, const char *end, const char *word)
{
    size_t size = strlen(word);

    return (size_t)(end - at) >= size && memcmp(at, word, size) == 0;
}

/* A file of a client, with several requests between lines of "###" and variables in
 * "{{}}", is no request that anyone sends. */
static bool is_collection(const char *bytes, size_t size)
{
    const char *end = bytes + size;
    bool is_line_start = true;

    for (const char *at = bytes; at < end; at++) {
        if (begins_with(at, end, "{{") || (is_line_start && begins_with(at, end, "###")))
            return true;
        is_line_start = *at == '\n';
    }
    return false;
}

/* Whether a file that was found in a directory is to be passed over. */
static bool is_foreign(
    const cli_input *input, snapguard_encoding encoding, const snapguard_report *report)
{
    return cli_judge_is_foreign(report) ||
           (encoding == SNAPGUARD_HTTP && is_collection(input->bytes, input->held));
}

static const snapguard_report *
check_part(cli_judge *judge, snapguard_encoding encoding, cli_query part)
{
    const snapguard_report *report;

    cli_demand(snapguard_check(
        &report, judge->context, encoding, judge->input.bytes + part.begin,
        part.end - part.begin));
    return report;
}

/* Mend the part of the text that is the request. */
static size_t mend_part(
    cli_judge *judge, snapguard_encoding encoding, cli_query part,
    const cli_judged *judged)
{
    const cli_input *input = &judge->input;
    cli_text *mended = &judge->mended;
    cli_mended one = cli_judge_mend(
        judge, encoding, judged, false, input->bytes + part.begin, part.end - part.begin);

    cli_text_clear(mended);
    cli_text_add(mended, input->bytes, part.begin);
    cli_text_add(mended, one.bytes, one.size);
    cli_text_add(mended, input->bytes + part.end, input->held - part.end);
    return one.fixes;
}

/* Replace the text, and judge what it is now. */
static void mend_judged(
    cli_judge *judge, snapguard_encoding encoding, cli_query part, cli_judged *judged)
{
    const cli_input *input = &judge->input;
    size_t fixes = mend_part(judge, encoding, part, judged);

    if (!cli_judge_rewrite(judge, fixes) || fixes == 0 ||
        !cli_judge_reports_mended(judge))
        return;
    judged->bytes = judge->mended.bytes;
    judged->held = judge->mended.size;
    cli_demand(snapguard_check(
        &judged->report, judge->context, encoding, judged->bytes + part.begin,
        judged->held - (input->held - part.end) - part.begin));
}

static void report_part(
    cli_judge *judge, snapguard_encoding encoding, cli_query part,
    const snapguard_report *report, bool is_walked)
{
    const cli_input *input = &judge->input;
    cli_judged judged = {
        .file = input->name,
        .report = report,
        .bytes = input->bytes,
        .held = input->held,
        .before = cli_place_behind(input->bytes, part.begin)};

    if (cli_judge_mends(judge) && !cli_input_is_cut(input) && input->held > 0)
        mend_judged(judge, encoding, part, &judged);
    cli_judge_begin_file(judge);
    cli_judge_take(judge, &judged);
    if (!is_walked && snapguard_report_verdict(judged.report) == SNAPGUARD_NOT_APPLICABLE)
        cli_judge_note_other(judge);
}

void cli_judge_query(cli_judge *judge, cli_kind kind, bool is_walked)
{
    cli_input *input = &judge->input;
    snapguard_encoding encoding = encodings[kind];
    size_t length = cli_input_all(input, judge->settings->most_document + AROUND_BYTES);
    const snapguard_report *report;
    const char *remark = NULL;
    cli_query part;

    if (input->error)
        return;
    part = request_in(input, encoding, length);
    report = check_part(judge, encoding, part);
    if (is_walked && is_foreign(input, encoding, report))
        return;
    if (encoding != SNAPGUARD_HTTP && !judge->settings->quiet)
        remark = remark_on(input->bytes, part.end < input->held ? part.end : input->held);
    if (remark)
        cli_judge_complain(judge, input->name, remark, CLI_CLEAN);
    report_part(judge, encoding, part, report, is_walked);
}
