/* Requests that are fed in parts: the same report however they are cut, and the one that
 * a raw request gets; places in their parts; limits; memory that runs out. */
#define _POSIX_C_SOURCE 200809L
#include "counting.h"
#include "engines.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEBIBYTE = 1 << 20, MOST_BYTES = 131072, MOST_CALLS = 1000, RANDOM_SPLITS = 300 };

#define OURS "CreateAutoSnapshotPolicy"
#define QUERY                                                                            \
    "regionId=cn-hangzhou&timePoints=%5B%221%22%5D&repeatWeekdays=%5B%221%22%5D&"        \
    "retentionDays=30"
#define FORM "application/x-www-form-urlencoded"

typedef struct fed_request {
    const char *name;
    const char *action;  /* NULL: no such header */
    const char *version; /* likewise */
    const char *type;    /* likewise */
    const char *query;
    const char *body;
    const char *found; /* "rule part begin-end", one after the other */
} fed_request;

/* clang-format off */
static fed_request requests[] = {
    {"a valid query", OURS, "2014-05-26", NULL, QUERY, "", ""},
    {"a valid form", OURS, NULL, FORM, "", QUERY, ""},
    {"a form that names the operation", NULL, NULL, NULL, "", "Action=" OURS "&" QUERY, ""},
    {"a value of the query", OURS, NULL, NULL, QUERY "&Tag.1.Key=acs%3Ax", "", "tag-key-prefix query 102-109"},
    {"a value of the form", OURS, NULL, NULL, QUERY, "Tag.1.Key=acs%3Ax", "tag-key-prefix body 10-17"},
    {"the same tag in both", OURS, NULL, NULL, QUERY "&Tag.1.Key=k", "Tag.2.Key=k",
     "tag-key-duplicate body 10-11 related query 102-103"},
    {"a value twice", OURS, NULL, NULL, QUERY, "retentionDays=7",
     "duplicate-parameter body 14-15 related query 89-91"},
    {"two names of the operation", OURS, NULL, NULL, QUERY "&Action=A", "",
     "operation-conflict query 99-100 related header 0-24"},
    {"two versions", OURS, "1", NULL, QUERY "&Version=2014-05-26", "",
     "operation-conflict query 100-110 related header 0-1"},
    {"JSON", OURS, NULL, "application/json; charset=utf-8", QUERY, "{\n \"Tag\":[{\"Key\":\"acs:x\"}]}",
     "tag-key-prefix body 17-24"},
    {"JSON alone", OURS, NULL, "application/json", "", "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"24\\\"]\","
     "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30}", "time-point-value body 41-47"},
    {"JSON that is none", OURS, NULL, "application/json", QUERY, "{\xE4\xBD\xA0}", "invalid-json body 1-4"},
    {"JSON that ends too early", OURS, NULL, "application/json", QUERY, "{", "invalid-json body 1-1"},
    {"JSON that is an array", OURS, NULL, "application/json", QUERY, "[]", "not-an-object body 0-2"},
    {"a key of JSON twice", OURS, NULL, "application/json", QUERY, "{\"a\":1,\"a\":2}",
     "duplicate-key body 7-10 related body 1-4 unknown-parameter body 1-4"},
    {"an unknown name in query and JSON", OURS, NULL, "application/json", QUERY "&zz=1", "{\"zz\":1}",
     "duplicate-parameter body 6-7 related query 95-96 unknown-parameter query 92-94"},
    {"a type that is not read", OURS, NULL, "text/plain", QUERY, "a", "unsupported-content-type header 0-10"},
    {"a broken escape in the query", OURS, NULL, NULL, "a=%", "b=%", "invalid-percent-encoding query 2-3"},
    {"a broken escape in the form", OURS, NULL, NULL, QUERY, "a=%4", "invalid-percent-encoding body 2-4"},
    {"half a character at the query's end", OURS, NULL, NULL, QUERY "&a=%C3", "%A9=b", "invalid-utf8 query 94-97"},
    {"half an escape at the query's end", OURS, NULL, NULL, QUERY "&a=%4", "1=b", "invalid-percent-encoding query 94-96"},
    {"half a pair at the query's end", OURS, NULL, NULL, QUERY "&Tag.1.Ke", "y=acs:", "unknown-parameter body 0-1"},
    {"nothing at all", NULL, NULL, NULL, "", "", ""},
    {"no operation", NULL, NULL, NULL, QUERY "&a=%", "b", ""},
    {"another operation", "DescribeRegions", NULL, NULL, QUERY "&a=%", "b", ""},
    {"something missing", OURS, NULL, NULL, "retentionDays=1&timePoints=%5B%221%22%5D", "repeatWeekdays=%5B%221%22%5D",
     "missing-parameter query 0-0"},
    {"everything missing", OURS, NULL, NULL, "", "",
     "missing-parameter query 0-0 missing-parameter query 0-0 missing-parameter query 0-0 missing-parameter query 0-0"},
    {"lines and wide characters", OURS, NULL, NULL, QUERY, "Tag.1.Key=\n\xF0\x9F\x98\x80&Tag.2.Value=acs:\xE4\xBD\xA0",
     "tag-key-missing body 28-35 tag-value-prefix body 28-35"},
    {"elements in the form", OURS, NULL, NULL, "regionId=cn-hangzhou&retentionDays=30&repeatWeekdays=[%221%22]",
     "timePoints=%5B%22%32%33%22,%2224%22%5D", "time-point-value body 27-35"},
};
/* clang-format on */

