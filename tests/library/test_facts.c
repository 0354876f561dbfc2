/* Facts documents as a caller meets them: what is refused, and where; and which facts a
 * check asks. */
#include "engines.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEMBERS "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30,\"timePoints\":"
#define GOOD "{\"regionId\":\"cn-hangzhou\"," MEMBERS "\"[\\\"1\\\"]\"}"
#define DENSE "{\"regionId\":\"cn-hangzhou\"," MEMBERS "\"[\\\"9\\\",\\\"10\\\"]\"}"
#define FULL "{\"regions\":{\"cn-hangzhou\":{\"policyCount\":100}}}"
#define FREE "{\"regions\":{\"cn-hangzhou\":{\"policyCount\":0}}}"
#define POOR "{\"account\":{\"balanceSufficient\":false}}"

/* ------------------------------------------------------------------- wrong documents */

typedef struct wrong_case {
    const char *name;
    const char *text;
    size_t line;
    size_t column;
    const char *message;
} wrong_case;

#define COUNT_OF "facts: regions.*.policyCount must be an integer from 0 to 2147483647"
#define POLICIES(value) "{\"regions\":{\"cn-hangzhou\":\n{\"policyCount\": " value "}}}"

/* clang-format off */
static wrong_case wrong_cases[] = {
    {"nothing", "", 1, 1, "facts: not JSON: "},
    {"blanks", " \n ", 2, 2, "facts: not JSON: "},
    {"a brace", "{", 1, 2, "facts: not JSON: "},
    {"a trailing comma", "{\"account\":{},\n}", 2, 1, "facts: not JSON: "},
    {"a comment", "{} // none", 1, 4, "facts: not JSON: "},
    {"bytes that are not UTF-8", "{\"account\":{},\"\xFF\":1}", 1, 16,
     "facts: not UTF-8 from this byte on"},
    {"too many levels",
     "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", 1, 33,
     "facts: too many "},
    {"an array", " []", 1, 2, "facts: the text must be an object"},
    {"a text", "\"{}\"", 1, 1, "facts: the text must be an object"},
    {"null", "null", 1, 1, "facts: the text must be an object"},
    {"a key twice", "{\"disk\":{},\n \"disk\":{}}", 2, 2, "facts: this key "},
    {"a key twice in depth",
     "{\"kms\":{\"activated\":true,\n  \"activated\":true}}", 2, 3, "facts: this key "},
    {"a key twice, once in escapes", "{\"disk\":{},\"d\\u0069sk\":{}}", 1, 12,
     "facts: this key "},
    {"a region twice",
     "{\"regions\":{\"cn-hangzhou\":{},\"cn-hangzhou\":{}}}", 1, 30,
     "facts: this key "},
    {"an unknown member", "{\"a\":1}", 1, 2, "facts: \"a\" is no fact"},
    {"an unknown member behind others",
     "{\"disk\":{\"snapshotSupported\":true},\n\"disks\":{}}", 2, 1,
     "facts: \"disks\" is no fact; did you mean \"disk\"?"},
    {"an unknown member in depth",
     "{\"account\":{\"balance\":true}}", 1, 13, "facts: \"balance\" is no fact of account"},
    {"a member in another letter case", "{\"KMS\":{}}", 1, 2,
     "facts: \"KMS\" is no fact; did you mean \"kms\"?"},
    {"a misspelt member of a region",
     "{\"regions\":{\"cn-hangzhou\":{\"policycount\":1}}}", 1, 28,
     "facts: \"policycount\" is no fact of regions.*; did you mean \"policyCount\"?"},
    {"a misspelt member of a key",
     "{\"kms\":{\"keys\":{\"cn-shanghai\":{\"k\":{\"enable\":true}}}}}", 1, 37,
     "facts: \"enable\" is no fact of kms.keys.*.*; did you mean \"enabled\"?"},
    {"a schema is a member like any", "{\"$schema\":\"\"}", 1, 2,
     "facts: \"$schema\" is no fact"},
    {"a member of no name", "{\"\":{}}", 1, 2, "facts: \"\" is no fact"},
    {"a member of two lines", "{\"a\\nb\":{}}", 1, 2, "facts: \"a b\" is no fact"},
    {"a text for true", "{\"account\":{\"balanceSufficient\":\"true\"}}", 1, 33,
     "facts: account.balanceSufficient must be true or false"},
    {"a number for true", "{\"disk\":{\"snapshotSupported\":1}}", 1, 30,
     "facts: disk.snapshotSupported must be true or false"},
    {"null for true", "{\"image\":{\"sharedEncrypted\":null}}", 1, 29,
     "facts: image.sharedEncrypted must be true or false"},
    {"an object for true",
     "{\"kms\":{\"keys\":{\"cn-shanghai\":{\"k\":{\"enabled\":\n{}}}}}}", 2, 1,
     "facts: kms.keys.*.*.enabled must be true or false"},
    {"an array for an object", "{\"regions\":[]}", 1, 12,
     "facts: regions must be an object"},
    {"null for an object", "{\"regions\":{\"cn-hangzhou\":null}}", 1, 27,
     "facts: regions.* must be an object"},
    {"true for a key", "{\"kms\":{\"keys\":{\"cn-shanghai\":{\"k\":true}}}}", 1, 36,
     "facts: kms.keys.*.* must be an object"},
    {"a negative count", POLICIES("-1"), 2, 17, COUNT_OF},
    {"a negative zero", POLICIES("-0"), 2, 17, COUNT_OF},
    {"a count that is too large", POLICIES("2147483648"), 2, 17, COUNT_OF},
    {"a count that is far too large", POLICIES("99999999999999999999999"), 2, 17,
     COUNT_OF},
    {"a count with a fraction", POLICIES("1.0"), 2, 17, COUNT_OF},
    {"a count with an exponent", POLICIES("1e2"), 2, 17, COUNT_OF},
    {"a count in a text", POLICIES("\"1\""), 2, 17, COUNT_OF},
    {"true for a count", POLICIES("true"), 2, 17, COUNT_OF},
    {"negative minutes", "{\"snapshotMinutes\":-5}", 1, 20,
     "facts: snapshotMinutes must be an integer from 0 to 2147483647"},
    {"minutes of a fraction", "{\"snapshotMinutes\":0.5}", 1, 20,
     "facts: snapshotMinutes must be an integer from 0 to 2147483647"},
    {"a place behind wide characters", "{\"regions\":{\"快照\":{}},\"x\":1}", 1, 22,
     "facts: \"x\" is no fact"},
    {"a place behind CR and LF", "{\"disk\":{},\r\n\"x\":1}", 2, 1,
     "facts: \"x\" is no fact"},
};
/* clang-format on */

