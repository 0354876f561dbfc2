/* Templates and plans through the interface: what calls answer, what names are, limits;
 * and laws that hold of any document, tried on documents that are made at random. */
#include "engines.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define POLICY(name, days)                                                               \
    "\"" name "\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":{"        \
    "\"TimePoints\":[1],\"RepeatWeekdays\":[1],\"RetentionDays\":" days "}}"
#define TEMPLATE(policies) "{\"Resources\":{" policies "}}"

static checker judge;

static const snapguard_report *next(void)
{
    const snapguard_report *report;

    assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    return report;
}

static void expect_name(const snapguard_report *report, const char *expected)
{
    char name[64];

    assert_int_equal(snapguard_report_name(report, name, sizeof name), strlen(expected));
    assert_string_equal(name, expected);
}

/* -------------------------------------------------------------------------- policies */

static void policies_come_one_by_one(void **state)
{
    const snapguard_report *report = check_text(
        &judge, SNAPGUARD_ROS, TEMPLATE(POLICY("a", "30") "," POLICY("b", "0")));

    (void)state;
    expect_name(report, "a");
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_VALID);
    report = next();
    expect_name(report, "b");
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
    assert_non_null(finding_of(report, "retention-days-range"));
    assert_null(next());
    assert_null(next());
}

/* What no change speaks of is planned nevertheless, and each tag of a map is one. */
static void what_is_planned_is_judged(void **state)
{
    static const char plan[] =
        "{\"planned_values\":{\"root_module\":{\"resources\":[{\"mode\":\"managed\","
        "\"address\":\"a.p\",\"type\":\"alicloud_ecs_auto_snapshot_policy\",\"values\":{"
        "\"time_points\":[\"1\"],\"repeat_weekdays\":[\"1\"],\"retention_days\":30,"
        "\"tags\":{\"team\":\"storage\",\"acs:a\":\"b\"}}}]}}}";
    const snapguard_report *report = check_text(&judge, SNAPGUARD_TFPLAN, plan);

    (void)state;
    expect_name(report, "a.p");
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
    assert_non_null(finding_of(report, "tag-key-prefix"));
    assert_int_equal(snapguard_report_count(report), 1);
    assert_null(next());
}

/* The key of a pair is a value, so a pointer that is to hold none ends in front of it. */
static void pointers_hold_no_keys_of_pairs(void **state)
{
    static const char plan[] =
        "{\"planned_values\":{\"root_module\":{\"resources\":[{\"mode\":\"managed\","
        "\"address\":\"a.p\",\"type\":\"alicloud_ecs_auto_snapshot_policy\",\"values\":{"
        "\"time_points\":[\"1\"],\"repeat_weekdays\":[\"1\"],\"retention_days\":0,"
        "\"tags\":{\"acs:a\":\"b\",\"acs:c\":\"d\"}}}]}}}";
    static const char *const ends[][2] = {
        {"/retention_days", "/retention_days"},
        {"/tags/acs:a",     "/tags"          },
        {"/tags/acs:c",     "/tags"          },
    };
    const snapguard_report *report = check_text(&judge, SNAPGUARD_TFPLAN, plan);

    (void)state;
    assert_int_equal(snapguard_report_count(report), COUNT(ends));
    for (size_t i = 0; i < 2 * COUNT(ends); i++) {
        bool hides = i % 2;
        char pointer[128];
        char expected[128];

        snprintf(
            expected, sizeof expected, "/planned_values/root_module/resources/0/values%s",
            ends[i / 2][hides]);
        snapguard_finding_text(
            snapguard_report_finding(report, i / 2), SNAPGUARD_TEXT_POINTER, !hides,
            pointer, sizeof pointer);
        assert_string_equal(pointer, expected);
    }
}

#define PLAN(changes, planned)                                                           \
    "{\"resource_changes\":[" changes "],\"planned_values\":{\"root_module\":"           \
    "{\"resources\":[" planned "]}}}"
#define RESOURCE(name, rest)                                                             \
    "{\"mode\":\"managed\",\"address\":\"" name                                          \
    "\",\"type\":\"alicloud_ecs_auto_snapshot_policy\"," rest "}"
#define CHANGE(name) RESOURCE(name, "\"change\":{\"actions\":[\"create\"],\"after\":{}}")
#define PLANNED(name) RESOURCE(name, "\"values\":{}")

/* In whatever order: each policy once, as what is changed where anything is. */
static void each_planned_policy_is_judged_once(void **state)
{
    static const char *const plans[] = {
        PLAN(
            CHANGE("c") "," CHANGE("b") "," CHANGE("a"),
            PLANNED("a") "," PLANNED("b") "," PLANNED("c") "," PLANNED("bb")),
        PLAN(
            CHANGE("c") "," CHANGE("b") "," CHANGE("a"),
            PLANNED("bb") "," PLANNED("c") "," PLANNED("b") "," PLANNED("a")),
    };
    static const char *const names[] = {"c", "b", "a", "bb"};

    (void)state;
    for (size_t i = 0; i < COUNT(plans); i++) {
        const snapguard_report *report = check_text(&judge, SNAPGUARD_TFPLAN, plans[i]);

        expect_name(report, names[0]);
        for (size_t j = 1; j < COUNT(names); j++)
            expect_name(next(), names[j]);
        assert_null(next());
    }
}

