/* What a request says, as it is given back: values, elements of lists, and the week. */
#include "counting.h"
#include "engines.h"
#include "samples.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 256, GUARD = 8, NO_INDEX = -1 };

/* ----------------------------------------------------------------------------- values */

typedef struct value_case {
    const char *name;
    snapguard_encoding encoding;
    const char *document;
    const char *parameter;
    int index;            /* of an element; NO_INDEX: the value itself */
    const char *expected; /* NULL: there is no such text */
} value_case;

#define JSON SNAPGUARD_JSON
#define QUERY SNAPGUARD_QUERY
#define VALUE NO_INDEX

/* clang-format off */
static const value_case value_cases[] = {
    {"a text is as it is written", JSON, "{\"regionId\":\"cn-hangzhou\"}",
     "regionId", VALUE, "cn-hangzhou"},
    {"escapes are resolved", JSON, "{\"autoSnapshotPolicyName\":\"a\\u00e9\\n\\\"\\ud83d\\ude00\"}",
     "autoSnapshotPolicyName", VALUE, "a\xC3\xA9\n\"\xF0\x9F\x98\x80"},
    {"a wrong value is a value", JSON, "{\"autoSnapshotPolicyName\":\"<b>\"}",
     "autoSnapshotPolicyName", VALUE, "<b>"},
    {"what is not given is no text", JSON, "{\"regionId\":\"cn-hangzhou\"}",
     "retentionDays", VALUE, NULL},
    {"null is not given", JSON, "{\"retentionDays\":null}", "retentionDays", VALUE, NULL},
    {"an empty text is not given", JSON, "{\"regionId\":\"\"}", "regionId", VALUE, NULL},
    {"an empty value of a tag is given", JSON, "{\"Tag\":[{\"Key\":\"a\",\"Value\":\"\"}]}",
     "Tag.1.Value", VALUE, ""},
    {"an integer is as it is written", JSON, "{\"retentionDays\":30}",
     "retentionDays", VALUE, "30"},
    {"an integer below zero", JSON, "{\"retentionDays\":-1}", "retentionDays", VALUE, "-1"},
    {"an integer of any size", JSON, "{\"retentionDays\":123456789012345678901234567890}",
     "retentionDays", VALUE, "123456789012345678901234567890"},
    {"an integer as a text", JSON, "{\"retentionDays\":\"30\"}", "retentionDays", VALUE, "30"},
    {"a text that is no integer", JSON, "{\"retentionDays\":\"soon\"}",
     "retentionDays", VALUE, NULL},
    {"a fraction is no integer", JSON, "{\"retentionDays\":1.5}", "retentionDays", VALUE, NULL},
    {"true", JSON, "{\"EnableCrossRegionCopy\":true}", "EnableCrossRegionCopy", VALUE, "true"},
    {"false", JSON, "{\"EnableCrossRegionCopy\":false}",
     "EnableCrossRegionCopy", VALUE, "false"},
    {"a boolean as a text", JSON, "{\"EnableCrossRegionCopy\":\"true\"}",
     "EnableCrossRegionCopy", VALUE, "true"},
    {"a boolean in another letter case", JSON, "{\"EnableCrossRegionCopy\":\"True\"}",
     "EnableCrossRegionCopy", VALUE, "true"},
    {"a text that is no boolean", JSON, "{\"EnableCrossRegionCopy\":\"yes\"}",
     "EnableCrossRegionCopy", VALUE, NULL},
    {"a list is the text of its array", JSON, "{\"timePoints\":\"[\\\"1\\\", \\\"\\u0032\\\"]\"}",
     "timePoints", VALUE, "[\"1\", \"2\"]"},
    {"an array in place of a list is of another type", JSON, "{\"timePoints\":[\"1\"]}",
     "timePoints", VALUE, NULL},
    {"a nested member", JSON, "{\"CopyEncryptionConfiguration\":{\"KMSKeyId\":\"k\"}}",
     "CopyEncryptionConfiguration.KMSKeyId", VALUE, "k"},
    {"a flat member", JSON, "{\"CopyEncryptionConfiguration.KMSKeyId\":\"k\"}",
     "CopyEncryptionConfiguration.KMSKeyId", VALUE, "k"},
    {"a member of the third item", JSON, "{\"Tag\":[{\"Key\":\"a\"},{\"Key\":\"b\"},{\"Key\":\"c\"}]}",
     "Tag.3.Key", VALUE, "c"},
    {"a member of an item that is not there", JSON, "{\"Tag\":[{\"Key\":\"a\"}]}",
     "Tag.2.Key", VALUE, NULL},
    {"an item behind a gap", JSON, "{\"Tag.7.Key\":\"a\"}", "Tag.7.Key", VALUE, "a"},
    {"a number of an item is written one way", JSON, "{\"Tag.7.Key\":\"a\"}",
     "Tag.07.Key", VALUE, NULL},
    {"an alias gives the value of the real name", JSON, "{\"RegionId\":\"cn-hangzhou\"}",
     "regionId", VALUE, "cn-hangzhou"},
    {"a name in another letter case gives none", JSON, "{\"TimePoints\":\"[\\\"1\\\"]\"}",
     "timePoints", VALUE, NULL},
    {"a name is asked for in its own letter case", JSON, "{\"timePoints\":\"[\\\"1\\\"]\"}",
     "TimePoints", VALUE, NULL},
    {"of two values the first", QUERY, "retentionDays=7&retentionDays=8",
     "retentionDays", VALUE, "7"},
    {"a query is decoded", QUERY, "autoSnapshotPolicyName=a+b%20%e5%a4%9c",
     "autoSnapshotPolicyName", VALUE, "a b \xE5\xA4\x9C"},
    {"what cannot be decoded is no text", QUERY, "regionId=%zz&retentionDays=7",
     "regionId", VALUE, NULL},
    {"what stands beside it is one", QUERY, "regionId=%zz&retentionDays=7",
     "retentionDays", VALUE, "7"},
    {"a form is as a query", SNAPGUARD_FORM, "Tag.1.Key=a%26b", "Tag.1.Key", VALUE, "a&b"},
    {"a body of JSON behind a query", SNAPGUARD_HTTP,
     "POST /?regionId=cn-hangzhou HTTP/1.1\r\nx-acs-action: CreateAutoSnapshotPolicy\r\n"
     "Content-Type: application/json\r\nContent-Length: 19\r\n\r\n{\"retentionDays\":9}",
     "retentionDays", VALUE, "9"},
    {"an unknown name is none", JSON, "{\"regionId\":\"a\",\"x\":\"b\"}", "x", VALUE, NULL},
    {"a name that is common to all operations is none", JSON, "{\"regionId\":\"a\",\"Format\":\"b\"}",
     "Format", VALUE, NULL},
    {"no name at all", JSON, "{\"regionId\":\"a\",\"\":\"b\"}", "", VALUE, NULL},
    {"a list of items is no value", JSON, "{\"Tag\":[{\"Key\":\"a\"}]}", "Tag", VALUE, NULL},
    {"an item is no value", JSON, "{\"Tag\":[{\"Key\":\"a\"}]}", "Tag.1", VALUE, NULL},
    {"a group is no value", JSON, "{\"CopyEncryptionConfiguration\":{\"Encrypted\":true}}",
     "CopyEncryptionConfiguration", VALUE, NULL},
    {"behind a parameter there is nothing", JSON, "{\"timePoints\":\"[\\\"1\\\"]\"}",
     "timePoints.1", VALUE, NULL},
    {"text that is not JSON says nothing", JSON, "{\"retentionDays\":30", "retentionDays", VALUE, NULL},
    {"what is no object says nothing", JSON, "[30]", "retentionDays", VALUE, NULL},

    {"the first element", JSON, "{\"timePoints\":\"[\\\"3\\\",\\\"17\\\"]\"}", "timePoints", 0, "3"},
    {"the last element", JSON, "{\"timePoints\":\"[\\\"3\\\",\\\"17\\\"]\"}", "timePoints", 1, "17"},
    {"no element behind the last", JSON, "{\"timePoints\":\"[\\\"3\\\",\\\"17\\\"]\"}",
     "timePoints", 2, NULL},
    {"elements keep their order", JSON, "{\"timePoints\":\"[\\\"17\\\",\\\"3\\\"]\"}",
     "timePoints", 0, "17"},
    {"a wrong element is an element", JSON, "{\"timePoints\":\"[\\\"3\\\",\\\"25\\\"]\"}",
     "timePoints", 1, "25"},
    {"an element with an escape", JSON, "{\"timePoints\":\"[\\\"3\\\\u0000<\\\"]\"}",
     "timePoints", 0, "3"},
    {"an element that is no string is JSON", JSON,
     "{\"timePoints\":\"[3,null,[\\\"a\\\"],{\\\"b\\\":1}]\"}", "timePoints", 3, "{\"b\":1}"},
    {"behind an element that holds others", JSON,
     "{\"timePoints\":\"[3,null,[1,2],4]\"}", "timePoints", 3, "4"},
    {"an element of a real array", JSON, "{\"timePoints\":[\"3\",17]}", "timePoints", 1, "17"},
    {"an escaped element of a real array", JSON, "{\"timePoints\":[\"\\u0033\"]}",
     "timePoints", 0, "3"},
    {"the one region", JSON, "{\"TargetCopyRegions\":\"[\\\"cn-beijing\\\"]\"}",
     "TargetCopyRegions", 0, "cn-beijing"},
    {"no second region", JSON, "{\"TargetCopyRegions\":\"[\\\"cn-beijing\\\"]\"}",
     "TargetCopyRegions", 1, NULL},
    {"an element of a query", QUERY, "timePoints=%5B%223%22%2C%20%2217%22%5D", "timePoints", 1, "17"},
    {"an element of a query that no shortcut reads", QUERY, "timePoints=[%2217%22,+%22%5Cu0033%22]",
     "timePoints", 1, "3"},
    {"an empty list has no element", JSON, "{\"timePoints\":\"[]\"}", "timePoints", 0, NULL},
    {"text that is no array has no element", JSON, "{\"timePoints\":\"3\"}", "timePoints", 0, NULL},
    {"what is no list has no element", JSON, "{\"regionId\":\"[\\\"1\\\"]\"}", "regionId", 0, NULL},
    {"a list that is not given has none", JSON, "{\"regionId\":\"a\"}", "timePoints", 0, NULL},
};
/* clang-format on */

