#include "show.h"

#include <stdio.h>
#include <string.h>

const cli_painter *const cli_painters[] = {
#define PAINTER(name) &cli_painter_##name,
#include "painter.def"
#undef PAINTER
};

const char *const cli_painter_names[] = {
#define PAINTER(name) #name,
#include "painter.def"
#undef PAINTER
    NULL,
};

/* How far ahead a change of the clocks is worth a word. */
enum { CHANGE_DAYS = 366 };

cli_finding cli_show_finding(cli_show *show, const cli_subject *subject, size_t index)
{
    return cli_gather_finding(
        &show->gatherer, subject->judged,
        snapguard_report_finding(subject->judged->report, index),
        &show->sink->report->scope);
}

void cli_say_source(cli_buffer *text, const cli_judged *judged)
{
    cli_buffer_add(text, judged->file, strlen(judged->file));
    if (judged->is_line)
        cli_buffer_print(text, ", line %zu", judged->index + 1);
    else if (judged->index > 0)
        cli_buffer_print(text, ", index %zu", judged->index);
}

void cli_say_cell(
    cli_buffer *text, cli_cell cell, const cli_subject *subject, const cli_subject *other)
{
    static const char *const meanings[CLI_CELLS] = {
#define CELL(name, class, sign, ascii, meaning) [CLI_CELL_##name] = meaning,
#include "cell.def"
#undef CELL
    };
    const char *place = strstr(meanings[cell], "%s");

    if (!place) {
        cli_buffer_add(text, meanings[cell], strlen(meanings[cell]));
        return;
    }
    cli_buffer_add(text, meanings[cell], (size_t)(place - meanings[cell]));
    cli_say_source(text, cell == CLI_CELL_ADDED ? other->judged : subject->judged);
}

void cli_say_cells(cli_buffer *text, const cli_subject *subject, const cli_subject *other)
{
    const cli_policy *policy = &subject->policy;
    cli_cell_counts counts;

    if (!other) {
        cli_say_points(text, &policy->cycle, &policy->week);
        return;
    }
    counts = cli_cells_count(&policy->week, &other->policy.week);
    cli_say_count(text, counts.of[CLI_CELL_ADDED], "point");
    cli_buffer_print(
        text, " added, %zu removed, %zu kept", counts.of[CLI_CELL_REMOVED],
        counts.of[CLI_CELL_KEPT]);
}

const char *cli_totals_name(const cli_subject *other)
{
    return other ? "+/-" : "all";
}

/* "6 hours behind UTC+8", "the same as UTC+8". */
static void say_distance(cli_buffer *text, int offset)
{
    int ahead = offset - CLI_POLICY_OFFSET;
    int size = ahead < 0 ? -ahead : ahead;
    int minutes = size / CLI_MINUTE_SECONDS % 60;
    size_t hours = (size_t)(size / CLI_HOUR_SECONDS);

    if (ahead == 0) {
        cli_buffer_print(text, "the same as UTC+8");
        return;
    }
    if (minutes != 0)
        cli_buffer_print(text, "%zu:%02d hours", hours, minutes);
    else
        cli_say_count(text, hours, "hour");
    cli_buffer_print(text, " %s UTC+8", ahead < 0 ? "behind" : "ahead of");
}

static void say_zone_at(cli_buffer *text, const cli_zone *zone, cli_moment moment)
{
    char name[CLI_ZONE_BYTES];

    say_distance(text, cli_zone_offset(zone, moment));
    if (!zone->is_named)
        return;
    cli_zone_print(name, zone, moment);
    cli_buffer_print(text, " (%s)", name);
}

bool cli_show_change(const cli_show *show, cli_moment *change)
{
    cli_moment until = show->from + CHANGE_DAYS * (cli_moment)CLI_DAY_SECONDS;

    return cli_zone_change(&show->zone, show->from, until, change);
}

void cli_say_zone(cli_buffer *text, const cli_show *show)
{
    const cli_zone *zone = &show->zone;
    char moment[CLI_MOMENT_BYTES];
    cli_moment change;

    if (!zone->name)
        return;
    cli_zone_name(text, zone);
    cli_buffer_print(text, " is ");
    say_zone_at(text, zone, show->from);
    if (!cli_show_change(show, &change))
        return;
    cli_moment_print(moment, change, CLI_POLICY_OFFSET);
    cli_buffer_print(text, ", from %s UTC+8 on ", moment);
    say_zone_at(text, zone, change);
}
