#define _POSIX_C_SOURCE 200809L

#include "commands.h"

#include "check.h"
#include "complain.h"
#include "demand.h"
#include "engines.h"
#include "format.h"
#include "judge.h"
#include "output.h"
#include "plan.h"
#include "show.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* As in `check`: how much of an input is read, and the ceilings of the library. */
enum { MOST_BYTES = 1073741824, MOST_MINUTES = 2147483647 };

/* Of what is drawn or printed one by one. */
enum { MOST_SNAPSHOTS = 10000, MOST_DAYS = 65535, SNAPSHOTS_BY_DEFAULT = 10 };

/* Which request of a file. */
typedef struct index_choice {
    size_t number;
    bool is_given;
} index_choice;

typedef struct settings {
    cli_engine_settings engine;
    cli_pack_place place;
    int painter;
    int input;
    int color;
    bool is_ascii;
    cli_zone zone;
    cli_moment from; /* NOW: it is not said. */
    size_t next;
    size_t days;
    index_choice index;
    const char *other; /* A file to compare with. */
    const char *stdin_name;
} settings;

#define NOW INT64_MIN

static bool set_index(const cli_option *option, void *field, const char *argument)
{
    index_choice *choice = field;

    choice->is_given = true;
    return cli_set_number(option, &choice->number, argument);
}

static const cli_option options[] = {
    {.name = "as",
     .set = cli_set_choice,
     .field = offsetof(settings, painter),
     .choices = cli_painter_names,
     .help = "The picture: the week as 7 rows of 24 hours (grid, the default), the "
             "policy in words with its next snapshots (list), how many snapshots there "
             "will be (forecast), the grid as a file for documents (svg), or a page "
             "with all of these and the findings of the check (html)."},
    {.name = "diff",
     .set = cli_set_text,
     .field = offsetof(settings, other),
     .argument = "PATH",
     .help = "Show what changes from the policy to that of PATH: which points in time "
             "are added, removed and kept. Not in a list or forecast. One request of "
             "each file is compared: the first, or that of --index."},
    {.name = "index",
     .set = set_index,
     .field = offsetof(settings, index),
     .argument = "N",
     .most = SIZE_MAX / 10 - 1,
     .help = "Show only the request of this index, as reports have it: from 0; in a "
             "stream, lines are counted. Without it all are shown."},
    {.name = "snapshot-minutes",
     .set = cli_set_minutes,
     .field = offsetof(settings, engine.minutes),
     .argument = "N",
     .most = MOST_MINUTES,
     .help = "How long a snapshot takes: points in time that are due meanwhile are "
             "marked as skipped. Wins over snapshotMinutes of --facts."},
    {.name = "next",
     .set = cli_set_number,
     .field = offsetof(settings, next),
     .argument = "N",
     .most = MOST_SNAPSHOTS,
     .help = "How many of the next snapshots a list or page names (default: 10)."},
    {.name = "from",
     .set = cli_set_moment,
     .field = offsetof(settings, from),
     .argument = "DATE-TIME",
     .help = "When the policy begins to work, for what is next and for forecasts: "
             "2024-04-11T09:30, with an offset or in UTC+8 (default: now)."},
    {.name = "tz",
     .set = cli_set_zone,
     .field = offsetof(settings, zone),
     .argument = "ZONE",
     .help = "Say times in this time zone as well: a name such as Europe/Berlin, or an "
             "offset such as +05:30. A policy's hours are UTC+8, whatever its region."},
    {.name = "days",
     .set = cli_set_number,
     .field = offsetof(settings, days),
     .argument = "N",
     .least = 1,
     .most = MOST_DAYS,
     .help = "How far a forecast goes (default: until it is settled, and a bit more)."},
    {.name = "facts",
     .set = cli_set_named,
     .field = offsetof(settings, engine.facts),
     .argument = "FILE",
     .help = "Judge also by what is known about the account, as check does."},
    {.name = "regions",
     .set = cli_set_named,
     .field = offsetof(settings, engine.regions),
     .argument = "FILE",
     .help = "Take the known regions from FILE, as check does."},
    CLI_PACK_OPTIONS(settings, engine.packs, place),
    {.name = "input",
     .set = cli_set_choice,
     .field = offsetof(settings, input),
     .choices = cli_kind_names,
     .help = "What the inputs are, as for check."},
    {.name = "stdin-filename",
     .set = cli_set_text,
     .field = offsetof(settings, stdin_name),
     .argument = "PATH",
     .help = "What standard input is called."},
    {.name = "max-bytes",
     .set = cli_set_number,
     .field = offsetof(settings, engine.max_bytes),
     .argument = "N",
     .least = 1,
     .most = MOST_BYTES,
     .help = "The most bytes that a request, and a file of requests, may have "
             "(default: 131072 and 67108864)."},
    {.name = "ascii",
     .set = cli_set_switch,
     .field = offsetof(settings, is_ascii),
     .help = "Draw with ASCII in a terminal. So it is where LC_ALL, LC_CTYPE or LANG do "
             "not say that the terminal shows UTF-8."},
    {.name = "color",
     .set = cli_set_choice,
     .field = offsetof(settings, color),
     .choices = cli_color_names,
     .help = "Colour the terminal's pictures, as for check."},
    CLI_HELP_OPTION,
    {.name = NULL                                                    },
};

