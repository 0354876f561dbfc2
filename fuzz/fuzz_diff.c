/* A model of a request, written down in one of its forms. The library finds what the
 * oracle finds, no more and no less, with the same verdict and the same answer: the
 * oracle was written from the reference page and the list of rules alone. */
#include "agree.h"
#include "catalog.h"
#include "law.h"
#include "mutate.h"
#include "target.h"
#include "trial.h"

static trial bench;

/* Any bytes are a model, so the fuzzer's own mutations serve. */
static void change(fuzz_draft *draft)
{
    draft_scramble(draft, 0, draft->size);
}

static void cross(fuzz_draft *draft, const char *other, size_t size)
{
    const size_t begin = draft_below(draft, size);
    const size_t at = draft_below(draft, draft->size + 1);

    draft_put(draft, at, at, other + begin, 1 + draft_below(draft, size - begin));
}

const mutation target_mutation = {change, cross, 0};

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    catalog_watch(*count, *arguments);
    law(trial_open(&bench), "an engine and a context are made");
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static model one;
    static oracle_report oracle;
    provider from = {data, size};
    const model_form form = (model_form)provider_below(&from, MODEL_FORMS);
    const uint32_t spelling = provider_below(&from, 1 << 16);
    const snapguard_report *report;
    const char *difference;

    model_read(&one, MODEL_ANY, &from);
    model_arrange(&one, form);
    law(trial_set_facts(&bench, &one), "there is memory");
    report = trial_judge(&bench, &one, form, spelling);
    law(report != NULL, "there is memory");
    catalog_note(report);
    oracle_judge(&oracle, &one.request, one.has_facts ? &one.facts : NULL);
    difference = agree_with_oracle(report, &oracle, &one.request);
    if (difference)
        law(false, difference);
    return 0;
}
