/* Which operation a request is for: what header, query and body say of its name and
 * version, in every combination. */
#include "judge.h"
#include "parts.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OWN "CreateAutoSnapshotPolicy"
#define OWN_VERSION "2014-05-26"
#define VALID                                                                            \
    "regionId=cn-hangzhou&retentionDays=30&timePoints=%5B%221%22%5D&"                    \
    "repeatWeekdays=%5B%221%22%5D"

static rule_judge engine;

/* One way to say a name or a version: as a header has it, or pairs of a query or form. */
typedef struct saying {
    const char *name;
    const char *text; /* "%s" is the parameter's name; NULL: nothing is said */
    const char *said[3];
    bool is_broken;
    bool is_misnamed; /* by another letter case of the parameter's name */
} saying;

/* clang-format off */
static const saying headers[] = {
    {"no header", NULL, {NULL}, false, false},
    {"own header", OWN, {OWN}, false, false},
    {"another's header", "DescribeRegions", {"DescribeRegions"}, false, false},
    {"own header in another letter case", "CREATEautosnapshotpolicy",
        {"CREATEautosnapshotpolicy"}, false, false},
    {"own header with blanks", " \t" OWN "\t ", {OWN}, false, false},
    {"empty header", "", {NULL}, false, false},
    {"header that is percent-encoded", "Create%41utoSnapshotPolicy",
        {"Create%41utoSnapshotPolicy"}, false, false},
    {"header that ends in a percent sign", OWN "%", {OWN "%"}, false, false},
    {"header with a plus sign", OWN "+", {OWN "+"}, false, false},
    {"header that is no UTF-8", "\xFF\xC0", {"\xFF\xC0"}, false, false},
};

static const saying pairs[] = {
    {"nothing", NULL, {NULL}, false, false},
    {"own", "Action=" OWN, {OWN}, false, false},
    {"another's", "Action=DescribeRegions", {"DescribeRegions"}, false, false},
    {"own in lower case", "Action=createautosnapshotpolicy",
        {"createautosnapshotpolicy"}, false, false},
    {"own with blanks", "Action=+" OWN "%20%0a", {" " OWN " \n"}, false, false},
    {"own, encoded", "A%63tion=Create%41utoSnapshotPolic%79", {OWN}, false, false},
    {"own that ends in a percent sign", "Action=" OWN "%25", {OWN "%"}, false, false},
    {"empty", "Action=", {NULL}, false, false},
    {"no value", "Action", {NULL}, false, false},
    {"empty and own", "Action=&Action=" OWN, {OWN}, false, false},
    {"own twice", "Action=" OWN "&Action=" OWN, {OWN, OWN}, false, false},
    {"own and another's", "Action=" OWN "&%41ction=DescribeRegions",
        {OWN, "DescribeRegions"}, false, false},
    {"another's and own", "Action=DescribeRegions&Action=" OWN,
        {"DescribeRegions", OWN}, false, false},
    {"another's twice", "Action=DescribeRegions&Action=DescribeZones",
        {"DescribeRegions", "DescribeZones"}, false, false},
    {"broken value", "Action=Create%4utoSnapshotPolicy", {NULL}, true, false},
    {"value that is no UTF-8", "Action=%ff", {NULL}, true, false},
    {"broken name with the own value", "%zzAction=" OWN, {NULL}, true, false},
    {"name in another letter case with the own value", "action=" OWN, {NULL}, false, true},
};

static const saying bodies[] = {
    {"nothing", NULL, {NULL}, false, false},
    {"own", "Action=" OWN, {OWN}, false, false},
    {"another's", "Action=DescribeRegions", {"DescribeRegions"}, false, false},
};
/* clang-format on */

typedef struct combination {
    const saying *header;
    const saying *query;
    const saying *body;
} combination;

/* --------------------------------------------------------------------------- expected */

static bool is_own(const char *said)
{
    const char *own = OWN;
    size_t size = strlen(said);

    while (size && isspace((unsigned char)said[size - 1]))
        size--;
    for (; size && isspace((unsigned char)*said); size--)
        said++;
    if (size != strlen(own))
        return false;
    while (*own && tolower((unsigned char)*said) == tolower((unsigned char)*own)) {
        said++;
        own++;
    }
    return !*own;
}

