/* The reports for programs: parsed again, and every field looked at. */
#include "cmocka_wrap.h"
#include "program.h"
#include "scratch.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static json_t *parse(const char *text, size_t size)
{
    json_error_t error;
    json_t *value =
        json_loadb(text, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);

    if (!value)
        fail_msg("%s at %d:%d of:\n%s", error.text, error.line, error.column, text);
    return value;
}

static json_t *report_of(const char *arguments, const char *input, int status)
{
    program_result result = program_do(
        &(program_run){.folder = scratch_path(), .arguments = arguments, .input = input});
    json_t *report = parse(result.out, result.out_size);

    assert_string_equal(result.err, "");
    assert_int_equal(result.status, status);
    program_forget(&result);
    return report;
}

static void is_equal(const json_t *value, const char *expected)
{
    json_t *other = parse(expected, strlen(expected));

    if (!json_equal(value, other)) {
        char *text = json_dumps(value, JSON_INDENT(1) | JSON_ENCODE_ANY);

        fail_msg("this is not the expected %s:\n%s", expected, text);
    }
    json_decref(other);
}

static json_t *diagnostic(const json_t *report, size_t index)
{
    return json_array_get(json_object_get(report, "diagnostics"), index);
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    assert_non_null(text);
    return text;
}

/* The example of the interface, field by field. */
static void a_diagnostic_has_every_field(void **state)
{
    static const char policy[] = "{\n"
                                 "  \"regionId\": \"cn-hangzhou\",\n"
                                 "  \"autoSnapshotPolicyName\": \"备份-prod\",\n"
                                 "  \"timePoints\": \"[\\\"0\\\", \\\"24\\\"]\",\n"
                                 "  \"repeatWeekdays\": \"[\\\"1\\\"]\",\n"
                                 "  \"retentionDays\": 30\n"
                                 "}\n";
    json_t *report;
    json_t *finding;

    (void)state;
    scratch_write("policies/prod.json", policy, strlen(policy));
    report = report_of("--format json policies/prod.json", NULL, 1);
    finding = diagnostic(report, 0);
    assert_int_equal(strlen(text_of(finding, "fingerprint")), 16);
    assert_int_equal(strspn(text_of(finding, "fingerprint"), "0123456789abcdef"), 16);
    json_object_del(finding, "fingerprint");
    is_equal(
        finding,
        "{\"rule\": \"time-point-value\", \"severity\": \"error\", \"category\": \"api\","
        " \"message\": \"\\\"24\\\" is not an hour from 0 to 23\","
        " \"file\": \"policies/prod.json\", \"index\": 0,"
        " \"parameter\": \"timePoints\", \"pointer\": \"/timePoints\","
        " \"innerPointer\": \"/1\","
        " \"range\": {"
        "   \"start\": {\"line\": 4, \"column\": 26, \"utf16\": 26, \"byte\": 99},"
        "   \"end\": {\"line\": 4, \"column\": 32, \"utf16\": 32, \"byte\": 105}},"
        " \"value\": \"\\\"24\\\"\","
        " \"api\": {\"basis\": \"documented\", \"httpStatus\": 403,"
        "   \"code\": \"ParameterInvalid\","
        "   \"message\": \"The specified TimePoints parameter is invalid.\"},"
        " \"help\": \"use \\\"23\\\" for 23:00, or \\\"0\\\" for midnight (hours are "
        "UTC+8)\","
        " \"related\": [], \"fix\": null, \"url\": \"docs/rules.md#time-point-value\","
        " \"suppressed\": null}");
    json_decref(report);
}

static void a_report_has_tool_requests_and_summary(void **state)
{
    json_t *report = report_of("--format json list.json", NULL, 1);
    json_t *requests = json_object_get(report, "requests");
    json_t *not_evaluated;

    (void)state;
    assert_string_equal(text_of(report, "schema"), "snapguard/report/1");
    is_equal(
        json_object_get(report, "tool"),
        "{\"name\": \"snapguard\", \"version\": \"0.1.0\", \"edition\": \"2024-04-11\"}");
    is_equal(
        json_object_get(report, "summary"), "{\"files\": 1, \"requests\": 2, \"errors\": "
                                            "1, \"warnings\": 0, \"notices\": 0}");
    assert_int_equal(json_array_size(requests), 2);
    not_evaluated = json_object_get(json_array_get(requests, 0), "notEvaluated");
    assert_true(json_array_size(not_evaluated) > 0);
    assert_true(json_is_string(json_array_get(not_evaluated, 0)));
    for (size_t i = 0; i < 2; i++)
        json_object_del(json_array_get(requests, i), "notEvaluated");
    is_equal(
        requests, "[{\"file\": \"list.json\", \"index\": 0, \"line\": 1, \"name\": null,"
                  "  \"verdict\": \"valid\"},"
                  " {\"file\": \"list.json\", \"index\": 1, \"line\": 2, \"name\": null,"
                  "  \"verdict\": \"invalid\"}]");
    assert_string_equal(text_of(diagnostic(report, 0), "pointer"), "/1/retentionDays");
    json_decref(report);
}

