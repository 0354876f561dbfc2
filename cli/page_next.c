#include "page.h"

#include <string.h>

static void put_heading(const cli_page *page)
{
    const cli_show *show = page->show;
    char moment[CLI_MOMENT_BYTES];
    cli_buffer zone = {NULL, 0, 0};

    cli_moment_print(moment, show->from, CLI_POLICY_OFFSET);
    cli_print(
        page->writer,
        "<section>\n<h2>Next snapshots</h2>\n<p class=\"quiet\">From %s UTC+8 on.</p>\n"
        "<table class=\"next\">\n<thead><tr><th scope=\"col\">UTC+8</th>",
        moment);
    if (show->zone.name) {
        cli_put(page->writer, "<th scope=\"col\">");
        cli_zone_name(&zone, &show->zone);
        cli_page_put_buffer(page, &zone);
        cli_put(page->writer, "</th>");
    }
    cli_put(page->writer, "</tr></thead>\n<tbody>\n");
}

/* The moment itself for programs, and what a clock shows for people. */
static void put_time(const cli_page *page, cli_moment moment, int offset)
{
    char text[CLI_MOMENT_BYTES];
    cli_clock clock = cli_clock_at(moment, 0);

    cli_moment_print(text, moment, offset);
    cli_print(
        page->writer, "<time datetime=\"%04d-%02d-%02dT%02d:%02d:%02dZ\">%s</time>",
        (int)clock.year, clock.month, clock.day, clock.hour, clock.minute, clock.second,
        text);
}

static void put_one(const cli_page *page, cli_moment moment)
{
    const cli_zone *zone = &page->show->zone;
    char name[CLI_ZONE_BYTES];

    cli_put(page->writer, "<tr><td>");
    put_time(page, moment, CLI_POLICY_OFFSET);
    if (zone->name) {
        cli_put(page->writer, "</td><td>");
        put_time(page, moment, cli_zone_offset(zone, moment));
        cli_zone_print(name, zone, moment);
        cli_put(page->writer, " ");
        cli_page_put_text(page, name, strlen(name));
    }
    cli_put(page->writer, "</td></tr>\n");
}

void cli_page_put_next(const cli_page *page)
{
    const cli_policy *policy = &page->subject->policy;
    const cli_cycle *cycle = &policy->cycle;
    int64_t number;

    if (!policy->has_week || page->show->next == 0)
        return;
    number = cli_cycle_until(cycle, cli_hour_from(page->show->from) - 1);
    put_heading(page);
    for (size_t i = 0; i < page->show->next; i++)
        put_one(page, cli_hour_moment(cli_cycle_snapshot(cycle, ++number)));
    cli_put(page->writer, "</tbody>\n</table>\n</section>\n");
}
