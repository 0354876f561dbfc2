/* The contract of the calls that no other test of this folder asks about, and: for
 * any bytes whatever, a check is done. */
#include "engines.h"
#include "samples.h"
#include "support.h"
#include "transcript.h"

#include <snapguard/snapguard.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEMBERS                                                                          \
    "\"timePoints\":\"[\\\"1\\\"]\",\"repeatWeekdays\":\"[\\\"1\\\"]\","                 \
    "\"retentionDays\":30"
#define GOOD "{\"regionId\":\"cn-hangzhou\"," MEMBERS "}"
#define PLACES                                                                           \
    "\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\"]\","                       \
    "\"repeatWeekdays\":\"[\\\"1\\\"]\""
#define QUERY                                                                            \
    "regionId=cn-hangzhou&timePoints=%5B%221%22%5D&repeatWeekdays=%5B%221%22%5D&"        \
    "retentionDays=30"

/* ----------------------------------------------------------------- status and version */

typedef struct status_case {
    const char *name;
    int status;
    const char *text;
} status_case;

/* clang-format off */
static status_case status_cases[] = {
#define STATUS(name, text) {#name, SNAPGUARD_##name, text},
#include <snapguard/status.def>
#undef STATUS
    {"a status after the last", SNAPGUARD_ERROR_FACTS + 1,
     "a status that this version does not know"},
    {"a status far away", 2147483647, "a status that this version does not know"},
    {"a status below 0", -1, "a status that this version does not know"},
};
/* clang-format on */

static void status_in_words(void **state)
{
    const status_case *row = *state;

    assert_string_equal(snapguard_strerror((snapguard_status)row->status), row->text);
}

static void the_values_have_names(void **state)
{
    (void)state;
    assert_string_equal(snapguard_verdict_name(SNAPGUARD_VALID), "valid");
    assert_string_equal(snapguard_verdict_name(SNAPGUARD_INVALID), "invalid");
    assert_string_equal(snapguard_verdict_name(SNAPGUARD_UNDETERMINED), "undetermined");
    assert_string_equal(
        snapguard_verdict_name(SNAPGUARD_NOT_APPLICABLE), "not-applicable");
    assert_string_equal(snapguard_severity_name(SNAPGUARD_OFF), "off");
    assert_string_equal(snapguard_severity_name(SNAPGUARD_NOTICE), "notice");
    assert_string_equal(snapguard_severity_name(SNAPGUARD_WARNING), "warning");
    assert_string_equal(snapguard_severity_name(SNAPGUARD_ERROR), "error");
    assert_string_equal(snapguard_basis_name(SNAPGUARD_DOCUMENTED), "documented");
    assert_string_equal(snapguard_basis_name(SNAPGUARD_INFERRED), "inferred");
    assert_string_equal(snapguard_basis_name(SNAPGUARD_COMMON), "common");
}

static void no_other_value_has_a_name(void **state)
{
    static const int others[] = {-1, INT_MIN, INT_MAX};

    (void)state;
    for (size_t i = 0; i < COUNT(others); i++) {
        assert_null(snapguard_verdict_name((snapguard_verdict)others[i]));
        assert_null(snapguard_severity_name((snapguard_severity)others[i]));
        assert_null(snapguard_basis_name((snapguard_basis)others[i]));
    }
    assert_null(
        snapguard_verdict_name((snapguard_verdict)(SNAPGUARD_NOT_APPLICABLE + 1)));
    assert_null(snapguard_severity_name((snapguard_severity)(SNAPGUARD_ERROR + 1)));
    assert_null(snapguard_basis_name((snapguard_basis)(SNAPGUARD_COMMON + 1)));
}

static void ok_is_zero(void **state)
{
    (void)state;
    assert_int_equal(SNAPGUARD_OK, 0);
}

static void the_version_is_that_of_the_header(void **state)
{
    char text[32];

    (void)state;
    snprintf(
        text, sizeof text, "%d.%d.%d", SNAPGUARD_VERSION_MAJOR, SNAPGUARD_VERSION_MINOR,
        SNAPGUARD_VERSION_PATCH);
    assert_string_equal(SNAPGUARD_VERSION, text);
    assert_string_equal(snapguard_version(), text);
    assert_int_equal(
        SNAPGUARD_VERSION_NUMBER, SNAPGUARD_VERSION_MAJOR << 16 |
                                      SNAPGUARD_VERSION_MINOR << 8 |
                                      SNAPGUARD_VERSION_PATCH);
    assert_int_equal(snapguard_version_number(), SNAPGUARD_VERSION_NUMBER);
}

static void nothing_may_be_freed(void **state)
{
    (void)state;
    snapguard_options_free(NULL);
    snapguard_context_free(NULL);
    snapguard_engine_free(NULL);
}

static void the_pack_is_a_text(void **state)
{
    size_t length;
    const char *pack = snapguard_builtin_pack(&length);

    (void)state;
    assert_int_equal(strlen(pack), length);
    assert_ptr_equal(snapguard_builtin_pack(NULL), pack);
    assert_non_null(strstr(pack, "\"edition\": \"2024-04-11\""));
}

/* ------------------------------------------------------------------------------ check */

static void an_unknown_encoding_is_refused(void **state)
{
    const int encodings[] = {-1, SNAPGUARD_TFPLAN + 1, 2147483647};
    checker judge = checker_new(NULL);

    (void)state;
    for (size_t i = 0; i < COUNT(encodings); i++) {
        const snapguard_report *report =
            check_text(&judge, SNAPGUARD_JSON_REQUESTS, "[{},{}]");

        assert_int_equal(
            snapguard_check(
                &report, judge.context, (snapguard_encoding)encodings[i], "{}", 2),
            SNAPGUARD_ERROR_ARGUMENT);
        assert_null(report);
    }
    checker_free(&judge);
}

