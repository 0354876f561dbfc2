/* What fixes are, where there are none, and that each example of the pack is mended by
 * the fix that the pack gives its rule. */
#include "judge.h"
#include "pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static rule_judge engine;

#define DAYS "'repeatWeekdays':'[`1`]','retentionDays':30"
#define POINTS "'timePoints':'[`1`]'," DAYS
#define REGION "'regionId':'cn-hangzhou',"
#define COPY REGION POINTS ",'EnableCrossRegionCopy':"
#define REST "&timePoints=%5B%221%22%5D&repeatWeekdays=%5B%221%22%5D&retentionDays=30"

enum {
    NONE = SNAPGUARD_FIX_NONE,
    UNSAFE = SNAPGUARD_FIX_UNSAFE,
    SAFE = SNAPGUARD_FIX_SAFE
};

typedef struct fix_case {
    const char *name;
    const char *rule;    /* The first finding of it is meant. */
    const char *request; /* In short form; one without a brace is a query. */
    int fix;
    const char *from; /* What is replaced, and by what. */
    const char *to;
} fix_case;

static const fix_case cases[] = {
  /* clang-format off */
    {"a name in another letter case", "parameter-case",
     "{" REGION "'TimePoints':'[`1`]'," DAYS "}", SAFE, "TimePoints", "timePoints"},
    {"a name that is not required may take effect", "parameter-case",
     "{" REGION POINTS ",'ENABLECROSSREGIONCOPY':true}", UNSAFE,
     "ENABLECROSSREGIONCOPY", "EnableCrossRegionCopy"},
    {"a flat name is mended as a whole", "parameter-case",
     "{" REGION POINTS ",'tag.1.key':'a'}", UNSAFE, "tag.1.key", "Tag.1.Key"},
    {"a nested name is mended by itself", "parameter-case",
     "{" REGION POINTS ",'Tag':[{'KEY':'a'}]}", UNSAFE, "KEY", "Key"},
    {"the list of objects is mended by itself", "parameter-case",
     "{" REGION POINTS ",'tag':[{'Key':'a'}]}", UNSAFE, "tag", "Tag"},
    {"a name in a query", "parameter-case",
     "regionId=cn-hangzhou&TimePoints=%5B%221%22%5D&repeatWeekdays=%5B%221%22%5D"
     "&retentionDays=30", SAFE, "TimePoints", "timePoints"},
    {"two names that differ from one: nobody knows which", "parameter-case",
     "{" REGION "'TimePoints':'[`1`]','timepoints':'[`2`]'," DAYS "}", NONE, NULL, NULL},
    {"a name beside the right one", "parameter-case",
     "{" REGION POINTS ",'TimePoints':'[`2`]'}", NONE, NULL, NULL},
    {"a name beside the right one with null would be there twice", "parameter-case",
     "{" REGION "'timePoints':null,'TimePoints':'[`1`]'," DAYS "}", NONE, NULL, NULL},
    {"a list and a name inside of it", "parameter-case",
     "{" REGION POINTS ",'tag':[{'Key':'a'}],'TAG.1.Key':'b'}", NONE, NULL, NULL},
    {"a name that is given flat and nested", "parameter-case",
     "{" REGION POINTS ",'Tag':[{'Key':'a'}],'tag.1.Key':'b'}", NONE, NULL, NULL},
    {"a name that says which operation it is", "parameter-case",
     "{" REGION POINTS ",'action':'DescribeRegions'}", NONE, NULL, NULL},
    {"a name with escapes", "parameter-case",
     "{" REGION "'\\u0054imePoints':'[`1`]'," DAYS "}", NONE, NULL, NULL},

    {"RegionId", "parameter-alias", "{'RegionId':'cn-hangzhou'," POINTS "}", SAFE,
     "RegionId", "regionId"},
    {"RegionId beside an equal regionId", "parameter-alias",
     "{'RegionId':'cn-hangzhou'," REGION POINTS "}", NONE, NULL, NULL},
    {"RegionId before an equal regionId of a query", "parameter-alias",
     "RegionId=cn-hangzhou&regionId=cn-hangzhou" REST, NONE, NULL, NULL},
    {"RegionId beside a regionId of null", "parameter-alias",
     "{'RegionId':'cn-hangzhou','regionId':null," POINTS "}", NONE, NULL, NULL},

    {"an integer in quotes", "value-as-text",
     "{" REGION "'timePoints':'[`1`]','repeatWeekdays':'[`1`]','retentionDays':'30'}",
     SAFE, "'30'", "30"},
    {"an integer with escapes", "value-as-text",
     "{" REGION "'timePoints':'[`1`]','repeatWeekdays':'[`1`]','retentionDays':'\\u002d1'}",
     SAFE, "'\\u002d1'", "-1"},
    {"an integer of 15 digits", "value-as-text",
     "{" REGION POINTS ",'CopiedSnapshotsRetentionDays':'123456789012345'}",
     SAFE, "'123456789012345'", "123456789012345"},
    {"an integer of 16 digits may be rounded by others", "value-as-text",
     "{" REGION POINTS ",'CopiedSnapshotsRetentionDays':'1234567890123456'}",
     NONE, NULL, NULL},
    {"an integer that JSON does not know", "value-as-text",
     "{" REGION POINTS ",'CopiedSnapshotsRetentionDays':'007'}", NONE, NULL, NULL},
    {"minus nothing", "value-as-text",
     "{" REGION POINTS ",'CopiedSnapshotsRetentionDays':'-0'}", NONE, NULL, NULL},
    {"a boolean in quotes", "value-as-text", "{" COPY "'false'}", SAFE, "'false'", "false"},

    {"a boolean in another letter case", "boolean-case", "{" COPY "'False'}", UNSAFE,
     "'False'", "false"},
    {"a boolean of a query", "boolean-case",
     "regionId=cn-hangzhou" REST "&EnableCrossRegionCopy=FALSE", UNSAFE, "FALSE", "false"},

    {"an array becomes a text", "list-instead-of-text",
     "{" REGION "'timePoints':['1','3']," DAYS "}", SAFE, "['1','3']", "'[`1`,`3`]'"},
    {"blanks and ends of lines between elements go", "list-instead-of-text",
     "{" REGION "'timePoints':[\r\n\t'1' ,\n 3 ]," DAYS "}", SAFE,
     "[\r\n\t'1' ,\n 3 ]", "'[`1`,3]'"},
    {"blanks and escapes inside of elements stay", "list-instead-of-text",
     "{" REGION "'timePoints':['a b\\u0041`\\n\\\\c']," DAYS "}", SAFE,
     "['a b\\u0041`\\n\\\\c']",
     "'[`a b\\\\u0041\\\\`\\\\n\\\\\\\\c`]'"},
    {"an empty array", "list-instead-of-text", "{" REGION "'timePoints':[ ]," DAYS "}",
     SAFE, "[ ]", "'[]'"},

    {"a number in a list", "time-point-number",
     "{" REGION "'timePoints':'[`1`, 3]'," DAYS "}", SAFE, "3", "`3`"},
    {"a number in a list that is written with escapes", "time-point-number",
     "{" REGION "'timePoints':'[\\u0031]'," DAYS "}", SAFE, "\\u0031", "`\\u0031`"},
    {"a number in a list of a query", "weekday-number",
     "regionId=cn-hangzhou&timePoints=%5B%221%22%5D&repeatWeekdays=%5B7%5D"
     "&retentionDays=30", SAFE, "7", "%227%22"},

    {"hours are sorted as numbers", "time-points-order",
     "{" REGION "'timePoints':'[`10`,`9`]'," DAYS "}", SAFE, "`10`,`9`", "`9`,`10`"},
    {"what is sorted is not touched", "time-points-order",
     "{" REGION "'timePoints':'[`1`,`5`,`3`,`7`]'," DAYS "}", SAFE, "`5`,`3`", "`3`,`5`"},
    {"what stands between elements stays", "time-points-order",
     "{" REGION "'timePoints':'[ `5` ,`3`,  `1` ]'," DAYS "}", SAFE,
     "`5` ,`3`,  `1`", "`1` ,`3`,  `5`"},
    {"what has no place in the order stays", "time-points-order",
     "{" REGION "'timePoints':'[`5`,`24`,`x`,`1`]'," DAYS "}", SAFE,
     "`5`,`24`,`x`,`1`", "`1`,`24`,`x`,`5`"},
    {"elements keep their escapes", "time-points-order",
     "{" REGION "'timePoints':'[`\\u0035`,`3`]'," DAYS "}", SAFE,
     "`\\u0035`,`3`", "`3`,`\\u0035`"},
    {"equal ones keep their order", "time-points-order",
     "{" REGION "'timePoints':'[5,`3`,`5`,3]'," DAYS "}", SAFE,
     "5,`3`,`5`,3", "`3`,3,5,`5`"},
    {"days of a query", "weekdays-order",
     "regionId=cn-hangzhou&timePoints=%5B%221%22%5D&repeatWeekdays=%5B%227%22%2C%221%22%5D"
     "&retentionDays=30", SAFE, "%227%22%2C%221%22", "%221%22%2C%227%22"},

    {"an hour twice", "time-point-duplicate",
     "{" REGION "'timePoints':'[`1`, `1` ,`3`]'," DAYS "}", UNSAFE, ", `1`", ""},
    {"a day twice, far apart", "weekday-duplicate",
     "{" REGION "'timePoints':'[`1`]','repeatWeekdays':'[`1`,`2`,`1`]','retentionDays':7}",
     UNSAFE, ",`1`", ""},

    {"what was meant by another hour only its author knows", "time-point-value",
     "{" REGION "'timePoints':'[`24`]'," DAYS "}", NONE, NULL, NULL},
    {"nor a name that is unknown", "unknown-parameter",
     "{" REGION POINTS ",'retentionDay':7}", NONE, NULL, NULL},
  /* clang-format on */
};

