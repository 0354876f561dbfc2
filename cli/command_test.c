#define _POSIX_C_SOURCE 200809L

#include "commands.h"

#include "complain.h"
#include "demand.h"
#include "engine.h"
#include "expectation.h"
#include "format.h"
#include "glyph.h"
#include "judge.h"
#include "memory.h"
#include "output.h"
#include "walk.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* As `check` reads them. */
enum { LINE_BYTES = 131072, DOCUMENT_BYTES = 67108864 };

typedef struct settings {
    cli_engine_settings engine;
} settings;

static const char *const case_endings[] = {".json", ".ndjson", ".jsonl", ".query",
                                           ".form", ".http",   NULL};
static const char *const endings[] = {".json", ".ndjson", ".jsonl",  ".query",
                                      ".form", ".http",   ".expect", NULL};

/* One finding of the file that is judged. */
typedef struct found {
    char *rule;
    char *parameter;
    bool is_error;
    bool is_expected;
} found;

/* A run over a folder. It begins with the report, whose format it is. */
typedef struct test_run {
    cli_report report;
    cli_judge judge;
    const cli_pack *pack;
    cli_exit status; /* The gravest thing so far, failed cases aside. */
    size_t cases;
    size_t failed;
    bool is_open; /* The file that is judged has failed: its name is written. */
    /* Of the file that is judged: */
    found *findings;
    size_t count;
    size_t requests;
    size_t foreign; /* Requests of other operations, or none at all. */
} test_run;

/* ----------------------------------------------------------------- what is found */

static void note_request(cli_report *report, const cli_request *request)
{
    test_run *run = (test_run *)report;

    run->requests++;
    run->foreign += !request->report || snapguard_report_verdict(request->report) ==
                                            SNAPGUARD_NOT_APPLICABLE;
}

static void note_finding(
    cli_report *report, const cli_request *request, const snapguard_finding *finding)
{
    test_run *run = (test_run *)report;
    const char *rule = snapguard_finding_rule(finding);
    found *one;

    (void)request;
    run->findings =
        cli_reallocate(run->findings, (run->count + 1) * sizeof *run->findings);
    one = &run->findings[run->count++];
    cli_text_read(&report->text, finding, SNAPGUARD_TEXT_PARAMETER, true);
    *one = (found){
        .rule = cli_copy(rule, strlen(rule)),
        .parameter = cli_copy(report->text.bytes, report->text.size),
        .is_error = snapguard_finding_severity(finding) == SNAPGUARD_ERROR,
    };
}

static const cli_format format = {.request = note_request, .finding = note_finding};

static void forget(test_run *run)
{
    for (size_t i = 0; i < run->count; i++) {
        free(run->findings[i].rule);
        free(run->findings[i].parameter);
    }
    run->count = 0;
    run->requests = 0;
    run->foreign = 0;
    run->is_open = false;
}

/* --------------------------------------------------------------- what is expected */

static void put_difference(
    test_run *run, const char *path, const char *mark, const char *what, const char *more)
{
    cli_writer *writer = run->report.writer;

    if (!run->is_open) {
        cli_put_safe(writer, path, strlen(path));
        cli_put(writer, "\n");
    }
    run->is_open = true;
    cli_print(writer, "  %s ", mark);
    cli_put_safe(writer, what, strlen(what));
    cli_put(writer, *more ? " " : "");
    cli_put_safe(writer, more, strlen(more));
    cli_put(writer, "\n");
}

/* The finding that a line expects, of those that no other line has. */
static bool take(test_run *run, const cli_expected_line *line)
{
    for (size_t i = 0; i < run->count; i++) {
        found *one = &run->findings[i];

        if (one->is_expected || !cli_expected_is(line, one->rule, one->parameter))
            continue;
        one->is_expected = true;
        return true;
    }
    return false;
}

static void compare_findings(
    test_run *run, const char *path, const cli_expectation *expectation)
{
    for (size_t i = 0; i < expectation->count; i++) {
        const cli_expected_line *line = &expectation->lines[i];

        if (line->parameter && !take(run, line))
            put_difference(run, path, "-", line->rule, line->parameter);
    }
    for (size_t i = 0; i < expectation->count; i++) {
        const cli_expected_line *line = &expectation->lines[i];

        if (!line->parameter && !take(run, line))
            put_difference(run, path, "-", line->rule, "");
    }
    for (size_t i = 0; i < run->count; i++)
        if (!run->findings[i].is_expected)
            put_difference(
                run, path, "+", run->findings[i].rule, run->findings[i].parameter);
}

static void compare_verdict(test_run *run, const char *path, bool is_accepted)
{
    bool is_refused = false;

    for (size_t i = 0; i < run->count; i++) {
        if (!run->findings[i].is_error)
            continue;
        is_refused = true;
        if (is_accepted)
            put_difference(
                run, path, "+", run->findings[i].rule, run->findings[i].parameter);
    }
    if (!is_accepted && !is_refused)
        put_difference(run, path, "-", "an error", "");
}

static void compare(test_run *run, const char *path, const cli_expectation *expectation)
{
    if (run->requests == run->foreign) {
        put_difference(run, path, "-", "a request", "");
        return;
    }
    if (expectation->kind == CLI_EXPECTED_FINDINGS)
        compare_findings(run, path, expectation);
    else
        compare_verdict(run, path, expectation->kind == CLI_EXPECTED_ACCEPT);
}

/* ------------------------------------------------------------------------- the run */

static bool is_expectation(const char *path)
{
    size_t size = strlen(path);

    return size > 7 && strcmp(path + size - 7, ".expect") == 0;
}