static checker judge;

/* -------------------------------------------------------------------- feeding */

typedef snapguard_status
feed_function(snapguard_context *context, const char *bytes, size_t length);

static snapguard_status worst_of(snapguard_status a, snapguard_status b)
{
    return a == SNAPGUARD_OK ? b : a;
}

static snapguard_status
feed_header(snapguard_context *context, const char *name, const char *value)
{
    if (!value)
        return SNAPGUARD_OK;
    return snapguard_feed_header(context, name, strlen(name), value, strlen(value));
}

static snapguard_status feed_headers(snapguard_context *context, const fed_request *fed)
{
    snapguard_status status = feed_header(context, "host", "h");

    status = worst_of(status, feed_header(context, "X-Acs-Action", fed->action));
    status = worst_of(status, feed_header(context, "x-acs-version", fed->version));
    return worst_of(status, feed_header(context, "CONTENT-TYPE", fed->type));
}

/* Each piece from a block of its own, which is gone when the call returns. */
static snapguard_status feed_piece(
    snapguard_context *context, feed_function *feed, const char *bytes, size_t size)
{
    char *block = malloc(size ? size : 1);
    snapguard_status status;

    assert_non_null(block);
    memcpy(block, bytes, size);
    status = feed(context, block, size);
    memset(block, 0x5A, size);
    free(block);
    return status;
}

/* In two pieces. */
static snapguard_status
feed_split(snapguard_context *context, feed_function *feed, const char *text, size_t at)
{
    snapguard_status status = feed_piece(context, feed, text, at);

    return worst_of(status, feed_piece(context, feed, text + at, strlen(text) - at));
}

static const snapguard_report *finish(snapguard_context *context)
{
    const snapguard_report *report;

    assert_int_equal(snapguard_finish(&report, context), SNAPGUARD_OK);
    assert_non_null(report);
    return report;
}

static snapguard_status feed_all(snapguard_context *context, const fed_request *fed)
{
    snapguard_status status;

    snapguard_begin(context);
    status = feed_headers(context, fed);
    status = worst_of(status, feed_split(context, snapguard_feed_query, fed->query, 0));
    return worst_of(status, feed_split(context, snapguard_feed_body, fed->body, 0));
}

static const snapguard_report *judge_fed(const fed_request *fed)
{
    assert_int_equal(feed_all(judge.context, fed), SNAPGUARD_OK);
    return finish(judge.context);
}

/* -------------------------------------------------------------------- reports as text */

