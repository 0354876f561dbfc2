#include "report.h"

#include "complain.h"
#include "format.h"

#include <string.h>

void cli_report_begin(cli_report *report)
{
    for (size_t i = 0; i < report->sink_count; i++)
        if (report->sinks[i].format->begin)
            report->sinks[i].format->begin(&report->sinks[i]);
}

static void take_file(cli_report *report, const char *name)
{
    for (size_t i = 0; i < report->sink_count; i++)
        if (report->sinks[i].format->file)
            report->sinks[i].format->file(&report->sinks[i], name);
}

static void take_request(cli_report *report, const cli_request *request)
{
    for (size_t i = 0; i < report->sink_count; i++)
        if (report->sinks[i].format->request)
            report->sinks[i].format->request(&report->sinks[i], request);
}

static void take_finding(cli_report *report, const cli_finding *finding)
{
    if (report->shown == report->scope.most) {
        report->summary.hidden += !finding->suppressed;
        return;
    }
    report->shown += !finding->suppressed;
    for (size_t i = 0; i < report->sink_count; i++) {
        const cli_format *format = report->sinks[i].format;

        if (!finding->suppressed || (format->wants & CLI_WANT_SUPPRESSED))
            format->finding(&report->sinks[i], finding);
    }
}

static void take_complaint(cli_report *report, const cli_complaint *complaint)
{
    const char *file = *complaint->file ? complaint->file : "\"\"";
    const char *text = complaint->text ? complaint->text : strerror(complaint->error);

    if (complaint->line > 0)
        cli_complain("%s:%zu:%zu: %s", file, complaint->line, complaint->column, text);
    else
        cli_complain("%s: %s", file, text);
    cli_worsen(&report->status, complaint->status);
    for (size_t i = 0; i < report->sink_count; i++)
        if (report->sinks[i].format->complaint)
            report->sinks[i].format->complaint(&report->sinks[i], complaint);
}

/* Where nothing below a directory was a request, most likely another one was meant. */
static void end_folder(const cli_report *report, const char *folder)
{
    if (report->summary.files == report->files_before && report->show_summary)
        cli_complain("%s: none of the files in this directory is a request", folder);
}

void cli_report_take(cli_report *report, const cli_event *event)
{
    switch (event->kind) {
    case CLI_EVENT_FILE:
        take_file(report, event->of.file);
        break;
    case CLI_EVENT_REQUEST:
        take_request(report, &event->of.request);
        break;
    case CLI_EVENT_FINDING:
        take_finding(report, &event->of.finding);
        break;
    case CLI_EVENT_COMPLAINT:
        take_complaint(report, &event->of.complaint);
        break;
    case CLI_EVENT_FOLDER:
        report->files_before = report->summary.files;
        break;
    case CLI_EVENT_FOLDER_END:
        end_folder(report, event->of.file);
        break;
    }
}

bool cli_report_goes_on(const cli_report *report)
{
    for (size_t i = 0; i < report->sink_count; i++)
        if (report->sinks[i].writer.error == 0)
            return true;
    return false;
}

void cli_report_end(cli_report *report)
{
    cli_tally_sort(&report->summary.tally);
    for (size_t i = 0; i < report->sink_count; i++)
        if (report->sinks[i].format->end)
            report->sinks[i].format->end(&report->sinks[i]);
    cli_summary_free(&report->summary);
}
