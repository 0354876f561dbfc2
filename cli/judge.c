#define _POSIX_C_SOURCE 200809L

#include "judge.h"

#include "complain.h"
#include "unreadable.h"
#include "walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void cli_judge_unreadable(cli_judge *judge, const char *name, int error)
{
    cli_complain("%s: %s", *name ? name : "\"\"", strerror(error));
    cli_worsen(&judge->status, CLI_FAILURE);
}

bool cli_judge_goes_on(const cli_judge *judge)
{
    return judge->report->writer->error == 0;
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
    cli_kind kind = judge->kind;

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
        cli_judge_unreadable(judge, judge->input.name, judge->input.error);
}

/* Answers the descriptor of a file, or -1 where it was a directory or cannot be read. */
static int open_file(cli_judge *judge, const char *path, bool *is_directory)
{
    struct stat status;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    *is_directory = false;
    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        cli_judge_unreadable(judge, path, errno);
    } else if (S_ISDIR(status.st_mode)) {
        *is_directory = true;
    } else {
        return descriptor;
    }
    if (descriptor >= 0)
        close(descriptor);
    return -1;
}

static void judge_walked(void *opaque, const char *path)
{
    cli_judge *judge = opaque;
    bool is_directory;
    int descriptor;

    if (!cli_judge_goes_on(judge))
        return;
    descriptor = open_file(judge, path, &is_directory);
    if (descriptor < 0)
        return;
    cli_input_begin(&judge->input, path, descriptor);
    judge_input(judge, true);
    close(descriptor);
}

static void fail_walked(void *opaque, const char *path, int error)
{
    cli_judge_unreadable(opaque, path, error);
}

static void complain_empty(const cli_judge *judge, const char *path)
{
    const char *const *endings = cli_kind_endings[judge->kind];

    if (endings[1])
        cli_complain("%s: no .json, .ndjson or .jsonl file is in this directory", path);
    else
        cli_complain("%s: no %s file is in this directory", path, endings[0]);
}

static void judge_directory(cli_judge *judge, const char *path)
{
    cli_walk walk = {
        .file = judge_walked,
        .failed = fail_walked,
        .opaque = judge,
        .endings = cli_kind_endings[judge->kind]};
    size_t before = judge->report->summary.files;

    cli_walk_directory(&walk, path);
    if (walk.files == 0) {
        complain_empty(judge, path);
        cli_worsen(&judge->status, CLI_USAGE);
    } else if (judge->report->summary.files == before && !judge->quiet) {
        cli_complain("%s: none of the files in this directory is a request", path);
    }
}

void cli_judge_path(cli_judge *judge, const char *path)
{
    bool is_directory;
    int descriptor = open_file(judge, path, &is_directory);

    if (is_directory)
        judge_directory(judge, path);
    if (descriptor < 0)
        return;
    cli_input_begin(&judge->input, path, descriptor);
    judge_input(judge, false);
    close(descriptor);
}

void cli_judge_stdin(cli_judge *judge, const char *name)
{
    if (isatty(STDIN_FILENO) && !judge->quiet)
        cli_complain("reading a request from the terminal; Ctrl-D ends it");
    cli_input_begin(&judge->input, name, STDIN_FILENO);
    judge_input(judge, false);
}
