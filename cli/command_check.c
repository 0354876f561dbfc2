#define _POSIX_C_SOURCE 200809L

#include "commands.h"

#include "check.h"
#include "complain.h"
#include "configuration.h"
#include "crew.h"
#include "engines.h"
#include "environment.h"
#include "excludes.h"
#include "format.h"
#include "identity.h"
#include "judge.h"
#include "outputs.h"
#include "plan.h"
#include "progress.h"
#include "sinks.h"
#include "targets.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

/* The ceilings that the library puts on the limits. */
enum { MOST_BYTES = 1073741824, MOST_DEPTH = 1024, MOST_MINUTES = 2147483647 };

/* More threads than this are a slip of the finger. */
enum { MOST_JOBS = 256 };

/* More findings than anyone reads. 0 is for all. */
enum { MOST_DIAGNOSTICS = 1000000000 };

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
    bool fix;
    bool unsafe_fixes;
    bool diff;
    size_t max_diagnostics;
    size_t jobs;
    const char *stdin_name;
    cli_excludes excludes;
    bool force_exclude;
    cli_named waivers;
    cli_named baseline;
    const char *write_baseline;
    const char *config;
    bool isolated;
} settings;

/* What a run has beside its settings. */
typedef struct surroundings {
    cli_configuration configuration;
    cli_keeper keeper; /* Of what the environment says. */
    cli_suppressions suppressions;
    cli_targets targets;
    cli_engines *engines;
} surroundings;

/* Every severity is graver than SNAPGUARD_OFF, and none is as grave as "never". */
static const char *const fail_on_names[] = {"error", "warning", "notice", "never", NULL};
static const snapguard_severity fail_on_levels[] = {
    SNAPGUARD_ERROR, SNAPGUARD_WARNING, SNAPGUARD_NOTICE,
    (snapguard_severity)CLI_SEVERITIES};

