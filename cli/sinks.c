#include "sinks.h"

#include "complain.h"
#include "format.h"
#include "memory.h"
#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void complain(cli_report *report, const char *path, int error)
{
    cli_complain("--output: %s: %s", path, strerror(error));
    cli_worsen(&report->status, CLI_FAILURE);
}

static void
add(cli_sinks *sinks, cli_report *report, int format, const cli_palette *palette)
{
    sinks->items[sinks->count++] =
        (cli_sink){.format = cli_formats[format], .report = report, .palette = palette};
    report->scope.wants |= cli_formats[format]->wants;
}

static void open_output(
    cli_sinks *sinks, cli_report *report, const cli_output *output,
    const cli_palette *palette)
{
    size_t others = sinks->count - 1;
    int error = cli_replacement_begin(&sinks->replacements[others], output->path);

    if (error) {
        complain(report, output->path, error);
        return;
    }
    sinks->paths[others] = output->path;
    add(sinks, report, output->format, palette);
    cli_writer_begin(
        &sinks->items[others + 1].writer, sinks->replacements[others].descriptor,
        cli_reallocate(NULL, CLI_OUTPUT_BYTES), CLI_OUTPUT_BYTES);
}

void cli_sinks_open(
    cli_sinks *sinks, cli_report *report, int format, cli_color color,
    const cli_outputs *outputs)
{
    size_t others = outputs->count;

    *sinks = (cli_sinks){
        .items = cli_reallocate(NULL, (others + 1) * sizeof *sinks->items),
        .replacements = cli_reallocate(NULL, others * sizeof *sinks->replacements),
        .paths = cli_reallocate(NULL, others * sizeof *sinks->paths)};
    add(sinks, report, format, cli_palette_for(color));
    cli_output_begin(&sinks->items[0].writer);
    /* Whether standard output is a terminal says nothing about a file. */
    if (color == CLI_COLOR_AUTO)
        color = CLI_COLOR_NEVER;
    for (size_t i = 0; i < others; i++)
        open_output(sinks, report, &outputs->items[i], cli_palette_for(color));
    report->sinks = sinks->items;
    report->sink_count = sinks->count;
}

/* Whether a file stays as it is because it was read. */
static bool is_input(const cli_sinks *sinks, const char *path, cli_report *report)
{
    if (!sinks->targets || !cli_targets_are_read(sinks->targets, "output", path))
        return false;
    cli_worsen(&report->status, CLI_USAGE);
    return true;
}

/* Where a part of a report was lost, the file that is there is better than the rest. */
static void close_output(cli_sinks *sinks, size_t index, cli_report *report)
{
    cli_sink *sink = &sinks->items[index];
    const char *path = sinks->paths[index - 1];
    int error;

    cli_flush(&sink->writer);
    free(sink->writer.buffer);
    error = sink->writer.error ? sink->writer.error : sink->spool_error;
    if (is_input(sinks, path, report)) {
        cli_replacement_end(&sinks->replacements[index - 1], ECANCELED);
        return;
    }
    error = cli_replacement_end(&sinks->replacements[index - 1], error);
    if (error)
        complain(report, path, error);
}

void cli_sinks_close(cli_sinks *sinks, cli_report *report)
{
    int spool_error = sinks->items[0].spool_error;

    cli_worsen(&report->status, cli_output_end(&sinks->items[0].writer));
    if (spool_error) {
        cli_complain("cannot keep a temporary file: %s", strerror(spool_error));
        cli_worsen(&report->status, CLI_FAILURE);
    }
    for (size_t i = 1; i < sinks->count; i++)
        close_output(sinks, i, report);
    free(sinks->items);
    free(sinks->replacements);
    free(sinks->paths);
}