static void every_file_of_a_directory_has_its_name(void **state)
{
    static const char *const names[] = {
        "tree/a.ndjson", "tree/b-a.json", "tree/b.json", "tree/b/c.json"};
    json_t *report = report_of("--format json tree", NULL, 1);
    json_t *requests = json_object_get(report, "requests");

    (void)state;
    assert_int_equal(json_array_size(requests), COUNT(names));
    for (size_t i = 0; i < COUNT(names); i++) {
        assert_string_equal(text_of(json_array_get(requests, i), "file"), names[i]);
        assert_string_equal(text_of(diagnostic(report, i), "file"), names[i]);
    }
    json_decref(report);
}

static void advice_has_no_answer_and_a_related_place(void **state)
{
    json_t *report = report_of("--format json warn.json", NULL, 0);
    json_t *finding = diagnostic(report, 0);

    (void)state;
    is_equal(
        json_object_get(finding, "related"),
        "[{\"message\": \"the same hour is already here\", \"range\": {"
        "   \"start\": {\"line\": 1, \"column\": 42, \"utf16\": 42, \"byte\": 41},"
        "   \"end\": {\"line\": 1, \"column\": 47, \"utf16\": 47, \"byte\": 46}}}]");
    assert_true(json_is_null(json_object_get(finding, "api")));
    json_decref(report);
}

static void a_fault_of_the_whole_has_no_parameter(void **state)
{
    json_t *finding;
    json_t *report = report_of("--format json number.json", NULL, 1);

    (void)state;
    finding = diagnostic(report, 0);
    assert_string_equal(text_of(finding, "rule"), "not-an-object");
    assert_true(json_is_null(json_object_get(finding, "parameter")));
    assert_true(json_is_null(json_object_get(finding, "innerPointer")));
    json_decref(report);
}

static void without_values_there_is_no_value(void **state)
{
    json_t *report = report_of("--format json --no-values bad.json", NULL, 1);
    json_t *finding = diagnostic(report, 0);

    (void)state;
    assert_true(json_is_null(json_object_get(finding, "value")));
    assert_string_equal(
        text_of(finding, "message"), "this value is not in 1 to 65535 days, nor -1");
    json_decref(report);
}

/* In a stream the index is the line, and lines and bytes are those of the file. */
static void a_stream_is_counted_in_lines_and_bytes(void **state)
{
    json_t *report = report_of("--format json stream.ndjson", NULL, 1);
    json_t *requests = json_object_get(report, "requests");
    json_t *finding = diagnostic(report, 1);

    (void)state;
    assert_int_equal(json_array_size(requests), 3);
    is_equal(json_object_get(json_array_get(requests, 2), "index"), "3");
    is_equal(json_object_get(json_array_get(requests, 2), "line"), "4");
    is_equal(json_object_get(finding, "index"), "3");
    /* Before it are a request of 95 bytes, a brace and three line ends. */
    is_equal(
        json_object_get(finding, "range"),
        "{\"start\": {\"line\": 4, \"column\": 93, \"utf16\": 93, \"byte\": 191},"
        " \"end\": {\"line\": 4, \"column\": 94, \"utf16\": 94, \"byte\": 192}}");
    json_decref(report);
}

static void a_template_without_a_policy_is_not_applicable(void **state)
{
    program_result result = program_do(
        &(program_run){.folder = scratch_path(), .arguments = "-f json ros.json"});
    json_t *report = parse(result.out, result.out_size);
    json_t *requests = json_object_get(report, "requests");

    (void)state;
    assert_int_equal(json_array_size(requests), 1);
    json_object_del(json_array_get(requests, 0), "notEvaluated");
    is_equal(
        requests, "[{\"file\": \"ros.json\", \"index\": 0, \"line\": 1, \"name\": null,"
                  "  \"verdict\": \"not-applicable\"}]");
    assert_int_equal(json_array_size(json_object_get(report, "diagnostics")), 0);
    assert_int_equal(result.status, 0);
    json_decref(report);
    program_forget(&result);
}

