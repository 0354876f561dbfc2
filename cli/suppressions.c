#include "suppressions.h"

#include "unreadable.h"

static const char waiver_kind[] = "waiver";
static const char baseline_kind[] = "baseline";

void cli_suppressions_file(cli_suppressions *suppressions, const char *name)
{
    cli_waivers_file(&suppressions->waivers, name);
    cli_baseline_file(&suppressions->baseline, name);
}

bool cli_suppressions_find(
    cli_suppressions *suppressions, const cli_finding *finding, cli_text *scratch,
    cli_suppression *why)
{
    const cli_waiver *waiver;
    bool is_known;

    if (cli_is_input_rule(finding->rule))
        return false;
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

bool cli_is_waived(const cli_suppression *why)
{
    return why->kind == waiver_kind;
}