static size_t read_value(
    const snapguard_report *report, const value_case *row, char *buffer, size_t size)
{
    if (row->index == NO_INDEX)
        return snapguard_report_value(report, row->parameter, buffer, size);
    return snapguard_report_element(
        report, row->parameter, (size_t)row->index, buffer, size);
}

static void says_what_is_given(void **state)
{
    const value_case *row = *state;
    checker judge = checker_new(NULL);
    const snapguard_report *report = check_text(&judge, row->encoding, row->document);
    char text[LONGEST] = "#";
    size_t size = read_value(report, row, text, sizeof text);

    if (row->expected)
        assert_int_not_equal(size, SNAPGUARD_NO_TEXT);
    else
        assert_int_equal(size, SNAPGUARD_NO_TEXT);
    assert_string_equal(text, row->expected ? row->expected : "");
    checker_free(&judge);
}

/* ------------------------------------------------------------- the contract of snprintf
 */

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* ------------------------------------------------------------------- what comes later */

typedef struct deferred_case {
    const char *name;
    snapguard_encoding encoding;
    const char *members; /* of the policy; of a plan, what is planned, */
    const char *marks;   /* and what of it is known after apply */
    const char *parameter;
    bool is_deferred;
} deferred_case;

#define STACK                                                                            \
    "{\"ROSTemplateFormatVersion\":\"2015-09-01\",\"Parameters\":{\"P\":{\"Type\":"      \
    "\"String\"},\"D\":{\"Type\":\"String\",\"Default\":\"7\"}},\"Resources\":{\"a\":{"  \
    "\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":%s%s}}}"
