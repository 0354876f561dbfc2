/* One model of a request, written down in every form there is. The same rules fire at the
 * same parameters, however the request is written, in whatever order its parameters
 * stand, and whatever white space, escapes and percent-encodings it has.
 *
 * Models are those that every form can write: no value of a type that only JSON has, no
 * name twice, since what that means depends on where the two stand, and nothing empty in
 * a group, which JSON can say and pairs cannot. Besides, only JSON tells an integer or a
 * boolean from its text, so value-as-text is said of JSON alone. */
#include "agree.h"
#include "catalog.h"
#include "disputed.h"
#include "law.h"
#include "mutate_model.h"
#include "target.h"
#include "trial.h"

#include <stdio.h>
#include <string.h>

static trial bench;

/* What one form says. */
typedef struct opinion {
    agree_set set;
    snapguard_verdict verdict;
    const char *answer; /* the rule that it is by, or "" */
} opinion;

const mutation target_mutation = {mutate_model, cross_model};

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    catalog_watch(*count, *arguments);
    law(trial_open(&bench), "an engine and a context are made");
    return 0;
}

static bool depends_on_form(const oracle_request *request, const char *rule)
{
    return strcmp(rule, "value-as-text") == 0 || disputed_rule(request, rule);
}

static void leave_out(agree_set *set, const oracle_request *request)
{
    size_t count = 0;

    for (size_t i = 0; i < set->count; i++)
        if (!depends_on_form(request, set->findings[i].rule))
            set->findings[count++] = set->findings[i];
    set->count = count;
}

static void ask(opinion *out, const model *of, model_form form, uint32_t spelling)
{
    const snapguard_report *report = trial_judge(&bench, of, form, spelling);
    const snapguard_finding *answer;

    law(report != NULL, "there is memory");
    if (form == MODEL_NESTED)
        catalog_note(report);
    agree_read(&out->set, report);
    leave_out(&out->set, &of->request);
    answer = snapguard_report_answer(report);
    out->verdict = snapguard_report_verdict(report);
    out->answer = answer ? snapguard_finding_rule(answer) : "";
    if (depends_on_form(&of->request, out->answer))
        out->answer = "";
}

static void compare(const opinion *one, const opinion *other, model_form form)
{
    static const char *const forms[MODEL_FORMS] = {
        [MODEL_NESTED] = "nested JSON",
        [MODEL_FLAT] = "flat JSON",
        [MODEL_MIXED] = "mixed JSON",
        [MODEL_QUERY] = "a query",
        [MODEL_FORM_BODY] = "a form",
        [MODEL_HTTP_QUERY] = "the query of HTTP",
        [MODEL_HTTP_BODY] = "a body of HTTP",
        [MODEL_HTTP_BOTH] = "query and body of HTTP",
    };
    const char *const names[] = {"plain JSON", forms[form]};
    const char *difference = agree_compare(&one->set, &other->set, names);

    if (difference)
        law(false, difference);
    if (one->verdict == other->verdict && strcmp(one->answer, other->answer) == 0)
        return;
    fprintf(
        stderr, "%s has verdict %d by %s, %s has %d by %s\n", names[0], one->verdict,
        one->answer, names[1], other->verdict, other->answer);
    law(false, "verdict and answer are the same in every form");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static model one, arranged;
    static opinion plain, other;
    model_style style;

    model_open(&one, &style, MODEL_COMMON, data, size);
    law(trial_set_facts(&bench, &one), "there is memory");
    for (int form = 0; form < MODEL_FORMS; form++) {
        /* The texts stay where they are. */
        arranged.request = one.request;
        if (form > 0 && style.spelling % 2)
            model_shuffle(&arranged, style.spelling + (uint32_t)form);
        model_arrange(&arranged, (model_form)form);
        ask(form > 0 ? &other : &plain, &arranged, (model_form)form,
            form > 0 ? style.spelling : 0);
        if (form > 0)
            compare(&plain, &other, (model_form)form);
    }
    return 0;
}