const cli_option cli_check_options[] = {
    {.name = "format",
     .key = "format",
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
     .is_list = true,
     .field = offsetof(settings, outputs),
     .argument = "FORMAT:FILE",
     .help = "Write one more report, in any format, into a file, which is replaced "
             "when the report is complete. May be given several times."},
    {.name = "input",
     .key = "input",
     .set = cli_set_choice,
     .field = offsetof(settings, input),
     .choices = cli_kind_names,
     .help = "What the inputs are: JSON with one request or an array of them (request) "
             "or with one request a line (ndjson), the query of a URL or a whole URL "
             "(query), an urlencoded body (form), a raw HTTP/1.1 request (http), a ROS "
             "template in JSON or YAML (ros), or what \"terraform show -json\" prints of "
             "a plan (tfplan). The default, auto, tells them apart by the ending of the "
             "name, and else by what stands in them; what is nothing else is JSON."},
    {.name = "stdin-filename",
     .set = cli_set_text,
     .field = offsetof(settings, stdin_name),
     .argument = "PATH",
     .help = "What standard input is called in the report."},
    {.name = "regions",
     .key = "regions",
     .is_path = true,
     .set = cli_set_named,
     .field = offsetof(settings, engine.regions),
     .argument = "FILE",
     .help = "Take the known regions from FILE: a JSON array of region ids, or an "
             "object with such an array as \"regions\"."},
    {.name = "facts",
     .key = "facts",
     .is_path = true,
     .set = cli_set_named,
     .field = offsetof(settings, engine.facts),
     .argument = "FILE",
     .help = "Judge also by what is known about the account: a JSON object, of which "
             "\"snapguard explain policy-quota\" shows a part. What FILE does not say "
             "stays undecided, and the report names it as notEvaluated."},
    {.name = "snapshot-minutes",
     .key = "snapshotMinutes",
     .set = cli_set_minutes,
     .field = offsetof(settings, engine.minutes),
     .argument = "N",
     .least = 0,
     .most = MOST_MINUTES,
     .help = "How long a snapshot takes: points in time that are due meanwhile are "
             "skipped. Wins over snapshotMinutes of --facts."},
    {.name = "edition",
     .key = "edition",
     .set = cli_set_edition,
     .argument = "DATE",
     .help = "Judge by this edition of the API's reference page, as \"snapguard "
             "version\" names it. There is one so far: where it is not the wanted one, "
             "nothing is judged."},
    CLI_PACK_OPTION(settings, engine.packs),
    {.name = "select",
     .key = "select",
     .is_list = true,
     .set = cli_set_select,
     .field = offsetof(settings, engine.selection),
     .argument = "RULE[,RULE]",
     .help =
         "Run only these rules. Those about input that cannot be read "
         "(invalid-json, invalid-yaml, invalid-utf8, invalid-percent-encoding, "
         "invalid-http, unsupported-content-type, limit-exceeded and not-an-object) "
         "run all the same, so that a file which was not read is never called clean."},
    {.name = "ignore",
     .key = "ignore",
     .is_list = true,
     .set = cli_set_ignore,
     .field = offsetof(settings, engine.selection),
     .argument = "RULE[,RULE]",
     .help = "Do not run these rules."},
    {.name = "severity",
     .key = "severities",
     .is_map = true,
     .set = cli_set_level,
     .field = offsetof(settings, engine.selection),
     .argument = "RULE=LEVEL",
     .help = "Make a rule an error, a warning or a notice, or switch it off."},
    {.name = "strict",
     .key = "strict",
     .set = cli_set_switch,
     .field = offsetof(settings, engine.strict),
     .help = "Take an unknown parameter for an error."},
    {.name = "fail-on",
     .key = "failOn",
     .set = cli_set_choice,
     .field = offsetof(settings, fail_on),
     .choices = fail_on_names,
     .help = "The least severity that makes the exit status 1 (default: error)."},
    {.name = "max-diagnostics",
     .key = "maxDiagnostics",
     .set = cli_set_number,
     .field = offsetof(settings, max_diagnostics),
     .argument = "N",
     .least = 0,
     .most = MOST_DIAGNOSTICS,
     .help = "Print at most N findings; all are counted. 0, the default: all."},
    {.name = "no-values",
     .key = "noValues",
     .set = cli_set_switch,
     .field = offsetof(settings, hide_values),
     .help = "Print nothing of what the requests hold but the names of parameters."},
    {.name = "max-bytes",
     .key = "maxBytes",
     .set = cli_set_number,
     .field = offsetof(settings, engine.max_bytes),
     .argument = "N",
     .least = 1,
     .most = MOST_BYTES,
     .help = "The most bytes that a request, and a file of requests or policies, may "
             "have (default: 131072 and 67108864)."},
    {.name = "max-depth",
     .key = "maxDepth",
     .set = cli_set_number,
     .field = offsetof(settings, engine.max_depth),
     .argument = "N",
     .least = 1,
     .most = MOST_DEPTH,
     .help = "The most arrays and objects inside each other (default: 32, and 256 "
             "in a template or plan)."},
    {.name = "jobs",
     .key = "jobs",
     .letter = 'j',
     .set = cli_set_number,
     .field = offsetof(settings, jobs),
     .argument = "N",
     .least = 0,
     .most = MOST_JOBS,
     .help = "Judge N files at a time; 0: as many as there are processors. The "
             "report is the same for any N. The default is 1."},
    {.name = "color",
     .key = "color",
     .set = cli_set_choice,
     .field = offsetof(settings, color),
     .choices = cli_color_names,
     .help = "Colour the text. The default, auto, does so on a terminal, and heeds "
             "NO_COLOR, CLICOLOR_FORCE and TERM=dumb."},
    {.name = "quiet",
     .key = "quiet",
     .set = cli_set_switch,
     .field = offsetof(settings, quiet),
     .help = "Print only findings that --fail-on counts (errors, by default), no "
             "summary and no notes. Everything is judged and counted all the same."},
    {.name = "statistics",
     .key = "statistics",
     .set = cli_set_switch,
     .field = offsetof(settings, statistics),
     .help = "Count the findings of each rule: at the end of text and concise, and as "
             "rules in the summary of json and jsonl."},
    {.name = "exclude",
     .key = "excludes",
     .is_list = true,
     .set = cli_set_exclude,
     .field = offsetof(settings, excludes),
     .argument = "GLOB",
     .help = "Leave files and directories below those that are named out: \"legacy/\", "
             "\"*.generated.json\". May be given several times."},
    {.name = "force-exclude",
     .key = "forceExclude",
     .set = cli_set_switch,
     .field = offsetof(settings, force_exclude),
     .help = "Leave them out even where they are named, as a hook of a version control "
             "system does."},
    {.name = "waivers",
     .key = "waivers",
     .is_path = true,
     .set = cli_set_named,
     .field = offsetof(settings, waivers),
     .argument = "FILE",
     .help = "Do not count the findings that FILE waives. docs/configuration.md shows "
             "what is in such a file."},
    {.name = "baseline",
     .key = "baseline",
     .is_path = true,
     .set = cli_set_named,
     .field = offsetof(settings, baseline),
     .argument = "FILE",
     .help = "Do not count the findings that FILE knows, which --write-baseline wrote."},
    {.name = "write-baseline",
     .set = cli_set_text,
     .field = offsetof(settings, write_baseline),
     .argument = "FILE",
     .help = "Write the findings of this run, but for those that are waived, into FILE; "
             "they do not count any more. With --baseline, what that one knows of files "
             "and rules that this run does not look at is kept."},
    {.name = "config",
     .set = cli_set_text,
     .field = offsetof(settings, config),
     .argument = "FILE",
     .help = "Take settings from FILE. The default is " CLI_CONFIGURATION_NAME
             " in this folder or the nearest above it, up to the root of the "
             "repository. Options of the command line win over variables such as "
             "SNAPGUARD_FAIL_ON, and these over the file."},
    {.name = "isolated",
     .set = cli_set_switch,
     .field = offsetof(settings, isolated),
     .help = "Read no configuration file and no variables of the environment."},
    {.name = "fix",
     .set = cli_set_switch,
     .field = offsetof(settings, fix),
     .help = "Mend in the files what can be mended without a decision, and report the "
             "rest. Only the bytes of the fixes change. For standard input, the mended "
             "text goes to standard output and the report to standard error."},
    {.name = "unsafe-fixes",
     .set = cli_set_switch,
     .field = offsetof(settings, unsafe_fixes),
     .help = "With --fix or --diff: also apply fixes after which the service may do "
             "something else with a request than before."},
    {.name = "diff",
     .set = cli_set_switch,
     .field = offsetof(settings, diff),
     .help = "Write nothing, report nothing, and print what --fix would change, as a "
             "unified diff. The exit status is 1 if there is anything, or if something "
             "could not be read, which is named on standard error."},
    CLI_HELP_OPTION,
    {.name = NULL                                                              },
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

static bool has_suppressions(const settings *chosen)
{
    return chosen->waivers.path || chosen->baseline.path || chosen->write_baseline;
}

static cli_report report_for(const settings *chosen, surroundings *around)
{
    bool suppresses = has_suppressions(chosen);

    return (cli_report){
        .scope =
            {
                    .wants = suppresses ? CLI_WANT_FINGERPRINT : 0,
                    .suppressions = suppresses ? &around->suppressions : NULL,
                    .show_values = !chosen->hide_values,
                    .tally = chosen->statistics,
                    .least =
                    chosen->quiet ? fail_on_levels[chosen->fail_on] : SNAPGUARD_NOTICE,
                    .most = chosen->max_diagnostics > 0 ? chosen->max_diagnostics : SIZE_MAX,
                    },
        .edition = snapguard_engine_edition(cli_engines_get(around->engines, 0)),
        .packs = &chosen->engine.packs,
        .fail_on = fail_on_levels[chosen->fail_on],
        .show_summary = !chosen->quiet,
        .is_fixing = chosen->fix && !chosen->diff,
    };
}

static cli_judge_settings
judge_settings_for(const settings *chosen, surroundings *around, cli_report *report)
{
    cli_judge_settings how = {
        .engines = around->engines,
        .configuration = &around->configuration,
        .report = report,
        .kind = (cli_kind)chosen->input,
        .quiet = chosen->quiet,
        .rewrite = chosen->diff  ? CLI_REWRITE_DIFF
                   : chosen->fix ? CLI_REWRITE_FILE
                                 : CLI_REWRITE_NONE,
        .unsafe = chosen->unsafe_fixes,
        .targets = &around->targets,
    };

    cli_judge_limit(&how, chosen->engine.max_bytes, chosen->engine.max_depth);
    return how;
}

static void put_task(void *crew, const cli_task *task)
{
    cli_crew_put(crew, task);
}

static void
judge_all(settings *chosen, const cli_judge_settings *how, int count, char **paths)
{
    cli_plan plan = {
        .endings = cli_kind_endings[how->kind],
        .stdin_name = chosen->stdin_name ? chosen->stdin_name : CLI_STDIN_NAME,
        .excludes = &chosen->excludes,
        .excludes_named = chosen->force_exclude};
    size_t jobs = chosen->jobs > 0 ? chosen->jobs : processors();
    cli_judge judge;

    /* Files are replaced by one thread only. */
    if (jobs == 1 || how->rewrite != CLI_REWRITE_NONE) {
        cli_judge_begin(&judge, how);
        plan.task = cli_judge_task;
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

static bool reads_stdin(int count, char **paths)
{
    for (int i = 0; i < count; i++)
        if (strcmp(paths[i], "-") == 0)
            return true;
    return count == 0;
}

/* Standard output is for the mended text of standard input, or for differences. */
static void direct(cli_sinks *sinks, cli_judge_settings *how, int count, char **paths)
{
    static const cli_format silence = {.wants = 0};

    if (how->rewrite == CLI_REWRITE_DIFF) {
        sinks->items[0].format = &silence;
        how->diff = &sinks->items[0].writer;
    } else if (how->rewrite == CLI_REWRITE_FILE && reads_stdin(count, paths)) {
        sinks->items[0].writer.descriptor = STDERR_FILENO;
    }
}

static void sum_up_diff(const cli_report *report)
{
    size_t count = report->summary.fixed;

    if (report->show_summary && count > 0)
        cli_complain("%zu finding%s would be fixed", count, count == 1 ? "" : "s");
}

/* An option that does nothing by itself. That a variable says so is no mistake. */
static bool lacks_purpose(const settings *chosen)
{
    bool is_alone = chosen->unsafe_fixes && !chosen->fix && !chosen->diff;

    if (is_alone)
        cli_complain("--unsafe-fixes changes what --fix and --diff do, and needs one");
    return is_alone;
}

/* What can't be combined, wherever it was said. */
static bool is_contradictory(const settings *chosen)
{
    if (chosen->diff && chosen->outputs.count > 0)
        cli_complain("--diff writes no reports, and --output asks for one");
    else if (chosen->diff && chosen->write_baseline)
        cli_complain("--diff writes nothing, and --write-baseline asks for a file");
    else if (chosen->diff && chosen->hide_values)
        cli_complain("--diff shows what the requests hold, and --no-values forbids it");
    else
        return false;
    return true;
}

/* What is said about waivers and baselines is a notice, though it is none of a request.
 */
static void take_remark(void *opaque, const cli_complaint *complaint)
{
    cli_report *report = opaque;
    const cli_event event = {.kind = CLI_EVENT_COMPLAINT, .of.complaint = *complaint};

    if (report->fail_on <= SNAPGUARD_NOTICE)
        cli_worsen(&report->remarks, CLI_FINDINGS);
    if (report->show_summary)
        cli_report_take(report, &event);
}

/* A run that stopped early has not seen what it would have found, nor has one that shows
 * differences only. */
static void review(const settings *chosen, surroundings *around, cli_report *report)
{
    if (!report->scope.suppressions || chosen->diff || !cli_report_goes_on(report))
        return;
    cli_suppressions_review(
        &around->suppressions, &chosen->engine.packs, take_remark, report);
}

static cli_exit check(settings *chosen, surroundings *around, int count, char **paths)
{
    cli_report report = report_for(chosen, around);
    cli_judge_settings how = judge_settings_for(chosen, around, &report);
    cli_sinks sinks;

    /* A reader of standard output that has seen enough does not keep files from being
     * written. */
    if (chosen->outputs.count > 0 || chosen->write_baseline ||
        how.rewrite == CLI_REWRITE_FILE)
        signal(SIGPIPE, SIG_IGN);
    cli_sinks_open(
        &sinks, &report, chosen->format, (cli_color)chosen->color, &chosen->outputs);
    sinks.targets = &around->targets;
    direct(&sinks, &how, count, paths);
    if (!chosen->quiet)
        cli_progress_begin();
    cli_report_begin(&report);
    judge_all(chosen, &how, count, paths);
    cli_progress_end();
    review(chosen, around, &report);
    cli_worsen(
        &report.status, cli_collection_end(
                            around->suppressions.collection, &around->targets,
                            cli_report_goes_on(&report) && report.status < CLI_FAILURE));
    if (how.rewrite == CLI_REWRITE_DIFF)
        sum_up_diff(&report);
    cli_report_end(&report);
    cli_sinks_close(&sinks, &report);
    cli_worsen(&report.status, findings_exit(&report.summary, report.fail_on));
    cli_worsen(&report.status, report.remarks);
    return report.status;
}

/* Take what the command line does not say from the environment, and what that does not
 * say from a file. */
static bool configure(settings *chosen, surroundings *around, bool *given)
{
    if (chosen->isolated && chosen->config) {
        cli_complain("--isolated reads no configuration, but --config names one");
        return false;
    }
    if (!chosen->isolated &&
        (!cli_environment_apply(cli_check_options, chosen, given, &around->keeper) ||
         !cli_configuration_find(&around->configuration, chosen->config) ||
         !cli_configuration_apply(
             &around->configuration, cli_check_options, chosen, given)))
        return false;
    if (!chosen->isolated && !chosen->quiet)
        cli_environment_remark(cli_check_options);
    cli_excludes_begin(&chosen->excludes, &around->configuration.base);
    return true;
}

/* Last, for it may leave a file behind where the program ends otherwise. */
static cli_exit begin_collection(const settings *chosen, cli_suppressions *suppressions)
{
    if (!chosen->write_baseline)
        return CLI_CLEAN;
    suppressions->collection = cli_collection_begin(chosen->write_baseline);
    return suppressions->collection ? CLI_CLEAN : CLI_FAILURE;
}

static bool add_targets(cli_targets *targets, const cli_outputs *outputs)
{
    for (size_t i = 0; i < outputs->count; i++)
        if (!cli_targets_add(targets, "output", outputs->items[i].path))
            return false;
    return true;
}

static bool reads_one_of(const cli_targets *targets, int count, char **paths)
{
    if (reads_stdin(count, paths) && cli_targets_have_open(targets, STDIN_FILENO))
        return true;
    for (int i = 0; i < count; i++)
        if (strcmp(paths[i], "-") != 0 && cli_targets_have(targets, paths[i]))
            return true;
    return false;
}

static bool has_pack_among(const cli_targets *targets, const cli_packs *packs)
{
    for (size_t i = 0; i < packs->count; i++)
        if (cli_targets_have(targets, packs->files[i].path))
            return true;
    return false;
}

/* Note what this run is to write, unless it reads that. Only a baseline is there to be
 * read and written. */
static bool
set_targets(const settings *chosen, surroundings *around, int count, char **paths)
{
    cli_targets *targets = &around->targets;

    return add_targets(targets, &chosen->outputs) &&
           !cli_targets_have(targets, chosen->baseline.path) &&
           (!chosen->write_baseline ||
            cli_targets_add(targets, "write-baseline", chosen->write_baseline)) &&
           !cli_targets_have(targets, around->configuration.source.path) &&
           !cli_targets_have(targets, chosen->waivers.path) &&
           !cli_targets_have(targets, chosen->engine.regions.path) &&
           !cli_targets_have(targets, chosen->engine.facts.path) &&
           !has_pack_among(targets, &chosen->engine.packs) &&
           !reads_one_of(targets, count, paths);
}

/* One that is to be written need not be there yet. */
static const cli_named *known_baseline(const settings *chosen)
{
    static const cli_named none = {.path = NULL};
    const char *path = chosen->baseline.path;
    bool is_new = path && chosen->write_baseline && access(path, F_OK) != 0 &&
                  errno == ENOENT && cli_is_same_file(path, chosen->write_baseline);

    return is_new ? &none : &chosen->baseline;
}

static cli_exit
prepare(settings *chosen, surroundings *around, bool *given, int count, char **paths)
{
    cli_exit status;

    if (lacks_purpose(chosen) || reads_stdin_twice(count, paths) ||
        !configure(chosen, around, given) || is_contradictory(chosen) ||
        !set_targets(chosen, around, count, paths) ||
        !cli_suppressions_read(
            &around->suppressions, &chosen->waivers, known_baseline(chosen),
            &chosen->engine.selection))
        return CLI_USAGE;
    status = cli_engines_new(&around->engines, &chosen->engine);
    if (status == CLI_CLEAN)
        status = begin_collection(chosen, &around->suppressions);
    return status;
}

static void clean_up(settings *chosen, surroundings *around)
{
    cli_engines_free(around->engines);
    cli_targets_free(&around->targets);
    cli_selection_free(&chosen->engine.selection);
    cli_packs_free(&chosen->engine.packs);
    cli_outputs_free(&chosen->outputs);
    cli_excludes_free(&chosen->excludes);
    cli_suppressions_free(&around->suppressions);
    cli_keeper_free(&around->keeper);
    cli_configuration_free(&around->configuration);
}

/* Note that the command line names a configuration, so that a variable does not. */
static void note_config(bool *given)
{
    for (size_t i = 0; cli_check_options[i].name; i++)
        given[i] |= strcmp(cli_check_options[i].name, "config") == 0;
}

/* What else these say is read as well, and forgotten: check would complain about it, too.
 */
bool cli_check_packs(cli_packs *packs, const cli_pack_place *place)
{
    settings chosen = {.config = place->config, .isolated = place->isolated};
    surroundings around = {.engines = NULL};
    bool given[sizeof cli_check_options / sizeof cli_check_options[0]] = {false};
    bool is_fine;

    cli_suppressions_begin(&around.suppressions);
    if (place->config)
        note_config(given);
    chosen.engine.packs = *packs;
    is_fine = configure(&chosen, &around, given);
    *packs = chosen.engine.packs;
    chosen.engine.packs = (cli_packs){.files = NULL};
    clean_up(&chosen, &around);
    return is_fine;
}

cli_exit cli_check_run(const cli_command *command, int count, char **arguments, bool fix)
{
    settings chosen = {.jobs = 1, .fix = fix};
    surroundings around = {.engines = NULL};
    bool given[sizeof cli_check_options / sizeof cli_check_options[0]] = {false};
    cli_exit status;

    cli_suppressions_begin(&around.suppressions);
    if (cli_command_start(command, &count, arguments, &chosen, given, &status)) {
        status = prepare(&chosen, &around, given, count, arguments);
        if (status == CLI_CLEAN)
            status = check(&chosen, &around, count, arguments);
    }
    clean_up(&chosen, &around);
    return status;
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    return cli_check_run(command, count, arguments, false);
}

const cli_command cli_command_check = {
    .name = "check",
    .usage = "[OPTIONS] [PATH...|-]",
    .summary =
        "Check CreateAutoSnapshotPolicy requests by the operation's own documented "
        "rules, also those that ROS templates and Terraform plans come to. A directory "
        "is searched for .json, .ndjson, .jsonl, .yaml and .yml files, or for those that "
        "--input names; what is no request, and has no policy in it, is passed over. "
        "Without a path, or for -, standard input is read.",
    .examples =
        "  snapguard check policy.json            one request, or an array of them\n"
        "  snapguard check policies/              every request below a directory\n"
        "  snapguard check --format json a.json   a report for programs\n"
        "  snapguard check -o sarif:a.sarif dir/  the text, and SARIF in a file\n"
        "  generate | snapguard check -           standard input\n"
        "  snapguard check --input ndjson log     one request a line, of any length\n"
        "  snapguard check sdk.http legacy.query  a raw HTTP request, a query string\n"
        "  snapguard check --fix --diff a.json    what could be mended, and how\n"
        "  snapguard check --input http captured/ every .http file below a directory\n"
        "  snapguard check stack.yml plan.json    a ROS template, a Terraform plan\n"
        "  snapguard check --write-baseline b.json policies/  forget what is wrong now\n",
    .notes = "Exit status, the gravest wins:\n"
             "  0  no finding that --fail-on counts\n"
             "  1  findings; text that cannot be parsed is one\n"
             "  2  wrong usage, configuration, pack or facts\n"
             "  3  an input that cannot be read (the others are still judged), a report\n"
             "     that cannot be written, or an internal error\n",
    .options = cli_check_options,
    .run = run,
};
