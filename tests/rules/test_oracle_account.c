/* The oracle by itself: what depends on the account, and a week of snapshots. */
#include "opinion.h"

#include "support.h"

#include <stdio.h>
#include <string.h>

#define COPY "CopyEncryptionConfiguration"
#define KEY COPY ".KMSKeyId"
#define ENCRYPTED COPY ".Encrypted"
#define TARGET "EnableCrossRegionCopy=true&TargetCopyRegions=[\"cn-shanghai\"]"
#define WITH_KEY TARGET "&" ENCRYPTED "=true&" KEY "=key-1"
#define KMS(code) code ": Failed to perform this operation because KMS is not activated."
#define TEXT(text)                                                                       \
    {                                                                                    \
        text, sizeof text - 1                                                            \
    }

/* --------------------------------------------------------------------------- account */

typedef struct account_case {
    const char *name;
    opinion opinion;
    oracle_facts facts;
} account_case;

#define FACT(fact, value)                                                                \
    {                                                                                    \
        .minutes = -1, .fact = value                                                     \
    }
#define MINUTES(value)                                                                   \
    {                                                                                    \
        .minutes = value                                                                 \
    }
#define REGION(is_supported, count)                                                      \
    {                                                                                    \
        .minutes = -1, .region_count = 1, .regions = {                                   \
            {TEXT("cn-hangzhou"), is_supported, count}                                   \
        }                                                                                \
    }
#define KEYS(key_id, is_enabled, is_tagged)                                              \
    {                                                                                    \
        .minutes = -1, .key_region_count = 1, .key_regions = {                           \
            {TEXT("cn-shanghai"), {{TEXT(key_id), is_enabled, is_tagged}}, 1}            \
        }                                                                                \
    }

#define ACCOUNT_ROW(name, changes, findings, answer, ...)                                \
    {                                                                                    \
        name, {NULL, ORACLE_PAIRS, changes, findings, answer}, __VA_ARGS__               \
    }

static const account_case accounts[] = {
#define ACCOUNT(...) ACCOUNT_ROW(__VA_ARGS__),
#include "oracle_account.def"
};

static void account_decides(void **state)
{
    const account_case *row = *state;

    opinion_check(&row->opinion, &row->facts);
}

/* ------------------------------------------------------------------------------ open */

typedef struct open_case {
    const char *name;
    const char *changes;
    const char *open;
    oracle_facts facts;
} open_case;

#define REGION_ROWS "policy-quota region-unsupported"
#define ACCOUNT_ROWS "account-balance snapshot-service"
#define OPEN_ROW(name, changes, open, ...)                                               \
    {                                                                                    \
        name, changes, open, __VA_ARGS__                                                 \
    }

static const open_case open_cases[] = {
#define OPEN(...) OPEN_ROW(__VA_ARGS__),
#include "oracle_account.def"
};

static void facts_leave_open(void **state)
{
    const open_case *row = *state;
    const opinion request = {row->name, ORACLE_PAIRS, row->changes, "", NULL};
    static oracle_report report;
    char open[512];
    size_t size = 0;

    opinion_ask(&report, &request, &row->facts);
    for (size_t i = 0; i < report.open_count; i++)
        size += (size_t)snprintf(
            open + size, sizeof open - size, i > 0 ? " %s" : "%s", report.open[i]);
    assert_string_equal(open, row->open);
}

/* ------------------------------------------------------------------------------ week */

/* A schedule, with ' for the quotes of JSON. */
typedef struct week_case {
    const char *name;
    const char *hours;
    const char *days;
    long minutes;
    const char *skipped; /* hours, with days in parentheses where they are not all */
} week_case;

static const week_case weeks[] = {
    {"the page's own example",                         "['9','10','11','12']", "['1']",           80,    "10 12"},
    {"a snapshot that ends when the next one is due",  "['9','11']",           "['1']",           120,   ""     },
    {"one minute more",                                "['9','11']",           "['1']",           121,   "11"   },
    {"on a day that is not Monday",                    "['9','10']",           "['2']",           80,    "10"   },
    {"no time at all",                                 "['9','10']",           "['1']",           0,     ""     },
    {"what is skipped starts nothing",                 "['1','2','4']",        "['1']",           180,   "2"    },
    {"over midnight into a day that is scheduled",     "['0','23']",           "['1','2']",       61,    "0(2)" },
    {"over midnight into one that is not",             "['0','23']",           "['1','3']",       61,    ""     },
    {"from Sunday into Monday, in the long run",       "['0','23']",           "['1','7']",       61,    "0(1)" },
    {"just a week",                                    "['5']",                "['1']",           10080, ""     },
    {"a minute more than a week: every other one",     "['5']",                "['1']",           10081, "5"    },
    {"a day and an hour: each is skipped in its turn", "['0']",                "[1,2,3,4,5,6,7]", 1500,
     "0"                                                                                                        },
    {"six days: Sunday's is made in the long run",     "['6']",                "['1','2','7']",   8640,
     "6(1,2)"                                                                                                   },
    {"text and numbers, in any order",                 "[12,'10',9,'11']",     "[1]",             80,    "10 12"},
};

/* With real quotes. */
static void quote(char out[128], const char *text)
{
    size_t size = strlen(text);

    for (size_t i = 0; i <= size; i++)
        out[i] = (char)(text[i] == '\'' ? '"' : text[i]);
}

/* "10 12(1,3)" as the hours and days that are skipped. */
static size_t read_skipped(int out[24], const char *text)
{
    size_t count = 0;

    while (*text) {
        int hour, read;
        int days = 0;

        assert_int_equal(sscanf(text, "%d%n", &hour, &read), 1);
        for (text += read; *text && *text != ' '; text++)
            if (*text >= '1' && *text <= '7')
                days |= 1 << (*text - '1');
        out[count++] = ORACLE_OVERLAP(hour, days);
        text += *text == ' ';
    }
    return count;
}

static void add(oracle_request *request, const char *name, const char *text)
{
    request->entries[request->count++] = (oracle_entry){
        .name = {name, strlen(name)},
        .type = ORACLE_STRING,
        .text = {text, strlen(text)}
    };
}

static void week_passes(void **state)
{
    const week_case *row = *state;
    static oracle_report report;
    oracle_request request = {.encoding = ORACLE_PAIRS};
    oracle_facts facts = {.minutes = row->minutes};
    char hours[128], days[128];
    int skipped[24];
    size_t count = read_skipped(skipped, row->skipped);
    size_t found = 0;

    quote(hours, row->hours);
    quote(days, row->days);
    add(&request, "timePoints", hours);
    add(&request, "repeatWeekdays", days);
    oracle_judge(&report, &request, &facts);
    for (size_t i = 0; i < report.count; i++) {
        if (strcmp(report.findings[i].rule, "snapshot-overlap") != 0)
            continue;
        assert_true(found < count);
        assert_int_equal(report.findings[i].element, skipped[found++]);
    }
    assert_int_equal(found, count);
}

int main(void)
{
    static struct CMUnitTest tests[COUNT(accounts) + COUNT(open_cases) + COUNT(weeks)];

    ADD_ROWS(tests, account_decides, accounts, COUNT(accounts));
    ADD_ROWS(tests + COUNT(accounts), facts_leave_open, open_cases, COUNT(open_cases));
    ADD_ROWS(
        tests + COUNT(accounts) + COUNT(open_cases), week_passes, weeks, COUNT(weeks));
    return cmocka_run_group_tests_name("oracle_account", tests, NULL, NULL);
}