/* A resource of a template with its name, and one of a plan, which has its name in it. */
static void a_report_says_where_its_policy_stands(void **state)
{
    static const struct {
        const char *start;
        const char *policy;
        const char *rest;
        snapguard_encoding encoding;
    } rows[] = {
        {"{\"Resources\":{", POLICY("a", "30"),                      "}}",   SNAPGUARD_ROS},
        {"{\"Resources\":{\"b\":{},",                  POLICY("a",  "30"), ",\"c\":{}}}", SNAPGUARD_ROS},
        {"{\"resource_changes\":[{},",     CHANGE("a"),               ",{}]}",              SNAPGUARD_TFPLAN    },
    };
    char text[1024];

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        snapguard_range range;

        snprintf(
            text, sizeof text, "%s%s%s", rows[i].start, rows[i].policy, rows[i].rest);
        snapguard_report_range(check_text(&judge, rows[i].encoding, text), &range);
        assert_int_equal(range.start.byte, strlen(rows[i].start));
        assert_int_equal(range.end.byte, strlen(rows[i].start) + strlen(rows[i].policy));
    }
}

#define PARAMETERS(inputs, days)                                                         \
    "{\"Parameters\":{" inputs "},\"Resources\":{" POLICY("a", days) "}}"

/* A default is judged where it stands, and related is where it is used. */
static void a_default_says_where_it_is_used(void **state)
{
    static const char text[] =
        PARAMETERS("\"Days\":{\"Default\":0}", "{\"Ref\":\"Days\"}");
    const snapguard_finding *finding =
        finding_of(check_text(&judge, SNAPGUARD_ROS, text), "retention-days-range");
    snapguard_range range;
    char related[64];

    (void)state;
    assert_non_null(finding);
    snapguard_finding_range(finding, &range);
    assert_int_equal(range.start.byte, strstr(text, ":0}") + 1 - text);
    assert_true(snapguard_finding_related(finding, &range));
    assert_int_equal(range.start.byte, strstr(text, "{\"Ref\"") - text);
    snapguard_finding_text(
        finding, SNAPGUARD_TEXT_RELATED, true, related, sizeof related);
    assert_string_equal(related, "the value is used here");
}

/* Among several, its own; and what is no default is related to none of them. */
static void each_default_says_where_it_is_used(void **state)
{
    static const char text[] =
        "{\"Parameters\":{\"Name\":{\"Default\":\"xy\"},\"Days\":{\"Default\":0}},"
        "\"Resources\":{\"a\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\","
        "\"Properties\":{\"AutoSnapshotPolicyName\":{\"Ref\":\"Name\"},"
        "\"TimePoints\":[24],\"RepeatWeekdays\":[1],\"RetentionDays\":{\"Ref\":\"Days\"}"
        "}}}}";
    const snapguard_report *report = check_text(&judge, SNAPGUARD_ROS, text);
    const snapguard_finding *days = finding_of(report, "retention-days-range");
    const snapguard_finding *hours = finding_of(report, "time-point-value");
    snapguard_range range;

    (void)state;
    assert_non_null(days);
    assert_non_null(hours);
    snapguard_finding_range(hours, &range);
    assert_int_equal(range.start.byte, strstr(text, "24]") - text);
    assert_int_equal(range.end.byte, strstr(text, "24]") + 2 - text);
    assert_true(snapguard_finding_related(days, &range));
    assert_int_equal(range.start.byte, strstr(text, "{\"Ref\":\"Days\"}") - text);
    assert_false(snapguard_finding_related(hours, &range));
}