#define PLAN                                                                             \
    "{\"resource_changes\":[{\"address\":\"a.b\",\"type\":"                              \
    "\"alicloud_ecs_auto_snapshot_policy\",\"change\":{\"actions\":[\"create\"],"        \
    "\"after\":%s,\"after_unknown\":%s}}]}"
#define LATER "{\"Ref\":\"P\"}"
#define ROS SNAPGUARD_ROS
#define PLANNED SNAPGUARD_TFPLAN

/* clang-format off */
static const deferred_case deferred_cases[] = {
    {"an expression", ROS, "{\"RetentionDays\":" LATER "}", "", "retentionDays", true},
    {"one that has a default", ROS, "{\"RetentionDays\":{\"Ref\":\"D\"}}", "", "retentionDays", false},
    {"a value", ROS, "{\"RetentionDays\":7}", "", "retentionDays", false},
    {"what is not given", ROS, "{\"RetentionDays\":" LATER "}", "", "timePoints", false},
    {"what comes from outside", ROS, "{\"RetentionDays\":" LATER "}", "", "regionId", false},
    {"a name that is none", ROS, "{\"RetentionDays\":" LATER "}", "", "RetentionDays", false},
    {"all of them", ROS, LATER, "", "timePoints", true},
    {"a list", ROS, "{\"TimePoints\":" LATER "}", "", "timePoints", true},
    {"an element of a list", ROS, "{\"TimePoints\":[1," LATER "]}", "", "timePoints", true},
    {"a list that is known", ROS, "{\"TimePoints\":[1,{\"Ref\":\"D\"}]}", "", "timePoints", false},
    {"a group", ROS, "{\"CopyEncryptionConfiguration\":" LATER "}", "", "CopyEncryptionConfiguration", true},
    {"a member of it", ROS, "{\"CopyEncryptionConfiguration\":" LATER "}", "",
     "CopyEncryptionConfiguration.KMSKeyId", true},
    {"a group with such a member", ROS, "{\"CopyEncryptionConfiguration\":{\"KMSKeyId\":" LATER "}}", "",
     "CopyEncryptionConfiguration", true},
    {"the other member", ROS, "{\"CopyEncryptionConfiguration\":{\"KMSKeyId\":" LATER "}}", "",
     "CopyEncryptionConfiguration.Encrypted", false},
    {"the value of a tag", ROS, "{\"Tags\":[{\"Key\":\"a\",\"Value\":" LATER "}]}", "", "Tag.1.Value", true},
    {"its key", ROS, "{\"Tags\":[{\"Key\":\"a\",\"Value\":" LATER "}]}", "", "Tag.1.Key", false},
    {"all tags", ROS, "{\"Tags\":" LATER "}", "", "Tag", true},
    {"a tag that is not there", ROS, "{\"Tags\":" LATER "}", "", "Tag.1.Key", false},
    {"what is known after apply", PLANNED, "{\"time_points\":[\"1\"]}", "{\"retention_days\":true}",
     "retentionDays", true},
    {"what is known before", PLANNED, "{\"retention_days\":7}", "{\"retention_days\":false}",
     "retentionDays", false},
    {"an element after apply", PLANNED, "{\"time_points\":[\"1\",null]}",
     "{\"time_points\":[false,true]}", "timePoints", true},
    {"a request has no such thing", SNAPGUARD_JSON, "{\"retentionDays\":" LATER "}", "", "retentionDays", false},
};
/* clang-format on */