/* What is shown, and what it is read with. */
typedef struct showing {
    cli_show show;
    const settings *chosen;
    cli_engines *engines;
    cli_report *report; /* Of what goes wrong. */
    bool is_said;       /* A complaint has said why something is not shown. */
    bool is_compared;   /* One request was, and no other is. */
} showing;

/* The second of two policies that are compared is looked for while the first is held. */
typedef struct pair {
    showing *showing;
    const cli_subject *subject;
    bool is_found;
} pair;

static void paint(showing *run, const cli_subject *subject, const cli_subject *other)
{
    cli_show *show = &run->show;

    if (show->shown == 0 && show->painter->begin)
        show->painter->begin(show);
    show->painter->paint(show, subject, other);
    show->shown++;
}

static bool is_wanted(const showing *run, const cli_judged *judged)
{
    const index_choice *index = &run->chosen->index;

    if (!index->is_given && !run->chosen->other)
        return true;
    return judged->index == index->number;
}

static cli_judge_settings judge_settings_for(const showing *run)
{
    cli_judge_settings how = {
        .engines = run->engines,
        .report = run->report,
        .kind = (cli_kind)run->chosen->input,
    };

    cli_judge_limit(&how, run->chosen->engine.max_bytes, run->chosen->engine.max_depth);
    return how;
}

/* Read an input, and hand its requests to `how->take`. */
static void
read_input(const showing *run, const cli_judge_settings *how, const char *path)
{
    const char *stdin_name = run->chosen->stdin_name;
    cli_judge judge;
    cli_plan plan = {
        .task = cli_judge_task,
        .opaque = &judge,
        .endings = cli_kind_endings[how->kind],
        .stdin_name = stdin_name ? stdin_name : CLI_STDIN_NAME};

    cli_judge_begin(&judge, how);
    cli_plan_path(&plan, path);
    cli_judge_end(&judge);
}

/* A template has no report; a complaint has said so. */
static void take_other(void *opaque, const cli_judged *judged)
{
    pair *both = opaque;
    cli_subject other = {.judged = judged};

    both->showing->is_said |= !judged->report;
    if (!judged->report || both->is_found || !is_wanted(both->showing, judged))
        return;
    both->is_found = true;
    cli_policy_read(&other.policy, judged->report);
    paint(both->showing, both->subject, &other);
    cli_policy_free(&other.policy);
}

static void compare(showing *run, const cli_subject *subject)
{
    pair both = {.showing = run, .subject = subject};
    cli_judge_settings how = judge_settings_for(run);

    how.take = take_other;
    how.opaque = &both;
    read_input(run, &how, run->chosen->other);
}

static void take_request(void *opaque, const cli_judged *judged)
{
    showing *run = opaque;
    cli_subject subject = {.judged = judged};

    run->is_said |= !judged->report;
    if (!judged->report || run->is_compared || !is_wanted(run, judged))
        return;
    run->is_compared = run->chosen->other != NULL;
    cli_policy_read(&subject.policy, judged->report);
    if (run->is_compared)
        compare(run, &subject);
    else
        paint(run, &subject, NULL);
    cli_policy_free(&subject.policy);
}

/* Nothing was shown, and nobody has said why. */
static void complain_nothing(const showing *run, const char *path)
{
    const settings *chosen = run->chosen;

    if (run->is_compared)
        path = chosen->other;
    if (strcmp(path, "-") == 0)
        path = chosen->stdin_name ? chosen->stdin_name : CLI_STDIN_NAME;
    if (chosen->index.is_given)
        cli_complain("%s: there is no request of index %zu", path, chosen->index.number);
    else
        cli_complain("%s: there is no request", path);
}