/* Of a default that is used twice, each finding says which use it is about. */
static void each_use_of_a_default_is_told(void **state)
{
    static const char text[] =
        "{\"Parameters\":{\"H\":{\"Default\":[24]}},\"Resources\":{\"a\":{\"Type\":"
        "\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":{\"TimePoints\":{\"Ref\":"
        "\"H\"},"
        "\"RetentionDays\":1,\"RepeatWeekdays\":{\"Ref\":\"H\"}}}}}";
    const snapguard_report *report = check_text(&judge, SNAPGUARD_ROS, text);
    const snapguard_finding *hour = finding_of(report, "time-point-value");
    const snapguard_finding *day = finding_of(report, "weekday-value");
    const char *first = strstr(text, "{\"Ref\"");
    snapguard_range range;

    (void)state;
    assert_non_null(hour);
    assert_non_null(day);
    assert_true(snapguard_finding_related(hour, &range));
    assert_int_equal(range.start.byte, first - text);
    assert_true(snapguard_finding_related(day, &range));
    assert_int_equal(range.start.byte, strstr(first + 1, "{\"Ref\"") - text);
}

/* A tag may come from a default as a whole, and is judged where it stands. */
static void a_tag_may_be_a_default(void **state)
{
    static const char text[] =
        "{\"Parameters\":{\"Team\":{\"Default\":{\"Key\":\"acs:a\",\"Value\":\"b\"}}},"
        "\"Resources\":{\"a\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\","
        "\"Properties\":{\"TimePoints\":[1],\"RepeatWeekdays\":[1],\"RetentionDays\":1,"
        "\"Tags\":[{\"Ref\":\"Team\"}]}}}}";
    const snapguard_report *report = check_text(&judge, SNAPGUARD_ROS, text);
    snapguard_range range;

    (void)state;
    assert_int_equal(snapguard_report_count(report), 1);
    assert_non_null(finding_of(report, "tag-key-prefix"));
    snapguard_finding_range(snapguard_report_finding(report, 0), &range);
    assert_int_equal(range.start.byte, strstr(text, "\"acs:a\"") - text);
}

/* What is not known is equal to nothing. */
static void keys_that_are_not_known_are_not_compared(void **state)
{
    static const char text[] =
        "{\"Resources\":{\"a\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\","
        "\"Properties\":{\"TimePoints\":[1],\"RepeatWeekdays\":[1],\"RetentionDays\":1,"
        "\"Tags\":[{\"Key\":{\"Ref\":\"A\"}},{\"Key\":\"a\"},{\"Key\":{\"Ref\":\"B\"}},"
        "{\"Key\":\"a\"}]}}}}";
    const snapguard_report *report = check_text(&judge, SNAPGUARD_ROS, text);

    (void)state;
    assert_int_equal(snapguard_report_count(report), 1);
    assert_non_null(finding_of(report, "tag-key-duplicate"));
}

/* Neither is what is empty. */
static void keys_that_are_empty_are_not_compared(void **state)
{
    static const char text[] =
        "{\"Tag\":[{\"Key\":\"\"},{\"Key\":\"a\"},{\"Key\":\"\"},{\"Key\":\"a\"}]}";
    const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON, text);
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        count += strcmp(
                     snapguard_finding_rule(snapguard_report_finding(report, i)),
                     "tag-key-duplicate") == 0;
    assert_int_equal(count, 1);
}

/* What is not known leaves a parameter open. A key twice is an error by itself, and which
 * of the two counts is not known either. */
static void what_stays_open_is_undetermined(void **state)
{
    static const struct {
        const char *text;
        snapguard_verdict verdict;
    } rows[] = {
        {PARAMETERS("\"Days\":{\"Default\":30}",                                     "{\"Ref\":\"Days\"}"),        SNAPGUARD_VALID       },
        {PARAMETERS("\"Days\":{}",                                                   "{\"Ref\":\"Days\"}"),        SNAPGUARD_UNDETERMINED},
        {PARAMETERS("\"Day\":{\"Default\":30}",                                      "{\"Ref\":\"Days\"}"),
         SNAPGUARD_UNDETERMINED                                                                                                          },
        {PARAMETERS(
             "\"Days\":{\"Default\":30},\"Days\":{\"Default\":0}",          "{\"Ref\":\"Days\"}"),
         SNAPGUARD_INVALID                                                                                                               },
        {PARAMETERS("\"Days\":{\"Default\":30,\"Default\":0}",                       "{\"Ref\":\"Days\"}"),
         SNAPGUARD_INVALID                                                                                                               },
        {PARAMETERS("\"Days\":{\"Default\":0,\"Default\":30}",                       "{\"Ref\":\"Days\"}"),
         SNAPGUARD_INVALID                                                                                                               },
        {PARAMETERS(
             "\"a\":{},\"Days\":{\"a\":1,\"a\":2,\"Default\":30},\"b\":{}", "{\"Ref\":\"Days\"}"),
         SNAPGUARD_INVALID                                                                                                               },
        {PARAMETERS("",                                                              "{\"Fn::Select\":[0,[30]]}"), SNAPGUARD_UNDETERMINED},
        {PARAMETERS("",                                                              "{\"Ref\":30}"),              SNAPGUARD_UNDETERMINED},
        {PARAMETERS("",                                                              "{\"Fn:\":30}"),              SNAPGUARD_INVALID     },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const snapguard_report *report = check_text(&judge, SNAPGUARD_ROS, rows[i].text);

        if (snapguard_report_verdict(report) != rows[i].verdict)
            fail_msg("%s", rows[i].text);
        assert_null(finding_of(report, "retention-days-range"));
    }
}

static void what_asks_for_none_is_one_report(void **state)
{
    static const char *const texts[] = {"{}", "[]", "7", "null", "{\"Resources\":7}"};

    (void)state;
    for (size_t i = 0; i < 2 * COUNT(texts); i++) {
        const snapguard_report *report =
            check_text(&judge, i % 2 ? SNAPGUARD_ROS : SNAPGUARD_TFPLAN, texts[i / 2]);

        assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_NOT_APPLICABLE);
        assert_int_equal(snapguard_report_count(report), 0);
        assert_int_equal(snapguard_report_name(report, NULL, 0), SNAPGUARD_NO_TEXT);
        assert_null(next());
    }
}