static const snapguard_finding *
finding_of(const snapguard_report *report, const char *rule)
{
    size_t count = snapguard_report_count(report);

    for (size_t i = 0; i < count; i++)
        if (!strcmp(snapguard_finding_rule(snapguard_report_finding(report, i)), rule))
            return snapguard_report_finding(report, i);
    return NULL;
}

static void assert_edit(
    const snapguard_finding *finding, const char *request, const fix_case *expected)
{
    char *from = judge_expand(expected->from);
    char *to = judge_expand(expected->to);
    char text[256];
    snapguard_range range;

    assert_int_equal(snapguard_finding_edits(finding), 1);
    assert_int_equal(
        snapguard_finding_edit(finding, 0, &range, text, sizeof text), strlen(to));
    assert_string_equal(text, to);
    assert_int_equal(range.end.byte - range.start.byte, strlen(from));
    assert_memory_equal(request + range.start.byte, from, strlen(from));
    assert_string_not_equal(judge_text(finding, SNAPGUARD_TEXT_FIX), "");
    free(from);
    free(to);
}

static void assert_no_edit(const snapguard_finding *finding)
{
    char text[8] = "before";
    snapguard_range range = {.start = {.byte = 7}};

    assert_int_equal(snapguard_finding_edits(finding), 0);
    assert_true(
        snapguard_finding_edit(finding, 0, &range, text, sizeof text) ==
        SNAPGUARD_NO_TEXT);
    assert_string_equal(text, "");
    assert_int_equal(range.start.byte, 7);
    assert_string_equal(judge_text(finding, SNAPGUARD_TEXT_FIX), "");
}

