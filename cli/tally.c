#include "tally.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

void cli_tally_add(
    cli_tally *tally, const char *rule, snapguard_severity severity, size_t count)
{
    size_t i = 0;

    while (i < tally->size && tally->counts[i].rule != rule)
        i++;
    if (i == tally->size) {
        tally->counts =
            cli_reallocate(tally->counts, (tally->size + 1) * sizeof *tally->counts);
        tally->counts[tally->size++] = (cli_count){rule, severity, 0};
    }
    tally->counts[i].count += count;
}

static int compare(const void *first, const void *second)
{
    const cli_count *one = first;
    const cli_count *other = second;

    if (one->count != other->count)
        return one->count < other->count ? 1 : -1;
    return strcmp(one->rule, other->rule);
}

void cli_tally_sort(cli_tally *tally)
{
    if (tally->size > 0)
        qsort(tally->counts, tally->size, sizeof *tally->counts, compare);
}

void cli_tally_free(cli_tally *tally)
{
    free(tally->counts);
    *tally = (cli_tally){.counts = NULL};
}