/* A message that ends in a blank goes on. */
static void expect_error(const wrong_case *row, const snapguard_error *error)
{
    size_t size = strlen(row->message);

    if (row->message[size - 1] != ' ' || strncmp(error->message, row->message, size) != 0)
        assert_string_equal(error->message, row->message);
    for (const char *p = error->message; *p; p++)
        assert_false((unsigned char)*p < 0x20);
    assert_int_equal(error->line, row->line);
    assert_int_equal(error->column, row->column);
}

static void is_refused_at_its_place(void **state)
{
    const wrong_case *row = *state;
    checker judge = checker_new(NULL);
    snapguard_facts *facts = (snapguard_facts *)(uintptr_t)1;
    snapguard_error error;

    memset(&error, '#', sizeof error);
    assert_int_equal(
        snapguard_facts_new(&facts, judge.engine, row->text, strlen(row->text), &error),
        SNAPGUARD_ERROR_FACTS);
    assert_null(facts);
    expect_error(row, &error);
    assert_int_equal(
        snapguard_facts_new(&facts, judge.engine, row->text, strlen(row->text), NULL),
        SNAPGUARD_ERROR_FACTS);
    checker_free(&judge);
}

static void no_engine_is_made_of_it(void **state)
{
    const wrong_case *row = *state;
    snapguard_options *options = options_new();
    snapguard_engine *engine = (snapguard_engine *)(uintptr_t)1;
    snapguard_error error;

    assert_int_equal(
        snapguard_options_set_facts(options, row->text, strlen(row->text)), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_engine_new(&engine, options, &error), SNAPGUARD_ERROR_FACTS);
    assert_null(engine);
    expect_error(row, &error);
    snapguard_options_free(options);
}

