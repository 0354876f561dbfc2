#include "show_text.h"

#include <stdlib.h>
#include <string.h>

/* As wide as a moment: "Thu 2024-04-11 09:30". */
enum { MOMENT_COLUMNS = 20, INDENT_COLUMNS = 2, GAP_COLUMNS = 3 };

static void put_facts(cli_show *show, const cli_policy *policy)
{
    for (size_t i = 0; i < CLI_FACTS; i++) {
        const cli_fact *fact = &policy->facts[i];

        if (i != CLI_FACT_NAME && fact->text.size > 0)
            cli_put_entry(show, fact->label, fact->text.bytes, fact->text.size);
    }
}

/* The hours as they are in the wanted zone, once for each side of its next change. */
static void put_hours_there(cli_show *show, const cli_policy *policy, cli_moment moment)
{
    unsigned long hours = cli_hours_of(policy->week.scheduled);
    char zone[CLI_ZONE_BYTES];
    cli_buffer text = {NULL, 0, 0};

    cli_zone_print(zone, &show->zone, moment);
    cli_say_hours_at(&text, hours, cli_zone_offset(&show->zone, moment));
    cli_put_entry(show, zone, text.bytes, text.size);
    free(text.bytes);
}

static void put_zone(cli_show *show, const cli_policy *policy)
{
    cli_moment change;
    cli_buffer text = {NULL, 0, 0};

    if (!show->zone.name)
        return;
    cli_say_zone(&text, show);
    cli_put_entry(show, "Time zone", text.bytes, text.size);
    free(text.bytes);
    put_hours_there(show, policy, show->from);
    if (cli_show_change(show, &change))
        put_hours_there(show, policy, change);
}

static void put_totals(cli_show *show, const cli_policy *policy)
{
    cli_buffer text = {NULL, 0, 0};

    cli_say_points(&text, &policy->cycle, &policy->week);
    cli_put_entry(show, "In all", text.bytes, text.size);
    free(text.bytes);
}

/* What is skipped every week, in words. */
static void put_skipped(cli_show *show, const cli_policy *policy)
{
    cli_buffer text = {NULL, 0, 0};

    for (int day = 0; day < CLI_DAYS_A_WEEK; day++) {
        if (policy->week.skipped[day] == 0)
            continue;
        cli_buffer_print(
            &text, "%s%s ", text.size > 0 ? "; " : "", cli_short_day_names[day]);
        cli_say_hours(&text, policy->week.skipped[day]);
    }
    if (text.size > 0)
        cli_put_entry(show, "Skipped", text.bytes, text.size);
    free(text.bytes);
}

static void put_next_heading(cli_show *show)
{
    char moment[CLI_MOMENT_BYTES];
    cli_buffer text = {NULL, 0, 0};

    cli_moment_print(moment, show->from, CLI_POLICY_OFFSET);
    cli_buffer_print(&text, "The next ");
    cli_say_count(&text, show->next, "snapshot");
    cli_buffer_print(&text, " from %s UTC+8 on", moment);
    if (show->zone.name) {
        cli_buffer_print(&text, ", and in ");
        cli_zone_name(&text, &show->zone);
    }
    cli_put(&show->sink->writer, "\n");
    cli_put_note(show, &text, 0);
}

static void put_next_one(cli_show *show, cli_moment moment)
{
    char here[CLI_MOMENT_BYTES];
    char there[CLI_MOMENT_BYTES];
    char zone[CLI_ZONE_BYTES];
    cli_writer *writer = &show->sink->writer;

    cli_moment_print(here, moment, CLI_POLICY_OFFSET);
    cli_put_spaces(writer, INDENT_COLUMNS);
    cli_print(writer, "%-*s", MOMENT_COLUMNS, here);
    if (show->zone.name) {
        cli_moment_print(there, moment, cli_zone_offset(&show->zone, moment));
        cli_zone_print(zone, &show->zone, moment);
        cli_put_spaces(writer, GAP_COLUMNS);
        cli_print(writer, "%s %s", there, zone);
    }
    cli_put(writer, "\n");
}

static void put_next(cli_show *show, const cli_cycle *cycle)
{
    int64_t number = cli_cycle_until(cycle, cli_hour_from(show->from) - 1);

    if (show->next == 0)
        return;
    put_next_heading(show);
    for (size_t i = 0; i < show->next; i++)
        put_next_one(show, cli_hour_moment(cli_cycle_snapshot(cycle, ++number)));
}

static void paint(cli_show *show, const cli_subject *subject, const cli_subject *other)
{
    const cli_policy *policy = &subject->policy;

    cli_put_heading(show, subject, other);
    put_facts(show, policy);
    if (policy->has_week) {
        put_totals(show, policy);
        put_skipped(show, policy);
        put_zone(show, policy);
        put_next(show, &policy->cycle);
    }
    cli_put_findings(show, subject, other);
}

const cli_painter cli_painter_list = {.paint = paint};