static void no_bytes_are_not_json(void **state)
{
    checker judge = checker_new(NULL);

    (void)state;
    for (int encoding = SNAPGUARD_JSON; encoding <= SNAPGUARD_JSON_REQUESTS; encoding++) {
        const snapguard_report *report;
        snapguard_range range;

        assert_int_equal(
            snapguard_check(
                &report, judge.context, (snapguard_encoding)encoding, NULL, 0),
            SNAPGUARD_OK);
        assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
        assert_int_equal(snapguard_report_count(report), 1);
        assert_non_null(finding_of(report, "invalid-json"));
        snapguard_report_range(report, &range);
        assert_int_equal(range.end.byte, 0);
        snapguard_finding_range(snapguard_report_finding(report, 0), &range);
        assert_int_equal(range.start.line, 1);
        assert_int_equal(range.start.column, 1);
    }
    checker_free(&judge);
}

/* The length counts, and no NUL: bytes behind it are not read, a NUL before it is. */
static void the_length_ends_the_request(void **state)
{
    static const char with_nul[] = GOOD "\0";
    checker judge = checker_new(NULL);
    const snapguard_report *report;

    (void)state;
    assert_int_equal(
        snapguard_check(
            &report, judge.context, SNAPGUARD_JSON, GOOD "garbage", sizeof GOOD - 1),
        SNAPGUARD_OK);
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_VALID);
    assert_int_equal(
        snapguard_check(&report, judge.context, SNAPGUARD_JSON, with_nul, sizeof GOOD),
        SNAPGUARD_OK);
    assert_non_null(finding_of(report, "invalid-json"));
    checker_free(&judge);
}

typedef struct verdict_case {
    const char *name;
    snapguard_encoding encoding;
    const char *document;
    snapguard_verdict verdict;
    size_t count;
    const char *answer; /* rule of the report's answer, or NULL */
} verdict_case;

/* clang-format off */
static verdict_case verdict_cases[] = {
    {"a valid request", SNAPGUARD_JSON, GOOD, SNAPGUARD_VALID, 0, NULL},
    {"a warning leaves it valid", SNAPGUARD_JSON,
     "{\"regionId\":\"cn-hangzhou\"," MEMBERS ",\"a\":1}", SNAPGUARD_VALID, 1, NULL},
    {"an error makes it invalid", SNAPGUARD_JSON, "{" MEMBERS "}", SNAPGUARD_INVALID, 1,
     "missing-parameter"},
    {"an array of nothing is not applicable", SNAPGUARD_JSON_REQUESTS, "[]",
     SNAPGUARD_NOT_APPLICABLE, 0, NULL},
    {"an array is no request", SNAPGUARD_JSON, "[]", SNAPGUARD_INVALID, 1, NULL},
    {"another operation is not applicable", SNAPGUARD_JSON,
     "{\"Action\":\"DescribeDisks\",\"regionId\":7}", SNAPGUARD_NOT_APPLICABLE, 0, NULL},
    {"the operation itself", SNAPGUARD_JSON,
     "{\"Action\":\"CreateAutoSnapshotPolicy\",\"regionId\":\"cn-hangzhou\"," MEMBERS "}",
     SNAPGUARD_VALID, 0, NULL},
    {"no answer without a code", SNAPGUARD_JSON, "{", SNAPGUARD_INVALID, 1, NULL},
    {"the answer is an error, not the warning before it", SNAPGUARD_JSON,
     "{\"regionId\":\"xx-unknown\",\"timePoints\":\"[\\\"1\\\"]\","
     "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":0}",
     SNAPGUARD_INVALID, 2, "retention-days-range"},
};
/* clang-format on */

static void verdict_of_a_request(void **state)
{
    const verdict_case *row = *state;
    checker judge = checker_new(NULL);
    const snapguard_report *report = check_text(&judge, row->encoding, row->document);
    const snapguard_finding *answer = snapguard_report_answer(report);

    assert_int_equal(snapguard_report_verdict(report), row->verdict);
    assert_int_equal(snapguard_report_count(report), row->count);
    assert_null(snapguard_report_finding(report, row->count));
    assert_int_equal(answer != NULL, row->answer != NULL);
    if (answer) {
        assert_string_equal(snapguard_finding_rule(answer), row->answer);
        assert_int_equal(snapguard_finding_severity(answer), SNAPGUARD_ERROR);
        assert_non_null(snapguard_finding_answer(answer));
    }
    assert_int_equal(snapguard_report_total(report, SNAPGUARD_OFF), 0);
    assert_int_equal(snapguard_report_total(report, (snapguard_severity)4), 0);
    assert_int_equal(snapguard_report_total(report, (snapguard_severity)-1), 0);
    checker_free(&judge);
}

