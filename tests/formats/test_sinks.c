/* What no run has yet: a finding that can be mended, and one that does not count. */
#include "cmocka_wrap.h"
#include "format.h"
#include "record.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const cli_edit edits[] = {
    {{{2, 3, 3, 10}, {2, 6, 6, 13}}, "\"5\"",        3},
    {{{4, 1, 1, 30}, {4, 1, 1, 30}}, "\xE5\xA4\x87", 3},
};
static const cli_fix fix = {"sort the hours", true, edits, COUNT(edits)};
static const cli_suppression waiver = {.kind = "waiver", .reason = "the team knows <it>"};

static cli_finding finding_with(const cli_fix *mend, const cli_suppression *suppressed)
{
    return (cli_finding){
        .file = "a.json",
        .rule = "time-points-order",
        .category = "advice",
        .severity = SNAPGUARD_NOTICE,
        .range = {{2, 3, 3, 10}, {2, 6, 6, 13}},
        .texts = {[SNAPGUARD_TEXT_MESSAGE] = {"message", 7}            },
        .fingerprint = "0123456789abcdef",
        .fix = mend,
        .suppressed = suppressed
    };
}

/* What a format writes about one finding, which came through a record if that is wanted.
 * To be freed. */
static char *write_report(const cli_format *format, cli_finding finding, bool is_kept)
{
    static char buffer[65536];
    cli_sink sink = {.format = format, .palette = cli_palette_for(CLI_COLOR_NEVER)};
    cli_report report = {
        .sinks = &sink,
        .sink_count = 1,
        .edition = "2024-04-11",
        .fail_on = SNAPGUARD_ERROR,
        .scope = {.wants = format->wants, .most = 10}
    };
    const cli_event event = {.kind = CLI_EVENT_FINDING, .of.finding = finding};
    cli_record record = {.bytes = 0};
    char *text;

    sink.report = &report;
    cli_writer_begin(&sink.writer, CLI_SPOOL, buffer, sizeof buffer);
    cli_report_begin(&report);
    if (is_kept) {
        cli_record_keep(&record, &event);
        cli_record_play(&record, &report);
    } else {
        cli_report_take(&report, &event);
    }
    cli_report_end(&report);
    text = calloc(1, sink.writer.used + 1);
    assert_non_null(text);
    memcpy(text, buffer, sink.writer.used);
    return text;
}

/* The finding in a report of JSON: SARIF's result, or ours. */
static json_t *written(const cli_format *format, cli_finding finding, bool is_kept)
{
    char *text = write_report(format, finding, is_kept);
    json_t *report = json_loads(text, JSON_DISABLE_EOF_CHECK, NULL);
    json_t *runs = json_object_get(report, "runs");
    json_t *list = runs ? json_object_get(json_array_get(runs, 0), "results")
                        : json_object_get(report, "diagnostics");
    json_t *found = json_incref(list ? json_array_get(list, 0) : report);

    assert_non_null(found);
    json_decref(report);
    free(text);
    return found;
}

static void has(const json_t *object, const char *key, const char *expected)
{
    json_t *value = json_loads(expected, JSON_DECODE_ANY, NULL);

    if (!json_equal(json_object_get(object, key), value))
        fail_msg("%s is not %s in %s", key, expected, json_dumps(object, 0));
    json_decref(value);
}

static const char sarif_fixes[] =
    "[{\"description\": {\"text\": \"sort the hours\"}, \"artifactChanges\": [{"
    "\"artifactLocation\": {\"uri\": \"a.json\", \"uriBaseId\": \"%SRCROOT%\"},"
    "\"replacements\": ["
    "{\"deletedRegion\": {\"startLine\": 2, \"startColumn\": 3, \"endLine\": 2,"
    " \"endColumn\": 6}, \"insertedContent\": {\"text\": \"\\\"5\\\"\"}},"
    "{\"deletedRegion\": {\"startLine\": 4, \"startColumn\": 1, \"endLine\": 4,"
    " \"endColumn\": 1}, \"insertedContent\": {\"text\": \"\xE5\xA4\x87\"}}]}]}]";

