/* Requests that nobody on this project wrote, read where they are: verdicts as their
 * index says, and the warnings and notices of the specification. */
#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct real_case {
    const char *file;
    snapguard_verdict verdict;
    const char *rules;
} real_case;

static const real_case cases[] = {
  /* -1 keeps for ever; 22 and 23 are an hour apart */
    {"crossplane-example.json",                   SNAPGUARD_VALID,   "adjacent-time-points kept-forever"},
    {"doc-describe-sample-as-create.json",        SNAPGUARD_VALID,   ""                                 },
    {"ecctl-doc-example.json",                    SNAPGUARD_VALID,   ""                                 },
    {"ecctl-e2e-create.json",                     SNAPGUARD_VALID,   ""                                 },
    {"ecctl-unit-test.json",                      SNAPGUARD_VALID,   ""                                 },
 /* the alias; 22 and 23 are an hour apart; -1 keeps for ever */
    {"gosdk-terraform-regionid-only.query",       SNAPGUARD_VALID,
     "parameter-alias adjacent-time-points kept-forever"                                                },
    {"doc-2021-en-sample.query",                  SNAPGUARD_VALID,   ""                                 },
 /* three names with a capital that they must not have, and the alias */
    {"doc-2018-zh-sample-fullwidth-quotes.query", SNAPGUARD_INVALID,
     "parameter-case parameter-case parameter-case parameter-alias"                                     },
    {"provider-wire-map-basic.json",              SNAPGUARD_VALID,   "kept-forever"                     },
 /* the same region; 1 and 2 are an hour apart */
    {"provider-wire-map-encryption-flat.json",    SNAPGUARD_VALID,
     "copy-target-same-region adjacent-time-points"                                                     },
};

static rule_judge engine;

static snapguard_encoding encoding_of(const char *file)
{
    return strstr(file, ".query") ? SNAPGUARD_QUERY : SNAPGUARD_JSON;
}

static void is_judged_as_the_index_says(void **state)
{
    const real_case *row = *state;
    char *path = text_of("%s/real/%s", SNAPGUARD_EXTRA_CASES, row->file);
    size_t size;
    char *request = file_text(path, &size);
    const snapguard_report *report;
    char *rules;

    if (!request) {
        print_message("%s is not there\n", path);
        free(path);
        skip();
    }
    free(path);
    /* A file ends in a newline, a query does not. */
    if (size && encoding_of(row->file) == SNAPGUARD_QUERY && request[size - 1] == '\n')
        size--;
    report = judge_as(&engine, encoding_of(row->file), request, size);
    rules = judge_findings(report, JUDGE_RULE);
    assert_string_equal(rules, row->rules);
    assert_int_equal(snapguard_report_verdict(report), row->verdict);
    free(rules);
    free(request);
}

int main(void)
{
    rule_suite suite = {0};
    int failures;

    judge_open(&engine, NULL);
    for (size_t i = 0; i < COUNT(cases); i++)
        suite_add_copy(
            &suite, text_of("%s", cases[i].file), is_judged_as_the_index_says, &cases[i],
            sizeof cases[i]);
    failures = suite_run(&suite, "real");
    judge_close(&engine);
    return failures;
}
