#include "show_text.h"

#include <stdlib.h>

/* A row takes the whole 80 columns of a terminal: three of them for the day, three for
 * each hour, and five for the total. */
enum { LEGEND_COLUMN = 5 };

static void put_hours(cli_writer *writer, const char *totals)
{
    cli_put_spaces(writer, 3);
    for (int hour = 0; hour < CLI_HOURS_A_DAY; hour++)
        cli_print(writer, "%3d", hour);
    cli_print(writer, "  %s\n", totals);
}

static void put_cell(cli_show *show, cli_cell cell)
{
    const cli_palette *palette = show->sink->palette;

    cli_print(
        &show->sink->writer, "  %s%s%s", palette->cell[cell], show->signs->cells[cell],
        palette->plain);
}

static void
put_day(cli_show *show, const snapguard_week *week, const snapguard_week *other, int day)
{
    cli_writer *writer = &show->sink->writer;
    int total = 0;

    cli_put(writer, cli_short_day_names[day]);
    for (int hour = 0; hour < CLI_HOURS_A_DAY; hour++) {
        cli_cell cell = cli_cell_at(week, other, day, hour);

        put_cell(show, cell);
        total += cli_cell_is_counted(cell);
    }
    cli_print(writer, "%5d\n", total);
}

static void put_totals(
    cli_show *show, const char *name, const snapguard_week *week,
    const snapguard_week *other)
{
    cli_writer *writer = &show->sink->writer;
    int all = 0;

    cli_put(writer, name);
    for (int hour = 0; hour < CLI_HOURS_A_DAY; hour++) {
        int total = 0;

        for (int day = 0; day < CLI_DAYS_A_WEEK; day++)
            total += cli_cell_is_counted(cli_cell_at(week, other, day, hour));
        all += total;
        cli_print(writer, "%3d", total);
    }
    cli_print(writer, "%5d\n", all);
}

/* Only what is there needs to be explained. */
static void
put_legend(cli_show *show, const cli_subject *subject, const cli_subject *other)
{
    cli_cell_counts all =
        cli_cells_count(&subject->policy.week, other ? &other->policy.week : NULL);

    for (int cell = CLI_CELL_DUE; cell < CLI_CELLS; cell++) {
        cli_buffer text = {NULL, 0, 0};

        if (all.of[cell] == 0)
            continue;
        put_cell(show, (cli_cell)cell);
        cli_put(&show->sink->writer, "  ");
        cli_say_cell(&text, (cli_cell)cell, subject, other);
        cli_put_note(show, &text, LEGEND_COLUMN);
    }
}

static void put_week(cli_show *show, const cli_subject *subject, const cli_subject *other)
{
    const snapguard_week *week = &subject->policy.week;
    const snapguard_week *second = other ? &other->policy.week : NULL;
    const char *totals = cli_totals_name(other);

    put_hours(&show->sink->writer, totals);
    for (int day = 0; day < CLI_DAYS_A_WEEK; day++)
        put_day(show, week, second, day);
    put_totals(show, totals, week, second);
    cli_put(&show->sink->writer, "\n");
    put_legend(show, subject, other);
}

static void put_no_week(cli_show *show, const cli_policy *policy)
{
    if (!policy->has_week && policy->hindrance.size == 0)
        cli_put_entry(show, "No schedule", policy->no_week.bytes, policy->no_week.size);
}

/* What else is not the same in both. */
static void put_changes(cli_show *show, const cli_policy *policy, const cli_policy *other)
{
    for (size_t i = 0; i < CLI_FACTS; i++) {
        cli_buffer text = {NULL, 0, 0};

        if (i == CLI_FACT_SCHEDULE ||
            !cli_fact_differs(&policy->facts[i], &other->facts[i]))
            continue;
        cli_say_change(&text, &policy->facts[i], &other->facts[i]);
        cli_put_entry(show, policy->facts[i].label, text.bytes, text.size);
        free(text.bytes);
    }
}

static void paint(cli_show *show, const cli_subject *subject, const cli_subject *other)
{
    cli_buffer text = {NULL, 0, 0};

    cli_put_heading(show, subject, other);
    put_no_week(show, &subject->policy);
    if (other)
        put_no_week(show, &other->policy);
    if (subject->policy.has_week || (other && other->policy.has_week)) {
        cli_put(&show->sink->writer, "\n");
        put_week(show, subject, other);
        cli_say_cells(&text, subject, other);
        cli_buffer_print(&text, ". Hours are UTC+8.");
        cli_put_note(show, &text, 0);
        cli_say_zone(&text, show);
        cli_put_note(show, &text, 0);
    }
    if (other)
        put_changes(show, &subject->policy, &other->policy);
    cli_put_findings(show, subject, other);
}

const cli_painter cli_painter_grid = {.compares = true, .paint = paint};
