#define _POSIX_C_SOURCE 200809L

#include "commands.h"

#include "canon.h"
#include "complain.h"
#include "demand.h"
#include "input.h"
#include "judge.h"
#include "kind.h"
#include "memory.h"
#include "plan.h"
#include "rewrite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The largest document that the library reads by default. */
enum { DOCUMENT_BYTES = 67108864 };

typedef struct settings {
    bool check;
    bool write;
} settings;

typedef struct fmt_run {
    settings chosen;
    cli_pack pack;
    snapguard_engine *engine;
    snapguard_context *context;
    cli_input input;
    cli_rewrite rewrite;
    cli_text canonical;
    bool is_lost; /* Standard output takes no more. */
    cli_exit status;
} fmt_run;

static const cli_option options[] = {
    {.name = "check",
     .set = cli_set_switch,
     .field = offsetof(settings, check),
     .help = "Write nothing, and name the files that are not in canonical form. The exit "
             "status is 1 if there are any."},
    {.name = "write",
     .set = cli_set_switch,
     .field = offsetof(settings, write),
     .help = "Replace files by their canonical form."},
    CLI_HELP_OPTION,
    {.name = NULL},
};

static void
complain(fmt_run *formatter, const char *name, const char *text, cli_exit status)
{
    cli_complain("%s: %s", name, text);
    cli_worsen(&formatter->status, status);
}

/* ------------------------------------------------------------------------------- a text
 */

/* Say what the library calls wrong with a text that it could not read, if it says so. */
static bool
complain_unreadable(fmt_run *formatter, const snapguard_finding *finding, size_t line)
{
    static const char *const faults[] = {
        "invalid-json", "invalid-utf8", "limit-exceeded", NULL};
    const char *const *fault = faults;
    snapguard_range range;
    char text[512];

    while (*fault && strcmp(*fault, snapguard_finding_rule(finding)) != 0)
        fault++;
    if (!*fault)
        return false;
    snapguard_finding_range(finding, &range);
    snapguard_finding_text(finding, SNAPGUARD_TEXT_MESSAGE, true, text, sizeof text);
    cli_complain(
        "%s:%zu:%zu: %s", formatter->input.name, line + range.start.line,
        range.start.column, text);
    cli_worsen(&formatter->status, CLI_FINDINGS);
    return true;
}

/* Whether the library could read the text, and each request of it. */
static bool is_readable(
    fmt_run *formatter, snapguard_encoding encoding, const char *bytes, size_t size,
    size_t line)
{
    const snapguard_finding *finding;
    const snapguard_report *report;

    cli_demand(snapguard_check(&report, formatter->context, encoding, bytes, size));
    while (report) {
        for (size_t i = 0; (finding = snapguard_report_finding(report, i)); i++)
            if (complain_unreadable(formatter, finding, line))
                return false;
        cli_demand(snapguard_check_next(&report, formatter->context));
    }
    return true;
}

/* Whether it is a request of this operation at all. Others are not ours to order. */
static bool
is_ours(fmt_run *formatter, snapguard_encoding encoding, const char *bytes, size_t size)
{
    const snapguard_report *report;

    cli_demand(snapguard_check(&report, formatter->context, encoding, bytes, size));
    while (report && snapguard_report_parameters(report) == 0)
        cli_demand(snapguard_check_next(&report, formatter->context));
    return report != NULL;
}

static void keep(fmt_run *formatter, const char *bytes, size_t size)
{
    cli_text_add(&formatter->canonical, bytes, size);
}

/* One text, or one line of a stream. False where it is not JSON. */
static bool put_text(
    fmt_run *formatter, cli_canon_layout layout, const char *bytes, size_t size,
    size_t line)
{
    snapguard_encoding encoding =
        layout == CLI_CANON_LINE ? SNAPGUARD_JSON : SNAPGUARD_JSON_REQUESTS;

    if (!is_readable(formatter, encoding, bytes, size, line))
        return false;
    if (!is_ours(formatter, encoding, bytes, size)) {
        keep(formatter, bytes, size);
        return true;
    }
    if (!cli_canon(&formatter->canonical, &formatter->pack, layout, bytes, size)) {
        complain(formatter, formatter->input.name, "not formatted", CLI_FAILURE);
        return false;
    }
    if (layout == CLI_CANON_LINES)
        keep(formatter, "\n", 1);
    return true;
}