static void too_long_a_document_is_refused(void **state)
{
    checker judge = checker_new(NULL);
    size_t size = (64 << 20) + 1;
    char *text = malloc(size);
    snapguard_facts *facts;
    snapguard_error error;

    (void)state;
    assert_non_null(text);
    memset(text, ' ', size);
    text[0] = '{';
    text[size - 1] = '}';
    assert_int_equal(
        snapguard_facts_new(&facts, judge.engine, text, size, &error),
        SNAPGUARD_ERROR_FACTS);
    assert_string_equal(error.message, "facts: too many bytes");
    assert_int_equal(error.line, 1);
    assert_int_equal(error.column, size);
    text[size - 2] = '}';
    assert_int_equal(
        snapguard_facts_new(&facts, judge.engine, text, size - 1, &error), SNAPGUARD_OK);
    snapguard_facts_free(facts);
    free(text);
    checker_free(&judge);
}

/* ------------------------------------------------------------------ right documents */

typedef struct right_case {
    const char *name;
    const char *text;
} right_case;

/* clang-format off */
static right_case right_cases[] = {
    {"an empty object", "{}"},
    {"blanks around it", " \r\n\t{ }\n"},
    {"every object empty",
     "{\"account\":{},\"regions\":{},\"kms\":{\"keys\":{}},\"disk\":{},\"image\":{}}"},
    {"no policy and no minute",
     "{\"regions\":{\"cn-hangzhou\":{\"policyCount\":0}},\"snapshotMinutes\":0}"},
    {"the most policies and minutes",
     "{\"regions\":{\"cn-hangzhou\":{\"policyCount\":2147483647}},"
     "\"snapshotMinutes\":2147483647}"},
    {"keys of any name",
     "{\"kms\":{\"keys\":{\"*\":{\"\":{},\"*\":{},\"快\":{},\"a.b\":{},\"{x}\":{}}}}}"},
    {"names in escapes", "{\"\\u0064isk\":{\"snapshot\\u0053upported\":true}}"},
    {"one key in two regions",
     "{\"kms\":{\"keys\":{\"cn-shanghai\":{\"k\":{}},\"cn-beijing\":{\"k\":{}}}}}"},
};
/* clang-format on */

static void is_accepted(void **state)
{
    const right_case *row = *state;
    checker judge = checker_new(NULL);
    snapguard_facts *facts;
    snapguard_error error;

    memset(&error, '#', sizeof error);
    assert_int_equal(
        snapguard_facts_new(&facts, judge.engine, row->text, strlen(row->text), &error),
        SNAPGUARD_OK);
    assert_non_null(facts);
    assert_string_equal(error.message, "");
    snapguard_facts_free(facts);
    checker_free(&judge);
}

/* ------------------------------------------------------------------ which facts count */

static checker checker_with_facts(const char *text)
{
    snapguard_options *options = options_new();
    char copy[256];

    strcpy(copy, text);
    assert_int_equal(
        snapguard_options_set_facts(options, copy, strlen(copy)), SNAPGUARD_OK);
    memset(copy, '#', sizeof copy);
    return checker_new(options);
}

static bool has(checker *judge, const char *request, const char *rule)
{
    return finding_of(check_text(judge, SNAPGUARD_JSON, request), rule) != NULL;
}

