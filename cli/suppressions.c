#include "suppressions.h"

#include "named.h"
#include "pack.h"
#include "unreadable.h"

static const char waiver_kind[] = "waiver";
static const char baseline_kind[] = "baseline";

void cli_suppressions_begin(cli_suppressions *suppressions)
{
    *suppressions = (cli_suppressions){.collection = NULL};
    cli_rule_set_begin(&suppressions->unsure);
}

/* Nothing can be said about a rule that the user has switched off. */
static void
note_off(cli_suppressions *suppressions, const cli_selection *selection, const char *rule)
{
    if (!cli_rule_set_has(&suppressions->unsure, rule) &&
        cli_selection_is_off(selection, rule))
        cli_rule_set_add(&suppressions->unsure, rule);
}

bool cli_suppressions_read(
    cli_suppressions *suppressions, const cli_named *waivers, const cli_named *baseline,
    cli_selection *selection)
{
    if (waivers->path && !cli_waivers_read(&suppressions->waivers, waivers, selection))
        return false;
    if (baseline->path && !cli_baseline_read(&suppressions->baseline, baseline))
        return false;
    for (size_t i = 0; i < suppressions->waivers.count; i++)
        note_off(suppressions, selection, suppressions->waivers.items[i].rule);
    for (size_t i = 0; i < suppressions->baseline.count; i++)
        note_off(suppressions, selection, suppressions->baseline.items[i].rule);
    return true;
}

void cli_suppressions_free(cli_suppressions *suppressions)
{
    cli_waivers_free(&suppressions->waivers);
    cli_baseline_free(&suppressions->baseline);
    cli_rule_set_free(&suppressions->unsure);
}

void cli_suppressions_file(cli_suppressions *suppressions, const char *name)
{
    cli_waivers_file(&suppressions->waivers, name, true);
    cli_baseline_file(&suppressions->baseline, name, true);
}

void cli_suppressions_request(
    cli_suppressions *suppressions, const snapguard_report *report)
{
    const char *rule;

    for (size_t i = 0; (rule = snapguard_report_not_evaluated(report, i)); i++)
        cli_rule_set_add(&suppressions->unsure, rule);
}

/* What could not be read hides what else is in the file. */
static void note_unread(cli_suppressions *suppressions, const char *name)
{
    cli_waivers_file(&suppressions->waivers, name, false);
    cli_baseline_file(&suppressions->baseline, name, false);
}

bool cli_suppressions_find(
    cli_suppressions *suppressions, const cli_finding *finding, cli_text *scratch,
    cli_suppression *why)
{
    const cli_waiver *waiver;
    bool is_known;

    if (cli_is_input_rule(finding->rule)) {
        note_unread(suppressions, finding->file);
        return false;
    }
    waiver = cli_waivers_find(&suppressions->waivers, finding, scratch);
    is_known = cli_baseline_find(&suppressions->baseline, finding);
    if (waiver) {
        *why = (cli_suppression){
            waiver_kind, waiver->reason, waiver->owner, waiver->expires};
        return true;
    }
    *why = (cli_suppression){baseline_kind, "known since the baseline", NULL, NULL};
    if (!suppressions->collection)
        return is_known;
    cli_collection_add(suppressions->collection, finding);
    return true;
}

bool cli_suppressions_cover(
    const cli_suppressions *suppressions, const cli_finding *finding, cli_text *scratch)
{
    return cli_waivers_cover(&suppressions->waivers, finding, scratch) ||
           cli_baseline_knows(&suppressions->baseline, finding);
}

bool cli_is_waived(const cli_suppression *why)
{
    return why->kind == waiver_kind;
}

/* Nothing can be said about a rule of a pack that this run does not have. The packs are
 * read only where an entry was not found. */
static void note_unknown(cli_suppressions *suppressions, const cli_packs *packs)
{
    const cli_baseline *baseline = &suppressions->baseline;
    cli_pack pack = {.root = NULL};

    for (size_t i = 0; i < baseline->count; i++) {
        const cli_known *known = &baseline->items[i];

        if (atomic_load(&known->is_found) ||
            cli_rule_set_has(&suppressions->unsure, known->rule))
            continue;
        if (!pack.root)
            cli_pack_load(&pack, packs);
        if (!cli_pack_find(pack.rules, "id", known->rule))
            cli_rule_set_add(&suppressions->unsure, known->rule);
    }
    if (pack.root)
        cli_pack_free(&pack);
}

void cli_suppressions_review(
    cli_suppressions *suppressions, const cli_packs *packs, cli_take_complaint *take,
    void *opaque)
{
    const cli_baseline *baseline = &suppressions->baseline;
    cli_rule_set *unsure = &suppressions->unsure;

    cli_waivers_review(&suppressions->waivers, unsure, take, opaque);
    note_unknown(suppressions, packs);
    /* What is stale is not in the one that is being written. */
    if (suppressions->collection)
        cli_baseline_keep(
            baseline, unsure, cli_collection_keep, suppressions->collection);
    else
        cli_baseline_review(baseline, unsure, take, opaque);
}