static bool is_blank(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!strchr(" \t\r", bytes[i]) || !bytes[i])
            return false;
    return true;
}

/* Blank lines go, and each line ends in LF. */
static bool put_lines(fmt_run *formatter, const char *bytes, size_t size)
{
    const char *end = bytes + size;
    bool is_whole = true;

    for (size_t line = 0; bytes < end; line++) {
        const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
        size_t length = newline ? (size_t)(newline - bytes) : (size_t)(end - bytes);

        if (!is_blank(bytes, length)) {
            is_whole &= put_text(formatter, CLI_CANON_LINE, bytes, length, line);
            keep(formatter, "\n", 1);
        }
        bytes += length + (newline != NULL);
    }
    return is_whole;
}

/* ------------------------------------------------------------------------------ an input
 */

static bool is_recognized(
    fmt_run *formatter, snapguard_encoding encoding, const char *bytes, size_t size)
{
    const snapguard_report *report;

    cli_demand(snapguard_check(&report, formatter->context, encoding, bytes, size));
    while (report && cli_judge_is_foreign(report))
        cli_demand(snapguard_check_next(&report, formatter->context));
    return report != NULL;
}

/* Whether nothing in a file tells that it is for the operation. In a directory such a
 * file is of somebody else, and stays as it is even where it cannot be read. */
static bool is_foreign(fmt_run *formatter, cli_kind kind, const char *bytes, size_t size)
{
    const char *end = bytes + size;

    if (kind == CLI_KIND_REQUEST)
        return !is_recognized(formatter, SNAPGUARD_JSON_REQUESTS, bytes, size);
    while (bytes < end) {
        const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
        size_t length = newline ? (size_t)(newline - bytes) : (size_t)(end - bytes);

        if (is_recognized(formatter, SNAPGUARD_JSON, bytes, length))
            return false;
        bytes += length + (newline != NULL);
    }
    return true;
}

static bool make_canonical(fmt_run *formatter, bool is_walked)
{
    const cli_input *input = &formatter->input;
    const char *bytes = input->held > 0 ? input->bytes : "";
    cli_kind kind = cli_kind_of(input->name, bytes, input->held);

    cli_text_clear(&formatter->canonical);
    if (is_walked && is_foreign(formatter, kind, bytes, input->held))
        return false;
    if (kind == CLI_KIND_NDJSON)
        return put_lines(formatter, bytes, input->held);
    if (kind == CLI_KIND_REQUEST)
        return put_text(formatter, CLI_CANON_LINES, bytes, input->held, 0);
    if (!is_walked)
        complain(formatter, input->name, "not formatted: it is no JSON", CLI_FAILURE);
    return false;
}

static void end_rewrite(fmt_run *formatter, bool is_whole)
{
    cli_rewrite *rewrite = &formatter->rewrite;
    int error = 0;

    if (is_whole)
        cli_rewrite_put(
            rewrite, formatter->input.bytes, formatter->input.held,
            formatter->canonical.bytes, formatter->canonical.size);
    error = cli_rewrite_end(rewrite, is_whole);
    if (error == CLI_REWRITE_LOST) {
        formatter->is_lost = true;
        cli_worsen(&formatter->status, CLI_FAILURE);
    } else if (error && is_whole) {
        complain(formatter, formatter->input.name, cli_rewrite_error(error), CLI_FAILURE);
    }
    if (is_whole && formatter->chosen.check && rewrite->has_changed)
        complain(formatter, formatter->input.name, "not in canonical form", CLI_FINDINGS);
}