/* A file of expectations of which no input is would be passed over for ever. */
static void check_orphan(test_run *run, const char *path)
{
    size_t size = strlen(path) - 7;
    char *name = cli_reallocate(NULL, size + 8);
    bool is_there = false;

    for (size_t i = 0; case_endings[i] && !is_there; i++) {
        memcpy(name, path, size);
        strcpy(name + size, case_endings[i]);
        is_there = access(name, F_OK) == 0;
    }
    free(name);
    if (is_there)
        return;
    cli_complain("%s: there is no request of this name", path);
    cli_worsen(&run->status, CLI_USAGE);
}

static void try_case(test_run *run, const char *path, const cli_expectation *expectation)
{
    cli_exit before = run->judge.status;

    forget(run);
    run->judge.status = CLI_CLEAN;
    cli_judge_path(&run->judge, path);
    run->cases++;
    if (run->judge.status == CLI_CLEAN)
        compare(run, path, expectation);
    run->failed += run->is_open;
    cli_worsen(&run->judge.status, before);
}

static void try_file(void *opaque, const char *path)
{
    test_run *run = opaque;
    cli_expectation expectation;

    if (is_expectation(path)) {
        check_orphan(run, path);
        return;
    }
    if (!cli_expectation_read(&expectation, run->pack, path))
        cli_worsen(&run->status, CLI_USAGE);
    else if (expectation.kind != CLI_EXPECTED_NOTHING)
        try_case(run, path, &expectation);
    cli_expectation_free(&expectation);
}

static void fail_folder(void *opaque, const char *path, int error)
{
    cli_judge_unreadable(&((test_run *)opaque)->judge, path, error);
}

static void walk(test_run *run, const char *folder)
{
    cli_walk files = {
        .file = try_file, .failed = fail_folder, .opaque = run, .endings = endings};

    cli_walk_directory(&files, folder);
    if (run->cases == 0 && run->judge.status == CLI_CLEAN && run->status == CLI_CLEAN) {
        cli_complain(
            "%s: no case is in this folder: a request with its NAME.expect, or one below "
            "accept or reject",
            folder);
        run->status = CLI_USAGE;
    }
}

static cli_exit
test(const cli_pack *pack, const snapguard_engine *engine, const char *folder)
{
    cli_writer writer;
    test_run run = {
        .report =
            {.format = &format,
             .writer = &writer,
             .show_values = true,
             .least = SNAPGUARD_NOTICE,
             .most = SIZE_MAX},
        .judge =
            {.quiet = true, .most_line = LINE_BYTES, .most_document = DOCUMENT_BYTES},
        .pack = pack,
    };

    run.judge.report = &run.report;
    cli_demand(snapguard_context_new(&run.judge.context, engine));
    cli_output_begin(&writer);
    walk(&run, folder);
    if (run.cases > 0)
        cli_print(
            &writer, "%zu case%s, %zu failed\n", run.cases, run.cases == 1 ? "" : "s",
            run.failed);
    cli_worsen(&run.status, run.failed > 0 ? CLI_FINDINGS : CLI_CLEAN);
    cli_worsen(&run.status, run.judge.status);
    cli_worsen(&run.status, cli_output_end(&writer));
    forget(&run);
    free(run.findings);
    free(run.report.text.bytes);
    cli_fingerprints_free(&run.report.fingerprints);
    free(run.judge.input.bytes);
    snapguard_context_free(run.judge.context);
    return run.status;
}

static const cli_option options[] = {
    CLI_PACK_OPTION(settings, engine.packs),
    {.name = "regions",
     .set = cli_set_text,
     .field = offsetof(settings, engine.regions),
     .argument = "FILE",
     .help = "Take the known regions from FILE, as check does."},
    {.name = "facts",
     .set = cli_set_text,
     .field = offsetof(settings, engine.facts),
     .argument = "FILE",
     .help = "Judge also by what is known about the account, as check does."},
    {.name = "strict",
     .set = cli_set_switch,
     .field = offsetof(settings, engine.strict),
     .help = "Take an unknown parameter for an error."},
    CLI_HELP_OPTION,
    {.name = NULL},
};

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    settings chosen = {.engine = {.strict = false}};
    snapguard_engine *engine = NULL;
    cli_pack pack;
    cli_exit status;

    if (cli_command_start(command, &count, arguments, &chosen, &status)) {
        status = CLI_USAGE;
        if (count > 1)
            cli_complain("test takes one folder, but \"%s\" is given, too", arguments[1]);
        else
            status = cli_engine_new(&engine, &chosen.engine);
        if (engine) {
            cli_pack_load(&pack, &chosen.engine.packs);
            status = test(&pack, engine, count > 0 ? arguments[0] : ".");
            cli_pack_free(&pack);
        }
    }
    snapguard_engine_free(engine);
    cli_packs_free(&chosen.engine.packs);
    return status;
}

const cli_command cli_command_test = {
    .name = "test",
    .usage = "[OPTIONS] [DIR]",
    .summary =
        "Test packs by cases of your own: requests below a folder, the current one where "
        "none is named. NAME.expect beside a request lists its findings, each as RULE or "
        "RULE PARAMETER; without such a file, a request below a folder called accept must "
        "have no error, and one below a folder called reject must have one. Of what "
        "differs, - is missing and + is too much.",
    .examples = "  snapguard test --pack acme.json cases/   your cases, by your pack\n"
                "  snapguard test                           here, by the built-in rules\n",
    .notes = "Exit status, the gravest wins: 0, all is as expected; 1, some case is not; 2,\n"
             "wrong usage, pack or expectation, or no case at all; 3, a case that cannot be\n"
             "read.\n",
    .options = options,
    .run = run,
};