static void a_request_has_no_name(void **state)
{
    char name[8] = "x";

    (void)state;
    check_text(&judge, SNAPGUARD_ROS, TEMPLATE(POLICY("a", "30")));
    assert_int_equal(
        snapguard_report_name(
            check_text(&judge, SNAPGUARD_JSON, "{}"), name, sizeof name),
        SNAPGUARD_NO_TEXT);
    assert_string_equal(name, "");
}

static void a_name_is_resolved_and_cut(void **state)
{
    const snapguard_report *report =
        check_text(&judge, SNAPGUARD_ROS, TEMPLATE(POLICY("\\u0061\\u591C", "30")));
    char name[4];

    (void)state;
    expect_name(report, "a\xE5\xA4\x9C");
    assert_int_equal(snapguard_report_name(report, name, sizeof name), 4);
    assert_string_equal(name, "a");
}

/* What was read as a template does not change how a request is read behind it. */
static void requests_are_as_they_were(void **state)
{
    const snapguard_report *report;

    (void)state;
    check_text(&judge, SNAPGUARD_ROS, TEMPLATE(POLICY("a", "30") "," POLICY("b", "0")));
    report = check_text(&judge, SNAPGUARD_JSON, "{\"TimePoints\":[1]}");
    assert_non_null(finding_of(report, "parameter-case"));
    assert_null(next());
}

/* Each policy has the limits of a request, the document those of documents. */
static void limits_are_those_of_documents(void **state)
{
    static const struct {
        snapguard_limit limit;
        size_t value;
    } bounds[] = {
        {SNAPGUARD_MAX_BYTES,          200},
        {SNAPGUARD_MAX_VALUES,         16 },
        {SNAPGUARD_MAX_DOCUMENT_DEPTH, 6  },
    };
    snapguard_options *options = options_new();
    checker small;

    (void)state;
    for (size_t i = 0; i < COUNT(bounds); i++)
        assert_int_equal(
            snapguard_options_set_limit(options, bounds[i].limit, bounds[i].value),
            SNAPGUARD_OK);
    small = checker_new(options);
    assert_int_equal(
        snapguard_report_verdict(check_text(
            &small, SNAPGUARD_ROS,
            TEMPLATE(POLICY("a", "30") "," POLICY("b", "30") "," POLICY("c", "30")))),
        SNAPGUARD_VALID);
    assert_non_null(finding_of(
        check_text(
            &small, SNAPGUARD_ROS,
            TEMPLATE(
                "\"a\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":{"
                "\"TimePoints\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}}")),
        "limit-exceeded"));
    assert_non_null(finding_of(
        check_text(&small, SNAPGUARD_ROS, "[[[[[[[1]]]]]]]"), "limit-exceeded"));
    checker_free(&small);
}

/* ----------------------------------------------------------------------- made of others
 */

static const char made[] = TEMPLATE(POLICY("a", "0"));

static snapguard_status check_made(
    const snapguard_report **report, snapguard_encoding encoding,
    const snapguard_stretch *stretches, size_t count)
{
    const snapguard_origin origin = {"days:\n  0\n", 10, stretches, count};

    return snapguard_check_made(
        report, judge.context, encoding, made, sizeof made - 1, &origin);
}

/* Of what was made the length of its origin counts. */
static void documents_have_a_limit_of_their_own(void **state)
{
    static const char bytes[256] = "a";
    static const snapguard_limit limits[] = {
        SNAPGUARD_MAX_BYTES, SNAPGUARD_MAX_DOCUMENT_BYTES};
    const snapguard_origin origin = {bytes, sizeof bytes, NULL, 0};
    const snapguard_origin small_origin = {bytes, 10, NULL, 0};
    snapguard_options *options = options_new();
    const snapguard_report *report;
    checker small;

    (void)state;
    for (size_t i = 0; i < COUNT(limits); i++)
        assert_int_equal(
            snapguard_options_set_limit(options, limits[i], sizeof made - 2),
            SNAPGUARD_OK);
    small = checker_new(options);
    assert_non_null(
        finding_of(check_text(&small, SNAPGUARD_ROS, made), "limit-exceeded"));
    assert_int_equal(
        snapguard_check_made(&report, small.context, SNAPGUARD_ROS, "{}", 2, &origin),
        SNAPGUARD_OK);
    assert_non_null(finding_of(report, "limit-exceeded"));
    assert_int_equal(
        snapguard_check_made(
            &report, small.context, SNAPGUARD_ROS, made, sizeof made - 1, &small_origin),
        SNAPGUARD_OK);
    assert_null(finding_of(report, "limit-exceeded"));
    checker_free(&small);
}

/* A default counts for each policy that uses it. */
static void defaults_are_part_of_a_request(void **state)
{
    snapguard_options *options = options_new();
    checker small;

    (void)state;
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_BYTES, 128), SNAPGUARD_OK);
    small = checker_new(options);
    assert_null(finding_of(
        check_text(
            &small, SNAPGUARD_ROS,
            PARAMETERS("\"Days\":{\"Default\":\"30\"}", "{\"Ref\":\"Days\"}")),
        "limit-exceeded"));
    assert_non_null(finding_of(
        check_text(
            &small, SNAPGUARD_ROS,
            PARAMETERS(
                "\"Days\":{\"Default\":\"0123456789012345678901234567890123456789"
                "0123456789012345678901234567890123456789012345678901234567890123456789"
                "0123456789012345678901234567890123456789\"}",
                "{\"Ref\":\"Days\"}")),
        "limit-exceeded"));
    checker_free(&small);
}