static void format(fmt_run *formatter, const char *name, int descriptor, bool is_walked)
{
    cli_input *input = &formatter->input;
    cli_rewrite_mode mode = CLI_REWRITE_OUTPUT;

    if (formatter->chosen.check)
        mode = CLI_REWRITE_NONE;
    else if (formatter->chosen.write && descriptor != STDIN_FILENO)
        mode = CLI_REWRITE_FILE;
    cli_input_begin(input, name, descriptor);
    cli_rewrite_begin(&formatter->rewrite, mode, name, descriptor);
    if (cli_input_all(input, DOCUMENT_BYTES) > input->held)
        input->error = EFBIG;
    if (input->error)
        complain(formatter, name, strerror(input->error), CLI_FAILURE);
    end_rewrite(formatter, !input->error && make_canonical(formatter, is_walked));
}

static void format_file(fmt_run *formatter, const cli_task *task)
{
    int descriptor = open(task->name, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    if (descriptor < 0) {
        complain(formatter, task->name, strerror(errno), CLI_FAILURE);
        return;
    }
    format(formatter, task->name, descriptor, task->kind == CLI_TASK_WALKED);
    close(descriptor);
}

static void take_task(void *opaque, const cli_task *task)
{
    fmt_run *formatter = opaque;

    if (formatter->is_lost)
        return;
    switch (task->kind) {
    case CLI_TASK_FILE:
    case CLI_TASK_WALKED:
        format_file(formatter, task);
        break;
    case CLI_TASK_STDIN:
        format(formatter, task->name, STDIN_FILENO, false);
        break;
    case CLI_TASK_UNREADABLE:
        complain(formatter, task->name, strerror(task->error), CLI_FAILURE);
        break;
    case CLI_TASK_LOST:
        complain(formatter, task->name, CLI_LOST_LINK, CLI_CLEAN);
        break;
    case CLI_TASK_EMPTY_FOLDER:
        complain(formatter, task->name, "no file to format is in it", CLI_USAGE);
        break;
    case CLI_TASK_FOLDER:
    case CLI_TASK_FOLDER_END:
    case CLI_TASK_EXCLUDED_FOLDER:
        break;
    }
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    fmt_run formatter = {.status = CLI_CLEAN};
    cli_plan plan = {
        .task = take_task,
        .opaque = &formatter,
        .endings = cli_kind_endings[CLI_KIND_REQUEST],
        .stdin_name = CLI_STDIN_NAME};
    cli_exit status;

    if (!cli_command_start(command, &count, arguments, &formatter.chosen, NULL, &status))
        return status;
    if (formatter.chosen.check && formatter.chosen.write) {
        cli_complain("--check writes nothing, and --write asks for it");
        return CLI_USAGE;
    }
    cli_pack_load(&formatter.pack, NULL);
    cli_demand(snapguard_engine_new(&formatter.engine, NULL, NULL));
    cli_demand(snapguard_context_new(&formatter.context, formatter.engine));
    cli_plan_run(&plan, count, arguments);
    snapguard_context_free(formatter.context);
    snapguard_engine_free(formatter.engine);
    cli_pack_free(&formatter.pack);
    free(formatter.input.bytes);
    free(formatter.canonical.bytes);
    free(formatter.rewrite.before.bytes);
    free(formatter.rewrite.after.bytes);
    return formatter.status;
}

const cli_command cli_command_fmt = {
    .name = "fmt",
    .usage = "[--check|--write] [PATH...|-]",
    .summary =
        "Print requests of JSON in canonical form: members in the order of the page, one "
        "a "
        "line (in a stream one request a line), lists in strings without blanks, no "
        "needless escapes. Nothing else changes. Without a path, or for -, standard "
        "input "
        "is read.",
    .examples = "  snapguard fmt policy.json          print it\n"
                "  snapguard fmt --write policies/    replace every file that differs\n"
                "  snapguard fmt --check policies/    name every file that differs\n",
    .notes = "Exit status, the gravest wins:\n"
             "  0  every file is in canonical form, or was brought into it\n"
             "  1  a file is not (--check), or cannot be parsed\n"
             "  2  wrong usage\n"
             "  3  a file that cannot be read or replaced, or is no JSON\n",
    .options = options,
    .run = run,
};
