/* Which points in time fall into a running snapshot: the rule's arithmetic against a
 * simulation that goes minute by minute, and what a finding says. */
#include "judge.h"
#include "week.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS = 7, HOURS = 24, WEEK = DAYS * HOURS * 60, ROUNDS = 600 };

/* ------------------------------------------------------------------ the simulation */

/* One week, minute by minute. A snapshot has `left` minutes to go when it begins; answers
 * how many are left when it ends. */
static int64_t
simulate(sg_week *skipped, uint64_t hours, uint64_t days, int64_t minutes, int64_t left)
{
    for (int minute = 0; minute < WEEK; minute++) {
        int day = minute / (HOURS * 60);
        int hour = minute / 60 % HOURS;
        bool is_due = minute % 60 == 0 && (days >> (day + 1) & 1) && (hours >> hour & 1);

        if (is_due && left > 0)
            skipped->hours[day] |= UINT32_C(1) << hour;
        else if (is_due)
            left = minutes;
        left -= left > 0;
    }
    return left;
}

/* Every week follows from what is left of the one before. Once a rest comes back, the
 * weeks since then are those that go on for ever. */
static sg_week brute_force(uint64_t hours, uint64_t days, int64_t minutes)
{
    static int64_t rests[4096];
    static sg_week weeks[4096];
    sg_week all = {{0}};
    size_t count = 0;
    size_t first = 0;

    for (int64_t left = 0;;) {
        for (first = 0; first < count && rests[first] != left;)
            first++;
        if (first < count)
            break;
        assert_true(count < COUNT(rests));
        rests[count] = left;
        memset(&weeks[count], 0, sizeof weeks[count]);
        left = simulate(&weeks[count], hours, days, minutes, left);
        count++;
    }
    for (size_t i = first; i < count; i++)
        for (size_t day = 0; day < DAYS; day++)
            all.hours[day] |= weeks[i].hours[day];
    return all;
}

static size_t count_of(const sg_week *week)
{
    size_t count = 0;

    for (size_t day = 0; day < DAYS; day++)
        for (uint32_t hours = week->hours[day]; hours; hours &= hours - 1)
            count++;
    return count;
}

static void expect_same(uint64_t hours, uint64_t days, int64_t minutes)
{
    sg_week expected = brute_force(hours, days, minutes);
    sg_week found;
    size_t count = sg_week_skip(&found, hours, days, minutes);

    if (memcmp(&expected, &found, sizeof found) != 0 || count != count_of(&expected))
        fail_msg(
            "hours %#llx, days %#llx, %lld minutes: %zu skipped, not %zu",
            (unsigned long long)hours, (unsigned long long)days, (long long)minutes,
            count, count_of(&expected));
}

/* ------------------------------------------------------------------------ schedules */

static uint64_t seed = 20140526;

static uint64_t draw(uint64_t limit)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (seed >> 33) % limit;
}

/* Sparse and dense ones alike. */
static uint64_t draw_set(uint64_t first, uint64_t last)
{
    uint64_t chance = 1 + draw(6);
    uint64_t set = UINT64_C(1) << (first + draw(last - first + 1));

    for (uint64_t i = first; i <= last; i++)
        set |= (uint64_t)(draw(chance) == 0) << i;
    return set;
}

static void random_schedules_are_as_simulated(void **state)
{
    static const uint64_t most[] = {120, 1500, 3 * WEEK};

    (void)state;
    for (size_t i = 0; i < ROUNDS; i++) {
        uint64_t hours = draw_set(0, HOURS - 1);
        uint64_t days = draw_set(1, DAYS);

        expect_same(hours, days, (int64_t)draw(most[i % COUNT(most)]));
    }
}

/* On both sides of an hour, a day and a week. */
static void round_minutes_are_as_simulated(void **state)
{
    static const int64_t minutes[] = {
        0,    1,        59,   60,       61,   119,  120,  121,  1439,     1440,
        1441, WEEK - 1, WEEK, WEEK + 1, 8640, 2880, 2881, 4321, 2 * WEEK, WEEK + 60};
    static const uint64_t sets[][2] = {
        {1,        1 << 1},
        {1,        0xFE  },
        {0x800001, 0xFE  },
        {0x800001, 0x82  },
        {0xFFFFFF, 0xFE  },
        {0x001E00, 0x2A  },
        {0x001001, 0x54  },
        {0x001E00, 1 << 7},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(sets); i++)
        for (size_t j = 0; j < COUNT(minutes); j++)
            expect_same(sets[i][0], sets[i][1], minutes[j]);
}

static void the_longest_snapshot_ends(void **state)
{
    sg_week skipped;

    (void)state;
    assert_int_equal(sg_week_skip(&skipped, 0xFFFFFF, 0xFE, INT32_MAX), DAYS * HOURS);
    assert_int_equal(sg_week_skip(&skipped, 1, 2, INT32_MAX), 1);
}

/* ------------------------------------------------------------------------- messages */

typedef struct overlap_case {
    const char *name;
    const char *members;
    int minutes;
    const char *skipped; /* in the message; NULL: there is no finding */
} overlap_case;

#define HOURS_OF(hours) "'timePoints':'[" hours "]'"
#define DAYS_OF(days) ",'repeatWeekdays':'[" days "]'"
#define WHOLE_WEEK DAYS_OF("`1`,`2`,`3`,`4`,`5`,`6`,`7`")

