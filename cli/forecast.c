#include "forecast.h"

/* How many there would be if the policy had always worked. */
static size_t settled_at(const cli_forecast *forecast, int64_t hour)
{
    return (size_t)(
        cli_cycle_until(forecast->cycle, hour) -
        cli_cycle_until(forecast->cycle, hour - forecast->kept));
}

static void widen(cli_forecast *forecast, size_t number)
{
    if (number < forecast->least)
        forecast->least = number;
    if (number > forecast->most)
        forecast->most = number;
}

/* The number changes only when a snapshot is made and when one is gone. */
static void find_bounds(cli_forecast *forecast)
{
    const cli_cycle *cycle = forecast->cycle;

    forecast->least = SIZE_MAX;
    for (size_t i = 0; i < cycle->count; i++) {
        int64_t made = cycle->start + cycle->snapshots[i];

        widen(forecast, settled_at(forecast, made));
        widen(forecast, settled_at(forecast, made + forecast->kept));
    }
}

void cli_forecast_make(
    cli_forecast *forecast, const cli_cycle *cycle, int64_t from, size_t days)
{
    int64_t before = cli_cycle_until(cycle, from - 1);

    *forecast = (cli_forecast){
        .cycle = cycle,
        .from = from,
        .kept = (int64_t)days * CLI_HOURS_A_DAY,
    };
    if (days == 0)
        return;
    find_bounds(forecast);
    /* The last snapshot that an older policy would have made would be gone by then. */
    forecast->steady = cli_cycle_snapshot(cycle, before) + forecast->kept;
    if (forecast->steady < from)
        forecast->steady = from;
}

size_t cli_forecast_at(const cli_forecast *forecast, int64_t hour)
{
    int64_t gone = cli_cycle_until(forecast->cycle, forecast->from - 1);
    int64_t made = cli_cycle_until(forecast->cycle, hour);

    if (forecast->kept > 0 && hour - forecast->kept >= forecast->from)
        gone = cli_cycle_until(forecast->cycle, hour - forecast->kept);
    return (size_t)(made - gone);
}

int64_t cli_forecast_peak(const cli_forecast *forecast, int64_t until)
{
    int64_t number = cli_cycle_until(forecast->cycle, forecast->from - 1);
    int64_t peak = forecast->from;
    int64_t hour;

    while ((hour = cli_cycle_snapshot(forecast->cycle, ++number)) <= until)
        if (cli_forecast_at(forecast, hour) > cli_forecast_at(forecast, peak))
            peak = hour;
    return peak;
}