static void an_engine_has_facts_of_its_own(void **state)
{
    checker judge = checker_with_facts(FULL);
    const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON, GOOD);

    (void)state;
    assert_non_null(finding_of(report, "policy-quota"));
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
    assert_string_equal(
        snapguard_finding_answer(snapguard_report_answer(report))->code,
        "AutoSnapshotPolicy.QuotaExceed");
    assert_string_equal(snapguard_report_not_evaluated(report, 0), "region-unsupported");
    assert_null(snapguard_report_not_evaluated(report, 11));
    checker_free(&judge);
}

static void a_check_may_have_others(void **state)
{
    checker judge = checker_with_facts(FULL);
    snapguard_facts *poor = facts_of(judge.engine, POOR);
    snapguard_facts *nothing = facts_of(judge.engine, "{}");

    (void)state;
    snapguard_context_set_facts(judge.context, poor);
    assert_true(has(&judge, GOOD, "account-balance"));
    assert_false(has(&judge, GOOD, "policy-quota"));
    snapguard_context_set_facts(judge.context, nothing);
    assert_false(has(&judge, GOOD, "account-balance"));
    assert_false(has(&judge, GOOD, "policy-quota"));
    snapguard_context_set_facts(judge.context, NULL);
    assert_true(has(&judge, GOOD, "policy-quota"));
    snapguard_facts_free(poor);
    snapguard_facts_free(nothing);
    snapguard_facts_free(NULL);
    checker_free(&judge);
}

/* The report was made: other facts, and none at all, do not change what it says. */
static void a_report_keeps_what_was_found(void **state)
{
    checker judge = checker_new(NULL);
    snapguard_facts *facts = facts_of(judge.engine, FULL);
    const snapguard_report *report;
    char message[128];

    (void)state;
    snapguard_context_set_facts(judge.context, facts);
    report = check_text(&judge, SNAPGUARD_JSON, GOOD);
    snapguard_context_set_facts(judge.context, NULL);
    snapguard_facts_free(facts);
    snapguard_finding_text(
        finding_of(report, "policy-quota"), SNAPGUARD_TEXT_MESSAGE, false, message,
        sizeof message);
    assert_string_equal(
        message, "the region has 100 automatic snapshot policies, and 100 are the most");
    assert_string_equal(snapguard_report_not_evaluated(report, 0), "region-unsupported");
    assert_false(has(&judge, GOOD, "policy-quota"));
    assert_string_equal(
        snapguard_report_not_evaluated(check_text(&judge, SNAPGUARD_JSON, GOOD), 0),
        "policy-quota");
    checker_free(&judge);
}

static void facts_may_change_between_requests_of_a_document(void **state)
{
    checker judge = checker_new(NULL);
    snapguard_facts *full = facts_of(judge.engine, FULL);
    snapguard_facts *room = facts_of(judge.engine, FREE);
    const snapguard_report *report;

    (void)state;
    snapguard_context_set_facts(judge.context, room);
    report = check_text(&judge, SNAPGUARD_JSON_REQUESTS, "[" GOOD "," GOOD "]");
    assert_null(finding_of(report, "policy-quota"));
    snapguard_context_set_facts(judge.context, full);
    assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    assert_non_null(finding_of(report, "policy-quota"));
    checker_free(&judge);
    snapguard_facts_free(full);
    snapguard_facts_free(room);
}

static void the_last_facts_of_the_options_count(void **state)
{
    snapguard_options *options = options_new();
    checker judge;

    (void)state;
    assert_int_equal(snapguard_options_set_facts(options, "[", 1), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_set_facts(options, FULL " and so on", strlen(FULL)),
        SNAPGUARD_OK);
    judge = checker_new(options);
    assert_true(has(&judge, GOOD, "policy-quota"));
    checker_free(&judge);
}

/* ---------------------------------------------------------------------------- minutes */

