#include "law.h"

#include "complain.h"
#include "demand.h"
#include "example.h"

#include <stdio.h>
#include <string.h>

enum { POINTER_BYTES = 96 };

typedef struct law {
    const cli_pack_file *file;
    cli_demonstration demonstration;
    json_t *base;
    cli_law result;
} law;

/* One example, and where it stands. */
typedef struct example {
    const json_t *json;
    const char *rule;
    bool is_accepted;
    char pointer[POINTER_BYTES];
} example;

static void complain(law *judged, const example *one, const char *what, const char *more)
{
    snapguard_range range;

    cli_demand(snapguard_locate(
        &range, NULL, judged->file->bytes, judged->file->size, one->pointer));
    cli_complain(
        "%s:%zu:%zu: %s: this example is %s, but %s%s", judged->file->path,
        range.start.line, range.start.column, one->rule,
        one->is_accepted ? "accepted" : "rejected", what, more);
    judged->result.broken++;
}

/* The first error that an example must not fire, or NULL. */
static const char *find_other(const snapguard_report *report, const example *one)
{
    const snapguard_finding *finding;

    for (size_t i = 0; (finding = snapguard_report_finding(report, i)); i++) {
        const char *rule = snapguard_finding_rule(finding);
        bool is_own = strcmp(rule, one->rule) == 0;

        if (is_own ? one->is_accepted
                   : snapguard_finding_severity(finding) == SNAPGUARD_ERROR)
            return rule;
    }
    return NULL;
}

static bool fires(const snapguard_report *report, const char *rule)
{
    const snapguard_finding *finding;

    for (size_t i = 0; (finding = snapguard_report_finding(report, i)); i++)
        if (strcmp(snapguard_finding_rule(finding), rule) == 0)
            return true;
    return false;
}

static void judge(law *judged, const example *one)
{
    cli_example request = cli_example_of(judged->base, one->json);
    snapguard_error error = {.line = 0};
    const snapguard_report *report =
        cli_example_report(&judged->demonstration, &request, &error);
    const char *other = report ? find_other(report, one) : NULL;

    judged->result.examples++;
    if (!report)
        complain(judged, one, "its facts can't be used: ", error.message);
    else if (other)
        complain(judged, one, "fires ", other);
    else if (!one->is_accepted && !fires(report, one->rule))
        complain(judged, one, "does not fire ", one->rule);
    cli_example_free(&request);
}

static void judge_each(law *judged, const json_t *rule, size_t index, const char *kind)
{
    const json_t *list = json_object_get(rule, kind);
    example one = {
        .rule = cli_pack_text(rule, "id"), .is_accepted = strcmp(kind, "accept") == 0};
    size_t i;

    json_array_foreach (list, i, one.json) {
        snprintf(one.pointer, sizeof one.pointer, "/rules/%zu/%s/%zu", index, kind, i);
        judge(judged, &one);
    }
}

static bool is_bare(const json_t *rule)
{
    return json_array_size(json_object_get(rule, "accept")) == 0 ||
           json_array_size(json_object_get(rule, "reject")) == 0;
}

static void judge_rules(law *judged, const json_t *rules)
{
    const json_t *rule;
    size_t i;

    json_array_foreach (rules, i, rule) {
        judged->result.rules++;
        judged->result.bare += is_bare(rule);
        judge_each(judged, rule, i, "accept");
        judge_each(judged, rule, i, "reject");
    }
}

cli_law cli_law_apply(const cli_packs *packs)
{
    law judged = {.file = packs->files};
    const json_t *own;
    cli_pack pack;

    if (cli_demonstration_begin(&judged.demonstration, packs) != CLI_CLEAN)
        return judged.result;
    cli_pack_load(&pack, packs);
    own = json_array_get(pack.own, 0);
    judged.base = cli_pack_base(&pack, own);
    judge_rules(&judged, json_object_get(own, "rules"));
    json_decref(judged.base);
    cli_pack_free(&pack);
    cli_demonstration_end(&judged.demonstration);
    return judged.result;
}
