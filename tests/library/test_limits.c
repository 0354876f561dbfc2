/* The limits of an engine, each from both sides. */
#define _DEFAULT_SOURCE
#include "engines.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define GOOD                                                                             \
    "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\"]\","                      \
    "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30}"

/* ------------------------------------------------------------------------ set_limit */

typedef struct bound_case {
    const char *name;
    snapguard_limit limit;
    size_t ceiling;
} bound_case;

static bound_case bounds[] = {
    {"bytes",           SNAPGUARD_MAX_BYTES,           1U << 30},
    {"depth",           SNAPGUARD_MAX_DEPTH,           1024    },
    {"values",          SNAPGUARD_MAX_VALUES,          1U << 26},
    {"parameters",      SNAPGUARD_MAX_PARAMETERS,      4096    },
    {"findings",        SNAPGUARD_MAX_FINDINGS,        1U << 26},
    {"document bytes",  SNAPGUARD_MAX_DOCUMENT_BYTES,  1U << 30},
    {"document values", SNAPGUARD_MAX_DOCUMENT_VALUES, 1U << 26},
    {"document depth",  SNAPGUARD_MAX_DOCUMENT_DEPTH,  1024    },
};

static void a_limit_has_bounds(void **state)
{
    const bound_case *row = *state;
    snapguard_options *options = options_new();

    assert_int_equal(
        snapguard_options_set_limit(options, row->limit, 0), SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(
        snapguard_options_set_limit(options, row->limit, row->ceiling + 1),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(
        snapguard_options_set_limit(options, row->limit, SIZE_MAX),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(
        snapguard_options_set_limit(options, row->limit, row->ceiling), SNAPGUARD_OK);
    assert_int_equal(snapguard_options_set_limit(options, row->limit, 1), SNAPGUARD_OK);
    snapguard_options_free(options);
}

static void an_unknown_limit_is_refused(void **state)
{
    snapguard_options *options = options_new();

    (void)state;
    assert_int_equal(
        snapguard_options_set_limit(
            options, (snapguard_limit)(SNAPGUARD_MAX_DOCUMENT_DEPTH + 1), 1),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(
        snapguard_options_set_limit(options, (snapguard_limit)-1, 1),
        SNAPGUARD_ERROR_ARGUMENT);
    snapguard_options_free(options);
}

/* A limit that was refused leaves the old one in force; so does the failed call. */
static void a_refused_limit_changes_nothing(void **state)
{
    snapguard_options *options = options_new();
    checker judge;

    (void)state;
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_DEPTH, 0),
        SNAPGUARD_ERROR_ARGUMENT);
    judge = checker_new(options);
    assert_int_equal(
        snapguard_report_verdict(check_text(&judge, SNAPGUARD_JSON, GOOD)),
        SNAPGUARD_VALID);
    checker_free(&judge);
}

/* ------------------------------------------------------------------------- in force */

typedef struct limit_case {
    const char *name;
    snapguard_limit limit;
    size_t value;
    snapguard_encoding encoding;
    const char *document;
    const char *message; /* of limit-exceeded; NULL: it is not exceeded */
} limit_case;

#define ONE SNAPGUARD_JSON
#define MANY SNAPGUARD_JSON_REQUESTS

/* clang-format off */
static limit_case limit_cases[] = {
    {"bytes: as many as allowed", SNAPGUARD_MAX_BYTES, 7, ONE, "{\"a\":1}", NULL},
    {"bytes: one too many", SNAPGUARD_MAX_BYTES, 6, ONE, "{\"a\":1}",
     "7 bytes are 1 over the limit of 6"},
    {"bytes: blanks count", SNAPGUARD_MAX_BYTES, 7, ONE, "{\"a\":1} \n",
     "9 bytes are 2 over the limit of 7"},
    {"bytes: of each request in an array", SNAPGUARD_MAX_BYTES, 7, MANY,
     "[{\"a\":1},{\"a\":1}]", NULL},
    {"bytes: of the first request in an array", SNAPGUARD_MAX_BYTES, 7, MANY,
     "[{\"a\":10}, {}]", "8 bytes are 1 over the limit of 7"},
    {"bytes: an array with one request is held to its own size", SNAPGUARD_MAX_BYTES, 7,
     MANY, "  [ {\"a\":1} ]  ", NULL},
    {"bytes: of a body, and not of its chunks", SNAPGUARD_MAX_BYTES, 10, SNAPGUARD_HTTP,
     "POST / HTTP/1.1\r\nx-acs-action: CreateAutoSnapshotPolicy\r\nTransfer-Encoding: chunked"
     "\r\nContent-Type: application/json\r\n\r\n8\r\n{\"a\":\"12\r\n7\r\n34567\"}\r\n0\r\n\r\n",
     "15 bytes are 5 over the limit of 10"},
    {"depth: as deep as allowed", SNAPGUARD_MAX_DEPTH, 3, ONE, "{\"a\":[[1]]}", NULL},
    {"depth: one too deep", SNAPGUARD_MAX_DEPTH, 3, ONE, "{\"a\":[[{}]]}",
     "there are more levels than the limit of 3"},
    {"depth: the flat object is one level", SNAPGUARD_MAX_DEPTH, 1, ONE, "{\"a\":1}",
     NULL},
    {"depth: an empty array is a level", SNAPGUARD_MAX_DEPTH, 1, ONE, "{\"a\":[]}",
     "there are more levels than the limit of 1"},
    {"depth: the array of requests is none", SNAPGUARD_MAX_DEPTH, 3, MANY,
     "[{\"a\":[[1]]}]", NULL},
    {"depth: of a request in an array", SNAPGUARD_MAX_DEPTH, 3, MANY, "[{\"a\":[[[]]]}]",
     "there are more levels than the limit of 3"},
    {"depth: in a nested string", SNAPGUARD_MAX_DEPTH, 3, ONE,
     "{\"timePoints\":\"[[[]]]\"}", NULL},
    {"depth: too deep in a nested string", SNAPGUARD_MAX_DEPTH, 3, ONE,
     "{\"timePoints\":\"[[[[]]]]\"}", "there are more levels than the limit of 3"},
    {"values: as many as allowed", SNAPGUARD_MAX_VALUES, 4, ONE, "{\"a\":[1,2]}", NULL},
    {"values: one too many", SNAPGUARD_MAX_VALUES, 4, ONE, "{\"a\":[1,2,3]}",
     "there are more values than the limit of 4"},
    {"values: names are none", SNAPGUARD_MAX_VALUES, 4, ONE,
     "{\"a\":1,\"b\":2,\"c\":3}", NULL},
    {"values: of each request in an array", SNAPGUARD_MAX_VALUES, 4, MANY,
     "[{\"a\":[1,2]},{\"a\":[1,2]}]", NULL},
    {"values: too many in the first request", SNAPGUARD_MAX_VALUES, 4, MANY,
     "[{\"a\":[1,2,3]},{}]", "5 values are 1 over the limit of 4"},
    {"values: in a nested string", SNAPGUARD_MAX_VALUES, 4, ONE,
     "{\"timePoints\":\"[1,2,3]\"}", NULL},
    {"values: too many in a nested string", SNAPGUARD_MAX_VALUES, 4, ONE,
     "{\"timePoints\":\"[1,2,3,4]\"}", "there are more values than the limit of 4"},
    {"values: in a list as the service's own clients write it", SNAPGUARD_MAX_VALUES, 4, ONE,
     "{\"timePoints\":\"[\\\"1\\\",\\\"2\\\",\\\"3\\\"]\"}", NULL},
    {"values: too many in such a list", SNAPGUARD_MAX_VALUES, 4, ONE,
     "{\"timePoints\":\"[\\\"1\\\",\\\"2\\\",\\\"3\\\",\\\"24\\\"]\"}",
     "there are more values than the limit of 4"},
    {"values: as many pairs as allowed", SNAPGUARD_MAX_VALUES, 3, SNAPGUARD_QUERY, "a=1&b=2&c=3",
     NULL},
    {"values: a pair too many", SNAPGUARD_MAX_VALUES, 3, SNAPGUARD_QUERY, "a=1&b=2&c=3&d=4",
     "there are more values than the limit of 3"},
    {"parameters: as many as allowed", SNAPGUARD_MAX_PARAMETERS, 2, ONE,
     "{\"regionId\":1,\"retentionDays\":2}", NULL},
    {"parameters: one too many", SNAPGUARD_MAX_PARAMETERS, 2, ONE,
     "{\"regionId\":1,\"retentionDays\":2,\"timePoints\":3}",
     "3 parameters are 1 over the limit of 2"},
    {"document bytes: as many as allowed", SNAPGUARD_MAX_DOCUMENT_BYTES, 131073, MANY,
     "[{}]", NULL},
};
/* clang-format on */

static void limit_in_force(void **state)
{
    const limit_case *row = *state;
    snapguard_options *options = options_new();
    const snapguard_finding *finding;
    char message[128] = "";
    checker judge;

    assert_int_equal(
        snapguard_options_set_limit(options, row->limit, row->value), SNAPGUARD_OK);
    judge = checker_new(options);
    finding =
        finding_of(check_text(&judge, row->encoding, row->document), "limit-exceeded");
    if (finding)
        snapguard_finding_text(
            finding, SNAPGUARD_TEXT_MESSAGE, false, message, sizeof message);
    assert_string_equal(message, row->message ? row->message : "");
    checker_free(&judge);
}

/* `count` pieces between `start` and `end`. Each "###" becomes a number of its own. */
static char *repeat(const char *start, const char *piece, size_t count, const char *end)
{
    size_t size = strlen(piece);
    char *text = malloc(strlen(start) + count * size + strlen(end) + 1);
    char *p = text;

    assert_non_null(text);
    p = strcpy(p, start) + strlen(start);
    for (size_t i = 0; i < count; i++, p += size) {
        char *number;

        memcpy(p, piece, size + 1);
        number = strstr(p, "###");
        for (size_t digit = 3, rest = i; number && digit > 0; rest /= 10)
            number[--digit] = (char)('0' + rest % 10);
    }
    strcpy(p, end);
    return text;
}

typedef struct default_case {
    const char *name;
    const char *start;
    const char *piece;
    size_t count; /* that is allowed; one more is not */
    const char *end;
    snapguard_encoding encoding;
} default_case;

/* clang-format off */
static default_case default_cases[] = {
    {"131,072 bytes", "{", " ", 131070, "}", ONE},
    {"32 levels", "{\"a\":", "[", 31, "", ONE},
    {"1,024 values", "{\"a\":[0", ",0", 1021, "]}", ONE},
    {"1,024 values of one of many", "[{\"a\":[0", ",0", 1021, "]}]", MANY},
    {"131,072 bytes of one of many", "[{", " ", 131070, "}]", MANY},
    {"256 parameters", "{\"x0\":0", ",\"x\":0", 255, "}", ONE},
    {"67,108,864 bytes of a document", "{", " ", (64 << 20) - 2, "}", SNAPGUARD_ROS},
    {"4,194,304 values of a document", "[0", ",0", (4 << 20) - 2, "]", SNAPGUARD_ROS},
    {"256 levels of a document", "{\"a\":", "[", 255, "", SNAPGUARD_ROS},
};
/* clang-format on */

static void default_limit(void **state)
{
    const default_case *row = *state;
    checker judge = checker_new(NULL);

    for (size_t extra = 0; extra < 2; extra++) {
        char *text = repeat(row->start, row->piece, row->count + extra, row->end);
        const snapguard_report *report = check_text(&judge, row->encoding, text);

        assert_int_equal(finding_of(report, "limit-exceeded") != NULL, extra);
        free(text);
    }
    checker_free(&judge);
}

/* Which operation it is for may be said behind the last parameter that is read. */
static void an_operation_past_the_limit_is_seen(void **state)
{
    static const char another[] =
        "{\"regionId\":1,\"retentionDays\":2,\"Action\":\"DescribeRegions\"}";
    snapguard_options *options = options_new();
    checker judge;

    (void)state;
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_PARAMETERS, 1), SNAPGUARD_OK);
    judge = checker_new(options);
    assert_int_equal(
        snapguard_report_verdict(check_text(&judge, SNAPGUARD_JSON, another)),
        SNAPGUARD_NOT_APPLICABLE);
    checker_free(&judge);
}

