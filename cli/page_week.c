#include "page.h"

#include <stdlib.h>

static const snapguard_week *other_week(const cli_page *page)
{
    return page->other ? &page->other->policy.week : NULL;
}

static void put_hours(const cli_page *page)
{
    cli_writer *writer = page->writer;

    cli_put(
        writer, "<thead><tr><th scope=\"col\"><span class=\"unseen\">Day</span></th>");
    for (int hour = 0; hour < CLI_HOURS_A_DAY; hour++)
        cli_print(writer, "<th scope=\"col\"><span>%d</span></th>", hour);
    cli_print(
        writer, "<th scope=\"col\" class=\"total\">%s</th></tr></thead>\n",
        cli_totals_name(page->other));
}

/* What a cell says without its colour: a sign in a difference, and words for those who do
 * not see it. */
static void put_cell_words(const cli_page *page, cli_cell cell)
{
    cli_buffer words = {NULL, 0, 0};

    if (cell == CLI_CELL_ADDED)
        cli_put(page->writer, "<span aria-hidden=\"true\">+</span>");
    if (cell == CLI_CELL_REMOVED)
        cli_put(page->writer, "<span aria-hidden=\"true\">−</span>");
    cli_say_cell(&words, cell, page->subject, page->other);
    cli_put(page->writer, "<span class=\"unseen\">");
    cli_page_put_buffer(page, &words);
    cli_put(page->writer, "</span>");
}

static void put_cell(const cli_page *page, cli_cell cell, int day, int hour)
{
    cli_print(page->writer, "<td class=\"%s\"", cli_cell_names[cell]);
    if (cell != CLI_CELL_NONE)
        cli_print(page->writer, " title=\"%s %02d:00\"", cli_day_names[day], hour);
    cli_put(page->writer, ">");
    if (cell != CLI_CELL_NONE)
        put_cell_words(page, cell);
    cli_put(page->writer, "</td>");
}

static void put_day(const cli_page *page, int day)
{
    const snapguard_week *week = &page->subject->policy.week;
    int total = 0;

    cli_print(
        page->writer, "<tr><th scope=\"row\"><abbr title=\"%s\">%s</abbr></th>",
        cli_day_names[day], cli_short_day_names[day]);
    for (int hour = 0; hour < CLI_HOURS_A_DAY; hour++) {
        cli_cell cell = cli_cell_at(week, other_week(page), day, hour);

        put_cell(page, cell, day, hour);
        total += cli_cell_is_counted(cell);
    }
    cli_print(page->writer, "<td class=\"total\">%d</td></tr>\n", total);
}

static void put_legend(const cli_page *page)
{
    cli_cell_counts all = cli_cells_count(&page->subject->policy.week, other_week(page));

    cli_put(page->writer, "<ul class=\"legend\">\n");
    for (int cell = CLI_CELL_DUE; cell < CLI_CELLS; cell++) {
        cli_buffer text = {NULL, 0, 0};

        if (all.of[cell] == 0)
            continue;
        cli_print(
            page->writer, "<li><span class=\"swatch %s\" aria-hidden=\"true\">%s</span> ",
            cli_cell_names[cell],
            cell == CLI_CELL_ADDED     ? "+"
            : cell == CLI_CELL_REMOVED ? "−"
                                       : "");
        cli_say_cell(&text, (cli_cell)cell, page->subject, page->other);
        cli_page_put_buffer(page, &text);
        cli_put(page->writer, "</li>\n");
    }
    cli_put(page->writer, "</ul>\n");
}

static void put_note(const cli_page *page, cli_buffer *text)
{
    if (text->size == 0)
        return;
    cli_put(page->writer, "<p class=\"quiet\">");
    cli_page_put_buffer(page, text);
    cli_put(page->writer, "</p>\n");
}

static void put_not_read(const cli_page *page, const cli_policy *policy)
{
    const cli_buffer *why =
        policy->hindrance.size > 0 ? &policy->hindrance : &policy->no_week;

    if (why->size == 0)
        return;
    cli_put(
        page->writer, policy->has_week ? "<p class=\"why\">Not all is shown: "
                                       : "<p class=\"why\">No schedule is shown: ");
    cli_page_put_text(page, why->bytes, why->size);
    cli_put(page->writer, "</p>\n");
}

static void put_table(const cli_page *page)
{
    cli_buffer text = {NULL, 0, 0};

    cli_put(
        page->writer, "<table class=\"week\">\n<caption class=\"unseen\">The week, hour "
                      "by hour, in UTC+8</caption>\n");
    put_hours(page);
    cli_put(page->writer, "<tbody>\n");
    for (int day = 0; day < CLI_DAYS_A_WEEK; day++)
        put_day(page, day);
    cli_put(page->writer, "</tbody>\n</table>\n");
    put_legend(page);
    cli_say_cells(&text, page->subject, page->other);
    cli_buffer_print(&text, ". Hours are UTC+8.");
    put_note(page, &text);
    cli_say_zone(&text, page->show);
    put_note(page, &text);
}

void cli_page_put_week(const cli_page *page)
{
    cli_put(page->writer, "<section>\n<h2>Week</h2>\n");
    put_not_read(page, &page->subject->policy);
    if (page->other)
        put_not_read(page, &page->other->policy);
    if (page->subject->policy.has_week || (page->other && page->other->policy.has_week))
        put_table(page);
    cli_put(page->writer, "</section>\n");
}
