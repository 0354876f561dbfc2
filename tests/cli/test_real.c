/* Inputs that nobody on this project wrote, read where they are: what their index says of
 * them, by the program's exit status and report. */
#include "cmocka_wrap.h"
#include "program.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { TEXT_BYTES = 4096 };

typedef struct real_case {
    const char *file;
    int status;
    const char *verdict;
    const char *rules; /* Those that are errors and warnings, each with a blank. */
} real_case;

static real_case cases[] = {
    {"doc-2021-en-sample.query",                  0, "valid",   ""                },
    {"doc-2018-zh-sample-fullwidth-quotes.query", 1, "invalid",
     "parameter-case parameter-case parameter-case parameter-alias "              },
    {"gosdk-terraform-regionid-only.query",       0, "valid",   "parameter-alias "},
};

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    assert_non_null(text);
    return text;
}

static void collect_rules(const json_t *report, char rules[TEXT_BYTES])
{
    const json_t *finding;
    size_t i;

    rules[0] = '\0';
    json_array_foreach (json_object_get(report, "diagnostics"), i, finding) {
        if (strcmp(text_of(finding, "severity"), "notice") == 0)
            continue;
        strcat(rules, text_of(finding, "rule"));
        strcat(rules, " ");
    }
}

static void compare(const real_case *row, const program_result *result)
{
    json_t *report = json_loads(result->out, 0, NULL);
    json_t *requests = json_object_get(report, "requests");
    char rules[TEXT_BYTES];

    assert_int_equal(json_array_size(requests), 1);
    assert_string_equal(text_of(json_array_get(requests, 0), "verdict"), row->verdict);
    collect_rules(report, rules);
    assert_string_equal(rules, row->rules);
    json_decref(report);
}

static void is_judged_as_the_index_says(void **state)
{
    const real_case *row = *state;
    char path[TEXT_BYTES];
    char arguments[TEXT_BYTES + 16];
    program_result result;
    FILE *file;

    snprintf(path, sizeof path, "%s/real/%s", SNAPGUARD_EXTRA_CASES, row->file);
    file = fopen(path, "r");
    if (!file) {
        print_message("%s is not there\n", path);
        skip();
    }
    fclose(file);
    snprintf(arguments, sizeof arguments, "-f json %s", path);
    result = program_do(&(program_run){.arguments = arguments});
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, row->status);
    compare(row, &result);
    program_forget(&result);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];

    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){
            cases[i].file, is_judged_as_the_index_says, NULL, NULL, &cases[i]};
    return cmocka_run_group_tests_name("real", tests, NULL, NULL);
}