static void write_place(FILE *out, const snapguard_range *range, snapguard_part part)
{
    fprintf(
        out, " part %d %zu:%zu/%zu@%zu %zu:%zu/%zu@%zu", (int)part, range->start.line,
        range->start.column, range->start.utf16, range->start.byte, range->end.line,
        range->end.column, range->end.utf16, range->end.byte);
}

static void write_texts(FILE *out, const snapguard_finding *finding)
{
    for (int text = SNAPGUARD_TEXT_MESSAGE; text <= SNAPGUARD_TEXT_FIX; text++) {
        char buffer[1024];
        size_t size = snapguard_finding_text(
            finding, (snapguard_text)text, true, buffer, sizeof buffer);

        fprintf(out, " | %s", size == SNAPGUARD_NO_TEXT ? "-" : buffer);
    }
    fputc('\n', out);
}

/* With places, or without. */
static char *text_of_report(const snapguard_report *report, bool with_places)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    assert_non_null(out);
    fprintf(
        out, "%d %zu\n", (int)snapguard_report_verdict(report),
        snapguard_report_parameters(report));
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);
        snapguard_range range;

        fputs(snapguard_finding_rule(finding), out);
        snapguard_finding_range(finding, &range);
        if (with_places)
            write_place(out, &range, snapguard_finding_part(finding));
        if (snapguard_finding_related(finding, &range) && with_places)
            write_place(out, &range, snapguard_finding_related_part(finding));
        write_texts(out, finding);
    }
    fclose(out);
    return text;
}

static void expect_report(const snapguard_report *report, const char *expected)
{
    char *text = text_of_report(report, true);

    assert_string_equal(text, expected);
    free(text);
}

/* -------------------------------------------------------------------- places */

static const char *const part_names[] = {"whole", "header", "query", "body"};

static void are_found_there(void **state)
{
    const fed_request *row = *state;
    const snapguard_report *report = judge_fed(row);
    char found[512] = "";
    size_t used = 0;

    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);
        snapguard_range at;

        snapguard_finding_range(finding, &at);
        used += (size_t)sprintf(
            found + used, "%s%s %s %zu-%zu", i ? " " : "",
            snapguard_finding_rule(finding), part_names[snapguard_finding_part(finding)],
            at.start.byte, at.end.byte);
        if (snapguard_finding_related(finding, &at))
            used += (size_t)sprintf(
                found + used, " related %s %zu-%zu",
                part_names[snapguard_finding_related_part(finding)], at.start.byte,
                at.end.byte);
    }
    assert_string_equal(found, row->found);
}

/* Lines and columns count from the beginning of the part, too. */
static void lines_count_in_their_part(void **state)
{
    const fed_request fed = {
        .action = OURS,
        .type = "application/json",
        .query = "a=\n\n\xE4\xBD\xA0&" QUERY,
        .body = "{\n  \"\xF0\x9F\x98\x80\": 1, \"Tag\": [{\"Key\": \"acs:x\"}]}"};
    const snapguard_finding *finding = finding_of(judge_fed(&fed), "tag-key-prefix");
    snapguard_range range;

    (void)state;
    snapguard_finding_range(finding, &range);
    assert_int_equal(range.start.line, 2);
    assert_int_equal(range.start.column, 27);
    assert_int_equal(range.start.utf16, 28);
    assert_int_equal(range.start.byte, 31);
    assert_int_equal(range.end.byte, 38);
    finding = finding_of(judge_fed(&fed), "unknown-parameter");
    snapguard_finding_range(finding, &range);
    assert_int_equal(range.start.line, 1);
    assert_int_equal(range.start.column, 1);
    assert_int_equal(range.end.column, 2);
}

/* -------------------------------------------------------------------- any split */