static void places_are_those_of_the_origin(void **state)
{
    size_t at = (size_t)(strstr(made, ":0}") - made) + 1;
    const snapguard_stretch stretch = {(uint32_t)at, (uint32_t)at + 1, 8, 9};
    const snapguard_report *report;
    const snapguard_finding *finding;
    snapguard_range range;

    (void)state;
    assert_int_equal(check_made(&report, SNAPGUARD_ROS, &stretch, 1), SNAPGUARD_OK);
    finding = finding_of(report, "retention-days-range");
    assert_non_null(finding);
    snapguard_finding_range(finding, &range);
    assert_int_equal(range.start.line, 2);
    assert_int_equal(range.start.column, 3);
    assert_int_equal(range.end.column, 4);
    assert_null(next());
}

/* What stands in no stretch is where the one before it is; before all, at the beginning.
 */
static void places_between_are_those_before(void **state)
{
    uint32_t at = (uint32_t)(strstr(made, ":0}") - made) + 1;
    const snapguard_stretch stretches[] = {
        {0,      1,      0, 4},
        {1,      2,      5, 7},
        {at + 1, at + 2, 8, 9}
    };
    static const struct {
        size_t first;
        size_t count;
        size_t begin;
        size_t end;
    } rows[] = {
        {0, 3, 5, 7},
        {0, 2, 5, 7},
        {0, 1, 0, 4},
        {2, 1, 0, 0},
        {0, 0, 0, 0}
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const snapguard_report *report;
        snapguard_range range;

        assert_int_equal(
            check_made(&report, SNAPGUARD_ROS, stretches + rows[i].first, rows[i].count),
            SNAPGUARD_OK);
        snapguard_finding_range(finding_of(report, "retention-days-range"), &range);
        assert_int_equal(range.start.byte, rows[i].begin);
        assert_int_equal(range.end.byte, rows[i].end);
        assert_null(next());
    }
}

static void origins_are_looked_at(void **state)
{
    static const snapguard_stretch wrong[][2] = {
        {{0, 0, 0, 1},  {1, 2, 0, 1}     },
        {{2, 4, 0, 1},  {3, 5, 0, 1}     },
        {{0, 1, 2, 1},  {1, 2, 0, 1}     },
        {{0, 1, 0, 11}, {1, 2, 0, 1}     },
        {{0, 1, 0, 1},  {1, 100000, 0, 1}},
    };
    const snapguard_report *report;

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_int_equal(
            check_made(&report, SNAPGUARD_ROS, wrong[i], 2), SNAPGUARD_ERROR_ARGUMENT);
        assert_null(report);
    }
    assert_int_equal(
        check_made(&report, SNAPGUARD_QUERY, NULL, 0), SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(check_made(&report, SNAPGUARD_ROS, NULL, 0), SNAPGUARD_OK);
}

static void obstacles_are_findings(void **state)
{
    static const struct {
        snapguard_obstacle obstacle;
        const char *rule;
    } rows[] = {
        {SNAPGUARD_OBSTACLE_YAML,   "invalid-yaml"  },
        {SNAPGUARD_OBSTACLE_UTF8,   "invalid-utf8"  },
        {SNAPGUARD_OBSTACLE_BYTES,  "limit-exceeded"},
        {SNAPGUARD_OBSTACLE_DEPTH,  "limit-exceeded"},
        {SNAPGUARD_OBSTACLE_VALUES, "limit-exceeded"},
    };
    const snapguard_report *report;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(
            snapguard_check_unread(
                &report, judge.context, rows[i].obstacle, "why", "a\nb", 3, 2, 3),
            SNAPGUARD_OK);
        assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
        assert_int_equal(snapguard_report_count(report), 1);
        assert_non_null(finding_of(report, rows[i].rule));
        assert_null(next());
    }
}