static void an_answer_is_the_documented_one(void **state)
{
    checker judge = checker_new(NULL);
    const snapguard_answer *answer;

    (void)state;
    answer = snapguard_finding_answer(snapguard_report_answer(
        check_text(&judge, SNAPGUARD_JSON, "{\"regionId\":\"X\"," MEMBERS "}")));
    assert_string_equal(answer->code, "ParameterInvalid");
    assert_int_equal(answer->http_status, 403);
    assert_int_equal(answer->basis, SNAPGUARD_DOCUMENTED);
    answer = snapguard_finding_answer(
        snapguard_report_answer(check_text(&judge, SNAPGUARD_JSON, "{" MEMBERS "}")));
    assert_string_equal(answer->code, "MissingParameter");
    assert_int_equal(answer->http_status, 400);
    assert_int_equal(answer->basis, SNAPGUARD_COMMON);
    answer = snapguard_finding_answer(snapguard_report_answer(check_text(
        &judge, SNAPGUARD_JSON,
        "{\"regionId\":\"cn-hangzhou\"," MEMBERS ",\"EnableCrossRegionCopy\":true}")));
    assert_string_equal(answer->code, "InvalidParameter.TargetCopyRegions");
    assert_int_equal(answer->basis, SNAPGUARD_INFERRED);
    checker_free(&judge);
}

/* ------------------------------------------------------------------------- check_next */

static void requests_come_in_their_order(void **state)
{
    static const char document[] = "[" GOOD ",\n {\"Action\":\"a\"}, 7, {}]";
    const snapguard_verdict verdicts[] = {
        SNAPGUARD_VALID, SNAPGUARD_NOT_APPLICABLE, SNAPGUARD_INVALID, SNAPGUARD_INVALID};
    const size_t lengths[] = {sizeof GOOD - 1, 14, 1, 2};
    checker judge = checker_new(NULL);
    const snapguard_report *report =
        check_text(&judge, SNAPGUARD_JSON_REQUESTS, document);

    (void)state;
    for (size_t i = 0; i < COUNT(verdicts); i++) {
        snapguard_range range;

        assert_non_null(report);
        assert_int_equal(snapguard_report_verdict(report), verdicts[i]);
        snapguard_report_range(report, &range);
        assert_int_equal(range.start.line, i ? 2 : 1);
        assert_int_equal(range.end.byte - range.start.byte, lengths[i]);
        assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    }
    assert_null(report);
    checker_free(&judge);
}

static void assert_no_more(checker *judge)
{
    for (int i = 0; i < 3; i++) {
        const snapguard_report *report = (const snapguard_report *)(uintptr_t)1;

        assert_int_equal(snapguard_check_next(&report, judge->context), SNAPGUARD_OK);
        assert_null(report);
    }
}

/* A request that is not read leaves nothing to the one behind it. */
static void a_duplicate_belongs_to_one_request(void **state)
{
    static const char text[] =
        "[[{\"a\":1,\"a\":2}],{\"regionId\":\"cn-hangzhou\",\"timePoints\":"
        "\"[\\\"1\\\"]\",\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30}]";
    checker judge = checker_new(NULL);
    const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON_REQUESTS, text);

    (void)state;
    assert_non_null(finding_of(report, "not-an-object"));
    assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    assert_int_equal(snapguard_report_count(report), 0);
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_VALID);
    checker_free(&judge);
}

static void what_was_not_read_is_never_valid(void **state)
{
    static const char *const texts[] = {"{", "[]", "\"\xff\"", "{\"a\":[[]]}"};
    snapguard_options *options = options_new();
    checker judge;

    (void)state;
    assert_int_equal(
        snapguard_options_set_severity(options, "*", SNAPGUARD_OFF), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_DEPTH, 2), SNAPGUARD_OK);
    judge = checker_new(options);
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_int_equal(
            snapguard_report_verdict(check_text(&judge, SNAPGUARD_JSON, texts[i])),
            SNAPGUARD_UNDETERMINED);
    checker_free(&judge);
}

/* A word that many documents have is not enough of a request to be taken for one. */
static void a_common_word_is_no_parameter(void **state)
{
    static const struct {
        const char *text;
        size_t parameters;
    } rows[] = {
        {"{\"tag\":\"v1\"}",                   0},
        {"{\"version\":\"1\",\"name\":\"x\"}", 0},
        {"{\"timestamp\":\"2024\"}",           0},
        {"{\"Format\":\"JSON\"}",              0},
        {"{\"timepoints\":\"x\"}",             1},
        {"{\"Tag\":[{\"Key\":\"k\"}]}",        1},
    };
    checker judge = checker_new(NULL);

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(
            snapguard_report_parameters(check_text(&judge, SNAPGUARD_JSON, rows[i].text)),
            rows[i].parameters);
    checker_free(&judge);
}

/* A region, tags and a group are of many operations; of what cannot be read, whole words
 * count wherever they stand. */
