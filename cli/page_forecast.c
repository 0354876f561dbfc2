#include "page.h"

#include "prospect.h"

/* Wider charts have a step for each day; a longer forecast has as many as can be seen. */
enum { MOST_STEPS = 800 };

static size_t day_of(const cli_prospect *prospect, size_t step, size_t steps)
{
    return (step * prospect->days + steps / 2) / steps;
}

/* A line with a step for each day, y counting down. The picture is stretched to its
 * place, so that all that is read in it stands beside it. */
static void put_line(const cli_page *page, const cli_prospect *prospect)
{
    size_t steps = prospect->days < MOST_STEPS ? prospect->days : MOST_STEPS;
    size_t before = cli_prospect_at(prospect, 0);

    cli_print(page->writer, "M0 %zu", prospect->top - before);
    for (size_t step = 1; step <= steps; step++) {
        size_t day = day_of(prospect, step, steps);
        size_t number = cli_prospect_at(prospect, day);

        if (number == before)
            continue;
        cli_print(page->writer, "H%zuV%zu", day, prospect->top - number);
        before = number;
    }
    cli_print(page->writer, "H%zu", prospect->days);
}

static void put_area(const cli_page *page, const cli_prospect *prospect)
{
    cli_put(page->writer, "<path class=\"area\" d=\"");
    put_line(page, prospect);
    cli_print(page->writer, "V%zuH0Z\"/><path class=\"line\" d=\"", prospect->top);
    put_line(page, prospect);
    cli_put(page->writer, "\"/>");
}

static void put_date(const cli_page *page, const cli_prospect *prospect, size_t day)
{
    cli_clock clock = cli_clock_at(cli_prospect_moment(prospect, day), CLI_POLICY_OFFSET);

    cli_print(
        page->writer, "<span>%04d-%02d-%02d</span>", (int)clock.year, clock.month,
        clock.day);
}

static void put_plot(const cli_page *page, const cli_prospect *prospect)
{
    cli_writer *writer = page->writer;

    cli_print(
        writer,
        "<div class=\"plot\">\n<div "
        "class=\"scale\"><span>%zu</span><span>0</span></div>\n"
        "<svg viewBox=\"0 0 %zu %zu\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
        prospect->top, prospect->days, prospect->top);
    put_area(page, prospect);
    cli_put(writer, "</svg>\n<div class=\"dates\">");
    put_date(page, prospect, 0);
    put_date(page, prospect, prospect->days / 2);
    put_date(page, prospect, prospect->days);
    cli_put(writer, "</div>\n</div>\n");
}

static void put_numbers(const cli_page *page, const cli_prospect *prospect)
{
    cli_put(page->writer, "<dl class=\"numbers\">\n");
    for (size_t i = 0; i < CLI_PROSPECT_ROWS; i++) {
        const cli_buffer *text = &prospect->rows[i];

        if (text->size == 0)
            continue;
        cli_print(page->writer, "<div><dt>%s</dt><dd>", cli_prospect_labels[i]);
        cli_page_put_text(page, text->bytes, text->size);
        cli_put(page->writer, "</dd></div>\n");
    }
    cli_put(page->writer, "</dl>\n");
}

static void put_prospect(const cli_page *page, bool of_copies)
{
    cli_prospect prospect;

    cli_prospect_make(&prospect, page->show, &page->subject->policy, of_copies);
    cli_print(
        page->writer, "<figure class=\"%s\">\n<figcaption>",
        of_copies ? "chart copies" : "chart");
    cli_page_put_text(page, prospect.title.bytes, prospect.title.size);
    cli_put(page->writer, "</figcaption>\n");
    if (prospect.why.size > 0) {
        cli_put(page->writer, "<p class=\"why\">No forecast: ");
        cli_page_put_text(page, prospect.why.bytes, prospect.why.size);
        cli_put(page->writer, "</p>\n");
    } else {
        put_plot(page, &prospect);
        put_numbers(page, &prospect);
    }
    cli_put(page->writer, "</figure>\n");
    cli_prospect_free(&prospect);
}

void cli_page_put_forecast(const cli_page *page)
{
    char moment[CLI_MOMENT_BYTES];

    cli_moment_print(moment, page->show->from, CLI_POLICY_OFFSET);
    cli_print(
        page->writer,
        "<section>\n<h2>How many are kept</h2>\n<p class=\"quiet\">Of one disk, if the "
        "policy begins to work on %s UTC+8.</p>\n<div class=\"charts\">\n",
        moment);
    put_prospect(page, false);
    if (page->subject->policy.is_copied)
        put_prospect(page, true);
    cli_put(page->writer, "</div>\n</section>\n");
}