static void says_what_comes_later(void **state)
{
    const deferred_case *row = *state;
    checker judge = checker_new(NULL);
    const snapguard_report *report;
    char text[1024];

    if (row->encoding == SNAPGUARD_JSON)
        snprintf(text, sizeof text, "%s", row->members);
    else
        snprintf(
            text, sizeof text, row->encoding == ROS ? STACK : PLAN, row->members,
            row->marks);
    report = check_text(&judge, row->encoding, text);
    assert_int_not_equal(snapguard_report_verdict(report), SNAPGUARD_NOT_APPLICABLE);
    assert_int_equal(
        snapguard_report_is_deferred(report, row->parameter), row->is_deferred);
    /* Nothing is left of it where the next text can't be read. */
    report = check_text(&judge, row->encoding, "{");
    assert_false(snapguard_report_is_deferred(report, row->parameter));
    checker_free(&judge);
}

static void every_buffer_is_big_enough(void **state)
{
    static const value_case rows[] = {
        {"", JSON, "{\"autoSnapshotPolicyName\":\"\\u00e9\\u591c\\ud83d\\ude00z\"}",
         "autoSnapshotPolicyName",                                                                 VALUE, "\xC3\xA9\xE5\xA4\x9C\xF0\x9F\x98\x80z"},
        {"", JSON, "{\"timePoints\":\"[\\\"\\u00e9\\u591c\\\"]\"}",                  "timePoints", 0,
         "\xC3\xA9\xE5\xA4\x9C"                                                                                                                  },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        checker judge = checker_new(NULL);
        const snapguard_report *report = check_text(&judge, JSON, rows[i].document);
        size_t length = strlen(rows[i].expected);

        for (size_t size = 0; size <= length + 2; size++) {
            char guarded[LONGEST];
            size_t kept = length;

            memset(guarded, '#', sizeof guarded);
            assert_int_equal(read_value(report, &rows[i], guarded + GUARD, size), length);
            assert_int_equal(guarded[GUARD - 1], '#');
            assert_int_equal(guarded[GUARD + size], '#');
            if (size == 0)
                continue;
            if (length >= size)
                for (kept = size - 1;
                     kept > 0 && is_continuation(rows[i].expected[kept]);)
                    kept--;
            assert_memory_equal(guarded + GUARD, rows[i].expected, kept);
            assert_int_equal(guarded[GUARD + kept], '\0');
        }
        assert_int_equal(read_value(report, &rows[i], NULL, 0), length);
        checker_free(&judge);
    }
}