static void are_the_same_in_any_two_pieces(void **state)
{
    const fed_request *row = *state;
    char *expected = text_of_report(judge_fed(row), true);
    size_t most =
        strlen(row->query) > strlen(row->body) ? strlen(row->query) : strlen(row->body);

    for (size_t at = 0; at <= most; at++) {
        size_t query = at < strlen(row->query) ? at : strlen(row->query);
        size_t body = at < strlen(row->body) ? at : strlen(row->body);

        snapguard_begin(judge.context);
        assert_int_equal(
            feed_split(judge.context, snapguard_feed_body, row->body, body), 0);
        assert_int_equal(
            feed_split(judge.context, snapguard_feed_query, row->query, query), 0);
        assert_int_equal(feed_headers(judge.context, row), 0);
        expect_report(finish(judge.context), expected);
    }
    free(expected);
}

/* xorshift64*, by Vigna: the same in every run. */
static size_t below(uint64_t *state, size_t bound)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (size_t)((*state * UINT64_C(2685821657736338717) >> 32) % bound);
}

/* Pieces of query and body in turns, some of them empty, and the headers somewhere. */
static void feed_at_random(const fed_request *fed, uint64_t *seed)
{
    size_t query = 0;
    size_t body = 0;
    bool has_headers = false;

    snapguard_begin(judge.context);
    while (query < strlen(fed->query) || body < strlen(fed->body) || !has_headers) {
        bool is_query = below(seed, 2);
        const char *text = is_query ? fed->query : fed->body;
        size_t *at = is_query ? &query : &body;
        size_t rest = strlen(text) - *at;
        size_t size = below(seed, 12);

        size = size < rest ? size : rest;
        assert_int_equal(
            feed_piece(
                judge.context, is_query ? snapguard_feed_query : snapguard_feed_body,
                text + *at, size),
            SNAPGUARD_OK);
        *at += size;
        if (has_headers || below(seed, 4))
            continue;
        assert_int_equal(feed_headers(judge.context, fed), SNAPGUARD_OK);
        has_headers = true;
    }
}

static void are_the_same_in_any_pieces(void **state)
{
    const fed_request *row = *state;
    char *expected = text_of_report(judge_fed(row), true);
    uint64_t seed = UINT64_C(0xA0761D6478BD642F);

    for (int i = 0; i < RANDOM_SPLITS; i++) {
        feed_at_random(row, &seed);
        expect_report(finish(judge.context), expected);
    }
    free(expected);
}

/* ----------------------------------------------------------------- as a raw request */

static void write_header(FILE *out, const char *name, const char *value)
{
    if (value)
        fprintf(out, "%s: %s\r\n", name, value);
}

static char *raw_request(const fed_request *fed)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    assert_non_null(out);
    fprintf(out, "POST /?%s HTTP/1.1\r\n", fed->query);
    write_header(out, "host", "h");
    write_header(out, "X-Acs-Action", fed->action);
    write_header(out, "x-acs-version", fed->version);
    write_header(out, "content-type", fed->type);
    fprintf(out, "Content-Length: %zu\r\n\r\n%s", strlen(fed->body), fed->body);
    fclose(out);
    return text;
}

static void are_the_same_as_a_raw_request(void **state)
{
    const fed_request *row = *state;
    char *expected = text_of_report(judge_fed(row), false);
    char *raw = raw_request(row);
    char *text = text_of_report(check_text(&judge, SNAPGUARD_HTTP, raw), false);

    assert_string_equal(text, expected);
    free(text);
    free(raw);
    free(expected);
}

static void have_the_same_verdict_alone(void **state)
{
    const fed_request *row = *state;
    snapguard_verdict verdict = snapguard_report_verdict(judge_fed(row));
    const snapguard_report *report;

    snapguard_context_set_verdict_only(judge.context, true);
    report = judge_fed(row);
    snapguard_context_set_verdict_only(judge.context, false);
    assert_int_equal(snapguard_report_verdict(report), verdict);
    assert_int_equal(snapguard_report_count(report), verdict == SNAPGUARD_INVALID);
    if (snapguard_report_count(report))
        assert_int_equal(
            snapguard_finding_severity(snapguard_report_finding(report, 0)),
            SNAPGUARD_ERROR);
}

/* -------------------------------------------------------------------- in what order */

