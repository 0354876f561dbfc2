#include "spares.h"

#include <stdio.h>

void cli_spares_begin(cli_spares *spares, const cli_scope *scope)
{
    *spares = (cli_spares){
        .scope = {
                  .wants = CLI_WANT_FINGERPRINT,
                  .show_values = scope->show_values,
                  .suppressions = scope->suppressions}
    };
}

void cli_spares_free(cli_spares *spares)
{
    cli_gatherer_free(&spares->gatherer);
}

void cli_spares_request(cli_spares *spares, const cli_judged *from, bool is_element)
{
    spares->from = *from;
    if (!is_element)
        return;
    snprintf(spares->at, sizeof spares->at, "/%zu", from->index);
    spares->from.at = spares->at;
}

/* Fingerprints tell findings apart that are alike, so that all are asked for theirs. */
bool cli_spares_has(void *opaque, const snapguard_report *report, size_t index)
{
    cli_spares *spares = opaque;
    cli_finding finding;

    if (index == 0)
        cli_fingerprints_clear(&spares->gatherer.fingerprints);
    finding = cli_gather_finding(
        &spares->gatherer, &spares->from, snapguard_report_finding(report, index),
        &spares->scope);
    return cli_suppressions_cover(
        spares->scope.suppressions, &finding, &spares->gatherer.path);
}
