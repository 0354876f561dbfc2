/* One request, mended: the fixes of its findings are applied, and it is judged again,
 * until there are none left to apply. */
#ifndef CLI_MEND_H
#define CLI_MEND_H

#include "fix.h"

#include <snapguard/snapguard.h>

/* A change of the text that is being mended. */
typedef struct cli_change {
    size_t begin;
    size_t end;
    size_t fix;  /* Which of the round it belongs to. */
    size_t text; /* Where its text begins in that of all. */
    size_t size;
} cli_change;

typedef struct cli_mender {
    snapguard_context *context; /* Borrowed, and used by each call. */
    bool is_unsafe;             /* Unsafe fixes, too. */

    /* Whether a finding is to be left as it is, asked of each of a report, in order.
     * NULL: none is. */
    bool (*spares)(void *opaque, const snapguard_report *report, size_t index);
    void *opaque;

    cli_fixing fixing;
    cli_change *changes;
    size_t count;
    size_t capacity;
    bool *is_dropped; /* By fix of the round. */
    size_t fix_capacity;
    cli_text texts;         /* Of the changes. */
    cli_text before, after; /* The request in this round and in the next. */
} cli_mender;

/* What came of it. */
typedef struct cli_mended {
    const char *bytes; /* Borrowed from the mender until its next call. */
    size_t size;
    size_t fixes; /* How many were applied; with 0, the text is what it was. */
} cli_mended;

/* Mend a request. What is not is as it was, byte for byte. */
cli_mended
cli_mend(cli_mender *mender, snapguard_encoding encoding, const char *bytes, size_t size);

void cli_mender_free(cli_mender *mender);

#endif