static fed_request bad = {
    .action = OURS, .query = QUERY "&Tag.1.Key=acs:x", .body = "retentionDays=7"};

static void finishing_twice_judges_twice(void **state)
{
    char *expected = text_of_report(judge_fed(&bad), true);

    (void)state;
    expect_report(finish(judge.context), expected);
    expect_report(finish(judge.context), expected);
    free(expected);
}

static void feeding_goes_on_behind_a_report(void **state)
{
    const fed_request whole = {
        .action = OURS, .query = bad.query, .body = "retentionDays=7&Tag.2.Key=acs:y"};
    char *expected = text_of_report(judge_fed(&whole), true);

    (void)state;
    judge_fed(&bad);
    assert_int_equal(
        feed_split(judge.context, snapguard_feed_body, "&Tag.2.Key=acs:y", 3), 0);
    expect_report(finish(judge.context), expected);
    free(expected);
}

static void beginning_forgets(void **state)
{
    const fed_request nothing = {.query = "", .body = ""};
    char *expected = text_of_report(judge_fed(&nothing), true);

    (void)state;
    assert_int_equal(feed_all(judge.context, &bad), SNAPGUARD_OK);
    snapguard_begin(judge.context);
    expect_report(finish(judge.context), expected);
    assert_int_equal(feed_all(judge.context, &bad), SNAPGUARD_OK);
    check_text(&judge, SNAPGUARD_QUERY, QUERY);
    expect_report(finish(judge.context), expected);
    free(expected);
}

static void beginning_twice_is_beginning(void **state)
{
    char *expected = text_of_report(judge_fed(&bad), true);

    (void)state;
    snapguard_begin(judge.context);
    expect_report(judge_fed(&bad), expected);
    free(expected);
}

static void a_new_context_has_begun(void **state)
{
    snapguard_context *context;

    (void)state;
    assert_int_equal(snapguard_context_new(&context, judge.engine), SNAPGUARD_OK);
    assert_int_equal(snapguard_report_verdict(finish(context)), SNAPGUARD_NOT_APPLICABLE);
    assert_int_equal(feed_headers(context, &bad), SNAPGUARD_OK);
    assert_int_equal(snapguard_feed_query(context, QUERY, sizeof QUERY - 1), 0);
    assert_int_equal(snapguard_report_verdict(finish(context)), SNAPGUARD_VALID);
    snapguard_context_free(context);
}

static void there_is_no_next_request(void **state)
{
    const snapguard_report *report;

    (void)state;
    check_text(&judge, SNAPGUARD_JSON_REQUESTS, "[{},{},{}]");
    snapguard_begin(judge.context);
    assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    assert_null(report);
    judge_fed(&bad);
    assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    assert_null(report);
}

static void empty_pieces_may_be_null(void **state)
{
    (void)state;
    snapguard_begin(judge.context);
    assert_int_equal(snapguard_feed_query(judge.context, NULL, 0), SNAPGUARD_OK);
    assert_int_equal(snapguard_feed_body(judge.context, NULL, 0), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_feed_header(judge.context, "x-acs-action", 12, NULL, 0), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_feed_header(judge.context, NULL, 0, NULL, 0), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_report_verdict(finish(judge.context)), SNAPGUARD_NOT_APPLICABLE);
}

/* -------------------------------------------------------------------- the body needed */

typedef struct need_case {
    const char *name;
    const char *action;
    const char *type;
    const char *query;
    bool is_needed;
} need_case;

