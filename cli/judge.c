#define _POSIX_C_SOURCE 200809L

#include "judge.h"

#include "complain.h"
#include "query.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_BYTES = 128 };

/* The limits of the library, snapguard.h. If these were less than those, an input between
 * them would not be read as a whole. */
enum {
    LINE_BYTES = 131072,
    DOCUMENT_BYTES = 67108864,
    DOCUMENT_DEPTH = 256,
    DOCUMENT_VALUES = 4194304
};

void cli_judge_limit(cli_judge_settings *settings, size_t max_bytes, size_t max_depth)
{
    settings->most_line = max_bytes > 0 ? max_bytes : LINE_BYTES;
    settings->most_document = max_bytes > 0 ? max_bytes : DOCUMENT_BYTES;
    settings->limits = (cli_yaml_limits){
        .bytes = settings->most_document,
        .depth = max_depth > 0 ? max_depth : DOCUMENT_DEPTH,
        .values = DOCUMENT_VALUES};
}

void cli_judge_begin(cli_judge *judge, const cli_judge_settings *settings)
{
    *judge = (cli_judge){
        .settings = settings,
        .outlet = {.report = settings->report},
        .mender = {.is_unsafe = settings->unsafe},
        .rewrite = {.diff = settings->diff},
        .contexts = {.engines = settings->engines},
        .mending = {.engines = settings->engines}};
    if (!cli_judge_mends(judge) || !settings->report->scope.suppressions)
        return;
    cli_spares_begin(&judge->spares, &settings->report->scope);
    judge->mender.spares = cli_spares_has;
    judge->mender.opaque = &judge->spares;
}