static void a_nul_is_part_of_a_value(void **state)
{
    checker judge = checker_new(NULL);
    const snapguard_report *report =
        check_text(&judge, JSON, "{\"autoSnapshotPolicyName\":\"a\\u0000b\"}");
    char text[LONGEST];

    (void)state;
    assert_int_equal(
        snapguard_report_value(report, "autoSnapshotPolicyName", text, sizeof text), 3);
    assert_memory_equal(text, "a\0b", 4);
    checker_free(&judge);
}

/* The second text of each pair could not be read, and must not show the first one's. */
static void nothing_is_left_of_an_earlier_request(void **state)
{
    static const struct {
        snapguard_encoding encoding;
        const char *document;
    } rows[] = {
        {JSON,                    "{"  },
        {JSON,                    "12" },
        {JSON,                    "{}" },
        {QUERY,                   ""   },
        {SNAPGUARD_HTTP,          "GET"},
        {SNAPGUARD_JSON_REQUESTS, "[]" },
    };
    checker judge = checker_new(NULL);

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[LONGEST];
        snapguard_week week;
        const snapguard_report *report = check_text(
            &judge, JSON,
            "{\"retentionDays\":30,\"timePoints\":\"[\\\"1\\\"]\","
            "\"repeatWeekdays\":\"[\\\"1\\\"]\"}");

        assert_int_equal(
            snapguard_report_value(report, "retentionDays", text, sizeof text), 2);
        assert_true(snapguard_report_week(report, &week));
        report = check_text(&judge, rows[i].encoding, rows[i].document);
        assert_int_equal(
            snapguard_report_value(report, "retentionDays", text, sizeof text),
            SNAPGUARD_NO_TEXT);
        assert_int_equal(
            snapguard_report_element(report, "timePoints", 0, text, sizeof text),
            SNAPGUARD_NO_TEXT);
        assert_false(snapguard_report_week(report, &week));
        assert_int_equal(week.scheduled[0], 0);
    }
    checker_free(&judge);
}