/* Read the input and paint what is in it. What went wrong is in the report's status. */
static void show_all(showing *run, const char *path)
{
    cli_judge_settings how = judge_settings_for(run);
    cli_show *show = &run->show;

    how.take = take_request;
    how.opaque = run;
    read_input(run, &how, path);
    if (show->shown > 0) {
        if (show->painter->end)
            show->painter->end(show);
        return;
    }
    if (!run->is_said && run->report->status == CLI_CLEAN)
        complain_nothing(run, path);
    cli_worsen(&run->report->status, CLI_USAGE);
}

static cli_exit show(const settings *chosen, cli_engines *engines, const char *path)
{
    static const cli_format format = {.finding = NULL};
    cli_sink sink = {
        .format = &format, .palette = cli_palette_for((cli_color)chosen->color)};
    cli_report report = {
        .sinks = &sink,
        .sink_count = 1,
        .scope = {.wants = CLI_WANT_TEXTS | CLI_WANT_FRAME, .show_values = true},
        .edition = snapguard_engine_edition(cli_engines_get(engines, 0)),
        .show_summary = true
    };
    showing run = {.chosen = chosen, .engines = engines, .report = &report};

    sink.report = &report;
    run.show = (cli_show){
        .painter = cli_painters[chosen->painter],
        .sink = &sink,
        .signs = cli_signs_for(chosen->is_ascii),
        .zone = chosen->zone,
        .from = chosen->from,
        .next = chosen->next,
        .days = chosen->days,
    };
    cli_output_begin(&sink.writer);
    show_all(&run, path);
    if (sink.spool_error) {
        cli_complain("cannot keep a temporary file: %s", strerror(sink.spool_error));
        cli_worsen(&report.status, CLI_FAILURE);
    }
    cli_worsen(&report.status, cli_output_end(&sink.writer));
    cli_report_end(&report);
    cli_gatherer_free(&run.show.gatherer);
    return report.status;
}

/* False, after a complaint, where the words and options do not go together. */
static bool is_sensible(const settings *chosen, int count, char **paths)
{
    if (count > 1)
        cli_complain("show takes one path, but \"%s\" is given as well", paths[1]);
    else if (chosen->other && !cli_painters[chosen->painter]->compares)
        cli_complain(
            "--diff does not go with --as %s", cli_painter_names[chosen->painter]);
    else if (
        chosen->other && strcmp(chosen->other, "-") == 0 &&
        (count == 0 || strcmp(paths[0], "-") == 0))
        cli_complain("\"-\" is given twice, but standard input can be read only once");
    else
        return true;
    return false;
}

/* Nobody plans by the second. */
static cli_moment this_minute(void)
{
    cli_moment now = cli_moment_now();

    return now - cli_remainder(now, CLI_MINUTE_SECONDS);
}

static cli_exit show_path(settings *chosen, const char *path)
{
    cli_engines *engines = NULL;
    cli_exit status = CLI_USAGE;

    if (cli_check_packs(&chosen->engine.packs, &chosen->place))
        status = cli_engines_new(&engines, &chosen->engine);
    if (engines)
        status = show(chosen, engines, path);
    cli_engines_free(engines);
    return status;
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    settings chosen = {.from = NOW, .next = SNAPSHOTS_BY_DEFAULT};
    cli_exit status;

    if (cli_command_start(command, &count, arguments, &chosen, NULL, &status)) {
        if (chosen.from == NOW)
            chosen.from = this_minute();
        status = CLI_USAGE;
        if (is_sensible(&chosen, count, arguments))
            status = show_path(&chosen, count > 0 ? arguments[0] : "-");
    }
    cli_packs_free(&chosen.engine.packs);
    return status;
}

const cli_command cli_command_show = {
    .name = "show",
    .usage = "[OPTIONS] [PATH|-]",
    .summary =
        "Show the schedule of a policy as a picture: when snapshots are made, which are "
        "next, and how many there will be. A policy that is not valid is shown as far "
        "as it can be read, with its findings. Without a path, or for -, standard input "
        "is read.",
    .examples =
        "  snapguard show policy.json                        the week, in the terminal\n"
        "  snapguard show --as list --tz Europe/Berlin a.json  when it is there\n"
        "  snapguard show --as forecast a.json               how many are kept\n"
        "  snapguard show --as html a.json > a.html          a page for others\n"
        "  snapguard show --diff new.json old.json           what changes\n",
    .notes =
        "Exit status, the gravest wins; showing is not judging:\n"
        "  0  shown, whatever the findings\n"
        "  2  wrong usage, configuration or facts, or no such request\n"
        "  3  an input that cannot be read, a picture that cannot be written, or an\n"
        "     internal error\n",
    .options = options,
    .run = run,
};