static void is_mended(void **state)
{
    const fix_case *expected = *state;
    bool is_json = expected->request[0] == '{';
    char *request = judge_expand(expected->request);
    const snapguard_finding *finding = finding_of(
        judge_as(
            &engine, is_json ? SNAPGUARD_JSON : SNAPGUARD_QUERY, request,
            strlen(request)),
        expected->rule);

    assert_non_null(finding);
    assert_int_equal(snapguard_finding_fix(finding), expected->fix);
    if (expected->fix == NONE)
        assert_no_edit(finding);
    else
        assert_edit(finding, request, expected);
    free(request);
}

/* A message states its own length, so it is left alone. */
static void messages_are_not_mended(void **state)
{
    static const char text[] =
        "GET /?Action=CreateAutoSnapshotPolicy&RegionId=cn-hangzhou" REST " HTTP/1.1\r\n"
        "Host: ecs.aliyuncs.com\r\n\r\n";
    const snapguard_report *report =
        judge_as(&engine, SNAPGUARD_HTTP, text, sizeof text - 1);
    const snapguard_finding *finding = finding_of(report, "parameter-alias");

    (void)state;
    assert_non_null(finding);
    assert_int_equal(snapguard_finding_fix(finding), NONE);
    assert_no_edit(finding);
    /* The same context mends what comes next. */
    report = judge_as(
        &engine, SNAPGUARD_QUERY, "RegionId=cn-hangzhou" REST, 20 + sizeof REST - 1);
    assert_int_equal(snapguard_finding_fix(finding_of(report, "parameter-alias")), SAFE);
}