static void minutes_win_over_the_facts(void **state)
{
    static const struct {
        const char *facts;
        long minutes; /* -1: not set */
        bool overlaps;
    } rows[] = {
        {"{}",                       -1,         false},
        {"{}",                       60,         false},
        {"{}",                       61,         true },
        {"{\"snapshotMinutes\":61}", -1,         true },
        {"{\"snapshotMinutes\":61}", 60,         false},
        {"{\"snapshotMinutes\":60}", 61,         true },
        {"{\"snapshotMinutes\":61}", 0,          false},
        {"{}",                       2147483647, true },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        snapguard_options *options = options_new();
        snapguard_facts *facts;
        checker judge;

        if (rows[i].minutes >= 0)
            assert_int_equal(
                snapguard_options_set_snapshot_minutes(options, (size_t)rows[i].minutes),
                SNAPGUARD_OK);
        judge = checker_new(options);
        facts = facts_of(judge.engine, rows[i].facts);
        snapguard_context_set_facts(judge.context, facts);
        assert_int_equal(has(&judge, DENSE, "snapshot-overlap"), rows[i].overlaps);
        checker_free(&judge);
        snapguard_facts_free(facts);
    }
}

/* Minutes alone are no facts about an account. */
static void minutes_need_no_facts(void **state)
{
    snapguard_options *options = options_new();
    const snapguard_report *report;
    checker judge;

    (void)state;
    assert_int_equal(snapguard_options_set_snapshot_minutes(options, 61), SNAPGUARD_OK);
    judge = checker_new(options);
    report = check_text(&judge, SNAPGUARD_JSON, DENSE);
    assert_non_null(finding_of(report, "snapshot-overlap"));
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_VALID);
    assert_non_null(snapguard_report_not_evaluated(report, 11));
    assert_null(snapguard_report_not_evaluated(report, 12));
    checker_free(&judge);
}

static void too_many_minutes_are_refused(void **state)
{
    snapguard_options *options = options_new();
    checker judge;

    (void)state;
    assert_int_equal(snapguard_options_set_snapshot_minutes(options, 61), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_set_snapshot_minutes(options, 2147483648),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(
        snapguard_options_set_snapshot_minutes(options, SIZE_MAX),
        SNAPGUARD_ERROR_ARGUMENT);
    judge = checker_new(options);
    assert_true(has(&judge, DENSE, "snapshot-overlap"));
    checker_free(&judge);
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(too_long_a_document_is_refused),
        cmocka_unit_test(an_engine_has_facts_of_its_own),
        cmocka_unit_test(a_check_may_have_others),
        cmocka_unit_test(a_report_keeps_what_was_found),
        cmocka_unit_test(facts_may_change_between_requests_of_a_document),
        cmocka_unit_test(the_last_facts_of_the_options_count),
        cmocka_unit_test(minutes_win_over_the_facts),
        cmocka_unit_test(minutes_need_no_facts),
        cmocka_unit_test(too_many_minutes_are_refused),
    };
    struct CMUnitTest wrong[COUNT(wrong_cases)];
    struct CMUnitTest engines[COUNT(wrong_cases)];
    struct CMUnitTest right[COUNT(right_cases)];
    int failed = cmocka_run_group_tests_name("facts", alone, NULL, NULL);

    ADD_ROWS(wrong, is_refused_at_its_place, wrong_cases, COUNT(wrong_cases));
    ADD_ROWS(engines, no_engine_is_made_of_it, wrong_cases, COUNT(wrong_cases));
    ADD_ROWS(right, is_accepted, right_cases, COUNT(right_cases));
    failed += cmocka_run_group_tests_name("wrong facts", wrong, NULL, NULL);
    failed += cmocka_run_group_tests_name("engines of wrong facts", engines, NULL, NULL);
    failed += cmocka_run_group_tests_name("right facts", right, NULL, NULL);
    return failed;
}
