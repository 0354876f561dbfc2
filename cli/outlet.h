/* Where a judge says what comes to light: into the report at once where it is its turn,
 * and aside, into a record, until it is. */
#ifndef CLI_OUTLET_H
#define CLI_OUTLET_H

#include "record.h"
#include "report.h"
#include "turn.h"

typedef struct cli_outlet {
    cli_report *report;
    cli_record *record; /* NULL: everything goes into the report at once. */
    cli_turns *turns;   /* With a record. */
    size_t turn;
} cli_outlet;

/* Where to count, until the outlet is used again. */
cli_summary *cli_outlet_summary(cli_outlet *outlet);

void cli_outlet_take(cli_outlet *outlet, const cli_event *event);

/* Say that a file is being judged. */
void cli_outlet_file(cli_outlet *outlet, const char *name);

/* Whether one more finding would be shown, for all that is known. */
bool cli_outlet_has_room(const cli_outlet *outlet);

/* Whether it is of use to go on. */
bool cli_outlet_goes_on(const cli_outlet *outlet);

/* Hand over what was kept. It must be its turn. */
void cli_outlet_flush(cli_outlet *outlet);

#endif