/* A request over a limit says nothing of the requests behind it. */
static void later_requests_are_judged(void **state)
{
    static const char document[] =
        "[{\"a\":\"0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 "
        "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789\"}," GOOD
        ",{\"a\":[1,2,3,4,5,6,7,8,9]}," GOOD "]";
    const bool is_over[] = {true, false, true, false};
    snapguard_options *options = options_new();
    const snapguard_report *report;
    checker judge;

    (void)state;
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_BYTES, sizeof GOOD - 1),
        SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_VALUES, 6), SNAPGUARD_OK);
    judge = checker_new(options);
    report = check_text(&judge, SNAPGUARD_JSON_REQUESTS, document);
    for (size_t i = 0; i < COUNT(is_over); i++) {
        assert_non_null(report);
        assert_int_equal(finding_of(report, "limit-exceeded") != NULL, is_over[i]);
        assert_int_equal(
            snapguard_report_verdict(report),
            is_over[i] ? SNAPGUARD_INVALID : SNAPGUARD_VALID);
        assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    }
    assert_null(report);
    checker_free(&judge);
}

static void a_document_has_limits_too(void **state)
{
    snapguard_options *options = options_new();
    const snapguard_report *report;
    checker judge;

    (void)state;
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_BYTES, 10), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_DOCUMENT_BYTES, 12),
        SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_VALUES, 2), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_DOCUMENT_VALUES, 4),
        SNAPGUARD_OK);
    judge = checker_new(options);
    report = check_text(&judge, SNAPGUARD_JSON_REQUESTS, "[{},{},{}]  ");
    assert_null(finding_of(report, "limit-exceeded"));
    report = check_text(&judge, SNAPGUARD_JSON_REQUESTS, "[{},{},{}]   ");
    assert_non_null(finding_of(report, "limit-exceeded"));
    report = check_text(&judge, SNAPGUARD_JSON_REQUESTS, "[{},{},{},7]");
    assert_non_null(finding_of(report, "limit-exceeded"));
    assert_int_equal(snapguard_report_count(report), 1);
    checker_free(&judge);
}

