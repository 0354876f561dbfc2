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
    const char *verdict; /* Of each request, with a blank between them. */
    const char *rules;   /* Those that are errors and warnings, each with a blank. */
} real_case;

static real_case cases[] = {
    {"doc-2021-en-sample.query",                      0, "valid",          ""                },
    {"doc-2018-zh-sample-fullwidth-quotes.query",     1, "invalid",
     "parameter-case parameter-case parameter-case parameter-alias "                         },
    {"gosdk-terraform-regionid-only.query",           0, "valid",          "parameter-alias "},
    {"tfplan-ros-tool-transformer.json",              0, "valid",          ""                },
    {"tfplan-acc-7893-twin-full.json",                0, "undetermined",   ""                },
    {"tfplan-acc-unsorted-time-points.json",          0, "valid",          ""                },
    {"tfplan-unit-test.json",                         0, "valid",          ""                },
    {"tfplan-doc-basic.json",                         0, "valid",          ""                },
    {"tfplan-infraguard-business-hours.json",         0, "valid",          ""                },
    {"ros-resource-template-refs-with-defaults.json", 0, "valid",          ""                },
    {"ros-snapshot-optimize-getatt-sub.json",         0, "undetermined",   ""                },
    {"ros-batch-of-instances-string-defaults.json",   0, "valid",          ""                },
    {"ros-doc-example-refs-no-defaults.json",         0, "undetermined",   ""                },
    {"ros-transformer-string-lists.json",             0, "valid",          ""                },
    {"ros-infraguard-timepoints-violation.json",      0, "valid",          ""                },
    {"ros-infraguard-timepoints-compliant.json",      0, "valid",          ""                },
    {"ros-infraguard-retention-violation.json",       0, "valid",          ""                },
    {"ros-infraguard-pack-two-policies.json",         0, "valid valid",    ""                },
    {"ros-disk-only-no-policy.json",                  0, "not-applicable", ""                },
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

static void collect_verdicts(const json_t *report, char verdicts[TEXT_BYTES])
{
    const json_t *request;
    size_t i;

    verdicts[0] = '\0';
    json_array_foreach (json_object_get(report, "requests"), i, request) {
        strcat(verdicts, i > 0 ? " " : "");
        strcat(verdicts, text_of(request, "verdict"));
    }
}

static void compare(const real_case *row, const program_result *result)
{
    json_t *report = json_loads(result->out, 0, NULL);
    char verdicts[TEXT_BYTES];
    char rules[TEXT_BYTES];

    collect_verdicts(report, verdicts);
    assert_string_equal(verdicts, row->verdict);
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
    /* Of a file that asks for nothing, that is said. */
    if (strcmp(row->verdict, "not-applicable") != 0)
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