static void a_text_tells_what_it_is_for(void **state)
{
    static const struct {
        const char *text;
        snapguard_encoding encoding;
        bool is_recognized;
    } rows[] = {
        {GOOD,                                                                      SNAPGUARD_JSON,          true },
        {"{}",                                                                      SNAPGUARD_JSON,          false},
        {"{\"regionId\":\"cn-hangzhou\"}",                                          SNAPGUARD_JSON,          false},
        {"{\"RegionId\":\"cn-hangzhou\"}",                                          SNAPGUARD_JSON,          false},
        {"{\"Tag\":[{\"Key\":\"k\",\"Value\":\"v\"}]}",                             SNAPGUARD_JSON,          false},
        {"{\"ResourceGroupId\":\"rg\",\"DryRun\":true}",                            SNAPGUARD_JSON,          false},
        {"{\"ClientToken\":\"a\"}",                                                 SNAPGUARD_JSON,          false},
        {"{\"retentionDays\":\"no number\"}",                                       SNAPGUARD_JSON,          true },
        {"{\"RETENTIONDAYS\":1}",                                                   SNAPGUARD_JSON,          true },
        {"{\"timePoints.1\":\"1\"}",                                                SNAPGUARD_JSON,          true },
        {"{\"CopyEncryptionConfiguration.KMSKeyId\":\"k\"}",                        SNAPGUARD_JSON,          true },
        {"{\"Action\":\"CreateAutoSnapshotPolicy\"}",                               SNAPGUARD_JSON,          true },
        {"{\"Action\":\"DescribeRegions\",\"regionId\":\"a\"}",                     SNAPGUARD_JSON,          false},
        {"{\"regionId\":\"a\"",                                                     SNAPGUARD_JSON,          false},
        {"{\"RegionId\":\"a\",\"DiskId\":\"d\",\"RetentionDays\":\"30\"}",          SNAPGUARD_JSON,
         false                                                                                                    },
        {"{\"retentionDays\":30,\"bucket\":\"logs\"}",                              SNAPGUARD_JSON,          false},
        {"{\"retentionDays\":30,\"timePoints\":1,\"a\":1}",                         SNAPGUARD_JSON,          true },
        {"{\"retentionDays\":30,\"timePoints\":1,\"AutoSnapshotPolicyId\":1}",
         SNAPGUARD_JSON,                                                                                     false},
        {"retentionDays=30&timePoints=1&auto%53napshotPolicyId=sp-1",               SNAPGUARD_QUERY,
         false                                                                                                    },
        {"{\"timePoints\":1,\"retentionDays\":1,\"auto\\u0053napshotPolicyId\":1}",
         SNAPGUARD_JSON,                                                                                     false},
        {"Action=CreateAutoSnapshotPolicy&autoSnapshotPolicyId=sp-1",               SNAPGUARD_QUERY,
         true                                                                                                     },
        {"{\"retentionDays\":30,\"DryRun\":true}",                                  SNAPGUARD_JSON,          false},
        {"{\"TimePoints\":",                                                        SNAPGUARD_JSON,          false},
        {"// \n{\"retentionDays\": 1, \"RETENTIONDAYS\":",                          SNAPGUARD_JSON,          false},
        {"{\"regionId\":\"a\",\"TimePoints\":",                                     SNAPGUARD_JSON,          true },
        {"{\"regionId\":\"a\",\"Tag\":",                                            SNAPGUARD_JSON,          false},
        {"{\"my-timePoints\":",                                                     SNAPGUARD_JSON,          false},
        {"{\"my-timePoints\":1,\"my-repeatWeekdays\":",                             SNAPGUARD_JSON,          false},
        {"{\"autoSnapshotPolicyId\":\"sp-1\",\"timePoints\":1,\"retentionDays\":",
         SNAPGUARD_JSON,                                                                                     false},
        {"timePoints=1&retentionDays=1&autoSnapshotPolicyId=%zz",                   SNAPGUARD_QUERY,         false},
        {"{\"Action\":\"CreateAutoSnapshotPolicy\",\"autoSnapshotPolicyId\":",
         SNAPGUARD_JSON,                                                                                     true },
        {"{\"timePointsOf\":",                                                      SNAPGUARD_JSON,          false},
        {"timePoints,repeatweekdays",                                               SNAPGUARD_JSON,          true },
        {"timePoints",                                                              SNAPGUARD_JSON,          false},
        {"timePoint",                                                               SNAPGUARD_JSON,          false},
        {"[\"timePoints\"]",                                                        SNAPGUARD_JSON,          false},
        {"[\"timePoints\", 1]",                                                     SNAPGUARD_JSON_REQUESTS, false},
        {"createautosnapshotpolicy",                                                SNAPGUARD_JSON,          true },
        {"ALIYUN::ECS::AutoSnapshotPolicy",                                         SNAPGUARD_JSON,          true },
        {"{\"ALIYUN::ECS::AutoSnapshotPolicy\":",                                   SNAPGUARD_ROS,           true },
        {"{\"ALIYUN::ECS::AutoSnapshotPolicies\":",                                 SNAPGUARD_ROS,           false},
        {"{\"ROSTemplateFormatVersion\":1}",                                        SNAPGUARD_ROS,           false},
        {"{\"ROSTemplateFormatVersion\":1,\"Resources\":{\"a\":{\"Type\":"
         "\"ALIYUN::ECS::AutoSnapshotPolicy\"}}}",                         SNAPGUARD_ROS,           true },
        {"{\"planned_values\":[",                                                   SNAPGUARD_TFPLAN,        false},
        {"[\"alicloud_snapshot_policy\"",                                           SNAPGUARD_TFPLAN,        true },
        {"RegionId=a&Tag.1.Key=",                                                   SNAPGUARD_QUERY,         false},
        {"Action=%zz&RegionId=%zz",                                                 SNAPGUARD_QUERY,         false},
        {"%zz=%zz",                                                                 SNAPGUARD_QUERY,         false},
        {"retention%44ays=%zz",                                                     SNAPGUARD_QUERY,         true },
        {"Action=CreateAutoSnapshotPolicy&RegionId=%zz",                            SNAPGUARD_QUERY,         true },
    };
    checker judge = checker_new(NULL);

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const snapguard_report *report =
            check_text(&judge, rows[i].encoding, rows[i].text);

        for (int times = 0; times < 100; times++)
            if (snapguard_report_is_recognized(report) != rows[i].is_recognized)
                fail_msg("%s", rows[i].text);
    }
    checker_free(&judge);
}

