#include "prospect.h"

#include <stdlib.h>

/* How far a forecast goes where the user does not say: a quarter longer than it takes to
 * be settled, within bounds; what grows without end is shown for some months. */
enum { LEAST_DAYS = 14, MOST_DAYS = 400, GROWING_DAYS = 90 };

const char *const cli_prospect_labels[CLI_PROSPECT_ROWS] = {
    [CLI_PROSPECT_LONG_RUN] = "In the long run",
    [CLI_PROSPECT_REACHED] = "Reached",
    [CLI_PROSPECT_PEAK] = "Peak",
    [CLI_PROSPECT_END] = "At the end",
};

static size_t days_of(const cli_keeping *keeping)
{
    size_t days = keeping->days + keeping->days / 4;

    if (!keeping->is_known)
        return LEAST_DAYS;
    return keeping->days == 0 ? GROWING_DAYS : days;
}

/* The same for both charts, so that they can be compared. */
static size_t days_shown(const cli_show *show, const cli_policy *policy)
{
    size_t days = days_of(&policy->source);

    if (show->days > 0)
        return show->days;
    if (policy->is_copied && days_of(&policy->copies) > days)
        days = days_of(&policy->copies);
    if (days < LEAST_DAYS)
        return LEAST_DAYS;
    return days > MOST_DAYS ? MOST_DAYS : days;
}

static void say_title(cli_prospect *prospect, const cli_policy *policy, bool of_copies)
{
    const cli_buffer *place =
        &policy->facts[of_copies ? CLI_FACT_COPY : CLI_FACT_REGION].text;
    const cli_keeping *keeping = of_copies ? &policy->copies : &policy->source;

    cli_buffer_print(&prospect->title, of_copies ? "Copies" : "Snapshots");
    if (place->size > 0) {
        cli_buffer_print(&prospect->title, " in ");
        cli_buffer_add(&prospect->title, place->bytes, place->size);
    }
    if (!keeping->is_known)
        return;
    cli_buffer_print(&prospect->title, ", kept ");
    if (keeping->days == 0)
        cli_buffer_print(&prospect->title, "until they are deleted");
    else
        cli_say_count(&prospect->title, keeping->days, "day");
}

static void say_hour(cli_buffer *text, int64_t hour)
{
    char moment[CLI_MOMENT_BYTES];

    cli_moment_print(moment, cli_hour_moment(hour), CLI_POLICY_OFFSET);
    cli_buffer_print(text, "%s UTC+8", moment);
}

static void say_long_run(cli_prospect *prospect)
{
    const cli_forecast *forecast = &prospect->forecast;
    cli_buffer *text = &prospect->rows[CLI_PROSPECT_LONG_RUN];

    if (forecast->kept == 0) {
        cli_buffer_print(text, "grows without end, by ");
        cli_say_rate(text, forecast->cycle);
        cli_buffer_print(text, " a week");
    } else if (forecast->least == forecast->most) {
        cli_buffer_print(text, "%zu", forecast->most);
    } else {
        cli_buffer_print(text, "%zu to %zu", forecast->least, forecast->most);
    }
}

static void say_reached(cli_prospect *prospect)
{
    const cli_forecast *forecast = &prospect->forecast;
    cli_buffer *text = &prospect->rows[CLI_PROSPECT_REACHED];
    int64_t hours = forecast->steady - forecast->from;

    if (forecast->kept == 0)
        return;
    if (hours == 0) {
        cli_buffer_print(text, "at once");
        return;
    }
    say_hour(text, forecast->steady);
    cli_buffer_print(text, ", within ");
    cli_say_count(text, (size_t)((hours + CLI_HOURS_A_DAY - 1) / CLI_HOURS_A_DAY), "day");
}

static void say_peak(cli_prospect *prospect)
{
    const cli_forecast *forecast = &prospect->forecast;
    cli_buffer *text = &prospect->rows[CLI_PROSPECT_PEAK];
    int64_t until = forecast->from + (int64_t)prospect->days * CLI_HOURS_A_DAY;
    int64_t peak = cli_forecast_peak(forecast, until);

    cli_buffer_print(text, "%zu", cli_forecast_at(forecast, peak));
    if (forecast->kept == 0)
        return;
    cli_buffer_print(text, ", first on ");
    say_hour(text, peak);
}

static void say_end(cli_prospect *prospect)
{
    cli_buffer *text = &prospect->rows[CLI_PROSPECT_END];

    cli_buffer_print(text, "%zu after ", cli_prospect_at(prospect, prospect->days));
    cli_say_count(text, prospect->days, "day");
}

static void find_top(cli_prospect *prospect)
{
    prospect->top = 1;
    for (size_t day = 0; day <= prospect->days; day++)
        if (cli_prospect_at(prospect, day) > prospect->top)
            prospect->top = cli_prospect_at(prospect, day);
}

static void
say_why(cli_prospect *prospect, const cli_policy *policy, const cli_keeping *keeping)
{
    const cli_buffer *why = policy->has_week ? &keeping->why : &policy->no_week;

    cli_buffer_add(&prospect->why, cli_buffer_text(why), why->size);
}

void cli_prospect_make(
    cli_prospect *prospect, const cli_show *show, const cli_policy *policy,
    bool of_copies)
{
    const cli_keeping *keeping = of_copies ? &policy->copies : &policy->source;

    *prospect = (cli_prospect){.days = days_shown(show, policy)};
    say_title(prospect, policy, of_copies);
    if (!policy->has_week || !keeping->is_known) {
        say_why(prospect, policy, keeping);
        return;
    }
    cli_forecast_make(
        &prospect->forecast, &policy->cycle, cli_hour_from(show->from), keeping->days);
    find_top(prospect);
    say_long_run(prospect);
    say_reached(prospect);
    say_peak(prospect);
    say_end(prospect);
}

void cli_prospect_free(cli_prospect *prospect)
{
    free(prospect->title.bytes);
    free(prospect->why.bytes);
    for (size_t row = 0; row < CLI_PROSPECT_ROWS; row++)
        free(prospect->rows[row].bytes);
}

size_t cli_prospect_at(const cli_prospect *prospect, size_t day)
{
    const cli_forecast *forecast = &prospect->forecast;

    return cli_forecast_at(forecast, forecast->from + (int64_t)day * CLI_HOURS_A_DAY);
}

cli_moment cli_prospect_moment(const cli_prospect *prospect, size_t day)
{
    return cli_hour_moment(prospect->forecast.from + (int64_t)day * CLI_HOURS_A_DAY);
}