/* ------------------------------------------------------------------------------- week */

typedef struct week_case {
    const char *name;
    const char *document;
    int minutes; /* -1: not said */
    bool is_due;
    unsigned long scheduled[7];
    unsigned long skipped[7];
} week_case;

#define HOUR(hour) (1UL << (hour))
#define ALL(hours)                                                                       \
    {                                                                                    \
        hours, hours, hours, hours, hours, hours, hours                                  \
    }
#define WEEK                                                                             \
    "\"repeatWeekdays\":\"[\\\"1\\\",\\\"2\\\",\\\"3\\\",\\\"4\\\",\\\"5\\\",\\\"6\\\"," \
    "\\\"7\\\"]\""
#define PAGE "\"timePoints\":\"[\\\"9\\\",\\\"10\\\",\\\"11\\\",\\\"12\\\"]\""

/* clang-format off */
static const week_case week_cases[] = {
    {"hours on days", "{\"timePoints\":\"[\\\"0\\\",\\\"23\\\"]\",\"repeatWeekdays\":\"[\\\"1\\\",\\\"7\\\"]\"}",
     -1, true, {HOUR(0) | HOUR(23), 0, 0, 0, 0, 0, HOUR(0) | HOUR(23)}, {0}},
    {"the page's own example: 10 and 12 fall into a snapshot of 80 minutes",
     "{" PAGE "," WEEK "}", 80, true,
     ALL(HOUR(9) | HOUR(10) | HOUR(11) | HOUR(12)), ALL(HOUR(10) | HOUR(12))},
    {"a snapshot of an hour is in nobody's way", "{" PAGE "," WEEK "}", 60, true,
     ALL(HOUR(9) | HOUR(10) | HOUR(11) | HOUR(12)), {0}},
    {"across midnight, and from Sunday into Monday",
     "{\"timePoints\":\"[\\\"0\\\",\\\"23\\\"]\",\"repeatWeekdays\":\"[\\\"1\\\",\\\"7\\\"]\"}", 61, true,
     {HOUR(0) | HOUR(23), 0, 0, 0, 0, 0, HOUR(0) | HOUR(23)}, {HOUR(0), 0, 0, 0, 0, 0, 0}},
    {"in another order, twice, as numbers",
     "{\"timePoints\":\"[5,\\\"3\\\",5]\",\"repeatWeekdays\":\"[2,1]\"}", -1, true,
     {HOUR(3) | HOUR(5), HOUR(3) | HOUR(5)}, {0}},
    {"what is no hour and no day is left out",
     "{\"timePoints\":\"[\\\"24\\\",\\\"7\\\",\\\"x\\\",\\\"07\\\"]\",\"repeatWeekdays\":\"[\\\"0\\\",\\\"3\\\",\\\"8\\\"]\"}",
     -1, true, {0, 0, HOUR(7)}, {0}},
    {"what is left is skipped as if it were all", "{\"timePoints\":\"[\\\"7\\\",\\\"8\\\",\\\"24\\\"]\",\"repeatWeekdays\":\"[\\\"3\\\"]\"}",
     61, true, {0, 0, HOUR(7) | HOUR(8)}, {0, 0, HOUR(8)}},
    {"real arrays", "{\"timePoints\":[\"7\",8],\"repeatWeekdays\":[3]}", -1, true,
     {0, 0, HOUR(7) | HOUR(8)}, {0}},
    {"no days", "{\"timePoints\":\"[\\\"7\\\"]\"}", 80, false, {0}, {0}},
    {"no hours", "{\"repeatWeekdays\":\"[\\\"1\\\"]\"}", 80, false, {0}, {0}},
    {"days that cannot be read", "{\"timePoints\":\"[\\\"7\\\"]\",\"repeatWeekdays\":\"1\"}",
     80, false, {0}, {0}},
    {"a snapshot of more than a week is due while it is made",
     "{\"timePoints\":\"[\\\"7\\\"]\",\"repeatWeekdays\":\"[\\\"3\\\"]\"}", 10081, true,
     {0, 0, HOUR(7)}, {0, 0, HOUR(7)}},
};
/* clang-format on */