/* jsonl is the diagnostics of json, one a line, and then the summary. */
static void jsonl_says_the_same_as_json(void **state)
{
    json_t *report = report_of("--format json all.json stream.ndjson", NULL, 1);
    program_result result = program_do(&(program_run){
        .folder = scratch_path(), .arguments = "-f jsonl all.json stream.ndjson"});
    const char *line = result.out;

    (void)state;
    for (size_t i = 0; i < json_array_size(json_object_get(report, "diagnostics")); i++) {
        size_t size = strcspn(line, "\n");
        json_t *finding = parse(line, size);

        assert_true(json_equal(finding, diagnostic(report, i)));
        json_decref(finding);
        line += size + 1;
    }
    json_t *last = parse(line, strlen(line));
    assert_true(
        json_equal(json_object_get(last, "summary"), json_object_get(report, "summary")));
    assert_int_equal(json_object_size(last), 1);
    json_decref(last);
    json_decref(report);
    program_forget(&result);
}

/* The rules that found something, the most frequent first, also where only some findings
 * are shown. */
static void statistics_are_in_the_summary(void **state)
{
    static const char rules[] =
        "[{\"rule\": \"retention-days-range\", \"severity\": \"error\", \"count\": 2},"
        " {\"rule\": \"time-point-duplicate\", \"severity\": \"warning\", \"count\": 1},"
        " {\"rule\": \"time-points-order\", \"severity\": \"notice\", \"count\": 1}]";
    json_t *report =
        report_of("-f json --statistics --max-diagnostics 1 all.json bad.json", NULL, 1);
    json_t *clean = report_of("-f json --statistics good.json", NULL, 0);
    json_t *without = report_of("-f json all.json", NULL, 1);

    (void)state;
    is_equal(json_object_get(json_object_get(report, "summary"), "rules"), rules);
    is_equal(json_object_get(json_object_get(clean, "summary"), "rules"), "[]");
    assert_null(json_object_get(json_object_get(without, "summary"), "rules"));
    json_decref(report);
    json_decref(clean);
    json_decref(without);
}

/* Each of many like findings has a fingerprint of its own, and keeps it. */
static void fingerprints_differ_and_stay(void **state)
{
    static const char names[] = "{\"a\":1,\"a\":2,\"a\":3,\"a\":4}\n{\"a\":1,\"a\":2}";
    const char *arguments = "-f json --input ndjson --select duplicate-key -";
    json_t *first = report_of(arguments, names, 1);
    json_t *second = report_of(arguments, names, 1);
    size_t count = json_array_size(json_object_get(first, "diagnostics"));

    (void)state;
    assert_int_equal(count, 4);
    assert_true(json_equal(first, second));
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(
                text_of(diagnostic(first, i), "fingerprint"),
                text_of(diagnostic(first, j), "fingerprint"));
    json_decref(first);
    json_decref(second);
}

/* A JSON document is UTF-8, whatever the files are called. */
static void a_name_that_is_not_utf8_is_mended(void **state)
{
    json_t *report;

    (void)state;
    report = report_of("-f json --stdin-filename a\xFF.json -", "5", 1);
    assert_string_equal(text_of(diagnostic(report, 0), "file"), "a\xEF\xBF\xBD.json");
    json_decref(report);
}

/* A query has no pointer, and counts in its encoded text. */
static void a_finding_in_a_query_has_no_pointer(void **state)
{
    json_t *report = report_of("--format json inner.query", NULL, 1);
    json_t *finding = diagnostic(report, 0);

    (void)state;
    json_object_del(finding, "fingerprint");
    json_object_del(finding, "api");
    json_object_del(finding, "help");
    is_equal(
        finding,
        "{\"rule\": \"time-point-value\", \"severity\": \"error\", \"category\": \"api\","
        " \"message\": \"\\\"24\\\" is not an hour from 0 to 23\","
        " \"file\": \"inner.query\", \"index\": 0,"
        " \"parameter\": \"timePoints\", \"pointer\": null, \"innerPointer\": \"/1\","
        " \"range\": {"
        "   \"start\": {\"line\": 1, \"column\": 23, \"utf16\": 23, \"byte\": 22},"
        "   \"end\": {\"line\": 1, \"column\": 31, \"utf16\": 31, \"byte\": 30}},"
        " \"value\": \"\\\"24\\\"\","
        " \"related\": [], \"fix\": null, \"url\": \"docs/rules.md#time-point-value\","
        " \"suppressed\": null}");
    is_equal(
        json_object_get(json_array_get(json_object_get(report, "requests"), 0), "line"),
        "1");
    json_decref(report);
}