/* Sixteen bits a character, which no JSON has. */
static void text_of_sixteen_bits_tells_what_it_is_for(void **state)
{
    static const char text[] = "\xFF\xFET\0a\0g\0,\0t\0i\0m\0e\0P\0o\0i\0n\0t\0s\0\"";
    checker judge = checker_new(NULL);
    const snapguard_report *report;

    (void)state;
    assert_int_equal(
        snapguard_check(&report, judge.context, SNAPGUARD_JSON, text, sizeof text),
        SNAPGUARD_OK);
    assert_true(snapguard_report_is_recognized(report));
    assert_int_equal(
        snapguard_check(&report, judge.context, SNAPGUARD_JSON, text, sizeof text - 6),
        SNAPGUARD_OK);
    assert_false(snapguard_report_is_recognized(report));
    checker_free(&judge);
}

/* Of JSON over a limit the names of members count, whatever blanks stand around them. */
static void long_json_tells_what_it_is_for_by_its_members(void **state)
{
    static const struct {
        const char *text;
        bool is_recognized;
    } rows[] = {
        {"{\"timePoints\"\n:\n1,\"retentionDays\"\r\t :1,",                   true },
        {"{\"a\":\"timePoints\",\"c\":\"retentionDays\",",                    false},
        {"{\"a\":{\"timePoints\":1,\"retentionDays\":1},",                    false},
        {"{\"timePoints\":1,\"retentionDays\":1,\"autoSnapshotPolicyId\":1,", false},
        {"{\"Action\"\n:\n\"CreateAutoSnapshotPolicy\",",                     true },
        {"{\"Action\":\"CreateSnapshot\",",                                   false},
    };
    snapguard_options *options = options_new();
    checker judge;

    (void)state;
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_DEPTH, 2), SNAPGUARD_OK);
    judge = checker_new(options);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[128];
        const snapguard_report *report;

        snprintf(text, sizeof text, "%s\"b\":[[[1]]]}", rows[i].text);
        report = check_text(&judge, SNAPGUARD_JSON, text);
        if (snapguard_report_is_recognized(report) != rows[i].is_recognized)
            fail_msg("%s", text);
    }
    checker_free(&judge);
}

/* Nothing is left of the request before, and no byte past the limit is read. */
static void a_long_text_tells_what_it_is_for_up_to_the_limit(void **state)
{
    enum { LIMIT = 131072 };
    checker judge = checker_new(NULL);
    char *text = malloc(LIMIT);
    const snapguard_report *report;

    (void)state;
    assert_non_null(text);
    memset(text, ' ', LIMIT);
    assert_true(snapguard_report_is_recognized(check_text(&judge, SNAPGUARD_JSON, GOOD)));
    for (int is_there = 0; is_there < 2; is_there++) {
        if (is_there)
            memcpy(text + LIMIT - 15, " Tag timePoints", 15);
        assert_int_equal(
            snapguard_check(
                &report, judge.context, SNAPGUARD_JSON, text, (size_t)LIMIT * 2),
            SNAPGUARD_OK);
        assert_int_equal(snapguard_report_is_recognized(report), is_there);
    }
    free(text);
    checker_free(&judge);
}

/* What stands deeper is none of the request's own, as in a report on such requests. */
static void members_of_a_document_over_a_limit_tell_what_it_is_for(void **state)
{
    static const struct {
        const char *start; /* of the document, before too many values */
        const char *end;
        bool is_recognized;
    } rows[] = {
        {"{\"Tag\":[0",                                       "],\"timePoints\" : 1}",      true },
        {"[{\"Tag\":[0",                                      "],\"timePoints\" : 1}]",     true },
        {"{\"Action\":\"CreateAutoSnapshotPolicy\",\"a\":[0", "]}",                         true },
        {"{\"retentionDays\":1,\"a\":[0",                     "]}",                         false},
        {"{\"a\":{\"timePoints\":1},\"b\":[0",                "],\"c\":{\"Tag\":1}}",       false},
        {"{\"a\":\"timePoints\",\"b\":[0",                    "],\"c\":\"\\\"Tag\\\":1\"}", false},
        {"[[\"timePoints\",\"Tag\"],[0",                      "]]",                         false},
    };
    enum { VALUES = 2000, LONGEST = 8192 };
    checker judge = checker_new(NULL);
    char text[LONGEST];

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t size = (size_t)snprintf(text, sizeof text, "%s", rows[i].start);

        for (int j = 0; j < VALUES; j++, size += 2)
            memcpy(text + size, ",1", 3);
        snprintf(text + size, sizeof text - size, "%s", rows[i].end);
        if (snapguard_report_is_recognized(check_text(&judge, SNAPGUARD_JSON, text)) !=
            rows[i].is_recognized)
            fail_msg("%s ... %s", rows[i].start, rows[i].end);
    }
    checker_free(&judge);
}