/* What a body may hold that is not read is an error of this operation. */
static need_case needs[] = {
    {"a body without a type is needed",          OURS,                       NULL,               NULL,           true },
    {"a form is needed",                         OURS,                       FORM,               NULL,           true },
    {"JSON is needed",                           OURS,                       "application/json", NULL,           true },
    {"text is needed, since it is refused",      OURS,                       "text/plain",       NULL,           true },
    {"text that no name makes ours is not",      NULL,                       "text/plain",       NULL,           false},
    {"text that the query makes ours is needed", NULL,                       "text/plain",       "Action=" OURS,
     true                                                                                                             },
    {"a header without a name says nothing",     "",                         "text/plain",       NULL,           false},
    {"nor does it take the query's name away",   "",                         "text/plain",       "Action=" OURS, true },
    {"a type that may be a form is needed",      NULL,                       "text/plain," FORM, NULL,           true },
    {"text of another operation is not",         "DescribeRegions",          "text/plain",       NULL,           false},
    {"a form of another operation may be ours",  "DescribeRegions",          FORM,               NULL,           true },
    {"JSON of another one may be ours",          "DescribeRegions",          "application/json", NULL,
     true                                                                                                             },
    {"text of ours in capitals is needed",       "CREATEAUTOSNAPSHOTPOLICY", "a/b",              NULL,           true },
};

static void says_whether_it_needs_the_body(void **state)
{
    const need_case *row = *state;
    fed_request fed = {.action = row->action, .type = row->type};

    snapguard_begin(judge.context);
    assert_int_equal(feed_headers(judge.context, &fed), SNAPGUARD_OK);
    if (row->query)
        assert_int_equal(
            snapguard_feed_query(judge.context, row->query, strlen(row->query)),
            SNAPGUARD_OK);
    assert_int_equal(snapguard_needs_body(judge.context), row->is_needed);
}

/* -------------------------------------------------------------------- limits */

typedef struct limit_case {
    const char *name;
    const char *action;
    const char *type;
    size_t query; /* bytes */
    size_t body;
    const char *message; /* NULL: the limit is kept, or it is another's operation */
    snapguard_part part;
} limit_case;

/* clang-format off */
static limit_case limits[] = {
    {"as many bytes as allowed", OURS, NULL, 1072, 130000, NULL, 0},
    {"one byte too many in both", OURS, NULL, 1073, 130000, "131073 bytes are 1 over the limit of 131072", SNAPGUARD_PART_BODY},
    {"one byte too many in the query", OURS, NULL, 131073, 0, "131073 bytes are 1 over the limit of 131072", SNAPGUARD_PART_QUERY},
    {"one byte too many in the body", OURS, NULL, 0, 131073, "131073 bytes are 1 over the limit of 131072", SNAPGUARD_PART_BODY},
    {"both are too long", OURS, NULL, 200000, 300000, "500000 bytes are 368928 over the limit of 131072", SNAPGUARD_PART_QUERY},
    {"JSON that is too long", OURS, "application/json", 10, 1000000, "1000010 bytes are 868938 over the limit of 131072", SNAPGUARD_PART_BODY},
    {"a body that is not read does not count", OURS, "a/b", 10, 1000000, NULL, 0},
    {"another operation's", "DescribeRegions", NULL, 200000, 300000, NULL, 0},
    {"another operation's JSON", "DescribeRegions", "application/json", 10, 300000, NULL, 0},
    {"nobody's", NULL, NULL, 10, 300000, "300010 bytes are 168938 over the limit of 131072", SNAPGUARD_PART_BODY},
};
/* clang-format on */

static void feed_many(feed_function *feed, size_t size)
{
    static const char piece[] = "abcdefghi=&abcdefghi=&abcdefghi=&";

    for (; size >= sizeof piece - 1; size -= sizeof piece - 1)
        assert_int_equal(feed(judge.context, piece, sizeof piece - 1), SNAPGUARD_OK);
    assert_int_equal(feed(judge.context, piece, size), SNAPGUARD_OK);
}

