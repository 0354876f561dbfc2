#include "trial.h"

static const snapguard_encoding encodings[MODEL_FORMS] = {
    [MODEL_NESTED] = SNAPGUARD_JSON,    [MODEL_FLAT] = SNAPGUARD_JSON,
    [MODEL_MIXED] = SNAPGUARD_JSON,     [MODEL_QUERY] = SNAPGUARD_QUERY,
    [MODEL_FORM_BODY] = SNAPGUARD_FORM, [MODEL_HTTP_QUERY] = SNAPGUARD_HTTP,
    [MODEL_HTTP_BODY] = SNAPGUARD_HTTP, [MODEL_HTTP_BOTH] = SNAPGUARD_HTTP,
};

static bool set_options(trial *t, snapguard_options *options)
{
    model_write_regions(&t->request);
    return snapguard_options_set_regions(options, t->request.bytes, t->request.size) ==
               SNAPGUARD_OK &&
           snapguard_options_set_limit(
               options, SNAPGUARD_MAX_FINDINGS, ORACLE_MAX_FINDINGS) == SNAPGUARD_OK;
}

bool trial_open(trial *t)
{
    snapguard_options *options;
    bool done;

    t->engine = NULL;
    t->context = NULL;
    t->facts = NULL;
    if (snapguard_options_new(&options, NULL) != SNAPGUARD_OK)
        return false;
    done = set_options(t, options) &&
           snapguard_engine_new(&t->engine, options, NULL) == SNAPGUARD_OK &&
           snapguard_context_new(&t->context, t->engine) == SNAPGUARD_OK;
    snapguard_options_free(options);
    return done;
}

void trial_close(trial *t)
{
    snapguard_context_free(t->context);
    snapguard_facts_free(t->facts);
    snapguard_engine_free(t->engine);
}

bool trial_set_facts(trial *t, const model *of)
{
    static model_written text;

    snapguard_context_set_facts(t->context, NULL);
    snapguard_facts_free(t->facts);
    t->facts = NULL;
    if (!of->has_facts)
        return true;
    model_write_facts(&text, of);
    if (snapguard_facts_new(&t->facts, t->engine, text.bytes, text.size, NULL) !=
        SNAPGUARD_OK)
        return false;
    snapguard_context_set_facts(t->context, t->facts);
    return true;
}

const snapguard_report *
trial_judge(trial *t, const model *of, model_form form, uint32_t spelling)
{
    const snapguard_report *report;

    model_write(&t->request, of, form, spelling);
    if (snapguard_check(
            &report, t->context, encodings[form], t->request.bytes, t->request.size) !=
        SNAPGUARD_OK)
        return NULL;
    return report;
}