/* The rule is only a warning, and not an error. */
static void what_was_read_in_part_is_not_valid(void **state)
{
    static const struct {
        const char *rule;
        snapguard_encoding encoding;
        const char *request;
        snapguard_verdict verdict;
    } rows[] = {
        {"parameter-case",           SNAPGUARD_QUERY, QUERY "&autosnapshotpolicyname=x",
         SNAPGUARD_UNDETERMINED                                                                                   },
        {"repeat-list-parameter",    SNAPGUARD_QUERY, QUERY "&TargetCopyRegions.1=x",
         SNAPGUARD_UNDETERMINED                                                                                   },
        {"duplicate-parameter",      SNAPGUARD_QUERY, QUERY "&retentionDays=31",
         SNAPGUARD_UNDETERMINED                                                                                   },
        {"parameter-type",           SNAPGUARD_QUERY, QUERY "&EnableCrossRegionCopy=x",
         SNAPGUARD_UNDETERMINED                                                                                   },
        {"copy-target-format",       SNAPGUARD_QUERY, QUERY "&TargetCopyRegions=x",
         SNAPGUARD_UNDETERMINED                                                                                   },
        {"list-instead-of-text",     SNAPGUARD_JSON,
         "{" PLACES ",\"retentionDays\":30,\"TargetCopyRegions\":[\"x\"]}",
         SNAPGUARD_UNDETERMINED                                                                                   },
        {"duplicate-key",            SNAPGUARD_JSON,
         "{" PLACES ",\"retentionDays\":30,\"retentionDays\":31}",
         SNAPGUARD_UNDETERMINED                                                                                   },
        {"unsupported-content-type", SNAPGUARD_HTTP,
         "POST /?" QUERY
         "&Action=CreateAutoSnapshotPolicy HTTP/1.1\r\nContent-Type: a/b\r\n\r\nx",         SNAPGUARD_UNDETERMINED},
 /* Where all was read, it is. */
        {"unknown-parameter",        SNAPGUARD_QUERY, QUERY "&x=y",                         SNAPGUARD_VALID       },
        {"parameter-alias",          SNAPGUARD_QUERY, QUERY "&RegionId=cn-hangzhou",
         SNAPGUARD_VALID                                                                                          },
        {"boolean-case",             SNAPGUARD_QUERY, QUERY "&EnableCrossRegionCopy=False",
         SNAPGUARD_VALID                                                                                          },
        {"retention-days-range",     SNAPGUARD_JSON,  "{" PLACES ",\"retentionDays\":0}",
         SNAPGUARD_VALID                                                                                          },
        {"missing-parameter",        SNAPGUARD_JSON,  "{" PLACES "}",                       SNAPGUARD_VALID       },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        snapguard_options *options = options_new();
        const snapguard_report *report;
        checker judge;

        assert_int_equal(
            snapguard_options_set_severity(options, rows[i].rule, SNAPGUARD_WARNING),
            SNAPGUARD_OK);
        judge = checker_new(options);
        report = check_text(&judge, rows[i].encoding, rows[i].request);
        assert_non_null(finding_of(report, rows[i].rule));
        assert_int_equal(snapguard_report_verdict(report), rows[i].verdict);
        checker_free(&judge);
    }
}

static void there_is_an_end(void **state)
{
    static const char *const alone[] = {GOOD, "[]", "[{}]", "7", "", "[{},{}", "[{}}"};
    checker judge = checker_new(NULL);
    const snapguard_report *report;

    (void)state;
    assert_no_more(&judge);
    for (size_t i = 0; i < COUNT(alone); i++) {
        check_text(&judge, SNAPGUARD_JSON_REQUESTS, alone[i]);
        assert_no_more(&judge);
    }
    check_text(&judge, SNAPGUARD_JSON, "[{},{}]");
    assert_no_more(&judge);
    /* A new check, or one that was refused, ends the document before it. */
    check_text(&judge, SNAPGUARD_JSON_REQUESTS, "[{},{},{}]");
    check_text(&judge, SNAPGUARD_JSON, GOOD);
    assert_no_more(&judge);
    report = check_text(&judge, SNAPGUARD_JSON_REQUESTS, "[{},{},{}]");
    assert_int_equal(
        snapguard_check(&report, judge.context, (snapguard_encoding)7, "", 0),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    checker_free(&judge);
}

/* A request is judged the same, alone or among others. */
static void a_request_does_not_depend_on_its_neighbours(void **state)
{
    checker judge = checker_new(NULL);

    (void)state;
    for (size_t i = 0; i < sample_count; i++) {
        char *document = malloc(samples[i].length + 64);
        const snapguard_report *report;
        size_t count;
        snapguard_verdict verdict;

        assert_non_null(document);
        report = check_text(&judge, SNAPGUARD_JSON, samples[i].bytes);
        count = snapguard_report_count(report);
        verdict = snapguard_report_verdict(report);
        if (*samples[i].bytes == '{' && !finding_of(report, "invalid-json") &&
            !finding_of(report, "invalid-utf8")) {
            sprintf(document, "[{\"a\":1,\"a\":2},%s,{}]", samples[i].bytes);
            check_text(&judge, SNAPGUARD_JSON_REQUESTS, document);
            assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
            assert_int_equal(snapguard_report_count(report), count);
            assert_int_equal(snapguard_report_verdict(report), verdict);
        }
        free(document);
    }
    checker_free(&judge);
}

/* ----------------------------------------------------------------------------- report */

static void not_evaluated_is_what_needs_an_account(void **state)
{
    static const char *const ids[] = {
        "policy-quota",       "region-unsupported", "account-balance",
        "snapshot-service",   "kms-not-activated",  "kms-not-activated-encrypted",
        "kms-not-authorized", "kms-key-not-found",  "kms-key-disabled",
        "kms-key-untagged",   "disk-category",      "image-encryption"};
    checker judge = checker_new(NULL);
    const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON, GOOD);
    size_t count = 0;

    (void)state;
    for (const char *id; (id = snapguard_report_not_evaluated(report, count)); count++) {
        bool known = false;

        for (size_t i = 0; i < COUNT(ids); i++)
            known |= strcmp(id, ids[i]) == 0;
        for (size_t i = 0; i < count; i++)
            assert_string_not_equal(snapguard_report_not_evaluated(report, i), id);
        assert_true(known);
    }
    assert_int_equal(count, COUNT(ids));
    assert_null(snapguard_report_not_evaluated(report, SIZE_MAX));
    checker_free(&judge);
}

