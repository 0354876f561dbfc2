/* How often each rule found something. */
#ifndef CLI_TALLY_H
#define CLI_TALLY_H

#include <snapguard/snapguard.h>
#include <stddef.h>

typedef struct cli_count {
    const char
        *rule; /* Lives as long as the engine, so that equal ones are at one place. */
    snapguard_severity severity;
    size_t count;
} cli_count;

typedef struct cli_tally {
    cli_count *counts;
    size_t size;
} cli_tally;

void cli_tally_add(
    cli_tally *tally, const char *rule, snapguard_severity severity, size_t count);

/* The most frequent first, equal ones by the names of their rules. */
void cli_tally_sort(cli_tally *tally);

void cli_tally_free(cli_tally *tally);

#endif