/* A byte is a column as it stands, and three where it is encoded. */
static void a_wrong_byte_has_the_columns_of_its_text(void **state)
{
    static const char raw[] = "Tag.1.Key=\xE5&Tag.2.Key=a";
    static const char encoded[] = "Tag.1.Key=%E5&Tag.2.Key=a";
    json_t *report = report_of("--format json -", raw, 1);

    (void)state;
    is_equal(
        json_object_get(diagnostic(report, 0), "range"),
        "{\"start\": {\"line\": 1, \"column\": 11, \"utf16\": 11, \"byte\": 10},"
        " \"end\": {\"line\": 1, \"column\": 12, \"utf16\": 12, \"byte\": 11}}");
    json_decref(report);
    report = report_of("--format json -", encoded, 1);
    is_equal(
        json_object_get(diagnostic(report, 0), "range"),
        "{\"start\": {\"line\": 1, \"column\": 11, \"utf16\": 11, \"byte\": 10},"
        " \"end\": {\"line\": 1, \"column\": 14, \"utf16\": 14, \"byte\": 13}}");
    json_decref(report);
}

/* Before the query are 13 characters, one of three bytes and one of four. */
static void what_stands_before_a_query_is_counted(void **state)
{
    json_t *report = report_of("--format json han.query", NULL, 1);

    (void)state;
    is_equal(
        json_object_get(diagnostic(report, 0), "range"),
        "{\"start\": {\"line\": 1, \"column\": 103, \"utf16\": 104, \"byte\": 107},"
        " \"end\": {\"line\": 1, \"column\": 104, \"utf16\": 105, \"byte\": 108}}");
    json_decref(report);
}

/* Both places of a finding are those in the file, whatever part they are in. */
static void a_raw_request_is_counted_in_its_file(void **state)
{
    json_t *report = report_of("--format json twice.http", NULL, 1);
    json_t *finding = diagnostic(report, 0);

    (void)state;
    assert_string_equal(text_of(finding, "parameter"), "regionId");
    assert_true(json_is_null(json_object_get(finding, "pointer")));
    is_equal(
        json_object_get(finding, "range"),
        "{\"start\": {\"line\": 6, \"column\": 10, \"utf16\": 10, \"byte\": 233},"
        " \"end\": {\"line\": 6, \"column\": 21, \"utf16\": 21, \"byte\": 244}}");
    is_equal(
        json_object_get(json_array_get(json_object_get(finding, "related"), 0), "range"),
        "{\"start\": {\"line\": 1, \"column\": 17, \"utf16\": 17, \"byte\": 16},"
        " \"end\": {\"line\": 1, \"column\": 28, \"utf16\": 28, \"byte\": 27}}");
    json_decref(report);
}

static void json_behind_headers_has_pointers(void **state)
{
    json_t *report = report_of("--format json body.http", NULL, 1);

    (void)state;
    assert_string_equal(text_of(diagnostic(report, 0), "pointer"), "/retentionDays");
    json_decref(report);
}

static void a_request_for_another_operation_is_not_applicable(void **state)
{
    static const char *const runs[] = {
        "--quiet -f json other.query", "--quiet -f json other.http",
        "--quiet -f json nameless.http"};

    (void)state;
    for (size_t i = 0; i < COUNT(runs); i++) {
        json_t *report = report_of(runs[i], NULL, 0);
        json_t *requests = json_object_get(report, "requests");

        assert_int_equal(json_array_size(requests), 1);
        assert_string_equal(
            text_of(json_array_get(requests, 0), "verdict"), "not-applicable");
        assert_int_equal(json_array_size(json_object_get(report, "diagnostics")), 0);
        json_decref(report);
    }
}

/* By parameter, in place of the pointer: other pairs may come and go. */
static void fingerprints_in_a_query_stay(void **state)
{
    const char *arguments = "-f json --select tag-key-prefix -";
    json_t *two = report_of(arguments, "Tag.1.Key=acs:a&Tag.2.Key=acs:b", 1);
    json_t *one = report_of(arguments, "Tag.1.Key=ab&Tag.2.Key=acs:b", 1);

    (void)state;
    assert_string_equal(text_of(diagnostic(two, 1), "parameter"), "Tag.2.Key");
    assert_string_equal(
        text_of(diagnostic(two, 1), "fingerprint"),
        text_of(diagnostic(one, 0), "fingerprint"));
    assert_string_not_equal(
        text_of(diagnostic(two, 0), "fingerprint"),
        text_of(diagnostic(two, 1), "fingerprint"));
    json_decref(two);
    json_decref(one);
}