static void counts_what_goes_over_the_limit(void **state)
{
    const limit_case *row = *state;
    fed_request fed = {.action = row->action, .type = row->type};
    const snapguard_report *report;
    const snapguard_finding *finding;
    char message[128];

    snapguard_begin(judge.context);
    assert_int_equal(feed_headers(judge.context, &fed), SNAPGUARD_OK);
    feed_many(snapguard_feed_query, row->query);
    feed_many(snapguard_feed_body, row->body);
    report = finish(judge.context);
    finding = snapguard_report_finding(report, 0);
    if (!row->message) {
        /* Empty pairs past the limit of values are one, too. */
        if (finding && !strcmp(snapguard_finding_rule(finding), "limit-exceeded")) {
            snapguard_finding_text(
                finding, SNAPGUARD_TEXT_MESSAGE, true, message, sizeof message);
            assert_null(strstr(message, "bytes"));
        }
        return;
    }
    assert_string_equal(snapguard_finding_rule(finding), "limit-exceeded");
    snapguard_finding_text(
        finding, SNAPGUARD_TEXT_MESSAGE, true, message, sizeof message);
    assert_string_equal(message, row->message);
    assert_int_equal(snapguard_finding_part(finding), row->part);
    assert_int_equal(snapguard_report_count(report), 1);
}

/* What is past the limit may name this operation, and only a header is sure not to. */
static void a_header_without_a_name_excuses_nothing(void **state)
{
    static const char other[] = "Action=DescribeRegions&";
    fed_request fed = {.action = ""};
    const snapguard_report *report;

    (void)state;
    snapguard_begin(judge.context);
    assert_int_equal(feed_headers(judge.context, &fed), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_feed_query(judge.context, other, sizeof other - 1), SNAPGUARD_OK);
    feed_many(snapguard_feed_body, 200000);
    report = finish(judge.context);
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
    assert_string_equal(
        snapguard_finding_rule(snapguard_report_finding(report, 0)), "limit-exceeded");
}

/* -------------------------------------------------------------------- memory */

static checker counted_checker(counting *memory)
{
    snapguard_options *options;

    counting_init(memory);
    assert_int_equal(snapguard_options_new(&options, &memory->allocator), SNAPGUARD_OK);
    return checker_new(options);
}

static snapguard_status try_request(snapguard_context *context, const fed_request *fed)
{
    const snapguard_report *report;
    snapguard_status fed_well = feed_all(context, fed);
    snapguard_status status = snapguard_finish(&report, context);

    assert_int_equal(report != NULL, status == SNAPGUARD_OK);
    if (fed_well != SNAPGUARD_OK)
        assert_int_equal(status, SNAPGUARD_ERROR_MEMORY);
    return status;
}

static bool
try_without_memory(const fed_request *fed, size_t n, bool latching, const char *expected)
{
    counting memory;
    checker counted = counted_checker(&memory);
    snapguard_status status;
    bool failed;

    counting_fail(&memory, n, latching);
    status = try_request(counted.context, fed);
    failed = memory.failed > 0;
    assert_int_equal(status, failed ? SNAPGUARD_ERROR_MEMORY : SNAPGUARD_OK);
    counting_fail(&memory, 0, false);
    assert_int_equal(feed_all(counted.context, fed), SNAPGUARD_OK);
    expect_report(finish(counted.context), expected);
    checker_free(&counted);
    assert_int_equal(memory.blocks, 0);
    return failed;
}

static void are_told_when_memory_is_out(void **state)
{
    const fed_request *row = *state;
    char *expected = text_of_report(judge_fed(row), true);

    for (int latching = 0; latching < 2; latching++) {
        size_t n = 1;

        while (try_without_memory(row, n, latching, expected))
            assert_true(++n < MOST_CALLS);
        assert_true(n > 3);
    }
    free(expected);
}

static void warm_contexts_allocate_nothing(void **state)
{
    counting memory;
    checker counted = counted_checker(&memory);
    size_t calls = 0;

    (void)state;
    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < COUNT(requests); i++)
            assert_int_equal(try_request(counted.context, &requests[i]), SNAPGUARD_OK);
        if (round == 0)
            calls = memory.calls;
    }
    assert_int_equal(memory.calls, calls);
    checker_free(&counted);
    assert_int_equal(memory.blocks, 0);
}