static void wrong_obstacles_are_refused(void **state)
{
    const snapguard_report *report;

    (void)state;
    assert_int_equal(
        snapguard_check_unread(
            &report, judge.context, (snapguard_obstacle)5, NULL, "a", 1, 0, 1),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(
        snapguard_check_unread(
            &report, judge.context, SNAPGUARD_OBSTACLE_YAML, NULL, "a", 1, 1, 0),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(
        snapguard_check_unread(
            &report, judge.context, SNAPGUARD_OBSTACLE_YAML, NULL, "a", 1, 0, 2),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_null(report);
    assert_int_equal(
        snapguard_check_unread(
            &report, judge.context, SNAPGUARD_OBSTACLE_YAML, NULL, NULL, 0, 0, 0),
        SNAPGUARD_OK);
}

/* --------------------------------------------------------------------- odd documents */

/* What becomes of the only policy, and what is found of it. */
typedef struct odd_case {
    const char *name;
    snapguard_encoding encoding;
    const char *text;
    snapguard_verdict verdict;
    const char *rule; /* of the only kind of findings; NULL: there is none */
} odd_case;

#define ODD(more)                                                                        \
    "\"Resources\":{\"a\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":" \
    "{"                                                                                  \
    "\"RepeatWeekdays\":[1],\"RetentionDays\":30," more "}}}"
#define AFTER(after)                                                                     \
    "{\"resource_changes\":[{\"address\":\"a.b\",\"mode\":\"managed\",\"type\":"         \
    "\"alicloud_ecs_auto_snapshot_policy\",\"change\":{\"actions\":[\"update\"],"        \
    "\"after\":" after "}}]}"

/* clang-format off */
static const odd_case odd_cases[] = {
    {"a list with commas that has escapes is known only to the service", SNAPGUARD_ROS,
     "{\"Parameters\":{\"H\":{\"Type\":\"CommaDelimitedList\",\"Default\":\"24\\u002c25\"}},"
     ODD("\"TimePoints\":{\"Ref\":\"H\"}") "}", SNAPGUARD_UNDETERMINED, NULL},
    {"and one that has none is judged", SNAPGUARD_ROS,
     "{\"Parameters\":{\"H\":{\"Type\":\"CommaDelimitedList\",\"Default\":\"24,25\"}},"
     ODD("\"TimePoints\":{\"Ref\":\"H\"}") "}", SNAPGUARD_INVALID, "time-point-value"},
    {"inputs that are no object hold no default", SNAPGUARD_ROS,
     "{\"Parameters\":7," ODD("\"TimePoints\":{\"Ref\":\"H\"}") "}", SNAPGUARD_UNDETERMINED, NULL},
    {"an input that refers to itself has a default that is an object", SNAPGUARD_ROS,
     "{\"Parameters\":{\"H\":{\"Default\":{\"Ref\":\"H\"}}}," ODD("\"TimePoints\":{\"Ref\":\"H\"}")
     "}", SNAPGUARD_INVALID, "parameter-type"},
    {"a property that gives no parameter, in another letter case", SNAPGUARD_ROS,
     "{" ODD("\"TimePoints\":[1],\"diskids\":7") "}", SNAPGUARD_VALID, "unknown-parameter"},
    {"a member of a group in another letter case", SNAPGUARD_ROS,
     "{" ODD("\"TimePoints\":[1],\"CopyEncryptionConfiguration\":{\"encrypted\":true}") "}",
     SNAPGUARD_INVALID, "parameter-case"},
    {"properties that are null are none", SNAPGUARD_ROS,
     "{\"Resources\":{\"a\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":null}}}",
     SNAPGUARD_INVALID, "missing-parameter"},
    {"a change to nothing is no policy", SNAPGUARD_TFPLAN, AFTER("null"), SNAPGUARD_NOT_APPLICABLE,
     NULL},
    {"a change to a list is none, either", SNAPGUARD_TFPLAN, AFTER("[]"), SNAPGUARD_NOT_APPLICABLE,
     NULL},
    {"changes that are no list are none", SNAPGUARD_TFPLAN, "{\"resource_changes\":{}}",
     SNAPGUARD_NOT_APPLICABLE, NULL},
    {"a plan of nothing", SNAPGUARD_TFPLAN, "{\"planned_values\":{\"root_module\":{\"resources\":7}}}",
     SNAPGUARD_NOT_APPLICABLE, NULL},
    {"a change to what lacks everything", SNAPGUARD_TFPLAN, AFTER("{}"), SNAPGUARD_INVALID,
     "missing-parameter"},
};
/* clang-format on */

static void an_odd_document_is_judged(void **state)
{
    const odd_case *row = *state;
    const snapguard_report *report = check_text(&judge, row->encoding, row->text);

    assert_int_equal(snapguard_report_count(report) > 0, row->rule != NULL);
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        assert_string_equal(
            snapguard_finding_rule(snapguard_report_finding(report, i)), row->rule);
    assert_int_equal(snapguard_report_verdict(report), row->verdict);
}

/* A template has names of its own, in its groups as well. */
static void a_name_is_that_of_the_template(void **state)
{
    const snapguard_report *report = check_text(
        &judge, SNAPGUARD_ROS,
        "{" ODD("\"TimePoints\":[1],\"CopyEncryptionConfiguration\":{\"kmskeyid\":"
                "\"k\"}") "}");
    char message[256];

    (void)state;
    assert_non_null(finding_of(report, "parameter-case"));
    snapguard_finding_text(
        finding_of(report, "parameter-case"), SNAPGUARD_TEXT_MESSAGE, true, message,
        sizeof message);
    assert_non_null(strstr(message, "kmskeyid"));
    assert_non_null(strstr(message, "KMSKeyId"));
}

/* ----------------------------------------------------------------- documents at random
 */

enum { DOCUMENTS = 20000, LONGEST = 16384, DEEPEST = 8 };

/* xorshift64*, by Vigna. */
static size_t below(uint64_t *state, size_t bound)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (size_t)((*state * UINT64_C(2685821657736338717) >> 32) % bound);
}

