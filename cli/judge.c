#define _POSIX_C_SOURCE 200809L

#include "judge.h"

#include "complain.h"
#include "demand.h"
#include "unreadable.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TEXT_BYTES = 128 };

void cli_judge_begin(cli_judge *judge, const cli_judge_settings *settings)
{
    *judge = (cli_judge){.settings = settings, .outlet = {.report = settings->report}};
    cli_demand(snapguard_context_new(&judge->context, settings->engine));
}

void cli_judge_end(cli_judge *judge)
{
    snapguard_context_free(judge->context);
    cli_gatherer_free(&judge->gatherer);
    free(judge->input.bytes);
}

static void complain(cli_judge *judge, const cli_complaint *complaint)
{
    cli_outlet_take(
        &judge->outlet,
        &(cli_event){.kind = CLI_EVENT_COMPLAINT, .of.complaint = *complaint});
}

void cli_judge_complain(
    cli_judge *judge, const char *name, const char *text, cli_exit status)
{
    complain(judge, &(cli_complaint){.file = name, .text = text, .status = status});
}

static void complain_unreadable(cli_judge *judge, const char *name, int error)
{
    complain(
        judge, &(cli_complaint){.file = name, .error = error, .status = CLI_FAILURE});
}

void cli_judge_take(cli_judge *judge, const cli_judged *judged)
{
    if (judge->settings->take)
        judge->settings->take(judge->settings->opaque, judged);
    else
        cli_gather(&judge->gatherer, judged, &judge->outlet);
}

bool cli_judge_goes_on(const cli_judge *judge)
{
    return cli_outlet_goes_on(&judge->outlet);
}

bool cli_judge_is_foreign(const snapguard_report *report)
{
    size_t count = snapguard_report_count(report);

    if (snapguard_report_parameters(report) > 0)
        return false;
    for (size_t i = 0; i < count; i++)
        if (cli_is_unreadable(
                snapguard_finding_rule(snapguard_report_finding(report, i))))
            return false;
    return true;
}

static void judge_input(cli_judge *judge, bool is_walked)
{
    cli_kind kind = judge->settings->kind;

    cli_input_fill(&judge->input, CLI_KIND_BYTES);
    if (kind == CLI_KIND_AUTO)
        kind = cli_kind_of(judge->input.name, judge->input.bytes, judge->input.held);
    if (kind == CLI_KIND_NDJSON)
        cli_judge_stream(judge, is_walked);
    else if (kind >= CLI_KIND_QUERY)
        cli_judge_query(judge, kind, is_walked);
    else
        cli_judge_document(judge, is_walked);
    if (judge->input.error)
        complain_unreadable(judge, judge->input.name, judge->input.error);
}

static void judge_file(cli_judge *judge, const cli_task *task)
{
    int descriptor = open(task->name, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    if (descriptor < 0) {
        complain_unreadable(judge, task->name, errno);
        return;
    }
    cli_input_begin(&judge->input, task->name, descriptor);
    judge->input.is_file = task->is_file;
    judge_input(judge, task->kind == CLI_TASK_WALKED);
    close(descriptor);
}

static void judge_stdin(cli_judge *judge, const char *name)
{
    if (isatty(STDIN_FILENO) && !judge->settings->quiet)
        cli_complain("reading a request from the terminal; Ctrl-D ends it");
    cli_input_begin(&judge->input, name, STDIN_FILENO);
    judge_input(judge, false);
}

static void complain_empty(cli_judge *judge, const char *path)
{
    const char *const *endings = cli_kind_endings[judge->settings->kind];
    char text[TEXT_BYTES] = "no .json, .ndjson or .jsonl file is in this directory";

    if (!endings[1])
        snprintf(text, sizeof text, "no %s file is in this directory", endings[0]);
    cli_judge_complain(judge, path, text, CLI_USAGE);
}

void cli_judge_task(cli_judge *judge, const cli_task *task)
{
    if (!cli_judge_goes_on(judge))
        return;
    switch (task->kind) {
    case CLI_TASK_FILE:
    case CLI_TASK_WALKED:
        judge_file(judge, task);
        break;
    case CLI_TASK_STDIN:
        judge_stdin(judge, task->name);
        break;
    case CLI_TASK_UNREADABLE:
        complain_unreadable(judge, task->name, task->error);
        break;
    case CLI_TASK_FOLDER:
        cli_outlet_take(&judge->outlet, &(cli_event){.kind = CLI_EVENT_FOLDER});
        break;
    case CLI_TASK_FOLDER_END:
        cli_outlet_take(
            &judge->outlet,
            &(cli_event){.kind = CLI_EVENT_FOLDER_END, .of.file = task->name});
        break;
    case CLI_TASK_EMPTY_FOLDER:
        complain_empty(judge, task->name);
        break;
    }
}
