#include "show_text.h"

#include "prospect.h"

#include <stdio.h>

/* A chart of 80 columns: numbers left of the axis, then the days. */
enum { ROWS = 8, NUMBER_COLUMNS = 7, CHART_COLUMNS = 72, DATE_COLUMNS = 10 };

/* The day that a column stands for: from the first one to the last. */
static size_t day_of(const cli_prospect *prospect, size_t column)
{
    return (column * prospect->days + (CHART_COLUMNS - 1) / 2) / (CHART_COLUMNS - 1);
}

/* How many eighths of a row's character are filled. What is there at all is to be seen.
 */
static size_t eighths_of(const cli_prospect *prospect, size_t column, size_t rows_below)
{
    size_t number = cli_prospect_at(prospect, day_of(prospect, column));
    size_t filled = (number * ROWS * CLI_BAR_STEPS + prospect->top / 2) / prospect->top;
    size_t below = rows_below * CLI_BAR_STEPS;

    if (number > 0 && filled == 0)
        filled = 1;
    if (filled <= below)
        return 0;
    return filled - below > CLI_BAR_STEPS ? CLI_BAR_STEPS : filled - below;
}

static void put_row(cli_show *show, const cli_prospect *prospect, size_t rows_below)
{
    const cli_palette *palette = show->sink->palette;
    cli_writer *writer = &show->sink->writer;
    size_t middle = ROWS / 2 - 1;

    if (rows_below == ROWS - 1)
        cli_print(writer, "%*zu", NUMBER_COLUMNS - 1, prospect->top);
    else if (rows_below == middle && prospect->top % 2 == 0)
        cli_print(writer, "%*zu", NUMBER_COLUMNS - 1, prospect->top / 2);
    else
        cli_put_spaces(writer, NUMBER_COLUMNS - 1);
    cli_print(
        writer, " %s%s%s", palette->gutter,
        rows_below == ROWS - 1 || (rows_below == middle && prospect->top % 2 == 0)
            ? show->signs->tick
            : show->signs->axis,
        palette->plain);
    cli_put(writer, palette->cell[CLI_CELL_DUE]);
    for (size_t column = 0; column < CHART_COLUMNS; column++)
        cli_put(writer, show->signs->bars[eighths_of(prospect, column, rows_below)]);
    cli_print(writer, "%s\n", palette->plain);
}

static void put_date(cli_writer *writer, const cli_prospect *prospect, size_t day)
{
    cli_clock clock = cli_clock_at(cli_prospect_moment(prospect, day), CLI_POLICY_OFFSET);

    cli_print(writer, "%04d-%02d-%02d", (int)clock.year, clock.month, clock.day);
}

/* The first day, that in the middle, and the last. */
static void put_axis(cli_show *show, const cli_prospect *prospect)
{
    cli_writer *writer = &show->sink->writer;
    size_t gap = (CHART_COLUMNS - 3 * DATE_COLUMNS) / 2;

    cli_print(writer, "%*d %s", NUMBER_COLUMNS - 1, 0, show->sink->palette->gutter);
    cli_put(writer, show->signs->corner);
    for (size_t column = 0; column < CHART_COLUMNS; column++)
        cli_put(writer, show->signs->line);
    cli_print(writer, "%s\n", show->sink->palette->plain);
    cli_put_spaces(writer, NUMBER_COLUMNS + 1);
    put_date(writer, prospect, 0);
    cli_put_spaces(writer, gap);
    put_date(writer, prospect, prospect->days / 2);
    cli_put_spaces(writer, gap);
    put_date(writer, prospect, prospect->days);
    cli_put(writer, "\n");
}

static void put_chart(cli_show *show, const cli_prospect *prospect)
{
    for (size_t row = ROWS; row-- > 0;)
        put_row(show, prospect, row);
    put_axis(show, prospect);
}

static void put_prospect(cli_show *show, const cli_policy *policy, bool of_copies)
{
    cli_prospect prospect;

    cli_prospect_make(&prospect, show, policy, of_copies);
    cli_put(&show->sink->writer, "\n");
    cli_put_fitted(
        show, prospect.title.bytes, prospect.title.size, CHART_COLUMNS + NUMBER_COLUMNS);
    cli_put(&show->sink->writer, "\n");
    if (prospect.why.size > 0)
        cli_put_entry(show, "No forecast", prospect.why.bytes, prospect.why.size);
    else
        put_chart(show, &prospect);
    for (size_t i = 0; i < CLI_PROSPECT_ROWS; i++) {
        const cli_buffer *text = &prospect.rows[i];

        if (text->size > 0)
            cli_put_entry(show, cli_prospect_labels[i], text->bytes, text->size);
    }
    cli_prospect_free(&prospect);
}

static void paint(cli_show *show, const cli_subject *subject, const cli_subject *other)
{
    const cli_policy *policy = &subject->policy;

    cli_put_heading(show, subject, other);
    put_prospect(show, policy, false);
    if (policy->is_copied)
        put_prospect(show, policy, true);
    cli_put_findings(show, subject, other);
}

const cli_painter cli_painter_forecast = {.paint = paint};