typedef struct parameter_case {
    const char *name;
    const char *document;
    size_t count;
} parameter_case;

static parameter_case parameter_cases[] = {
    {"the four that are required",  GOOD,                             4},
    {"none",                        "{}",                             0},
    {"one that is unknown is none", "{\"a\":1}",                      0},
    {"one in other letters is one", "{\"REGIONID\":\"cn-hangzhou\"}", 1},
    {"one by another name is one",  "{\"RegionId\":\"cn-hangzhou\"}", 1},
};

static void parameters_that_are_given(void **state)
{
    const parameter_case *row = *state;
    checker judge = checker_new(NULL);

    assert_int_equal(
        snapguard_report_parameters(check_text(&judge, SNAPGUARD_JSON, row->document)),
        row->count);
    checker_free(&judge);
}

static void a_related_place_is_given_or_untouched(void **state)
{
    checker judge = checker_new(NULL);
    const snapguard_report *report =
        check_text(&judge, SNAPGUARD_JSON, "{\"a\":1,\n \"a\":2," MEMBERS "}");
    snapguard_range range;
    snapguard_range before;

    (void)state;
    memset(&range, 0x5A, sizeof range);
    before = range;
    assert_false(
        snapguard_finding_related(finding_of(report, "missing-parameter"), &range));
    assert_memory_equal(&range, &before, sizeof range);
    assert_true(snapguard_finding_related(finding_of(report, "duplicate-key"), &range));
    assert_int_equal(range.start.line, 1);
    assert_int_equal(range.start.byte, 1);
    assert_int_equal(range.end.byte, 4);
    snapguard_finding_range(finding_of(report, "duplicate-key"), &range);
    assert_int_equal(range.start.line, 2);
    assert_int_equal(range.start.column, 2);
    checker_free(&judge);
}

/* Also where it only goes on with a character that is not begun. */
static void a_wrong_byte_is_one_column(void **state)
{
    static const char *const texts[] = {
        "{\"a\":\"\xFF\"}", "{\"a\":\"\x80\"}", "{\"a\":\"\xE5\xBF\"}"};
    checker judge = checker_new(NULL);

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON, texts[i]);
        snapguard_range range;

        snapguard_finding_range(finding_of(report, "invalid-utf8"), &range);
        assert_int_equal(range.start.byte, 6);
        assert_int_equal(range.start.column, 7);
        assert_int_equal(range.end.byte, 7);
        assert_int_equal(range.end.column, 8);
        assert_int_equal(range.end.utf16, 8);
    }
    checker_free(&judge);
}

/* A parameter of every operation is no other than those of this one. */
static void a_related_place_is_the_first_value(void **state)
{
    static const char *const queries[] = {
        "regionId=cn-hangzhou&Format=a&regionId=cn-shanghai",
        "Version=2014-05-26&Format=a&Version=2014-05-26",
        "SecurityToken=abc&Format=a&SecurityToken=def",
    };
    checker judge = checker_new(NULL);

    (void)state;
    for (size_t i = 0; i < COUNT(queries); i++) {
        const snapguard_report *report = check_text(&judge, SNAPGUARD_QUERY, queries[i]);
        const snapguard_finding *finding = finding_of(report, "duplicate-parameter");
        snapguard_range range;

        assert_non_null(finding);
        assert_true(snapguard_finding_related(finding, &range));
        assert_int_equal(range.start.byte, strcspn(queries[i], "=") + 1);
        assert_int_equal(range.end.byte, strcspn(queries[i], "&"));
    }
    checker_free(&judge);
}

/* What a getter hands out stays while the engine does: rules, categories and codes. */
static void names_live_as_long_as_the_engine(void **state)
{
    checker judge = checker_new(NULL);
    const snapguard_report *report =
        check_text(&judge, SNAPGUARD_JSON, "{\"regionId\":\"X\"}");
    const snapguard_finding *finding = snapguard_report_answer(report);
    const char *rule = snapguard_finding_rule(finding);
    const char *category = snapguard_finding_category(finding);
    const char *code = snapguard_finding_answer(finding)->code;
    const char *row = snapguard_report_not_evaluated(report, 0);

    (void)state;
    snapguard_context_free(judge.context);
    assert_string_equal(rule, "missing-parameter");
    assert_string_equal(category, "shape");
    assert_string_equal(code, "MissingParameter");
    assert_true(*row);
    snapguard_engine_free(judge.engine);
}

/* ------------------------------------------------------------------------------- laws */

static char *transcript(checker *judge, const sample *document)
{
    char *text = transcript_of(
        judge->context, document->encoding, document->bytes, document->length);

    assert_non_null(text);
    return text;
}

/* The same bytes again, in a used context and in one that interprets its patterns. */
static void the_same_bytes_give_the_same_report(void **state)
{
    const sample *row = *state;
    snapguard_options *options = options_new();
    checker used = checker_new(NULL);
    checker interpreted;
    char *first = transcript(&used, row);
    char *other;

    snapguard_options_set_jit(options, false);
    interpreted = checker_new(options);
    for (size_t i = 0; i < sample_count; i++)
        free(transcript(&used, &samples[i]));
    other = transcript(&used, row);
    assert_string_equal(other, first);
    free(other);
    other = transcript(&interpreted, row);
    assert_string_equal(other, first);
    free(other);
    free(first);
    checker_free(&interpreted);
    checker_free(&used);
}

