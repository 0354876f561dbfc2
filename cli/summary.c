#include "summary.h"

void cli_summary_add(cli_summary *summary, const cli_summary *part)
{
    summary->files += part->files;
    summary->requests += part->requests;
    summary->waived += part->waived;
    summary->baselined += part->baselined;
    summary->hidden += part->hidden;
    summary->fixed += part->fixed;
    for (size_t i = 0; i <= SNAPGUARD_FIX_SAFE; i++)
        summary->fixable[i] += part->fixable[i];
    for (size_t i = 0; i < CLI_SEVERITIES; i++)
        summary->findings[i] += part->findings[i];
    for (size_t i = 0; i < part->tally.size; i++)
        cli_tally_add(
            &summary->tally, part->tally.counts[i].rule, part->tally.counts[i].severity,
            part->tally.counts[i].count);
}

void cli_summary_free(cli_summary *summary)
{
    cli_tally_free(&summary->tally);
}