static const char json_fix[] =
    "{\"title\": \"sort the hours\", \"safe\": true, \"edits\": ["
    "{\"range\": {\"start\": {\"line\": 2, \"column\": 3, \"utf16\": 3, \"byte\": 10},"
    " \"end\": {\"line\": 2, \"column\": 6, \"utf16\": 6, \"byte\": 13}},"
    " \"text\": \"\\\"5\\\"\"},"
    "{\"range\": {\"start\": {\"line\": 4, \"column\": 1, \"utf16\": 1, \"byte\": 30},"
    " \"end\": {\"line\": 4, \"column\": 1, \"utf16\": 1, \"byte\": 30}},"
    " \"text\": \"\xE5\xA4\x87\"}]}";

static void a_fix_is_written(void **state)
{
    (void)state;
    for (int is_kept = 0; is_kept < 2; is_kept++) {
        json_t *sarif =
            written(&cli_format_sarif, finding_with(&fix, NULL), is_kept == 1);
        json_t *json = written(&cli_format_json, finding_with(&fix, NULL), is_kept == 1);
        json_t *line = written(&cli_format_jsonl, finding_with(&fix, NULL), is_kept == 1);

        has(sarif, "fixes", sarif_fixes);
        assert_null(json_object_get(sarif, "suppressions"));
        has(json, "fix", json_fix);
        has(json, "suppressed", "null");
        has(line, "fix", json_fix);
        json_decref(sarif);
        json_decref(json);
        json_decref(line);
    }
}

static void what_does_not_count_says_why(void **state)
{
    static const char json_waiver[] =
        "{\"kind\": \"waiver\", \"reason\": \"the team knows <it>\"}";

    (void)state;
    for (int is_kept = 0; is_kept < 2; is_kept++) {
        json_t *sarif =
            written(&cli_format_sarif, finding_with(NULL, &waiver), is_kept == 1);
        json_t *json =
            written(&cli_format_json, finding_with(NULL, &waiver), is_kept == 1);

        has(sarif, "suppressions",
            "[{\"kind\": \"external\", \"justification\": \"the team knows <it>\"}]");
        assert_null(json_object_get(sarif, "fixes"));
        has(json, "suppressed", json_waiver);
        has(json, "fix", "null");
        json_decref(sarif);
        json_decref(json);
    }
}

/* Where there is no place for the reason, it would count for a reader. */
static void other_reports_leave_out_what_does_not_count(void **state)
{
    static const cli_format *const formats[] = {
        &cli_format_text,   &cli_format_concise, &cli_format_github,
        &cli_format_gitlab, &cli_format_junit,   &cli_format_checkstyle};

    (void)state;
    for (size_t i = 0; i < COUNT(formats); i++) {
        char *counts = write_report(formats[i], finding_with(NULL, NULL), false);
        char *waived = write_report(formats[i], finding_with(NULL, &waiver), false);

        assert_non_null(strstr(counts, "time-points-order"));
        assert_null(strstr(waived, "time-points-order"));
        free(counts);
        free(waived);
    }
}

/* A rule that only an organisation has is described by its id. */
static void a_rule_that_is_not_built_in_has_an_id(void **state)
{
    cli_finding finding = finding_with(NULL, NULL);
    char *text;

    (void)state;
    finding.rule = "our-own-rule";
    text = write_report(&cli_format_sarif, finding, false);
    assert_non_null(strstr(
        text, "{\"id\": \"our-own-rule\", \"shortDescription\": {\"text\": "
              "\"our-own-rule.\"}, \"fullDescription\": {\"text\": \"our-own-rule\"}"));
    free(text);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fix_is_written),
        cmocka_unit_test(what_does_not_count_says_why),
        cmocka_unit_test(other_reports_leave_out_what_does_not_count),
        cmocka_unit_test(a_rule_that_is_not_built_in_has_an_id),
    };

    return cmocka_run_group_tests_name("sinks", tests, NULL, NULL);
}
