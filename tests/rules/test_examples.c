/* The rule pack's own examples, by its law: what a rule rejects fires that rule and no
 * other error; what it accepts fires no error, and not that rule. And the pack itself,
 * against what the catalog and the page say. */
#include "judge.h"
#include "pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NONE = -3, MISSING_PARAMETER = -2, INVALID_PARAMETER = -1 };
enum row_number {
#define ROW(id, status, code, message) id,
#include "expectations.def"
    ROW_COUNT
};

typedef enum answer_kind { NOTHING, FIXED, PARAMETERS, REQUIRED } answer_kind;

typedef struct row_case {
    size_t number;
    int status;
    const char *code;
    const char *message;
} row_case;

typedef struct parameter_case {
    const char *name;
    bool required;
    int row;
} parameter_case;

typedef struct rule_case {
    size_t number;
    const char *id;
    snapguard_severity severity;
    const char *category;
    answer_kind answer;
    int row;
    snapguard_basis basis;
} rule_case;

static row_case rows[] = {
#define ROW(id, status, code, message) {id, status, code, message},
#include "expectations.def"
};

static const parameter_case parameters[] = {
#define PARAMETER(name, required, row) {name, required, row},
#include "expectations.def"
};

static rule_case rules[] = {
#define RULE(id, severity, category, answer, row, basis)                                 \
    {0, id, SNAPGUARD_##severity, category, answer, row, SNAPGUARD_##basis},
#include "expectations.def"
};

typedef struct example_case {
    const char *rule;
    bool is_accepted;
    const json_t *json;
} example_case;

static json_t *pack;
static rule_judge engine;

/* ------------------------------------------------------------------ expected answers */

static const rule_case *find_rule(const char *id)
{
    for (size_t i = 0; i < COUNT(rules); i++)
        if (!strcmp(rules[i].id, id))
            return &rules[i];
    fail_msg("%s is no rule of the catalog", id);
    return NULL;
}

/* Tag.3.Key is Tag.N.Key. NULL for a group. */
static const parameter_case *find_parameter(const char *wire)
{
    char name[128];
    size_t size = 0;

    for (; *wire && size < sizeof name - 1; wire++) {
        bool is_digit = *wire >= '0' && *wire <= '9';

        if (!is_digit)
            name[size++] = *wire;
        else if (name[size - 1] != 'N')
            name[size++] = 'N';
    }
    name[size] = '\0';
    for (size_t i = 0; i < COUNT(parameters); i++)
        if (!strcmp(parameters[i].name, name))
            return &parameters[i];
    return NULL;
}

/* The service puts the value, as it was meant and not as JSON, where the row has "%s". */
static char *expand_value(const char *message, const snapguard_finding *finding)
{
    const char *value = judge_text(finding, SNAPGUARD_TEXT_VALUE);
    const char *place = strstr(message, "%s");

    if (!place)
        return text_of("%s", message);
    return text_of(
        "%.*s%.*s%s", (int)(place - message), message, (int)strlen(value) - 2, value + 1,
        place + 2);
}

static void
expect_row(const snapguard_finding *finding, int number, snapguard_basis basis)
{
    const snapguard_answer *answer = snapguard_finding_answer(finding);
    const char *message = judge_text(finding, SNAPGUARD_TEXT_API_MESSAGE);
    char *expected = NULL;

    assert_non_null(answer);
    assert_int_equal(answer->basis, basis);
    assert_int_equal(answer->http_status, number < 0 ? 400 : rows[number].status);
    if (number == MISSING_PARAMETER)
        expected = text_of(
            "The input parameter \"%s\" that is mandatory for processing this request is "
            "not supplied.",
            judge_text(finding, SNAPGUARD_TEXT_PARAMETER));
    else if (number == INVALID_PARAMETER)
        expected = text_of("The specified parameter is not valid");
    else
        expected = expand_value(rows[number].message, finding);
    assert_string_equal(message, expected);
    free(expected);
    if (number < 0)
        assert_string_equal(
            answer->code,
            number == MISSING_PARAMETER ? "MissingParameter" : "InvalidParameter");
    else
        assert_string_equal(answer->code, rows[number].code);
}

static void expect_answer(const snapguard_finding *finding, const rule_case *rule)
{
    const parameter_case *parameter =
        find_parameter(judge_text(finding, SNAPGUARD_TEXT_PARAMETER));

    if (rule->answer == NOTHING || (rule->answer == REQUIRED && !parameter->required)) {
        assert_null(snapguard_finding_answer(finding));
        assert_string_equal(judge_text(finding, SNAPGUARD_TEXT_API_MESSAGE), "");
    } else if (rule->answer == PARAMETERS && parameter && parameter->row != NONE) {
        expect_row(finding, parameter->row, SNAPGUARD_DOCUMENTED);
    } else {
        expect_row(finding, rule->row, rule->basis);
    }
}

static void expect_finding(const snapguard_finding *finding)
{
    const rule_case *rule = find_rule(snapguard_finding_rule(finding));

    assert_int_equal(snapguard_finding_severity(finding), rule->severity);
    assert_string_equal(snapguard_finding_category(finding), rule->category);
    assert_string_not_equal(judge_text(finding, SNAPGUARD_TEXT_MESSAGE), "");
    expect_answer(finding, rule);
}

/* -------------------------------------------------------------------------- examples */

static void obeys_the_law(void **state)
{
    const example_case *example = *state;
    size_t size;
    char *request = pack_request(pack, example->json, &size);
    char *facts = pack_facts(example->json);
    const snapguard_report *report;
    char *findings;

    judge_facts(&engine, facts);
    free(facts);
    report = judge_as(&engine, pack_encoding(example->json), request, size);
    findings = judge_findings(report, JUDGE_RULE);
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);
        const char *id = snapguard_finding_rule(finding);
        bool is_own = !strcmp(id, example->rule);

        expect_finding(finding);
        if (example->is_accepted ? is_own : false)
            fail_msg("%s\nis not accepted: %s", request, findings);
        if (!is_own && snapguard_finding_severity(finding) == SNAPGUARD_ERROR)
            fail_msg("%s\nis also wrong otherwise: %s", request, findings);
    }
    if (!example->is_accepted && !judge_has(report, example->rule))
        fail_msg("%s\nis not rejected: %s", request, findings);
    assert_int_equal(
        snapguard_report_verdict(report),
        !example->is_accepted && find_rule(example->rule)->severity == SNAPGUARD_ERROR
            ? SNAPGUARD_INVALID
            : SNAPGUARD_VALID);
    free(findings);
    free(request);
}

