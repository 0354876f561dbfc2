/* A model of a request, written down in one of its forms. The library finds what the
 * oracle finds, no more and no less, with the same verdict and the same answer: the
 * oracle was written from the reference page and the list of rules alone. */
#include "agree.h"
#include "catalog.h"
#include "law.h"
#include "mutate_model.h"
#include "target.h"
#include "trial.h"

static trial bench;

const mutation target_mutation = {mutate_model, cross_model};

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
    const snapguard_report *report;
    const char *difference;
    model_style style;

    model_open(&one, &style, MODEL_ANY, data, size);
    model_arrange(&one, style.form);
    law(trial_set_facts(&bench, &one), "there is memory");
    report = trial_judge(&bench, &one, style.form, style.spelling);
    law(report != NULL, "there is memory");
    catalog_note(report);
    oracle_judge(&oracle, &one.request, one.has_facts ? &one.facts : NULL);
    difference = agree_with_oracle(report, &oracle, &one.request);
    if (difference)
        law(false, difference);
    return 0;
}