static const overlap_case overlap_cases[] = {
    {"the page's example",                   HOURS_OF("`9`,`10`,`11`,`12`"),                 80,      "10:00, 12:00" },
    {"an hour is over when the next begins", HOURS_OF("`9`,`10`"),                           60,      NULL           },
    {"one minute more is not",               HOURS_OF("`9`,`10`"),                           61,      "10:00"        },
    {"no minute is no time",                 HOURS_OF("`9`,`10`"),                           0,       NULL           },
    {"over midnight",                        HOURS_OF("`0`,`23`") WHOLE_WEEK,                61,      "0:00"         },
    {"over midnight into a scheduled day",   HOURS_OF("`0`,`23`") DAYS_OF("`1`,`2`"),        61,
     "0:00 (days 2)"                                                                                                 },
    {"over midnight into a free day",        HOURS_OF("`0`,`23`") DAYS_OF("`1`,`3`"),        61,      NULL           },
    {"from Sunday into Monday",              HOURS_OF("`0`,`23`") DAYS_OF("`1`,`7`"),        61,
     "0:00 (days 1)"                                                                                                 },
    {"not from Sunday into Tuesday",         HOURS_OF("`0`,`23`") DAYS_OF("`2`,`7`"),        61,      NULL           },
    {"a day is over when the next begins",   HOURS_OF("`5`") WHOLE_WEEK,                     1440,    NULL           },
    {"a day and a minute",                   HOURS_OF("`5`") DAYS_OF("`1`,`2`,`3`"),         1441,    "5:00 (days 2)"},
    {"every other one of five days",         HOURS_OF("`5`") DAYS_OF("`1`,`2`,`3`,`4`,`5`"), 1441,
     "5:00 (days 2, 4)"                                                                                              },
    {"a week is over when the next begins",  HOURS_OF("`5`"),                                10080,   NULL           },
    {"a week and a minute",                  HOURS_OF("`5`"),                                10081,   "5:00"         },
    {"many weeks",                           HOURS_OF("`5`,`6`"),                            1000000, "5:00, 6:00"   },
    {"what is skipped starts nothing",       HOURS_OF("`1`,`2`,`3`,`4`,`5`"),                121,
     "2:00, 3:00, 5:00"                                                                                              },
    {"numbers are as good as texts",         HOURS_OF("9,10,11,12"),                         80,      "10:00, 12:00" },
    {"the order does not matter",            HOURS_OF("`12`,`9`,`11`,`10`"),                 80,      "10:00, 12:00" },
    {"twice is once",                        HOURS_OF("`9`,`9`"),                            80,      NULL           },
    {"a list with a wrong hour",             HOURS_OF("`9`,`10`,`24`"),                      80,      NULL           },
    {"a list with a wrong day",              HOURS_OF("`9`,`10`") DAYS_OF("`1`,`8`"),        80,      NULL           },
    {"a list with day 0",                    HOURS_OF("`9`,`10`") DAYS_OF("`0`,`1`"),        80,      NULL           },
    {"a list with a day that is none",       HOURS_OF("`9`,`10`") DAYS_OF("`x`"),            80,      NULL           },
    {"an empty list",                        HOURS_OF(""),                                   80,      NULL           },
    {"no days",                              HOURS_OF("`9`,`10`") DAYS_OF(""),               80,      NULL           },
    {"days that are not given",              HOURS_OF("`9`,`10`") ",'repeatWeekdays':null",  80,      NULL           },
    {"days at fault",                        HOURS_OF("`9`,`10`") ",'repeatWeekdays':['1']", 80,      NULL           },
    {"points that are given twice",          HOURS_OF("`9`,`10`") "," HOURS_OF("`9`,`11`"),  80,
     NULL                                                                                                            },
};

static void says_what_is_skipped(void **state)
{
    const overlap_case *row = *state;
    char *request = judge_request(row->members);
    char *facts = text_of("{\"snapshotMinutes\":%d}", row->minutes);
    const snapguard_finding *finding = NULL;
    const snapguard_report *report;
    rule_judge judge;
    char *expected;

    judge_open(&judge, NULL);
    judge_facts(&judge, facts);
    report = judge_bytes(&judge, request, strlen(request));
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        if (!strcmp(
                snapguard_finding_rule(snapguard_report_finding(report, i)),
                "snapshot-overlap"))
            finding = snapguard_report_finding(report, i);
    assert_int_equal(finding != NULL, row->skipped != NULL);
    if (finding) {
        expected = text_of(
            "a snapshot of %d minutes is still being made at %s: none is made then",
            row->minutes, row->skipped);
        assert_string_equal(judge_text(finding, SNAPGUARD_TEXT_MESSAGE), expected);
        assert_string_equal(judge_text(finding, SNAPGUARD_TEXT_PARAMETER), "timePoints");
        free(expected);
    }
    judge_close(&judge);
    free(facts);
    free(request);
}

int main(void)
{
    rule_suite suite = {0};

    suite_add(
        &suite, text_of("random schedules are as simulated"),
        random_schedules_are_as_simulated, NULL);
    suite_add(
        &suite, text_of("round minutes are as simulated"), round_minutes_are_as_simulated,
        NULL);
    suite_add(
        &suite, text_of("the longest snapshot ends"), the_longest_snapshot_ends, NULL);
    for (size_t i = 0; i < COUNT(overlap_cases); i++)
        suite_add_copy(
            &suite, text_of("%s", overlap_cases[i].name), says_what_is_skipped,
            &overlap_cases[i], sizeof overlap_cases[i]);
    return suite_run(&suite, "overlap");
}
