/* Findings that --fix leaves as they are, because a waiver or the baseline says that they
 * are known. They are looked at as a report would, but nothing is noted. */
#ifndef CLI_SPARES_H
#define CLI_SPARES_H

#include "gather.h"

enum { CLI_AT_BYTES = 24 };

typedef struct cli_spares {
    cli_scope scope;
    cli_judged from; /* Where the request is that is being mended. */
    char at[CLI_AT_BYTES];
    cli_gatherer gatherer;
} cli_spares;

/* By the waivers and the baseline of that scope. */
void cli_spares_begin(cli_spares *spares, const cli_scope *scope);
void cli_spares_free(cli_spares *spares);

/* Begin with a request that the mender takes out of its file, whose number is that of its
 * line or, if `is_element`, of its place in an array. */
void cli_spares_request(cli_spares *spares, const cli_judged *from, bool is_element);

/* For a mender; `spares` is a cli_spares. */
bool cli_spares_has(void *spares, const snapguard_report *report, size_t index);

#endif