static void expect_week(const snapguard_report *report, const week_case *row)
{
    snapguard_week week;

    memset(&week, 0xFF, sizeof week);
    assert_int_equal(snapguard_report_week(report, &week), row->is_due);
    for (size_t day = 0; day < 7; day++) {
        assert_int_equal(week.scheduled[day], row->scheduled[day]);
        assert_int_equal(week.skipped[day], row->skipped[day]);
    }
    assert_int_equal(week.minutes, row->minutes > 0 ? row->minutes : 0);
}

static void has_a_week(void **state)
{
    const week_case *row = *state;
    snapguard_options *options = options_new();
    checker judge;

    if (row->minutes >= 0)
        assert_int_equal(
            snapguard_options_set_snapshot_minutes(options, (size_t)row->minutes),
            SNAPGUARD_OK);
    /* The week does not depend on the rule that says the same. */
    assert_int_equal(
        snapguard_options_set_severity(options, "snapshot-overlap", SNAPGUARD_OFF),
        SNAPGUARD_OK);
    judge = checker_new(options);
    expect_week(check_text(&judge, JSON, row->document), row);
    checker_free(&judge);
}

/* The facts of the check count, and none that were chosen before. */
static void facts_say_how_long_a_snapshot_takes(void **state)
{
    static const char minutes[] = "{\"snapshotMinutes\": 80}";
    static const char document[] = "{" PAGE "," WEEK "}";
    checker judge = checker_new(NULL);
    snapguard_facts *facts;
    snapguard_week week;

    (void)state;
    assert_int_equal(
        snapguard_facts_new(&facts, judge.engine, minutes, strlen(minutes), NULL),
        SNAPGUARD_OK);
    snapguard_context_set_facts(judge.context, facts);
    assert_true(snapguard_report_week(check_text(&judge, JSON, document), &week));
    assert_int_equal(week.minutes, 80);
    assert_int_equal(week.skipped[0], HOUR(10) | HOUR(12));

    snapguard_context_set_facts(judge.context, NULL);
    snapguard_facts_free(facts);
    assert_true(snapguard_report_week(check_text(&judge, JSON, document), &week));
    assert_int_equal(week.minutes, 0);
    assert_int_equal(week.skipped[0], 0);
    checker_free(&judge);
}

/* Each request of a document has its own. */
static void each_request_is_asked(void **state)
{
    static const char document[] =
        "[{\"retentionDays\":1},{\"retentionDays\":2},3,{\"retentionDays\":4}]";
    static const char *const expected[] = {"1", "2", "", "4"};
    checker judge = checker_new(NULL);
    const snapguard_report *report =
        check_text(&judge, SNAPGUARD_JSON_REQUESTS, document);

    (void)state;
    for (size_t i = 0; i < COUNT(expected); i++) {
        char text[LONGEST];

        snapguard_report_value(report, "retentionDays", text, sizeof text);
        assert_string_equal(text, expected[i]);
        assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    }
    assert_null(report);
    checker_free(&judge);
}