static void without_values_a_query_shows_none(void **state)
{
    program_result result = program_do(&(program_run){
        .folder = scratch_path(), .arguments = "--no-values url.query encoded.query"});

    (void)state;
    assert_null(strstr(result.out, "cn-hangzhou"));
    assert_null(strstr(result.out, "%E5"));
    assert_null(strstr(result.out, "\xE5\xA4\x87"));
    assert_int_equal(result.status, 1);
    program_forget(&result);
}

static void most_findings_are_counted_and_not_shown(void **state)
{
    json_t *report = report_of("-f json --max-diagnostics 2 all.json", NULL, 1);

    (void)state;
    assert_int_equal(json_array_size(json_object_get(report, "diagnostics")), 2);
    is_equal(
        json_object_get(report, "summary"), "{\"files\": 1, \"requests\": 1, \"errors\": "
                                            "1, \"warnings\": 1, \"notices\": 1}");
    json_decref(report);
}

static void no_request_at_all_is_a_report(void **state)
{
    json_t *report = report_of("-f json blank.ndjson", NULL, 0);

    (void)state;
    is_equal(json_object_get(report, "requests"), "[]");
    is_equal(json_object_get(report, "diagnostics"), "[]");
    json_decref(report);
}

static void rules_can_be_read_by_programs(void **state)
{
    json_t *rules = report_of("rules --format json", NULL, 0);
    json_t *rule;
    size_t i;
    bool has_retention = false;

    (void)state;
    json_array_foreach (rules, i, rule) {
        text_of(rule, "id");
        text_of(rule, "severity");
        assert_string_equal(
            text_of(rule, "decided"),
            strcmp(text_of(rule, "category"), "account") == 0 ||
                    strcmp(text_of(rule, "id"), "snapshot-overlap") == 0
                ? "facts"
                : "request");
        if (strcmp(text_of(rule, "id"), "retention-days-range") != 0)
            continue;
        has_retention = true;
        assert_string_equal(text_of(rule, "basis"), "documented");
        is_equal(json_object_get(json_object_get(rule, "answer"), "status"), "403");
        assert_string_equal(
            text_of(json_object_get(rule, "answer"), "code"), "ParameterInvalid");
    }
    assert_true(has_retention);
    json_decref(rules);
}

static void the_version_can_be_read_by_programs(void **state)
{
    json_t *version = report_of("version --format json", NULL, 0);

    (void)state;
    assert_string_equal(text_of(version, "name"), "snapguard");
    assert_string_equal(text_of(version, "version"), "0.1.0");
    assert_string_equal(text_of(version, "edition"), "2024-04-11");
    json_decref(version);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_diagnostic_has_every_field),
        cmocka_unit_test(a_report_has_tool_requests_and_summary),
        cmocka_unit_test(every_file_of_a_directory_has_its_name),
        cmocka_unit_test(advice_has_no_answer_and_a_related_place),
        cmocka_unit_test(a_fault_of_the_whole_has_no_parameter),
        cmocka_unit_test(without_values_there_is_no_value),
        cmocka_unit_test(a_stream_is_counted_in_lines_and_bytes),
        cmocka_unit_test(a_template_without_a_policy_is_not_applicable),
        cmocka_unit_test(jsonl_says_the_same_as_json),
        cmocka_unit_test(statistics_are_in_the_summary),
        cmocka_unit_test(fingerprints_differ_and_stay),
        cmocka_unit_test(a_name_that_is_not_utf8_is_mended),
        cmocka_unit_test(a_finding_in_a_query_has_no_pointer),
        cmocka_unit_test(a_wrong_byte_has_the_columns_of_its_text),
        cmocka_unit_test(what_stands_before_a_query_is_counted),
        cmocka_unit_test(a_raw_request_is_counted_in_its_file),
        cmocka_unit_test(json_behind_headers_has_pointers),
        cmocka_unit_test(a_request_for_another_operation_is_not_applicable),
        cmocka_unit_test(fingerprints_in_a_query_stay),
        cmocka_unit_test(without_values_a_query_shows_none),
        cmocka_unit_test(most_findings_are_counted_and_not_shown),
        cmocka_unit_test(no_request_at_all_is_a_report),
        cmocka_unit_test(rules_can_be_read_by_programs),
        cmocka_unit_test(the_version_can_be_read_by_programs),
    };

    return cmocka_run_group_tests_name("report", tests, scratch_make, scratch_remove);
}
