/* The library and the oracle about the same requests: a fixed set of them, made as the
 * fuzz target fuzz_diff makes them, and written in every form. */
#include "agree.h"
#include "trial.h"

#include "support.h"

#include <string.h>

enum {
    MODELS = SNAPGUARD_MODELS, /* sanitized builds make fewer */
    MOST_BYTES = 160
};

static const char *const rules[] = {
#define RULE(id, severity, row) id,
#include "oracle.def"
};

/* What a run needs, and what it has seen. */
typedef struct bench {
    trial trial;
    size_t verdicts[SNAPGUARD_NOT_APPLICABLE + 1];
    size_t fired[COUNT(rules)];
} bench;

/* SplitMix64. */
static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static void note(bench *b, const oracle_report *oracle)
{
    for (size_t i = 0; i < oracle->count; i++)
        for (size_t k = 0; k < COUNT(rules); k++)
            b->fired[k] += strcmp(oracle->findings[i].rule, rules[k]) == 0;
}

static void compare(bench *b, model *of, model_form form, uint32_t spelling)
{
    static oracle_report oracle;
    const snapguard_report *report;
    const char *difference;

    model_arrange(of, form);
    assert_true(trial_set_facts(&b->trial, of));
    report = trial_judge(&b->trial, of, form, spelling);
    assert_non_null(report);
    oracle_judge(&oracle, &of->request, of->has_facts ? &of->facts : NULL);
    difference = agree_with_oracle(report, &oracle, &of->request);
    if (difference)
        fail_msg(
            "%s\n%.*s", difference, (int)b->trial.request.size, b->trial.request.bytes);
    b->verdicts[oracle.verdict]++;
    note(b, &oracle);
}

static void they_agree(void **state)
{
    bench *b = *state;
    static model one;
    uint8_t bytes[MOST_BYTES];

    for (uint64_t i = 0; i < MODELS; i++) {
        uint64_t seed = i;
        provider from = {bytes, next(&seed) % (MOST_BYTES + 1)};
        const model_form form = (model_form)(next(&seed) % MODEL_FORMS);

        for (size_t k = 0; k < from.size; k++)
            bytes[k] = (uint8_t)next(&seed);
        model_read(&one, MODEL_ANY, &from);
        compare(b, &one, form, (uint32_t)next(&seed) * (i % 2));
    }
}

/* Agreement says little about what never happened. */
static void every_rule_fired(void **state)
{
    const bench *b = *state;

    for (size_t i = 0; i < COUNT(rules); i++)
        if (b->fired[i] < 5)
            fail_msg("%s fired %zu times", rules[i], b->fired[i]);
}

/* Of an unreadable request there is little to agree about. */
static void most_requests_were_readable(void **state)
{
    static const char *const unreadable[] = {
        "invalid-json", "not-an-object", "invalid-utf8", "invalid-percent-encoding"};
    const bench *b = *state;
    size_t count = b->verdicts[SNAPGUARD_NOT_APPLICABLE];

    for (size_t i = 0; i < COUNT(unreadable); i++)
        for (size_t k = 0; k < COUNT(rules); k++)
            count += strcmp(unreadable[i], rules[k]) == 0 ? b->fired[k] : 0;
    assert_true(count < MODELS / 5);
}

static void there_were_requests_of_every_kind(void **state)
{
    const bench *b = *state;

    assert_true(b->verdicts[SNAPGUARD_VALID] > MODELS / 50);
    assert_true(b->verdicts[SNAPGUARD_INVALID] > MODELS / 2);
    assert_true(b->verdicts[SNAPGUARD_NOT_APPLICABLE] > MODELS / 500);
}

static int open_bench(void **state)
{
    static bench b;

    *state = &b;
    return trial_open(&b.trial) ? 0 : -1;
}

static int close_bench(void **state)
{
    bench *b = *state;

    trial_close(&b->trial);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_agree),
        cmocka_unit_test(every_rule_fired),
        cmocka_unit_test(most_requests_were_readable),
        cmocka_unit_test(there_were_requests_of_every_kind),
    };

    return cmocka_run_group_tests_name(
        "oracle_agreement", tests, open_bench, close_bench);
}
