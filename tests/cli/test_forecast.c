/* What comes next, and how many there will be, against a simulation that knows nothing of
 * cycles and formulas: hour by hour, a snapshot is made if one is due and none is being
 * made, and one that is old enough is deleted. */
#define _XOPEN_SOURCE 700

#include "cmocka_wrap.h"
#include "program.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum {
    DAY = 24,
    WEEK = 7 * DAY,
    FIRST_MONDAY =
        4 * 86400 - 8 * 3600, /* 1970-01-05 0:00 in UTC+8, since 1970 in UTC. */
    YEARS_BEFORE = 40,        /* How long the policy is at work already. */
    SAMPLES = 160,
    NEXT = 12,
    REQUEST_BYTES = 1024,
    ARGUMENT_BYTES = 256,
    LINE_BYTES = 128,
};

/* A policy, and the questions that are asked. Hours count from that Monday. */
typedef struct sample {
    unsigned hours;
    unsigned days; /* Bit 0 is Monday. */
    int minutes;
    int kept; /* Days, or -1. */
    int64_t from;
    int shown; /* Days. */
} sample;

/* ------------------------------------------------------------------------ simulation */

/* What is there after each hour: of a policy that always worked, and of one that works
 * from `from` on. */
typedef struct simulation {
    int64_t begin;
    int64_t end;
    bool *made;
    int *settled;
    int *started;
} simulation;

static bool is_due(const sample *row, int64_t hour)
{
    return (row->days >> hour % WEEK / DAY & 1) && (row->hours >> hour % DAY & 1);
}

/* Long enough for weeks that differ to come around, behind all that has an age. */
static int64_t end_of(const sample *row)
{
    int64_t kept = row->kept > 0 ? (int64_t)row->kept * DAY : 0;
    int64_t shown = (int64_t)row->shown * DAY;

    return row->from + (kept > shown ? kept : shown) + (int64_t)2 * WEEK * WEEK;
}

static void make_all(simulation *run, const sample *row)
{
    int64_t idle = 0; /* The minute from which on no snapshot is being made. */

    for (int64_t hour = 0; hour < run->end; hour++) {
        run->made[hour] = is_due(row, hour) && hour * 60 >= idle;
        if (run->made[hour])
            idle = hour * 60 + row->minutes;
    }
}

static int *count_kept(const simulation *run, const sample *row, int64_t from)
{
    int *kept = calloc((size_t)run->end, sizeof *kept);
    int there = 0;

    assert_non_null(kept);
    for (int64_t hour = from; hour < run->end; hour++) {
        int64_t gone = hour - (int64_t)row->kept * DAY;

        if (row->kept > 0 && gone >= from && run->made[gone])
            there--;
        if (run->made[hour])
            there++;
        kept[hour] = there;
    }
    return kept;
}

static simulation simulate(const sample *row)
{
    simulation run = {.end = end_of(row)};

    run.made = calloc((size_t)run.end, sizeof *run.made);
    assert_non_null(run.made);
    make_all(&run, row);
    run.settled = count_kept(&run, row, 0);
    run.started = count_kept(&run, row, row->from);
    return run;
}

static void forget(simulation *run)
{
    free(run->made);
    free(run->settled);
    free(run->started);
}

/* -------------------------------------------------------------------------- expected */

static void print_hour(char text[LINE_BYTES], int64_t hour)
{
    time_t moment = (time_t)(hour * 3600 + FIRST_MONDAY + 8 * 3600);
    struct tm fields;

    assert_non_null(gmtime_r(&moment, &fields));
    strftime(text, LINE_BYTES, "%a %Y-%m-%d %H:%M", &fields);
}

/* From the hour on that follows the last one at which the two differ. */
static int64_t reached(const simulation *run, const sample *row)
{
    int64_t hour = row->from + (int64_t)row->kept * DAY + 2 * WEEK;

    while (hour > row->from && run->settled[hour - 1] == run->started[hour - 1])
        hour--;
    return hour;
}

static void
print_long_run(char text[LINE_BYTES], const simulation *run, const sample *row)
{
    int64_t hour = reached(run, row);
    int least = run->started[hour];
    int most = least;

    for (; hour < run->end; hour++) {
        least = run->started[hour] < least ? run->started[hour] : least;
        most = run->started[hour] > most ? run->started[hour] : most;
    }
    if (least == most)
        snprintf(text, LINE_BYTES, "In the long run %d\n", most);
    else
        snprintf(text, LINE_BYTES, "In the long run %d to %d\n", least, most);
}

static void print_reached(char text[LINE_BYTES], const simulation *run, const sample *row)
{
    int64_t hour = reached(run, row);
    int64_t days = (hour - row->from + DAY - 1) / DAY;
    char moment[LINE_BYTES];

    print_hour(moment, hour);
    if (hour == row->from)
        snprintf(text, LINE_BYTES, "Reached         at once\n");
    else
        snprintf(
            text, LINE_BYTES, "Reached         %.20s UTC+8, within %" PRId64 " day%s\n",
            moment, days, days == 1 ? "" : "s");
}

static void print_peak(char text[LINE_BYTES], const simulation *run, const sample *row)
{
    int64_t peak = row->from;
    char moment[LINE_BYTES];

    for (int64_t hour = row->from; hour <= row->from + (int64_t)row->shown * DAY; hour++)
        if (run->started[hour] > run->started[peak])
            peak = hour;
    print_hour(moment, peak);
    if (row->kept > 0)
        snprintf(
            text, LINE_BYTES, "Peak            %d, first on %.20s UTC+8\n",
            run->started[peak], moment);
    else
        snprintf(text, LINE_BYTES, "Peak            %d\n", run->started[peak]);
}