/* --------------------------------------------------------------- what is never read */

static void read_nothing(
    checker *judge, snapguard_encoding encoding, const char *bytes, size_t length,
    const char *message)
{
    const snapguard_report *report;
    const snapguard_finding *finding;
    char buffer[128];

    assert_int_equal(
        snapguard_check(&report, judge->context, encoding, bytes, length), SNAPGUARD_OK);
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
    assert_int_equal(snapguard_report_count(report), 1);
    finding = snapguard_report_finding(report, 0);
    assert_string_equal(snapguard_finding_rule(finding), "limit-exceeded");
    snapguard_finding_text(finding, SNAPGUARD_TEXT_MESSAGE, true, buffer, sizeof buffer);
    assert_string_equal(buffer, message);
    assert_int_equal(snapguard_check_next(&report, judge->context), SNAPGUARD_OK);
    assert_null(report);
}

static void too_long_is_from_the_beginning_on(void **state)
{
    static char bytes[131073];
    checker judge = checker_new(NULL);
    const snapguard_report *report;
    snapguard_range range;

    (void)state;
    memset(bytes, '\n', sizeof bytes);
    assert_int_equal(
        snapguard_check(&report, judge.context, SNAPGUARD_JSON, bytes, sizeof bytes),
        SNAPGUARD_OK);
    snapguard_finding_range(finding_of(report, "limit-exceeded"), &range);
    assert_int_equal(range.start.byte, 0);
    assert_int_equal(range.start.line, 1);
    checker_free(&judge);
}

