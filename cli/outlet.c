#include "outlet.h"

#include "progress.h"

/* What may be kept by all together. Where it is more, whoever keeps something waits for
 * its turn, and then keeps nothing. */
enum { MOST_KEPT = 67108864 };

void cli_outlet_flush(cli_outlet *outlet)
{
    if (!outlet->record)
        return;
    atomic_fetch_sub(&outlet->turns->kept, outlet->record->bytes);
    cli_record_play(outlet->record, outlet->report);
    outlet->record = NULL;
    cli_progress_tick(&outlet->report->summary);
    if (!cli_report_goes_on(outlet->report))
        atomic_store(&outlet->turns->is_over, true);
}

/* The record to use. NULL: it is our turn. */
static cli_record *record_of(cli_outlet *outlet)
{
    if (!outlet->record)
        return NULL;
    if (atomic_load(&outlet->turns->kept) > MOST_KEPT)
        cli_turn_wait(outlet->turns, outlet->turn);
    if (cli_turn_has_come(outlet->turns, outlet->turn))
        cli_outlet_flush(outlet);
    return outlet->record;
}

cli_summary *cli_outlet_summary(cli_outlet *outlet)
{
    cli_record *record = record_of(outlet);

    if (record)
        return &record->summary;
    cli_progress_tick(&outlet->report->summary);
    return &outlet->report->summary;
}

void cli_outlet_take(cli_outlet *outlet, const cli_event *event)
{
    cli_record *record = record_of(outlet);
    size_t before;

    if (!record) {
        cli_report_take(outlet->report, event);
        return;
    }
    before = record->bytes;
    cli_record_keep(record, event);
    atomic_fetch_add(&outlet->turns->kept, record->bytes - before);
}

void cli_outlet_file(cli_outlet *outlet, const char *name)
{
    cli_outlet_summary(outlet)->files++;
    if (outlet->report->scope.suppressions)
        cli_suppressions_file(outlet->report->scope.suppressions, name);
    if (outlet->report->scope.wants & CLI_WANT_FILES)
        cli_outlet_take(outlet, &(cli_event){.kind = CLI_EVENT_FILE, .of.file = name});
}

bool cli_outlet_has_room(const cli_outlet *outlet)
{
    size_t shown = outlet->record ? outlet->record->findings : outlet->report->shown;

    return shown < outlet->report->scope.most;
}

bool cli_outlet_goes_on(const cli_outlet *outlet)
{
    if (outlet->record)
        return !atomic_load(&outlet->turns->is_over);
    return cli_report_goes_on(outlet->report);
}
