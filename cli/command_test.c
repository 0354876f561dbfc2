#define _POSIX_C_SOURCE 200809L

#include "commands.h"

#include "check.h"
#include "complain.h"
#include "engines.h"
#include "expectation.h"
#include "format.h"
#include "glyph.h"
#include "judge.h"
#include "memory.h"
#include "output.h"
#include "walk.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct settings {
    cli_engine_settings engine;
    cli_pack_place place;
} settings;

/* What is expected of a case stands first, and is no case. */
static const char *const endings[] = {".expect", ".json", ".ndjson", ".jsonl", ".query",
                                      ".form",   ".http", ".yaml",   ".yml",   NULL};
static const char *const *const case_endings = endings + 1;

/* One finding of the file that is judged. */
typedef struct found {
    char *rule;
    char *parameter;
    bool is_error;
    bool is_expected;
} found;

/* A run over cases. */
typedef struct test_run {
    cli_sink sink;
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

static void note_request(cli_sink *sink, const cli_request *request)
{
    test_run *run = sink->state;

    run->requests++;
    run->foreign += request->verdict == SNAPGUARD_NOT_APPLICABLE;
}

static void note_finding(cli_sink *sink, const cli_finding *finding)
{
    const cli_string *parameter = &finding->texts[SNAPGUARD_TEXT_PARAMETER];
    test_run *run = sink->state;
    found *one;

    run->findings =
        cli_reallocate(run->findings, (run->count + 1) * sizeof *run->findings);
    one = &run->findings[run->count++];
    *one = (found){
        .rule = cli_copy(finding->rule, strlen(finding->rule)),
        .parameter = cli_copy(parameter->bytes ? parameter->bytes : "", parameter->size),
        .is_error = finding->severity == SNAPGUARD_ERROR,
    };
}

static const cli_format format = {
    .wants = CLI_WANT_REQUESTS | CLI_WANT(SNAPGUARD_TEXT_PARAMETER),
    .request = note_request,
    .finding = note_finding};

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
    cli_writer *writer = &run->sink.writer;

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

static void
compare_findings(test_run *run, const char *path, const cli_expectation *expectation)
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

/* The first request that a file of expectations is about, to be released with free(), or
 * NULL. */
static char *expecting(const char *path)
{
    size_t size = strlen(path) - 7;
    char *name = cli_reallocate(NULL, size + 8);

    for (size_t i = 0; case_endings[i]; i++) {
        memcpy(name, path, size);
        strcpy(name + size, case_endings[i]);
        if (access(name, F_OK) == 0)
            return name;
    }
    free(name);
    return NULL;
}

static void complain_lonely(test_run *run, const char *path)
{
    cli_complain("%s: there is no request of this name", path);
    cli_worsen(&run->status, CLI_USAGE);
}

/* A file of expectations of which no input is would be passed over for ever. */
static void check_orphan(test_run *run, const char *path)
{
    char *request = expecting(path);

    if (!request)
        complain_lonely(run, path);
    free(request);
}

/* One that is named in place of its request. */
static void complain_mistaken(test_run *run, const char *path)
{
    char *request = expecting(path);

    if (request) {
        cli_complain(
            "%s: this is what is expected of a case; did you mean \"%s\"?", path,
            request);
        cli_worsen(&run->status, CLI_USAGE);
    } else {
        complain_lonely(run, path);
    }
    free(request);
}

static void try_case(test_run *run, const char *path, const cli_expectation *expectation)
{
    cli_exit before = run->report.status;

    forget(run);
    run->report.status = CLI_CLEAN;
    cli_judge_task(&run->judge, &(cli_task){.kind = CLI_TASK_FILE, .name = path});
    run->cases++;
    if (run->report.status == CLI_CLEAN)
        compare(run, path, expectation);
    run->failed += run->is_open;
    cli_worsen(&run->report.status, before);
}

/* False where nothing is expected of the file. */
static bool try_request(test_run *run, const char *path)
{
    cli_expectation expectation;
    bool is_case = true;

    if (!cli_expectation_read(&expectation, run->pack, path))
        cli_worsen(&run->status, CLI_USAGE);
    else if (expectation.kind != CLI_EXPECTED_NOTHING)
        try_case(run, path, &expectation);
    else
        is_case = false;
    cli_expectation_free(&expectation);
    return is_case;
}

static void try_walked(void *run, const char *path)
{
    if (is_expectation(path))
        check_orphan(run, path);
    else
        try_request(run, path);
}

static void fail_path(void *opaque, const char *path, int error)
{
    test_run *run = opaque;

    cli_complain("%s: %s", path, strerror(error));
    cli_worsen(&run->status, CLI_FAILURE);
}

static void complain_bare(test_run *run, const char *path, const char *what)
{
    cli_complain(
        "%s: %s: a request with its NAME.expect, or one below accept or reject", path,
        what);
    cli_worsen(&run->status, CLI_USAGE);
}

static void try_folder(test_run *run, const char *folder)
{
    cli_walk files = {
        .file = try_walked, .failed = fail_path, .opaque = run, .endings = endings};
    cli_exit before = run->status;
    size_t cases = run->cases;

    run->status = CLI_CLEAN;
    cli_walk_directory(&files, folder);
    if (run->cases == cases && run->status == CLI_CLEAN)
        complain_bare(run, folder, "no case is in this folder");
    cli_worsen(&run->status, before);
}

static void try_path(test_run *run, const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0)
        fail_path(run, path, errno);
    else if (S_ISDIR(status.st_mode))
        try_folder(run, path);
    else if (is_expectation(path))
        complain_mistaken(run, path);
    else if (!try_request(run, path))
        complain_bare(run, path, "this is no case");
}