static void too_long_is_answered_from_the_length(void **state)
{
    char *page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    checker judge = checker_new(NULL);

    (void)state;
    assert_true(page != MAP_FAILED);
    read_nothing(
        &judge, SNAPGUARD_JSON, page, 131073,
        "131073 bytes are 1 over the limit of 131072");
    read_nothing(
        &judge, SNAPGUARD_JSON_REQUESTS, page, 67108865,
        "67108865 bytes are 1 over the limit of 67108864");
    read_nothing(
        &judge, SNAPGUARD_JSON, page, (size_t)1 << 40,
        "1099511627776 bytes are 1099511496704 over the limit of 131072");
    read_nothing(
        &judge, SNAPGUARD_JSON, NULL, SIZE_MAX,
        "18446744073709551615 bytes are 18446744073709420543 over the limit of 131072");
    munmap(page, 4096);
    checker_free(&judge);
}

/* Nothing behind the length is read either: the last byte stands before a forbidden page.
 */
static void nothing_behind_the_end_is_read(void **state)
{
    static const char *const texts[] = {
        GOOD,
        "[" GOOD "," GOOD "]",
        "{\"a\":\"\\u12",
        "{\"a\":tru",
        "{\"a\":-",
        "\"\xE4\xB8",
        "{\"timePoints\":\"[\\\"1\\",
        "[",
        "1",
        "{\"a\":\"\\ud800\\",
        "\xEF\xBB",
        ""};
    char *pages =
        mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    checker judge = checker_new(NULL);

    (void)state;
    assert_true(pages != MAP_FAILED);
    assert_int_equal(mprotect(pages + 4096, 4096, PROT_NONE), 0);
    for (size_t i = 0; i < COUNT(texts); i++) {
        size_t length = strlen(texts[i]);

        /* Every beginning of the text, each ending right before the page. */
        for (size_t n = 0; n <= length; n++) {
            const snapguard_report *report;

            memcpy(pages + 4096 - n, texts[i], n);
            assert_int_equal(
                snapguard_check(
                    &report, judge.context, SNAPGUARD_JSON_REQUESTS, pages + 4096 - n, n),
                SNAPGUARD_OK);
            while (report)
                assert_int_equal(
                    snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
        }
    }
    munmap(pages, 8192);
    checker_free(&judge);
}

/* ------------------------------------------------------------------------- findings */

static void findings_past_the_limit_are_counted(void **state)
{
    checker judge = checker_new(NULL);
    char *text = repeat("{\"timePoints\":\"[0", ",417", 99, "]\"}");
    const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON, text);

    (void)state;
    assert_int_equal(snapguard_report_count(report), 64);
    /* 99 hours, three parameters that are missing, and too many hours. */
    assert_int_equal(snapguard_report_total(report, SNAPGUARD_ERROR), 103);
    assert_non_null(snapguard_report_finding(report, 63));
    assert_null(snapguard_report_finding(report, 64));
    assert_null(snapguard_report_finding(report, SIZE_MAX));
    free(text);
    checker_free(&judge);
}