static uint64_t random_next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* Bytes that JSON is made of come often, so that many strings get past the first one. */
static size_t make_noise(char *bytes, size_t most, uint64_t *seed)
{
    static const char common[] = "{}[]\",:\\u0tfne-+.123456789Ee \n\xE4\xB8\xAD";
    size_t length = random_next(seed) % most;

    for (size_t i = 0; i < length; i++)
        bytes[i] = random_next(seed) % 8 ? common[random_next(seed) % (sizeof common - 1)]
                                         : (char)(random_next(seed) & 0xFF);
    return length;
}

static size_t make_mutant(char *bytes, size_t most, uint64_t *seed)
{
    const sample *base = &samples[random_next(seed) % sample_count];
    size_t length = base->length < most ? base->length : most;

    memcpy(bytes, base->bytes, length);
    for (uint64_t n = random_next(seed) % 5; length && n > 0; n--) {
        size_t at = random_next(seed) % length;
        size_t size = random_next(seed) % (length - at + 1);

        switch (random_next(seed) % 4) {
        case 0:
            bytes[at] = (char)(random_next(seed) & 0xFF);
            break;
        case 1:
            bytes[at] = "{}[]\",:\\01"[random_next(seed) % 10];
            break;
        case 2: /* take a stretch away */
            memmove(bytes + at, bytes + at + size, length - at - size);
            length -= size;
            break;
        default: /* write a stretch again somewhere else */
            size = size < 32 ? size : 32;
            memmove(bytes + random_next(seed) % (length - size + 1), bytes + at, size);
        }
    }
    return length;
}

typedef size_t maker(char *bytes, size_t most, uint64_t *seed);

static void any_bytes(maker *make)
{
    uint64_t seed = UINT64_C(0x5DEECE66D1234567);
    checker judge = checker_new(NULL);

    for (int i = 0; i < 20000; i++) {
        char scratch[2048];
        size_t length = make(scratch, sizeof scratch, &seed);
        char *bytes = malloc(length ? length : 1); /* so that ASan sees its end */
        char *text;

        assert_non_null(bytes);
        memcpy(bytes, scratch, length);
        text = transcript_of(
            judge.context, (snapguard_encoding)(random_next(&seed) % 2), bytes, length);
        assert_non_null(text);
        free(text);
        free(bytes);
    }
    checker_free(&judge);
}

static void any_random_bytes_are_judged(void **state)
{
    (void)state;
    any_bytes(make_noise);
}

static void any_mutated_request_is_judged(void **state)
{
    (void)state;
    any_bytes(make_mutant);
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(the_values_have_names),
        cmocka_unit_test(no_other_value_has_a_name),
        cmocka_unit_test(ok_is_zero),
        cmocka_unit_test(the_version_is_that_of_the_header),
        cmocka_unit_test(nothing_may_be_freed),
        cmocka_unit_test(the_pack_is_a_text),
        cmocka_unit_test(an_unknown_encoding_is_refused),
        cmocka_unit_test(no_bytes_are_not_json),
        cmocka_unit_test(the_length_ends_the_request),
        cmocka_unit_test(an_answer_is_the_documented_one),
        cmocka_unit_test(requests_come_in_their_order),
        cmocka_unit_test(a_duplicate_belongs_to_one_request),
        cmocka_unit_test(what_was_not_read_is_never_valid),
        cmocka_unit_test(what_was_read_in_part_is_not_valid),
        cmocka_unit_test(a_common_word_is_no_parameter),
        cmocka_unit_test(a_text_tells_what_it_is_for),
        cmocka_unit_test(text_of_sixteen_bits_tells_what_it_is_for),
        cmocka_unit_test(long_json_tells_what_it_is_for_by_its_members),
        cmocka_unit_test(a_long_text_tells_what_it_is_for_up_to_the_limit),
        cmocka_unit_test(members_of_a_document_over_a_limit_tell_what_it_is_for),
        cmocka_unit_test(there_is_an_end),
        cmocka_unit_test(a_request_does_not_depend_on_its_neighbours),
        cmocka_unit_test(not_evaluated_is_what_needs_an_account),
        cmocka_unit_test(a_related_place_is_given_or_untouched),
        cmocka_unit_test(a_related_place_is_the_first_value),
        cmocka_unit_test(a_wrong_byte_is_one_column),
        cmocka_unit_test(names_live_as_long_as_the_engine),
        cmocka_unit_test(any_random_bytes_are_judged),
        cmocka_unit_test(any_mutated_request_is_judged),
    };
    struct CMUnitTest statuses[COUNT(status_cases)];
    struct CMUnitTest verdicts[COUNT(verdict_cases)];
    struct CMUnitTest parameters[COUNT(parameter_cases)];
    struct CMUnitTest again[64];
    int failed = cmocka_run_group_tests_name("api", alone, NULL, NULL);

    memset(again, 0, sizeof again);
    ADD_ROWS(statuses, status_in_words, status_cases, COUNT(status_cases));
    ADD_ROWS(verdicts, verdict_of_a_request, verdict_cases, COUNT(verdict_cases));
    ADD_ROWS(
        parameters, parameters_that_are_given, parameter_cases, COUNT(parameter_cases));
    ADD_ROWS(again, the_same_bytes_give_the_same_report, samples, sample_count);
    failed += cmocka_run_group_tests_name("statuses", statuses, NULL, NULL);
    failed += cmocka_run_group_tests_name("verdicts", verdicts, NULL, NULL);
    failed += cmocka_run_group_tests_name("parameters", parameters, NULL, NULL);
    failed += cmocka_run_group_tests_name("determinism", again, NULL, NULL);
    return failed;
}