typedef struct random_document {
    uint64_t seed;
    char text[LONGEST];
    size_t size;
} random_document;

static void put(random_document *draft, const char *text)
{
    size_t size = strlen(text);

    if (draft->size + size < LONGEST / 2) {
        memcpy(draft->text + draft->size, text, size);
        draft->size += size;
    }
}

/* A document that ends too early would be one fault and no more: brackets fit always. */
static void put_bracket(random_document *draft, char bracket)
{
    draft->text[draft->size++] = bracket;
}

static const char *const keys[] = {
    "Ref",
    "Fn::Sub",
    "Default",
    "Type",
    "TimePoints",
    "RepeatWeekdays",
    "RetentionDays",
    "Tags",
    "Key",
    "Value",
    "CopyEncryptionConfiguration",
    "KMSKeyId",
    "Encrypted",
    "tags",
    "time_points",
    "repeat_weekdays",
    "retention_days",
    "name",
    "target_copy_regions",
    "copy_encryption_configuration",
    "timepoints",
    "\\u0052ef",
    "TargetCopyRegions",
    "x"};

static const char *const values[] = {
    "1",
    "24",
    "0",
    "-1",
    "65536",
    "1.5",
    "true",
    "false",
    "null",
    "\"\"",
    "\"1\"",
    "\"24\"",
    "\"[1,24]\"",
    "\"1, 8\"",
    "\"acs:x\"",
    "\"A\"",
    "\"B\"",
    "\"ALIYUN::NoValue\"",
    "\"CommaDelimitedList\"",
    "\"a\\u0021\"",
    "\"\xE5\xA4\x9C\"",
    "{\"Ref\":\"A\"}",
    "{\"Ref\":\"B\"}",
    "{\"Fn::If\":[]}"};

static void put_value(random_document *draft, size_t depth);

static void put_object(random_document *draft, size_t depth)
{
    put_bracket(draft, '{');
    for (size_t i = below(&draft->seed, 7); i > 0; i--) {
        put_bracket(draft, '"');
        put(draft, keys[below(&draft->seed, COUNT(keys))]);
        put_bracket(draft, '"');
        put_bracket(draft, ':');
        put_value(draft, depth + 1);
        if (i > 1)
            put_bracket(draft, ',');
    }
    put_bracket(draft, '}');
}

static void put_array(random_document *draft, size_t depth)
{
    put_bracket(draft, '[');
    for (size_t i = below(&draft->seed, 5); i > 0; i--) {
        put_value(draft, depth + 1);
        if (i > 1)
            put_bracket(draft, ',');
    }
    put_bracket(draft, ']');
}

static void put_value(random_document *draft, size_t depth)
{
    size_t choice = below(&draft->seed, 8);

    if (depth == DEEPEST || draft->size > LONGEST / 4)
        put_bracket(draft, '7');
    else if (choice == 0)
        put_object(draft, depth);
    else if (choice <= 2)
        put_array(draft, depth);
    else
        put(draft, values[below(&draft->seed, COUNT(values))]);
}