void cli_judge_end(cli_judge *judge)
{
    cli_contexts_free(&judge->contexts);
    cli_contexts_free(&judge->mending);
    cli_mender_free(&judge->mender);
    cli_spares_free(&judge->spares);
    free(judge->path.bytes);
    free(judge->mended.bytes);
    free(judge->rewrite.before.bytes);
    free(judge->rewrite.after.bytes);
    cli_gatherer_free(&judge->gatherer);
    free(judge->input.bytes);
    free(judge->name.bytes);
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

/* What is no mistake of anybody. */
static void remark(cli_judge *judge, const char *name, const char *text)
{
    if (!judge->settings->quiet)
        cli_judge_complain(judge, name, text, CLI_CLEAN);
}

/* Whoever takes requests sees what they are. */
void cli_judge_note_other(cli_judge *judge)
{
    if (!judge->settings->take)
        remark(
            judge, judge->input.name,
            "not judged: it is for another operation or version, or names none");
}

static void complain_unreadable(cli_judge *judge, const char *name, int error)
{
    complain(
        judge, &(cli_complaint){.file = name, .error = error, .status = CLI_FAILURE});
}

/* What was only looked at, and passed over, may be written: an old report is no request.
 */
void cli_judge_begin_file(cli_judge *judge)
{
    cli_outlet_file(&judge->outlet, judge->input.name);
    if (judge->target)
        atomic_store(&judge->target->is_read, true);
}

void cli_judge_take(cli_judge *judge, const cli_judged *judged)
{
    if (judge->settings->take)
        judge->settings->take(judge->settings->opaque, judged);
    else if (judge->settings->rewrite == CLI_REWRITE_DIFF)
        cli_judge_unread(judge, judged);
    else
        cli_gather(&judge->gatherer, judged, &judge->outlet);
}

bool cli_judge_goes_on(const cli_judge *judge)
{
    return judge->settings->rewrite == CLI_REWRITE_FILE ||
           cli_outlet_goes_on(&judge->outlet);
}

bool cli_judge_is_foreign(const snapguard_report *report)
{
    return !snapguard_report_is_recognized(report);
}

bool cli_judge_mends(const cli_judge *judge)
{
    return judge->settings->rewrite != CLI_REWRITE_NONE;
}

cli_mended cli_judge_mend(
    cli_judge *judge, snapguard_encoding encoding, const cli_judged *from,
    bool is_element, const char *bytes, size_t size)
{
    if (judge->mender.spares)
        cli_spares_request(&judge->spares, from, is_element);
    return cli_mend(&judge->mender, encoding, bytes, size);
}

bool cli_judge_reports_mended(const cli_judge *judge)
{
    return judge->settings->rewrite != CLI_REWRITE_DIFF;
}

static void pass_through(void *rewrite, const char *bytes, size_t size)
{
    cli_rewrite_keep(rewrite, bytes, size);
}

/* Standard input cannot be replaced: what it is to be goes to standard output. */
static void begin_rewrite(cli_judge *judge, bool is_stdin)
{
    cli_rewrite_mode mode = judge->settings->rewrite;

    if (mode == CLI_REWRITE_FILE && is_stdin)
        mode = CLI_REWRITE_OUTPUT;
    cli_rewrite_begin(&judge->rewrite, mode, judge->input.name, judge->input.descriptor);
    if (mode == CLI_REWRITE_OUTPUT) {
        judge->input.pass = pass_through;
        judge->input.opaque = &judge->rewrite;
    }
}

bool cli_judge_end_rewrite(cli_judge *judge, size_t fixes, bool is_whole)
{
    cli_rewrite_mode mode = judge->rewrite.mode;
    int error = cli_rewrite_end(&judge->rewrite, is_whole);
    char text[TEXT_BYTES + sizeof "not fixed: "];

    if (error == CLI_REWRITE_LOST) {
        cli_worsen(&judge->outlet.report->status, CLI_FAILURE);
        return false;
    }
    if (error) {
        snprintf(text, sizeof text, "not fixed: %s", cli_rewrite_error(error));
        cli_judge_complain(judge, judge->input.name, text, CLI_FAILURE);
        return false;
    }
    if (mode != CLI_REWRITE_NONE)
        cli_outlet_summary(&judge->outlet)->fixed += fixes;
    if (mode == CLI_REWRITE_DIFF && judge->rewrite.has_changed)
        cli_worsen(&judge->outlet.report->status, CLI_FINDINGS);
    return true;
}

bool cli_judge_rewrite(cli_judge *judge, size_t fixes)
{
    const cli_input *input = &judge->input;

    cli_rewrite_put(
        &judge->rewrite, input->bytes, input->held, judge->mended.bytes,
        judge->mended.size);
    return cli_judge_end_rewrite(judge, fixes, true);
}

/* What was not mended stays as it is. What is too long to be held has passed through
 * while it was read. */
static void end_rewrite(cli_judge *judge)
{
    const cli_input *input = &judge->input;
    bool is_output = judge->rewrite.mode == CLI_REWRITE_OUTPUT;
    bool is_cut = cli_input_is_cut(input);

    if (is_output && !input->error && !is_cut)
        cli_rewrite_keep(&judge->rewrite, input->bytes, input->held);
    if (judge->rewrite.mode != CLI_REWRITE_NONE)
        cli_judge_end_rewrite(judge, 0, !input->error && (is_output || !is_cut));
}

/* Most files of YAML that a directory holds are no templates, and many are not even YAML
 * until something has filled them in. */
static bool is_other_yaml(const cli_judge *judge, cli_kind kind)
{
    return judge->settings->kind == CLI_KIND_AUTO && kind == CLI_KIND_ROS &&
           !cli_kind_says_ros(judge->input.bytes, judge->input.held);
}

static void judge_kind(cli_judge *judge, cli_kind kind, bool is_walked)
{
    switch (kind) {
    case CLI_KIND_NDJSON:
        cli_judge_stream(judge, is_walked);
        break;
    case CLI_KIND_QUERY:
    case CLI_KIND_FORM:
    case CLI_KIND_HTTP:
        cli_judge_query(judge, kind, is_walked);
        break;
    case CLI_KIND_ROS:
    case CLI_KIND_TFPLAN:
        cli_judge_template(judge, kind, is_walked);
        break;
    default:
        cli_judge_document(judge, is_walked);
    }
}

/* What is read as JSON only because nothing says clearly that it is a query. */
static void hint_at_query(cli_judge *judge)
{
    const cli_input *input = &judge->input;

    if (cli_query_may_be_one(input->bytes, input->held))
        remark(judge, input->name, "read as JSON; --input query reads a query or a URL");
}

static void judge_input(cli_judge *judge, bool is_walked)
{
    cli_kind kind = judge->settings->kind;
    cli_override_set overrides = cli_configuration_overrides(
        judge->settings->configuration, judge->input.name, &judge->path);

    judge->context = cli_contexts_get(&judge->contexts, overrides);
    if (cli_judge_mends(judge))
        judge->mender.context = cli_contexts_get(&judge->mending, overrides);
    cli_input_fill(&judge->input, CLI_KIND_BYTES);
    if (kind == CLI_KIND_AUTO)
        kind = cli_kind_of(judge->input.name, judge->input.bytes, judge->input.held);
    if (kind == CLI_KIND_REQUEST && judge->settings->kind == CLI_KIND_AUTO && !is_walked)
        hint_at_query(judge);
    if (!is_walked || !is_other_yaml(judge, kind))
        judge_kind(judge, kind, is_walked);
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
    judge->target = cli_targets_find(judge->settings->targets, descriptor);
    begin_rewrite(judge, false);
    judge_input(judge, task->kind == CLI_TASK_WALKED);
    end_rewrite(judge);
    close(descriptor);
}

static void judge_stdin(cli_judge *judge, const char *name)
{
    if (isatty(STDIN_FILENO) && !judge->settings->quiet)
        cli_complain("reading a request from the terminal; Ctrl-D ends it");
    cli_input_begin(&judge->input, name, STDIN_FILENO);
    judge->target = NULL;
    begin_rewrite(judge, true);
    judge_input(judge, false);
    end_rewrite(judge);
}

static void complain_empty(cli_judge *judge, const char *path)
{
    const char *const *endings = cli_kind_endings[judge->settings->kind];
    char text[TEXT_BYTES] = "no ";

    for (size_t i = 0; endings[i]; i++) {
        size_t used = strlen(text);
        const char *before = i == 0 ? "" : endings[i + 1] ? ", " : " or ";

        snprintf(text + used, sizeof text - used, "%s%s", before, endings[i]);
    }
    strncat(text, " file is in this directory", sizeof text - strlen(text) - 1);
    cli_judge_complain(judge, path, text, CLI_USAGE);
}

void cli_judge_task(void *opaque, const cli_task *task)
{
    cli_judge *judge = opaque;

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
    case CLI_TASK_LOST:
        remark(judge, task->name, CLI_LOST_LINK);
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
    case CLI_TASK_EXCLUDED_FOLDER:
        remark(judge, task->name, "all that could be requests here is excluded");
        break;
    }
}
