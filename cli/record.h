/* Events that are kept until it is their turn, and what was counted meanwhile. */
#ifndef CLI_RECORD_H
#define CLI_RECORD_H

#include "event.h"
#include "report.h"
#include "summary.h"

#include <stddef.h>

typedef struct cli_record_block cli_record_block;
typedef struct cli_kept_event cli_kept_event;

/* All zeros: nothing is kept. */
typedef struct cli_record {
    cli_summary summary;
    size_t findings; /* How many are kept that are not suppressed. */
    size_t bytes;    /* What they take. */
    cli_record_block *blocks;
    cli_kept_event *first;
    cli_kept_event *last;
} cli_record;

/* Keep an event and all that it points to. */
void cli_record_keep(cli_record *record, const cli_event *event);

/* Hand everything to the report, and keep nothing any more. */
void cli_record_play(cli_record *record, cli_report *report);

#endif
