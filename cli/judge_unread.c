#include "judge.h"

#include "place.h"
#include "unreadable.h"

static void
complain(cli_judge *judge, const cli_judged *judged, const snapguard_finding *found)
{
    cli_text *message = &judge->gatherer.texts[SNAPGUARD_TEXT_MESSAGE];
    snapguard_range range;

    cli_finding_range(judged, found, &range);
    cli_text_read(message, found, SNAPGUARD_TEXT_MESSAGE, true);
    cli_outlet_take(
        &judge->outlet, &(cli_event){
                            .kind = CLI_EVENT_COMPLAINT,
                            .of.complaint = {
                                             .file = judged->file,
                                             .line = range.start.line,
                                             .column = range.start.column,
                                             .text = message->bytes,
                                             .status = CLI_FINDINGS}
    });
}

void cli_judge_unread(cli_judge *judge, const cli_judged *judged)
{
    size_t count = judged->report ? snapguard_report_count(judged->report) : 0;

    for (size_t i = 0; i < count; i++) {
        const snapguard_finding *found = snapguard_report_finding(judged->report, i);

        if (cli_is_input_rule(snapguard_finding_rule(found)))
            complain(judge, judged, found);
    }
}