static size_t collect(const saying *from, const char **said, size_t count)
{
    for (size_t i = 0; from->said[i]; i++)
        said[count++] = from->said[i];
    return count;
}

/* What stands in the parameters, one after the other. */
static size_t parameters_of(const combination *row, const char **said)
{
    return collect(row->body, said, collect(row->query, said, 0));
}

static bool is_this_operation(const combination *row)
{
    const char *said[8];
    size_t count = collect(row->header, said, 0);

    count = collect(row->query, said, count);
    count = collect(row->body, said, count);
    for (size_t i = 0; i < count; i++)
        if (is_own(said[i]))
            return true;
    return row->query->is_broken || row->query->is_misnamed;
}

/* The rules in the order of the pack. */
static char *expected_findings(const combination *row)
{
    const char *said[8];
    size_t count = parameters_of(row, said);
    const char *first = row->header->said[0];
    bytes text = {NULL, 0};

    bytes_say(&text, "");
    if (row->query->is_broken) {
        bytes_say(
            &text, strstr(row->query->text, "%ff") ? "invalid-utf8"
                                                   : "invalid-percent-encoding");
        return text.text;
    }
    for (size_t i = 1; i < count; i++)
        bytes_say(&text, "duplicate-parameter ");
    if (first && count && strcmp(first, said[0]) != 0)
        bytes_say(&text, "operation-conflict ");
    if (row->query->is_misnamed)
        bytes_say(&text, "parameter-case ");
    if (text.size)
        text.text[text.size - 1] = '\0';
    return text.text;
}

/* ------------------------------------------------------------------------------ tests */

static void say(bytes *out, const saying *what)
{
    if (!what->text)
        return;
    bytes_say(out, "&");
    bytes_say(out, what->text);
}

static void
expect_report(const combination *row, const snapguard_report *report, const char *way)
{
    char *expected = expected_findings(row);
    char *findings;

    assert_non_null(report);
    findings = judge_findings(report, JUDGE_RULE);
    if (!is_this_operation(row)) {
        assert_string_equal(findings, "");
        assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_NOT_APPLICABLE);
    } else if (strcmp(findings, expected) != 0) {
        fail_msg("%s: \"%s\" and not \"%s\"", way, findings, expected);
    } else {
        assert_int_equal(
            snapguard_report_verdict(report),
            *expected ? SNAPGUARD_INVALID : SNAPGUARD_VALID);
    }
    free(findings);
    free(expected);
}

static void is_told_by_what_is_said(void **state)
{
    const combination *row = *state;
    const feeding how = {.query_piece = 7, .body_piece = 1};
    bytes query = {NULL, 0};
    bytes body = {NULL, 0};
    bytes text = {NULL, 0};
    http_parts parts = {.headers = {{"Host", "ecs.aliyuncs.com"}}};

    bytes_say(&query, VALID);
    say(&query, row->query);
    say(&body, row->body);
    if (row->header->text)
        parts.headers[1] = (header){"X-ACS-action", row->header->text};
    parts.query = query.text;
    parts.query_size = query.size;
    parts.body = body.text;
    parts.body_size = body.size;
    http_write(&parts, &text);
    expect_report(row, judge_as(&engine, SNAPGUARD_HTTP, text.text, text.size), "HTTP");
    expect_report(row, http_feed(engine.context, &parts, &how), "parts");
    bytes_free(&query);
    bytes_free(&body);
    bytes_free(&text);
}

static void add_combination(rule_suite *suite, size_t i, size_t j, size_t k)
{
    combination row = {&headers[i], &pairs[j], &bodies[k]};

    suite_add_copy(
        suite,
        text_of(
            "%s, %s in the query, %s in the body", row.header->name, row.query->name,
            row.body->name),
        is_told_by_what_is_said, &row, sizeof row);
}

int main(void)
{
    rule_suite suite = {0};
    int failures;

    judge_open(&engine, NULL);
    for (size_t i = 0; i < COUNT(headers); i++)
        for (size_t j = 0; j < COUNT(pairs); j++)
            for (size_t k = 0; k < COUNT(bodies); k++)
                add_combination(&suite, i, j, k);
    failures = suite_run(&suite, "operation");
    judge_close(&engine);
    return failures;
}
