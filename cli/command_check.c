#define _POSIX_C_SOURCE 200809L

#include "commands.h"

#include "complain.h"
#include "demand.h"
#include "engine.h"
#include "format.h"
#include "judge.h"
#include "output.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* How much of an input is read where --max-bytes does not say so: the limits of the
 * library, snapguard.h. If these were less than those, an input between them would not be
 * read as a whole. */
enum { LINE_BYTES = 131072, DOCUMENT_BYTES = 67108864 };

/* The ceilings that the library puts on the limits. */
enum { MOST_BYTES = 1073741824, MOST_DEPTH = 1024, MOST_MINUTES = 2147483647 };

typedef struct settings {
    cli_engine_settings engine;
    int format;
    int input;
    int fail_on;
    int color;
    bool hide_values;
    bool quiet;
    size_t max_diagnostics;
    const char *stdin_name;
} settings;

/* Every severity is graver than SNAPGUARD_OFF, and none is as grave as "never". */
static const char *const fail_on_names[] = {"error", "warning", "notice", "never", NULL};
static const snapguard_severity fail_on_levels[] = {
    SNAPGUARD_ERROR, SNAPGUARD_WARNING, SNAPGUARD_NOTICE,
    (snapguard_severity)CLI_SEVERITIES};

static const cli_option options[] = {
    {.name = "format",
     .letter = 'f',
     .set = cli_set_choice,
     .field = offsetof(settings, format),
     .choices = cli_format_names,
     .help = "How findings are printed: with the line they are about (text, the "
             "default), one line each (concise), as one JSON object (json) or one JSON "
             "object a line (jsonl)."},
    {.name = "input",
     .set = cli_set_choice,
     .field = offsetof(settings, input),
     .choices = cli_kind_names,
     .help = "What the inputs are: JSON with one request or an array of them (request) "
             "or with one request a line (ndjson), the query of a URL or a whole URL "
             "(query), an urlencoded body (form), or a raw HTTP/1.1 request (http). The "
             "default, auto, tells them apart by the ending of the name, and else by "
             "the first lines; what is nothing else is JSON."},
    {.name = "stdin-filename",
     .set = cli_set_text,
     .field = offsetof(settings, stdin_name),
     .argument = "PATH",
     .help = "What standard input is called in the report."},
    {.name = "regions",
     .set = cli_set_text,
     .field = offsetof(settings, engine.regions),
     .argument = "FILE",
     .help = "Take the known regions from FILE: a JSON array of region ids, or an "
             "object with such an array as \"regions\"."},
    {.name = "facts",
     .set = cli_set_text,
     .field = offsetof(settings, engine.facts),
     .argument = "FILE",
     .help = "Judge also by what is known about the account: a JSON object, of which "
             "\"snapguard explain policy-quota\" shows a part. What FILE does not say "
             "stays undecided, and the report names it as notEvaluated."},
    {.name = "snapshot-minutes",
     .set = cli_set_minutes,
     .field = offsetof(settings, engine.minutes),
     .argument = "N",
     .least = 0,
     .most = MOST_MINUTES,
     .help = "How long a snapshot takes: points in time that are due meanwhile are "
             "skipped. Wins over snapshotMinutes of --facts."},
    CLI_PACK_OPTION(settings, engine.packs),
    {.name = "select",
     .set = cli_set_select,
     .field = offsetof(settings, engine.selection),
     .argument = "RULE[,RULE]",
     .help = "Run only these rules. Those about input that cannot be read "
             "(invalid-json, invalid-utf8, invalid-percent-encoding, invalid-http, "
             "unsupported-content-type, limit-exceeded and not-an-object) run all the "
             "same, so that a file which was not read is never called clean."},
    {.name = "ignore",
     .set = cli_set_ignore,
     .field = offsetof(settings, engine.selection),
     .argument = "RULE[,RULE]",
     .help = "Do not run these rules."},
    {.name = "severity",
     .set = cli_set_level,
     .field = offsetof(settings, engine.selection),
     .argument = "RULE=LEVEL",
     .help = "Make a rule an error, a warning or a notice, or switch it off."},
    {.name = "strict",
     .set = cli_set_switch,
     .field = offsetof(settings, engine.strict),
     .help = "Take an unknown parameter for an error."},
    {.name = "fail-on",
     .set = cli_set_choice,
     .field = offsetof(settings, fail_on),
     .choices = fail_on_names,
     .help = "The least severity that makes the exit status 1 (default: error)."},
    {.name = "max-diagnostics",
     .set = cli_set_number,
     .field = offsetof(settings, max_diagnostics),
     .argument = "N",
     .least = 0,
     .most = SIZE_MAX / 10 - 1,
     .help = "Print at most N findings; all are counted. 0, the default: all."},
    {.name = "no-values",
     .set = cli_set_switch,
     .field = offsetof(settings, hide_values),
     .help = "Print nothing of what the requests hold but the names of parameters."},
    {.name = "max-bytes",
     .set = cli_set_number,
     .field = offsetof(settings, engine.max_bytes),
     .argument = "N",
     .least = 1,
     .most = MOST_BYTES,
     .help = "The most bytes that a request, and a file of requests, may have "
             "(default: 131072 and 67108864)."},
    {.name = "max-depth",
     .set = cli_set_number,
     .field = offsetof(settings, engine.max_depth),
     .argument = "N",
     .least = 1,
     .most = MOST_DEPTH,
     .help = "The most arrays and objects inside each other (default: 32)."},
    {.name = "color",
     .set = cli_set_choice,
     .field = offsetof(settings, color),
     .choices = cli_color_names,
     .help = "Colour the text. The default, auto, does so on a terminal, and heeds "
             "NO_COLOR, CLICOLOR_FORCE and TERM=dumb."},
    {.name = "quiet",
     .set = cli_set_switch,
     .field = offsetof(settings, quiet),
     .help = "Print only findings that --fail-on counts (errors, by default), no "
             "summary and no notes. Everything is judged and counted all the same."},
    CLI_HELP_OPTION,
    {.name = NULL},
};