static void add_example(const pack_example *example, void *suite)
{
    example_case one = {example->rule, !strcmp(example->kind, "accept"), example->json};

    suite_add_copy(
        suite, text_of("%s %ss #%zu", example->rule, example->kind, example->index),
        obeys_the_law, &one, sizeof one);
}

/* ------------------------------------------------------------------------------ pack */

static void stands_in_the_pack(void **state)
{
    const rule_case *rule = *state;
    const json_t *entry = json_array_get(json_object_get(pack, "rules"), rule->number);
    const char *severity = json_string_value(json_object_get(entry, "severity"));

    assert_string_equal(json_string_value(json_object_get(entry, "id")), rule->id);
    assert_string_equal(severity, judge_severity(rule->severity));
    assert_string_equal(
        json_string_value(json_object_get(entry, "category")), rule->category);
    assert_int_equal(json_object_get(entry, "answer") != NULL, rule->answer != NOTHING);
    assert_true(json_array_size(json_object_get(entry, "accept")) >= 1);
    assert_true(json_array_size(json_object_get(entry, "reject")) >= 1);
}

static void is_the_page_s_row(void **state)
{
    const row_case *row = *state;
    const json_t *entry = json_array_get(json_object_get(pack, "errors"), row->number);

    assert_string_equal(json_string_value(json_object_get(entry, "table")), "page");
    assert_int_equal(json_integer_value(json_object_get(entry, "status")), row->status);
    assert_string_equal(json_string_value(json_object_get(entry, "code")), row->code);
    assert_string_equal(
        json_string_value(json_object_get(entry, "message")), row->message);
}

static void has_no_other_page_rows(void **state)
{
    size_t count = 0;
    size_t i;
    json_t *entry;

    (void)state;
    json_array_foreach (json_object_get(pack, "errors"), i, entry)
        count += !strcmp(json_string_value(json_object_get(entry, "table")), "page");
    assert_int_equal(count, 23);
    assert_int_equal(ROW_COUNT, 23);
}

static void has_no_other_rules(void **state)
{
    (void)state;
    assert_int_equal(json_array_size(json_object_get(pack, "rules")), COUNT(rules));
}

static void has_the_parameters_of_the_page(void **state)
{
    const json_t *list = json_object_get(pack, "parameters");

    (void)state;
    assert_int_equal(json_array_size(list), COUNT(parameters));
    for (size_t i = 0; i < COUNT(parameters); i++) {
        const json_t *entry = json_array_get(list, i);

        assert_string_equal(
            json_string_value(json_object_get(entry, "name")), parameters[i].name);
        assert_int_equal(
            json_is_true(json_object_get(entry, "required")), parameters[i].required);
    }
}

static void base_fires_nothing(void **state)
{
    char *request = judge_request("");
    const snapguard_report *report = judge_bytes(&engine, request, strlen(request));

    (void)state;
    assert_int_equal(snapguard_report_count(report), 0);
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_VALID);
    free(request);
}

static void pack_base_fires_nothing(void **state)
{
    size_t size;
    char *request = pack_request(pack, json_object_get(pack, "base"), &size);

    (void)state;
    assert_int_equal(snapguard_report_count(judge_bytes(&engine, request, size)), 0);
    free(request);
}

static void add_the_pack(rule_suite *suite)
{
    for (size_t i = 0; i < COUNT(rules); i++) {
        rules[i].number = i;
        suite_add(
            suite, text_of("%s is a rule of the pack, with examples", rules[i].id),
            stands_in_the_pack, &rules[i]);
    }
    for (size_t i = 0; i < COUNT(rows); i++)
        suite_add(
            suite, text_of("page row %zu: %s", i + 1, rows[i].code), is_the_page_s_row,
            &rows[i]);
    suite_add(suite, text_of("no other rule"), has_no_other_rules, NULL);
    suite_add(suite, text_of("23 rows of the page"), has_no_other_page_rows, NULL);
    suite_add(
        suite, text_of("the page's parameters"), has_the_parameters_of_the_page, NULL);
    suite_add(suite, text_of("the smallest request is valid"), base_fires_nothing, NULL);
    suite_add(suite, text_of("the pack's base is valid"), pack_base_fires_nothing, NULL);
}

int main(void)
{
    rule_suite suite = {0};
    int failures;

    pack = pack_load();
    judge_open(&engine, NULL);
    add_the_pack(&suite);
    pack_each_example(pack, add_example, &suite);
    failures = suite_run(&suite, "examples");
    judge_close(&engine);
    json_decref(pack);
    return failures;
}
