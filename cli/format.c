#include "format.h"

#include "glyph.h"

#include <string.h>

const cli_format *const cli_formats[] = {
#define FORMAT(name) &cli_format_##name,
#include "format.def"
#undef FORMAT
};

const char *const cli_format_names[] = {
#define FORMAT(name) #name,
#include "format.def"
#undef FORMAT
    NULL,
};

static void put_place(cli_sink *sink, const cli_finding *finding)
{
    cli_writer *writer = &sink->writer;

    cli_put(writer, sink->palette->strong);
    cli_put_safe(writer, finding->file, strlen(finding->file));
    cli_put(writer, ":");
    cli_put_number(writer, finding->range.start.line);
    cli_put(writer, ":");
    cli_put_number(writer, finding->range.start.column);
    cli_put(writer, ":");
    cli_put(writer, sink->palette->plain);
}

void cli_put_headline(cli_sink *sink, const cli_finding *finding)
{
    cli_writer *writer = &sink->writer;
    const cli_string *message = &finding->texts[SNAPGUARD_TEXT_MESSAGE];

    put_place(sink, finding);
    cli_put(writer, " ");
    cli_put(writer, sink->palette->severity[finding->severity]);
    cli_put(writer, snapguard_severity_name(finding->severity));
    cli_put(writer, sink->palette->plain);
    cli_put(writer, ": ");
    if (finding->name.bytes) {
        cli_put_safe(writer, finding->name.bytes, finding->name.size);
        cli_put(writer, ": ");
    }
    cli_put_safe(writer, message->bytes, message->size);
    cli_put(writer, " [");
    cli_put(writer, finding->rule);
    cli_put(writer, "]");
    if (finding->has_answer) {
        cli_put(writer, " ");
        cli_put(writer, finding->answer.code);
    }
    cli_put(writer, "\n");
}

void cli_put_statistics(cli_sink *sink)
{
    const cli_tally *tally = &sink->report->summary.tally;

    for (size_t i = 0; i < tally->size; i++) {
        const cli_count *count = &tally->counts[i];

        cli_print(
            &sink->writer, "%7zu  %s%-7s%s  %s\n", count->count,
            sink->palette->severity[count->severity],
            snapguard_severity_name(count->severity), sink->palette->plain, count->rule);
    }
}