/* Standard input can be read only once. */
static bool reads_stdin_twice(int count, char **paths)
{
    int times = 0;

    for (int i = 0; i < count; i++)
        times += strcmp(paths[i], "-") == 0;
    if (times > 1)
        cli_complain("\"-\" is given twice, but standard input can be read only once");
    return times > 1;
}

static void judge_all(cli_judge *judge, const settings *chosen, int count, char **paths)
{
    const char *stdin_name = chosen->stdin_name ? chosen->stdin_name : "<stdin>";

    if (count == 0)
        cli_judge_stdin(judge, stdin_name);
    for (int i = 0; i < count && cli_judge_goes_on(judge); i++) {
        if (strcmp(paths[i], "-") == 0)
            cli_judge_stdin(judge, stdin_name);
        else
            cli_judge_path(judge, paths[i]);
    }
}

/* What the findings come to. */
static cli_exit findings_exit(const cli_summary *summary, snapguard_severity fail_on)
{
    for (int severity = (int)fail_on; severity < CLI_SEVERITIES; severity++)
        if (summary->findings[severity] > 0)
            return CLI_FINDINGS;
    return CLI_CLEAN;
}

static cli_report
report_for(const settings *chosen, const snapguard_engine *engine, cli_writer *writer)
{
    return (cli_report){
        .format = cli_formats[chosen->format],
        .writer = writer,
        .palette = cli_palette_for((cli_color)chosen->color),
        .edition = snapguard_engine_edition(engine),
        .show_values = !chosen->hide_values,
        .show_summary = !chosen->quiet,
        .least = chosen->quiet ? fail_on_levels[chosen->fail_on] : SNAPGUARD_NOTICE,
        .most = chosen->max_diagnostics > 0 ? chosen->max_diagnostics : SIZE_MAX,
    };
}

static cli_exit
check(const settings *chosen, const snapguard_engine *engine, int count, char **paths)
{
    size_t max_bytes = chosen->engine.max_bytes;
    cli_writer writer;
    cli_report report = report_for(chosen, engine, &writer);
    cli_judge judge = {
        .report = &report,
        .kind = (cli_kind)chosen->input,
        .quiet = chosen->quiet,
        .most_line = max_bytes > 0 ? max_bytes : LINE_BYTES,
        .most_document = max_bytes > 0 ? max_bytes : DOCUMENT_BYTES,
    };

    cli_demand(snapguard_context_new(&judge.context, engine));
    cli_output_begin(&writer);
    cli_report_begin(&report);
    judge_all(&judge, chosen, count, paths);
    cli_report_end(&report);
    if (report.spool_error) {
        cli_complain("cannot keep a temporary file: %s", strerror(report.spool_error));
        cli_worsen(&judge.status, CLI_FAILURE);
    }
    cli_worsen(&judge.status, cli_output_end(&writer));
    cli_worsen(
        &judge.status, findings_exit(&report.summary, fail_on_levels[chosen->fail_on]));
    snapguard_context_free(judge.context);
    free(judge.input.bytes);
    return judge.status;
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    settings chosen = {.format = 0};
    snapguard_engine *engine = NULL;
    cli_exit status;

    if (cli_command_start(command, &count, arguments, &chosen, &status)) {
        status = CLI_USAGE;
        if (!reads_stdin_twice(count, arguments))
            status = cli_engine_new(&engine, &chosen.engine);
        if (engine)
            status = check(&chosen, engine, count, arguments);
    }
    snapguard_engine_free(engine);
    cli_selection_free(&chosen.engine.selection);
    cli_packs_free(&chosen.engine.packs);
    return status;
}

const cli_command cli_command_check = {
    .name = "check",
    .usage = "[OPTIONS] [PATH...|-]",
    .summary =
        "Check CreateAutoSnapshotPolicy requests by the operation's own documented "
        "rules. A directory is searched for .json, .ndjson and .jsonl files, or for "
        "those that --input names; those that are no requests are passed over. "
        "Without a path, or for -, standard input is read.",
    .examples =
        "  snapguard check policy.json            one request, or an array of them\n"
        "  snapguard check policies/              every request below a directory\n"
        "  snapguard check --format json a.json   a report for programs\n"
        "  generate | snapguard check -           standard input\n"
        "  snapguard check --input ndjson log     one request a line, of any length\n"
        "  snapguard check sdk.http legacy.query  a raw HTTP request, a query string\n"
        "  snapguard check --input http captured/ every .http file below a directory\n",
    .notes = "Exit status, the gravest wins:\n"
             "  0  no finding that --fail-on counts\n"
             "  1  findings; text that cannot be parsed is one\n"
             "  2  wrong usage, configuration, pack or facts\n"
             "  3  an input that cannot be read (the others are still judged), a report\n"
             "     that cannot be written, or an internal error\n",
    .options = options,
    .run = run,
};