/* Whatever the bytes, asking for everything ends, and allocates nothing. */
static void ask_all(const snapguard_report *report)
{
    static const char *const parameters[] = {"regionId",
                                             "autoSnapshotPolicyName",
                                             "timePoints",
                                             "repeatWeekdays",
                                             "TargetCopyRegions",
                                             "retentionDays",
                                             "Tag.1.Key",
                                             "Tag.20.Value",
                                             "CopyEncryptionConfiguration.Arn.1.Rolearn"};
    char text[LONGEST];
    snapguard_week week;

    for (size_t i = 0; i < COUNT(parameters); i++) {
        size_t size = snapguard_report_value(report, parameters[i], text, sizeof text);

        assert_true(size != SNAPGUARD_NO_TEXT || text[0] == '\0');
        /* Of a list a part may be known. */
        if (snapguard_report_is_deferred(report, parameters[i]) &&
            size != SNAPGUARD_NO_TEXT)
            assert_int_equal(text[0], '[');
        for (size_t index = 0; index < 3; index++)
            snapguard_report_element(report, parameters[i], index, text, sizeof text);
    }
    snapguard_report_is_recognized(report);
    snapguard_report_week(report, &week);
}

static void ask_each(snapguard_encoding encoding, const char *bytes, size_t length)
{
    snapguard_options *options;
    counting memory;
    checker judge;
    const snapguard_report *report;

    counting_init(&memory);
    assert_int_equal(snapguard_options_new(&options, &memory.allocator), SNAPGUARD_OK);
    judge = checker_new(options);
    assert_int_equal(
        snapguard_check(&report, judge.context, encoding, bytes, length), SNAPGUARD_OK);
    while (report) {
        size_t before = memory.calls;

        ask_all(report);
        assert_int_equal(memory.calls, before);
        assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    }
    checker_free(&judge);
    assert_int_equal(memory.blocks, 0);
}

static void a_sample_can_be_asked(void **state)
{
    const sample *row = *state;

    ask_each(row->encoding, row->bytes, row->length);
}

static void a_hostile_can_be_asked(void **state)
{
    const hostile *row = *state;
    char *bytes = row->make();

    ask_each(row->encoding, bytes, strlen(bytes));
    free(bytes);
}

static const struct CMUnitTest others[] = {
    cmocka_unit_test(every_buffer_is_big_enough),
    cmocka_unit_test(a_nul_is_part_of_a_value),
    cmocka_unit_test(nothing_is_left_of_an_earlier_request),
    cmocka_unit_test(facts_say_how_long_a_snapshot_takes),
    cmocka_unit_test(each_request_is_asked),
};

int main(void)
{
    size_t count = COUNT(value_cases) + COUNT(deferred_cases) + COUNT(week_cases) +
                   sample_count + hostile_count;
    struct CMUnitTest *tests = calloc(count, sizeof *tests);
    struct CMUnitTest *next = tests;
    int failures;

    if (!tests)
        return EXIT_FAILURE;
    ADD_ROWS(next, says_what_is_given, value_cases, COUNT(value_cases));
    next += COUNT(value_cases);
    ADD_ROWS(next, says_what_comes_later, deferred_cases, COUNT(deferred_cases));
    next += COUNT(deferred_cases);
    ADD_ROWS(next, has_a_week, week_cases, COUNT(week_cases));
    next += COUNT(week_cases);
    ADD_ROWS(next, a_sample_can_be_asked, samples, sample_count);
    next += sample_count;
    ADD_ROWS(next, a_hostile_can_be_asked, hostiles, hostile_count);
    failures = _cmocka_run_group_tests("values", tests, count, NULL, NULL);
    failures += cmocka_run_group_tests_name("more values", others, NULL, NULL);
    free(tests);
    return failures;
}