/* Both parts are far over the limit, and every header is. */
static void memory_is_bounded(void **state)
{
    counting memory;
    checker counted = counted_checker(&memory);
    size_t before = memory.bytes;
    char piece[5000];

    (void)state;
    memset(piece, '&', sizeof piece);
    memory.peak = before;
    snapguard_begin(counted.context);
    for (size_t i = 0; i < 200; i++) {
        piece[i] = 'a';
        assert_int_equal(snapguard_feed_query(counted.context, piece, sizeof piece), 0);
        assert_int_equal(snapguard_feed_body(counted.context, piece, sizeof piece), 0);
        assert_int_equal(
            snapguard_feed_header(
                counted.context, "content-type", 12, piece, sizeof piece),
            SNAPGUARD_OK);
    }
    finish(counted.context);
    assert_in_range(memory.peak - before, 1, MEBIBYTE - 1);
    checker_free(&counted);
}

static int open_judge(void **state)
{
    (void)state;
    judge = checker_new(NULL);
    return 0;
}

static int close_judge(void **state)
{
    (void)state;
    checker_free(&judge);
    return 0;
}

static int run_rows(const char *name, CMUnitTestFunction function)
{
    struct CMUnitTest tests[COUNT(requests)];

    ADD_ROWS(tests, function, requests, COUNT(requests));
    return cmocka_run_group_tests_name(name, tests, open_judge, close_judge);
}

/* What was not kept of a query may name any operation, and so may the body. */
static void a_query_that_is_cut_may_name_any_operation(void **state)
{
    static const char query[] = "Action=DescribeDisks&RegionId=cn-hangzhou";
    static const struct {
        size_t limit;
        bool is_needed;
    } rows[] = {
        {sizeof query - 1, false},
        {8,                true }
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        snapguard_options *options = options_new();
        checker small;

        assert_int_equal(
            snapguard_options_set_limit(options, SNAPGUARD_MAX_BYTES, rows[i].limit),
            SNAPGUARD_OK);
        small = checker_new(options);
        snapguard_begin(small.context);
        assert_int_equal(
            snapguard_feed_header(
                small.context, "content-type", 12, "application/octet-stream", 24),
            SNAPGUARD_OK);
        assert_int_equal(
            snapguard_feed_query(small.context, query, sizeof query - 1), SNAPGUARD_OK);
        assert_int_equal(snapguard_needs_body(small.context), rows[i].is_needed);
        checker_free(&small);
    }
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(lines_count_in_their_part),
        cmocka_unit_test(finishing_twice_judges_twice),
        cmocka_unit_test(feeding_goes_on_behind_a_report),
        cmocka_unit_test(beginning_forgets),
        cmocka_unit_test(beginning_twice_is_beginning),
        cmocka_unit_test(a_new_context_has_begun),
        cmocka_unit_test(there_is_no_next_request),
        cmocka_unit_test(empty_pieces_may_be_null),
        cmocka_unit_test(a_header_without_a_name_excuses_nothing),
        cmocka_unit_test(a_query_that_is_cut_may_name_any_operation),
        cmocka_unit_test(warm_contexts_allocate_nothing),
        cmocka_unit_test(memory_is_bounded),
    };
    struct CMUnitTest needed[COUNT(needs)];
    struct CMUnitTest limited[COUNT(limits)];
    int failed = cmocka_run_group_tests_name("parts", alone, open_judge, close_judge);

    ADD_ROWS(needed, says_whether_it_needs_the_body, needs, COUNT(needs));
    ADD_ROWS(limited, counts_what_goes_over_the_limit, limits, COUNT(limits));
    failed += cmocka_run_group_tests_name("bodies", needed, open_judge, close_judge);
    failed += cmocka_run_group_tests_name("limits", limited, open_judge, close_judge);
    failed += run_rows("findings stand in a part", are_found_there);
    failed += run_rows("two pieces", are_the_same_in_any_two_pieces);
    failed += run_rows("any pieces", are_the_same_in_any_pieces);
    failed += run_rows("a raw request", are_the_same_as_a_raw_request);
    failed += run_rows("a verdict alone", have_the_same_verdict_alone);
    failed += run_rows("no memory", are_told_when_memory_is_out);
    return failed;
}