static void print_end(char text[LINE_BYTES], const simulation *run, const sample *row)
{
    int64_t hour = row->from + (int64_t)row->shown * DAY;

    snprintf(
        text, LINE_BYTES, "At the end      %d after %d day%s\n", run->started[hour],
        row->shown, row->shown == 1 ? "" : "s");
}

/* ------------------------------------------------------------------------ comparison */

/* "[\"3\",\"17\"]", as a member of a request. */
static void add_list(char *request, const char *name, unsigned bits, int first)
{
    const char *before = "";

    sprintf(request + strlen(request), "\"%s\":\"[", name);
    for (int i = 0; bits >> i; i++) {
        if (!(bits >> i & 1))
            continue;
        sprintf(request + strlen(request), "%s\\\"%d\\\"", before, i + first);
        before = ",";
    }
    strcat(request, "]\",");
}

static program_result run_program(const sample *row, const char *picture)
{
    char request[REQUEST_BYTES] = "{\"regionId\":\"cn-hangzhou\",";
    char arguments[ARGUMENT_BYTES];
    char from[LINE_BYTES];

    add_list(request, "timePoints", row->hours, 0);
    add_list(request, "repeatWeekdays", row->days, 1);
    sprintf(request + strlen(request), "\"retentionDays\":%d}", row->kept);
    print_hour(from, row->from);
    from[14] = 'T';
    snprintf(
        arguments, sizeof arguments,
        "show --as %s --from %.16s --days %d --next %d --snapshot-minutes %d -", picture,
        from + 4, row->shown, NEXT, row->minutes);
    return program_do(&(program_run){.arguments = arguments, .input = request});
}

static void expect(const program_result *result, const char *line, const sample *row)
{
    if (!strstr(result->out, line))
        fail_msg(
            "hours %x on days %x, %d minutes, %d days: \"%s\" is not in\n%s", row->hours,
            row->days, row->minutes, row->kept, line, result->out);
}

static void expect_forecast(const simulation *run, const sample *row)
{
    program_result result = run_program(row, "forecast");
    char line[LINE_BYTES];

    assert_int_equal(result.status, 0);
    if (row->kept > 0) {
        print_long_run(line, run, row);
        expect(&result, line, row);
        print_reached(line, run, row);
        expect(&result, line, row);
    }
    print_peak(line, run, row);
    expect(&result, line, row);
    print_end(line, run, row);
    expect(&result, line, row);
    program_forget(&result);
}

/* All of them, one below the other, and no other between them. */
static void expect_next(const simulation *run, const sample *row)
{
    program_result result = run_program(row, "list");
    char lines[NEXT * LINE_BYTES] = "";
    int64_t hour = row->from;

    for (int i = 0; i < NEXT; hour++) {
        char moment[LINE_BYTES];

        assert_true(hour < run->end);
        if (!run->made[hour])
            continue;
        print_hour(moment, hour);
        sprintf(lines + strlen(lines), "\n  %s", moment);
        i++;
    }
    expect(&result, lines, row);
    program_forget(&result);
}

/* The grid marks what is skipped in any week. */
static void expect_skipped(const simulation *run, const sample *row)
{
    program_result result = run_program(row, "grid");
    const char *monday = strstr(result.out, "\nMon");

    assert_non_null(monday);
    for (int64_t hour = 0; hour < WEEK; hour++) {
        bool is_skipped = false;
        char cell = monday[1 + hour / DAY * 81 + 3 + hour % DAY * 3 + 2];

        for (int64_t later = row->from / WEEK * WEEK + hour; later < run->end;
             later += WEEK)
            is_skipped |= is_due(row, hour) && !run->made[later];
        assert_int_equal(cell, !is_due(row, hour) ? '.' : is_skipped ? 'x' : '#');
    }
    program_forget(&result);
}

/* -------------------------------------------------------------------------- samples */

/* The same numbers in every run. */
static unsigned random_number(unsigned most)
{
    static uint64_t state = 20240411;

    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % most;
}

static unsigned random_bits(unsigned count)
{
    unsigned bits = 1U << random_number(count);

    for (unsigned more = random_number(count); more > 0; more--)
        bits |= 1U << random_number(count);
    return bits;
}

static sample random_sample(void)
{
    static const int minutes[] = {0,   0,    60,   61,    80,    120,   121, 250,
                                  500, 1000, 1440, 10080, 10081, 20000, 59,  1441};
    static const int kept[] = {1, 2, 3, 6, 7, 8, 14, 30, 100, -1};

    return (sample){
        .hours = random_number(8) == 0 ? 0xFFFFFF : random_bits(24),
        .days = random_number(4) == 0 ? 0x7F : random_bits(7),
        .minutes = minutes[random_number(COUNT(minutes))],
        .kept = kept[random_number(COUNT(kept))],
        .from = (int64_t)YEARS_BEFORE * 365 * DAY + random_number(3 * 365 * DAY),
        .shown = 1 + (int)random_number(150),
    };
}

static void is_as_simulated(void **state)
{
    const sample *row = *state;
    simulation run = simulate(row);

    expect_next(&run, row);
    expect_skipped(&run, row);
    expect_forecast(&run, row);
    forget(&run);
}

int main(void)
{
    static sample rows[SAMPLES];
    static char names[SAMPLES][LINE_BYTES];
    static struct CMUnitTest tests[SAMPLES];

    for (size_t i = 0; i < SAMPLES; i++) {
        rows[i] = random_sample();
        snprintf(
            names[i], sizeof names[i], "hours %06x, days %02x, %d minutes, %d days",
            rows[i].hours, rows[i].days, rows[i].minutes, rows[i].kept);
        tests[i] = (struct CMUnitTest){names[i], is_as_simulated, NULL, NULL, &rows[i]};
    }
    return cmocka_run_group_tests_name("forecast", tests, NULL, NULL);
}
