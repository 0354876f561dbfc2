/* The seeds of the fuzz targets that take models are named after the rule that each is
 * of: the oracle says so. They are written by snapguard-fuzz-generate-models. */
#include "model.h"

#include "support.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST_SEED = 256 };

static const char *const rules[] = {
#define RULE(id, severity, row) id,
#include "oracle.def"
};

static size_t read_seed(uint8_t bytes[LONGEST_SEED], const char *target, const char *rule)
{
    char path[4096];
    FILE *file;
    size_t size;

    snprintf(path, sizeof path, SNAPGUARD_CORPUS "/%s/%s", target, rule);
    file = fopen(path, "rb");
    if (!file)
        fail_msg("there is no %s", path);
    size = fread(bytes, 1, LONGEST_SEED, file);
    fclose(file);
    assert_true(size < LONGEST_SEED);
    return size;
}

static void check_seed(const char *target, model_kind kind, const char *rule)
{
    static model one;
    static oracle_report report;
    uint8_t bytes[LONGEST_SEED];
    const size_t size = read_seed(bytes, target, rule);
    model_style style;

    model_open(&one, &style, kind, bytes, size);
    model_arrange(&one, style.form);
    oracle_judge(&report, &one.request, one.has_facts ? &one.facts : NULL);
    for (size_t i = 0; i < report.count; i++)
        if (strcmp(report.findings[i].rule, rule) == 0)
            return;
    fail_msg("%s/%s is none of its rule", target, rule);
}

static void each_rule_has_a_seed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rules); i++)
        check_seed("fuzz_diff", MODEL_ANY, rules[i]);
}

/* Whether only some forms of a request can break a rule. */
static bool depends_on_form(const char *rule)
{
    static const char *const some[] = {
        "invalid-json",        "not-an-object",        "duplicate-key",
        "duplicate-parameter", "list-instead-of-text", "invalid-percent-encoding",
    };

    for (size_t i = 0; i < COUNT(some); i++)
        if (strcmp(some[i], rule) == 0)
            return true;
    return false;
}

static void each_rule_of_every_form_has_a_seed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rules); i++)
        if (!depends_on_form(rules[i]))
            check_seed("fuzz_equiv", MODEL_COMMON, rules[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_has_a_seed),
        cmocka_unit_test(each_rule_of_every_form_has_a_seed),
    };

    return cmocka_run_group_tests_name("oracle_seeds", tests, NULL, NULL);
}
