/* Whole requests. Each NAME.json of tests/cases has a NAME.expected: a line for each
 * finding, "line:column rule severity" in catalog order, worked out by hand from the
 * specification. */
#define _POSIX_C_SOURCE 200809L

#include "judge.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JSON_SUFFIX ".json"

static rule_judge engine;

static char *case_text(const char *name, const char *suffix, size_t *size)
{
    char *path = text_of("%s/%s%s", SNAPGUARD_CASES, name, suffix);
    char *text = file_text(path, size);

    if (!text)
        fail_msg("%s can't be read", path);
    free(path);
    return text;
}

static void finds_what_is_expected(void **state)
{
    const char *name = *state;
    size_t size;
    size_t expected_size;
    char *request = case_text(name, JSON_SUFFIX, &size);
    char *expected = case_text(name, ".expected", &expected_size);
    const snapguard_report *report = judge_bytes(&engine, request, size);
    char *lines = judge_findings(report, JUDGE_PLACE);
    char *found = text_of("%s%s", lines, *lines ? "\n" : "");

    assert_string_equal(found, expected);
    assert_int_equal(
        snapguard_report_verdict(report),
        strstr(expected, " error\n") ? SNAPGUARD_INVALID : SNAPGUARD_VALID);
    free(found);
    free(lines);
    free(expected);
    free(request);
}

/* ParameterInvalid stands in four rows, and only the message tells them apart. */
static void one_code_has_four_messages(void **state)
{
    static const char *const messages[] = {
        "The specified RegionId parameter is invalid.",
        "The specified TimePoints parameter is invalid.",
        "The specified RepeatWeekDays parameter is invalid.",
        "The specified RetentionDays parameter is invalid.",
    };
    size_t size;
    char *request = case_text("page-one-code-in-four-rows", JSON_SUFFIX, &size);
    const snapguard_report *report = judge_bytes(&engine, request, size);

    (void)state;
    assert_int_equal(snapguard_report_count(report), COUNT(messages));
    for (size_t i = 0; i < COUNT(messages); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);
        const snapguard_answer *answer = snapguard_finding_answer(finding);

        assert_string_equal(judge_text(finding, SNAPGUARD_TEXT_API_MESSAGE), messages[i]);
        assert_string_equal(answer->code, "ParameterInvalid");
        assert_int_equal(answer->http_status, 403);
        assert_int_equal(answer->basis, SNAPGUARD_DOCUMENTED);
    }
    free(request);
}

static int is_request(const struct dirent *entry)
{
    size_t size = strlen(entry->d_name);
    size_t suffix = strlen(JSON_SUFFIX);

    return size > suffix && !strcmp(entry->d_name + size - suffix, JSON_SUFFIX);
}

int main(void)
{
    rule_suite suite = {0};
    struct dirent **entries;
    int count = scandir(SNAPGUARD_CASES, &entries, is_request, alphasort);
    int failures;

    if (count <= 0)
        return EXIT_FAILURE;
    judge_open(&engine, NULL);
    for (int i = 0; i < count; i++) {
        char *name = entries[i]->d_name;

        name[strlen(name) - strlen(JSON_SUFFIX)] = '\0';
        suite_add_copy(
            &suite, text_of("%s", name), finds_what_is_expected, name, strlen(name) + 1);
        free(entries[i]);
    }
    free(entries);
    suite_add(
        &suite, text_of("one code has four messages"), one_code_has_four_messages, NULL);
    failures = suite_run(&suite, "golden");
    judge_close(&engine);
    return failures;
}