static void put_template(random_document *draft)
{
    put(draft, "{\"Parameters\":{\"A\":");
    put_object(draft, 3);
    put(draft, ",\"B\":");
    put_object(draft, 3);
    put(draft, "},\"Resources\":{\"P\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\","
               "\"Properties\":");
    put_object(draft, 3);
    put(draft, "},\"Q\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":");
    put_object(draft, 3);
    put(draft, "}}}");
}

static void put_plan(random_document *draft)
{
    put(draft, "{\"resource_changes\":[{\"address\":\"a\",\"type\":"
               "\"alicloud_snapshot_policy\",\"change\":{\"actions\":[\"create\"],"
               "\"after\":");
    put_object(draft, 3);
    put(draft, ",\"after_unknown\":");
    put_object(draft, 3);
    put(draft, "}}]}");
}

static void look_at(const snapguard_finding *finding, size_t size)
{
    snapguard_range range;
    char shown[2048];
    char pointer[2048];

    snapguard_finding_range(finding, &range);
    assert_true(range.start.byte <= range.end.byte && range.end.byte <= size);
    if (snapguard_finding_related(finding, &range))
        assert_true(range.start.byte <= range.end.byte && range.end.byte <= size);
    for (int text = SNAPGUARD_TEXT_MESSAGE; text <= SNAPGUARD_TEXT_RELATED; text++)
        snapguard_finding_text(finding, (snapguard_text)text, false, shown, sizeof shown);
    snapguard_finding_text(
        finding, SNAPGUARD_TEXT_POINTER, true, pointer, sizeof pointer);
    assert_int_equal(*pointer, '/');
    snapguard_finding_text(finding, SNAPGUARD_TEXT_MESSAGE, true, shown, sizeof shown);
    assert_string_not_equal(shown, "");
}

/* A verdict follows from the findings, and every finding has its place. */
static void look_at_report(const snapguard_report *report, size_t size)
{
    size_t errors = snapguard_report_total(report, SNAPGUARD_ERROR);
    snapguard_verdict verdict = snapguard_report_verdict(report);

    assert_null(finding_of(report, "invalid-json"));
    assert_null(finding_of(report, "list-instead-of-text"));
    assert_int_equal(verdict == SNAPGUARD_INVALID, errors > 0);
    assert_true(verdict != SNAPGUARD_NOT_APPLICABLE);
    for (size_t i = 0; i < snapguard_report_count(report); i++)
        look_at(snapguard_report_finding(report, i), size);
}

/* Where only the verdict is wanted, it is the same. */
static size_t count_invalid(
    snapguard_encoding encoding, const random_document *draft, bool verdict_only)
{
    const snapguard_report *report;
    size_t invalid = 0;

    snapguard_context_set_verdict_only(judge.context, verdict_only);
    assert_int_equal(
        snapguard_check(&report, judge.context, encoding, draft->text, draft->size),
        SNAPGUARD_OK);
    for (; report; report = next()) {
        invalid += snapguard_report_verdict(report) == SNAPGUARD_INVALID;
        if (!verdict_only)
            look_at_report(report, draft->size);
    }
    snapguard_context_set_verdict_only(judge.context, false);
    return invalid;
}

static void documents_at_random_obey_the_laws(void **state)
{
    random_document *draft = malloc(sizeof *draft);

    (void)state;
    assert_non_null(draft);
    draft->seed = UINT64_C(0xE7037ED1A0B428DB);
    for (size_t i = 0; i < DOCUMENTS; i++) {
        snapguard_encoding encoding = i % 2 ? SNAPGUARD_ROS : SNAPGUARD_TFPLAN;

        draft->size = 0;
        if (encoding == SNAPGUARD_ROS)
            put_template(draft);
        else
            put_plan(draft);
        assert_int_equal(
            count_invalid(encoding, draft, false), count_invalid(encoding, draft, true));
    }
    free(draft);
}

static int open_judge(void **state)
{
    (void)state;
    judge = checker_new(NULL);
    return 0;
}

static int close_judge(void **state)
{
    (void)state;
    checker_free(&judge);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(policies_come_one_by_one),
        cmocka_unit_test(what_is_planned_is_judged),
        cmocka_unit_test(pointers_hold_no_keys_of_pairs),
        cmocka_unit_test(each_planned_policy_is_judged_once),
        cmocka_unit_test(a_report_says_where_its_policy_stands),
        cmocka_unit_test(what_asks_for_none_is_one_report),
        cmocka_unit_test(a_request_has_no_name),
        cmocka_unit_test(a_name_is_resolved_and_cut),
        cmocka_unit_test(requests_are_as_they_were),
        cmocka_unit_test(limits_are_those_of_documents),
        cmocka_unit_test(places_are_those_of_the_origin),
        cmocka_unit_test(a_default_says_where_it_is_used),
        cmocka_unit_test(each_default_says_where_it_is_used),
        cmocka_unit_test(each_use_of_a_default_is_told),
        cmocka_unit_test(a_tag_may_be_a_default),
        cmocka_unit_test(keys_that_are_not_known_are_not_compared),
        cmocka_unit_test(keys_that_are_empty_are_not_compared),
        cmocka_unit_test(what_stays_open_is_undetermined),
        cmocka_unit_test(documents_have_a_limit_of_their_own),
        cmocka_unit_test(defaults_are_part_of_a_request),
        cmocka_unit_test(places_between_are_those_before),
        cmocka_unit_test(origins_are_looked_at),
        cmocka_unit_test(obstacles_are_findings),
        cmocka_unit_test(wrong_obstacles_are_refused),
        cmocka_unit_test(a_name_is_that_of_the_template),
        cmocka_unit_test(documents_at_random_obey_the_laws),
    };

    struct CMUnitTest odd[COUNT(odd_cases)];
    int failed = cmocka_run_group_tests_name("forms", tests, open_judge, close_judge);

    ADD_ROWS(odd, an_odd_document_is_judged, odd_cases, COUNT(odd_cases));
    failed += cmocka_run_group_tests_name("odd", odd, open_judge, close_judge);
    return failed;
}
