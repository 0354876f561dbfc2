#define _POSIX_C_SOURCE 200809L

#include "commands.h"

#include "complain.h"
#include "crew.h"
#include "engine.h"
#include "format.h"
#include "judge.h"
#include "outputs.h"
#include "plan.h"
#include "progress.h"
#include "sinks.h"

#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

/* How much of an input is read where --max-bytes does not say so: the limits of the
 * library, snapguard.h. If these were less than those, an input between them would not be
 * read as a whole. */
enum { LINE_BYTES = 131072, DOCUMENT_BYTES = 67108864 };

/* The ceilings that the library puts on the limits. */
enum { MOST_BYTES = 1073741824, MOST_DEPTH = 1024, MOST_MINUTES = 2147483647 };

/* More threads than this are a slip of the finger. */
enum { MOST_JOBS = 256 };

typedef struct settings {
    cli_engine_settings engine;
    int format;
    cli_outputs outputs;
    int input;
    int fail_on;
    int color;
    bool hide_values;
    bool quiet;
    bool statistics;
    size_t max_diagnostics;
    size_t jobs;
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
             "default), one line each (concise), as one JSON object (json), as one "
             "JSON object a line (jsonl), or as programs want them: SARIF 2.1.0, "
             "commands of GitHub workflows, a report of GitLab Code Quality, JUnit "
             "and Checkstyle XML."},
    {.name = "output",
     .letter = 'o',
     .set = cli_set_output,
     .field = offsetof(settings, outputs),
     .argument = "FORMAT:FILE",
     .help = "Write one more report, in any format, into a file, which is replaced "
             "when the report is complete. May be given several times."},
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
    {.name = "jobs",
     .letter = 'j',
     .set = cli_set_number,
     .field = offsetof(settings, jobs),
     .argument = "N",
     .least = 0,
     .most = MOST_JOBS,
     .help = "Judge N files at a time; 0: as many as there are processors. The "
             "report is the same for any N. The default is 1."},
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
    {.name = "statistics",
     .set = cli_set_switch,
     .field = offsetof(settings, statistics),
     .help = "Count the findings of each rule: at the end of text and concise, and as "
             "rules in the summary of json and jsonl."},
    CLI_HELP_OPTION,
    {.name = NULL                                                    },
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

/* Those that this process may use are fewer at times, but never none. */
static size_t processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    return count > 0 ? (size_t)count : 1;
}

/* What the findings come to. */
static cli_exit findings_exit(const cli_summary *summary, snapguard_severity fail_on)
{
    for (int severity = (int)fail_on; severity < CLI_SEVERITIES; severity++)
        if (summary->findings[severity] > 0)
            return CLI_FINDINGS;
    return CLI_CLEAN;
}

static cli_report report_for(const settings *chosen, const snapguard_engine *engine)
{
    return (cli_report){
        .scope =
            {
                    .show_values = !chosen->hide_values,
                    .tally = chosen->statistics,
                    .least =
                    chosen->quiet ? fail_on_levels[chosen->fail_on] : SNAPGUARD_NOTICE,
                    .most = chosen->max_diagnostics > 0 ? chosen->max_diagnostics : SIZE_MAX,
                    },
        .edition = snapguard_engine_edition(engine),
        .fail_on = fail_on_levels[chosen->fail_on],
        .show_summary = !chosen->quiet,
    };
}

static cli_judge_settings judge_settings_for(
    const settings *chosen, const snapguard_engine *engine, cli_report *report)
{
    size_t max_bytes = chosen->engine.max_bytes;

    return (cli_judge_settings){
        .engine = engine,
        .report = report,
        .kind = (cli_kind)chosen->input,
        .quiet = chosen->quiet,
        .most_line = max_bytes > 0 ? max_bytes : LINE_BYTES,
        .most_document = max_bytes > 0 ? max_bytes : DOCUMENT_BYTES,
    };
}

static void judge_task(void *judge, const cli_task *task)
{
    cli_judge_task(judge, task);
}

static void put_task(void *crew, const cli_task *task)
{
    cli_crew_put(crew, task);
}

static void
judge_all(const settings *chosen, const cli_judge_settings *how, int count, char **paths)
{
    cli_plan plan = {
        .endings = cli_kind_endings[how->kind],
        .stdin_name = chosen->stdin_name ? chosen->stdin_name : "<stdin>"};
    size_t jobs = chosen->jobs > 0 ? chosen->jobs : processors();
    cli_judge judge;

    if (jobs == 1) {
        cli_judge_begin(&judge, how);
        plan.task = judge_task;
        plan.opaque = &judge;
        cli_plan_run(&plan, count, paths);
        cli_judge_end(&judge);
    } else {
        plan.task = put_task;
        plan.opaque = cli_crew_new(how, jobs);
        cli_plan_run(&plan, count, paths);
        cli_crew_free(plan.opaque);
    }
}

static cli_exit
check(const settings *chosen, const snapguard_engine *engine, int count, char **paths)
{
    cli_report report = report_for(chosen, engine);
    cli_judge_settings how = judge_settings_for(chosen, engine, &report);
    cli_sinks sinks;

    /* A reader of standard output that has seen enough does not keep files from being
     * written. */
    if (chosen->outputs.count > 0)
        signal(SIGPIPE, SIG_IGN);
    cli_sinks_open(
        &sinks, &report, chosen->format, (cli_color)chosen->color, &chosen->outputs);
    if (!chosen->quiet)
        cli_progress_begin();
    cli_report_begin(&report);
    judge_all(chosen, &how, count, paths);
    cli_progress_end();
    cli_report_end(&report);
    cli_sinks_close(&sinks, &report);
    cli_worsen(&report.status, findings_exit(&report.summary, report.fail_on));
    return report.status;
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    settings chosen = {.jobs = 1};
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
    cli_outputs_free(&chosen.outputs);
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
        "  snapguard check -o sarif:a.sarif dir/  the text, and SARIF in a file\n"
        "  generate | snapguard check -           standard input\n"
        "  snapguard check --input ndjson log     one request a line, of any length\n"
        "  snapguard check sdk.http legacy.query  a raw HTTP request, a query string\n"
        "  snapguard check --input http captured/ every .http file below a directory\n",
    .notes = "Exit status, the gravest wins:\n"
             "  0  no finding that --fail-on counts\n"
             "  1  findings; text that cannot be parsed is one\n"
             "  2  wrong usage, configuration or facts\n"
             "  3  an input that cannot be read (the others are still judged), a report\n"
             "     that cannot be written, or an internal error\n",
    .options = options,
    .run = run,
};