static void begin(test_run *run, cli_judge_settings *how)
{
    run->sink.format = &format;
    run->sink.report = &run->report;
    run->sink.state = run;
    run->report.sinks = &run->sink;
    run->report.sink_count = 1;
    run->report.scope = (cli_scope){
        .wants = format.wants,
        .show_values = true,
        .least = SNAPGUARD_NOTICE,
        .most = SIZE_MAX};
    how->report = &run->report;
    cli_judge_begin(&run->judge, how);
    cli_output_begin(&run->sink.writer);
    cli_report_begin(&run->report);
}

static cli_exit end(test_run *run)
{
    if (run->cases > 0)
        cli_print(
            &run->sink.writer, "%zu case%s, %zu failed\n", run->cases,
            run->cases == 1 ? "" : "s", run->failed);
    cli_report_end(&run->report);
    cli_worsen(&run->status, run->failed > 0 ? CLI_FINDINGS : CLI_CLEAN);
    cli_worsen(&run->status, run->report.status);
    cli_worsen(&run->status, cli_output_end(&run->sink.writer));
    forget(run);
    free(run->findings);
    cli_judge_end(&run->judge);
    return run->status;
}

static cli_exit test(const cli_pack *pack, cli_engines *engines, int count, char **paths)
{
    cli_judge_settings how = {.engines = engines, .quiet = true};
    test_run run = {.pack = pack};

    cli_judge_limit(&how, 0, 0);
    begin(&run, &how);
    if (count == 0)
        try_path(&run, ".");
    for (int i = 0; i < count; i++)
        try_path(&run, paths[i]);
    return end(&run);
}

static const cli_option options[] = {
    {.name = "regions",
     .set = cli_set_named,
     .field = offsetof(settings, engine.regions),
     .argument = "FILE",
     .help = "Take the known regions from FILE, as check does."},
    {.name = "facts",
     .set = cli_set_named,
     .field = offsetof(settings, engine.facts),
     .argument = "FILE",
     .help = "Judge also by what is known about the account, as check does."},
    {.name = "strict",
     .set = cli_set_switch,
     .field = offsetof(settings, engine.strict),
     .help = "Take an unknown parameter for an error."},
    CLI_PACK_OPTIONS(settings, engine.packs, place),
    CLI_HELP_OPTION,
    {.name = NULL                         },
};

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    settings chosen = {.engine = {.strict = false}};
    cli_engines *engines = NULL;
    cli_pack pack;
    cli_exit status;

    if (cli_command_start(command, &count, arguments, &chosen, NULL, &status)) {
        status = CLI_USAGE;
        if (cli_check_packs(&chosen.engine.packs, &chosen.place))
            status = cli_engines_new(&engines, &chosen.engine);
        if (status == CLI_CLEAN) {
            cli_pack_load(&pack, &chosen.engine.packs);
            status = test(&pack, engines, count, arguments);
            cli_pack_free(&pack);
        }
    }
    cli_engines_free(engines);
    cli_packs_free(&chosen.engine.packs);
    return status;
}

const cli_command cli_command_test = {
    .name = "test",
    .usage = "[OPTIONS] [PATH...]",
    .summary =
        "Test packs by cases of your own: requests, and those below a directory; without "
        "a path, below the current one. NAME.expect beside a request lists its findings, "
        "each as RULE or RULE PARAMETER; without such a file, a request below a "
        "directory "
        "called accept must have no error, and one below a directory called reject must "
        "have one. Of what differs, - is missing and + is too much.",
    .examples =
        "  snapguard test --pack acme.json cases/   your cases, by your pack\n"
        "  snapguard test --pack acme.json a.json   what a.expect says of a.json\n"
        "  snapguard test                           here, by the built-in rules\n",
    .notes =
        "Exit status, the gravest wins: 0, all is as expected; 1, some case is not; 2,\n"
        "wrong usage, pack or expectation, or no case at all; 3, a case that cannot be\n"
        "read.\n",
    .options = options,
    .run = run,
};