/* In a template a value may stand elsewhere than where it is used, so it is left alone.
 */
static void templates_are_not_mended(void **state)
{
    static const char text[] =
        "{\"ROSTemplateFormatVersion\":\"2015-09-01\",\"Resources\":{\"A\":{\"Type\":"
        "\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":{\"TimePoints\":[3,1],"
        "\"RepeatWeekdays\":[1],\"RetentionDays\":30}}}}";
    const snapguard_report *report =
        judge_as(&engine, SNAPGUARD_ROS, text, sizeof text - 1);
    const snapguard_finding *finding = finding_of(report, "time-points-order");

    (void)state;
    assert_non_null(finding);
    assert_int_equal(snapguard_finding_fix(finding), NONE);
    assert_no_edit(finding);
}

/* ---------------------------------------------------------------------------- the pack
 */

typedef struct rule_examples {
    const json_t *pack;
    const char *rule;
    bool is_fixable;
    size_t mended;
} rule_examples;

static size_t count_of(const snapguard_report *report, const char *rule)
{
    size_t count = 0;

    for (size_t i = 0; i < snapguard_report_count(report); i++)
        count +=
            !strcmp(snapguard_finding_rule(snapguard_report_finding(report, i)), rule);
    return count;
}

static void assert_fix_helps(
    const snapguard_finding *finding, const char *rule, snapguard_encoding encoding,
    const char *bytes, size_t size, size_t count)
{
    snapguard_range range;
    size_t length = snapguard_finding_edit(finding, 0, &range, NULL, 0);
    char *text = memory_of(size + length + 1);
    size_t begin = range.start.byte;
    size_t rest = size - range.end.byte;

    memcpy(text, bytes, begin);
    snapguard_finding_edit(finding, 0, &range, text + begin, length + 1);
    memcpy(text + begin + length, bytes + range.end.byte, rest);
    assert_true(
        count_of(judge_as(&engine, encoding, text, begin + length + rest), rule) < count);
    free(text);
}

static void check_example(const pack_example *example, void *data)
{
    rule_examples *one = data;
    size_t size;
    char *bytes;
    const snapguard_report *report;
    const snapguard_finding *finding;

    if (strcmp(example->rule, one->rule) || strcmp(example->kind, "reject"))
        return;
    bytes = pack_request(one->pack, example->json, &size);
    report = judge_as(&engine, pack_encoding(example->json), bytes, size);
    finding = finding_of(report, one->rule);
    if (finding && snapguard_finding_fix(finding) != SNAPGUARD_FIX_NONE) {
        assert_true(one->is_fixable);
        assert_fix_helps(
            finding, one->rule, pack_encoding(example->json), bytes, size,
            count_of(report, one->rule));
        one->mended++;
    }
    free(bytes);
}

/* A rule has a fix for the examples that it refuses if and only if the pack says so. */
static void examples_are_mended(void **state)
{
    json_t *pack = pack_load();
    const json_t *rules = json_object_get(pack, "rules");
    size_t fixable = 0;
    size_t i;
    const json_t *rule;

    (void)state;
    json_array_foreach (rules, i, rule) {
        rule_examples one = {
            pack, json_string_value(json_object_get(rule, "id")),
            json_object_get(rule, "fix") != NULL, 0};

        pack_each_example(pack, check_example, &one);
        if (one.is_fixable != (one.mended > 0))
            fail_msg("%s: %zu examples are mended", one.rule, one.mended);
        fixable += one.is_fixable;
    }
    /* Eight whose fix is safe, or may be, and three whose fix never is. */
    assert_int_equal(fixable, 11);
    json_decref(pack);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 3];
    int failed;

    judge_open(&engine, NULL);
    ADD_ROWS(tests, is_mended, cases, COUNT(cases));
    tests[COUNT(cases)] = (struct CMUnitTest)cmocka_unit_test(messages_are_not_mended);
    tests[COUNT(cases) + 1] = (struct CMUnitTest)cmocka_unit_test(examples_are_mended);
    tests[COUNT(cases) + 2] =
        (struct CMUnitTest)cmocka_unit_test(templates_are_not_mended);
    failed = cmocka_run_group_tests_name("fixes", tests, NULL, NULL);
    judge_close(&engine);
    return failed;
}