/* The totals of an engine that keeps at most `most` findings. */
static void total(const char *document, size_t most, size_t totals[SNAPGUARD_ERROR + 1])
{
    snapguard_options *options = options_new();
    const snapguard_report *report;
    checker judge;

    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_FINDINGS, most), SNAPGUARD_OK);
    judge = checker_new(options);
    report = check_text(&judge, SNAPGUARD_JSON, document);
    assert_true(snapguard_report_count(report) <= most);
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
    for (int s = SNAPGUARD_OFF; s <= SNAPGUARD_ERROR; s++)
        totals[s] = snapguard_report_total(report, (snapguard_severity)s);
    checker_free(&judge);
}

/* How many are kept changes neither the totals nor the verdict. */
static void totals_do_not_depend_on_the_limit(void **state)
{
    static const char mixed[] =
        "{\"regionId\":\"cn-hangzhou\",\"autoSnapshotPolicyName\":\"http://a b!\","
        "\"timePoints\":\"[\\\"417\\\",\\\"1\\\",\\\"1\\\",5,4]\",\"TIMEPOINTS\":1,\"a\":"
        "1,"
        "\"Tag\":[{\"Key\":\"acs:a\"},{\"Key\":\"ACS:b\"},{\"Key\":\"acs:a\"}]}";
    static const char twice[] = "{\"Tag.1.Key\":\"a\",\"Tag\":[{\"Key\":\"a\"}],"
                                "\"regionId\":\"a\",\"regionId\":\"b\"}";
    static const char plain[] = "{\"a\":1,\"Tag\":[{},{},7],\"retentionDays\":\"31\"}";
    const char *const documents[] = {mixed, twice, plain};

    (void)state;
    for (size_t i = 0; i < COUNT(documents); i++) {
        size_t all[SNAPGUARD_ERROR + 1];
        size_t some[SNAPGUARD_ERROR + 1];

        total(documents[i], 1000, all);
        for (size_t most = 1; most < 20; most++) {
            total(documents[i], most, some);
            assert_memory_equal(some, all, sizeof all);
        }
    }
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(an_unknown_limit_is_refused),
        cmocka_unit_test(a_refused_limit_changes_nothing),
        cmocka_unit_test(an_operation_past_the_limit_is_seen),
        cmocka_unit_test(later_requests_are_judged),
        cmocka_unit_test(a_document_has_limits_too),
        cmocka_unit_test(too_long_is_answered_from_the_length),
        cmocka_unit_test(too_long_is_from_the_beginning_on),
        cmocka_unit_test(nothing_behind_the_end_is_read),
        cmocka_unit_test(findings_past_the_limit_are_counted),
        cmocka_unit_test(totals_do_not_depend_on_the_limit),
    };
    struct CMUnitTest ceilings[COUNT(bounds)];
    struct CMUnitTest in_force[COUNT(limit_cases)];
    struct CMUnitTest defaults[COUNT(default_cases)];
    int failed = cmocka_run_group_tests_name("limits", alone, NULL, NULL);

    ADD_ROWS(ceilings, a_limit_has_bounds, bounds, COUNT(bounds));
    ADD_ROWS(in_force, limit_in_force, limit_cases, COUNT(limit_cases));
    ADD_ROWS(defaults, default_limit, default_cases, COUNT(default_cases));
    failed += cmocka_run_group_tests_name("bounds of a limit", ceilings, NULL, NULL);
    failed += cmocka_run_group_tests_name("limits in force", in_force, NULL, NULL);
    failed += cmocka_run_group_tests_name("limits by default", defaults, NULL, NULL);
    return failed;
}
