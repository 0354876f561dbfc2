/* What the rules of packs say of templates and plans: what is known is judged, and what
 * is known only later is neither refused nor called checked. */
#include "engines.h"
#include "packs.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What becomes of the only policy. */
typedef enum outcome {
    HOLDS, /* It is valid, */
    FIRES, /* the rule of the pack refuses it, */
    OPEN   /* or nobody can tell so far. */
} outcome;

typedef struct form_case {
    const char *name;
    const char *rule;    /* its members, in short form */
    const char *members; /* of the policy, behind those that it needs, likewise */
    const char *unknown; /* of a plan: what is known after apply; NULL: a template */
    outcome outcome;
} form_case;

#define MUST(place, must) "'at':'" place "','check':'value','must':" must
#define HOLDS_FOR(place, must) "'at':'" place "','check':'holds','must':" must
#define IF(condition) MUST("retentionDays", "{'max':7}") ",'if':" condition
#define PRESENT(place) "'at':'" place "','check':'present'"
#define OWNER "'at':'Tag','check':'includes','member':'Tag.N.Key','all':['owner']"
#define GROUP "CopyEncryptionConfiguration"
#define COPIES ",'enable_cross_region_copy':true,'target_copy_regions':['cn-beijing']"
#define LATER "{'Ref':'Other'}"

/* clang-format off */
static form_case cases[] = {
    {"a value that is right", MUST("retentionDays", "{'max':30}"), "", NULL, HOLDS},
    {"a value that is wrong", MUST("retentionDays", "{'max':29}"), "", NULL, FIRES},
    {"a value that is not known",
     MUST("autoSnapshotPolicyName", "{'matches':'a.*'}"), ",'AutoSnapshotPolicyName':" LATER,
     NULL, OPEN},
    {"a value that is not known and that nobody asks about",
     MUST("retentionDays", "{'max':30}"), ",'ResourceGroupId':" LATER, NULL, HOLDS},
    {"what is wrong whatever the rest comes to",
     MUST("retentionDays", "{'max':29}"), ",'AutoSnapshotPolicyName':" LATER, NULL, FIRES},
    {"a value that is no value", PRESENT("autoSnapshotPolicyName"),
     ",'AutoSnapshotPolicyName':{'Ref':'ALIYUN::NoValue'}", NULL, FIRES},
    {"presence of what is not known", PRESENT("autoSnapshotPolicyName"),
     ",'AutoSnapshotPolicyName':" LATER, NULL, OPEN},
    {"absence of what is not known", "'at':'autoSnapshotPolicyName','check':'absent'",
     ",'AutoSnapshotPolicyName':" LATER, NULL, OPEN},
    {"numbers of a list as numbers",
     HOLDS_FOR("timePoints", "{'timePoints':{'every':{'equals':1}}}"), "", NULL, HOLDS},
    {"numbers of a list as texts",
     HOLDS_FOR("timePoints", "{'timePoints':{'every':{'equals':'1'}}}"), "", NULL, HOLDS},
    {"numbers of a list as texts that differ",
     HOLDS_FOR("timePoints", "{'timePoints':{'every':{'equals':'2'}}}"), "", NULL, FIRES},
    {"each number of a list as a text", MUST("timePoints", "{'in':['1','2']}"), "", NULL, HOLDS},
    {"each number of a list as another text", MUST("timePoints", "{'in':['2','3']}"), "", NULL,
     FIRES},

    {"a condition on what is not known",
     IF("{'autoSnapshotPolicyName':{'equals':'x'}}"), ",'AutoSnapshotPolicyName':" LATER, NULL,
     OPEN},
    {"a condition on what is known to be so",
     IF("{'autoSnapshotPolicyName':{'equals':'xy'}}"), ",'AutoSnapshotPolicyName':'xy'", NULL,
     FIRES},
    {"a condition on what is known not to be so",
     IF("{'autoSnapshotPolicyName':{'equals':'xy'}}"), ",'AutoSnapshotPolicyName':'xz'", NULL,
     HOLDS},
    {"a term about what is not known",
     HOLDS_FOR("retentionDays", "{'autoSnapshotPolicyName':{'equals':'xy'}}"),
     ",'AutoSnapshotPolicyName':" LATER, NULL, OPEN},
    {"the opposite of one",
     HOLDS_FOR("retentionDays", "{'not':{'autoSnapshotPolicyName':{'equals':'xy'}}}"),
     ",'AutoSnapshotPolicyName':" LATER, NULL, OPEN},
    {"a term that is given only later",
     HOLDS_FOR("retentionDays", "{'autoSnapshotPolicyName':'given'}"),
     ",'AutoSnapshotPolicyName':" LATER, NULL, OPEN},

    {"the region is never known", MUST("regionId", "{'equals':'cn-hangzhou'}"), "", NULL, OPEN},
    {"the presence of the region is not, either", PRESENT("regionId"), "", NULL, OPEN},
    {"a condition on the region", IF("{'regionId':{'equals':'cn-hangzhou'}}"), "", NULL, OPEN},
    {"a term about the region",
     HOLDS_FOR("retentionDays", "{'regionId':{'equals':'cn-hangzhou'}}"), "", NULL, OPEN},

    {"tags that are not there", PRESENT("Tag"), "", NULL, FIRES},
    {"tags that are not known", PRESENT("Tag"), ",'Tags':" LATER, NULL, OPEN},
    {"a tag of which nothing is known: documented rules need its key", PRESENT("Tag"),
     ",'Tags':[" LATER "]", NULL, OPEN},
    {"a tag that is wanted", OWNER, ",'Tags':[{'Key':'owner','Value':'a'}]", NULL, HOLDS},
    {"a tag that is missing", OWNER, ",'Tags':[{'Key':'cost','Value':'a'}]", NULL, FIRES},
    {"a tag that may be among those that are not known", OWNER, ",'Tags':" LATER, NULL, OPEN},
    {"a tag whose key is not known", OWNER, ",'Tags':[{'Key':" LATER "}]", NULL, OPEN},
    {"the number of tags that are not known",
     HOLDS_FOR("retentionDays", "{'Tag':{'count':{'min':1}}}"), ",'Tags':" LATER, NULL, OPEN},
    {"one of the tags that are not known",
     HOLDS_FOR("retentionDays", "{'Tag':{'some':{'Tag.N.Key':{'equals':'owner'}}}}"),
     ",'Tags':" LATER, NULL, OPEN},
    {"one of the tags, whose value is not known",
     HOLDS_FOR("retentionDays", "{'Tag':{'some':{'Tag.N.Value':{'equals':'a'}}}}"),
     ",'Tags':[{'Key':'owner','Value':" LATER "}]", NULL, OPEN},

    {"a group that is not there", PRESENT(GROUP), "", NULL, FIRES},
    {"a group that is not known", PRESENT(GROUP), ",'" GROUP "':" LATER, NULL, OPEN},
    {"a group of which nothing is known", PRESENT(GROUP),
     ",'" GROUP "':{'Encrypted':" LATER "}", NULL, OPEN},
    {"what a group of which some is known has not",
     PRESENT(GROUP ".KMSKeyId"), ",'" GROUP "':{'Encrypted':" LATER "}", NULL, FIRES},

    {"a plan that is right", MUST("retentionDays", "{'max':30}"), "", "", HOLDS},
    {"a plan that is wrong", MUST("retentionDays", "{'max':29}"), "", "", FIRES},
    {"a name that is known after apply", MUST("autoSnapshotPolicyName", "{'matches':'a.*'}"), "",
     "'auto_snapshot_policy_name':true", OPEN},
    {"tags that are known after apply", PRESENT("Tag"), "", "'tags':true", OPEN},
    {"a tag among those", OWNER, "", "'tags':true", OPEN},
    {"a tag whose value is known after apply: documented rules need it", OWNER, ",'tags':{}",
     "'tags':{'owner':true}", OPEN},
    {"another tag is missing, whatever that value comes to", OWNER, ",'tags':{}",
     "'tags':{'cost':true}", FIRES},
    {"that value", MUST("Tag.N.Value", "{'equals':'a'}"), ",'tags':{}", "'tags':{'owner':true}",
     OPEN},
    {"a region of a list of which one is known after apply",
     HOLDS_FOR("retentionDays", "{'TargetCopyRegions':{'count':{'max':1}}}"),
     ",'enable_cross_region_copy':true,'target_copy_regions':[null]",
     "'target_copy_regions':[true]", OPEN},
    {"a block of a plan", MUST(GROUP ".Encrypted", "{'equals':true}"),
     COPIES ",'copy_encryption_configuration':[{'encrypted':true}]", "", HOLDS},
    {"a block of a plan that is wrong", MUST(GROUP ".Encrypted", "{'equals':true}"),
     COPIES ",'copy_encryption_configuration':[{'encrypted':false}]", "", FIRES},
    {"an empty list of a plan is none", "'at':'TargetCopyRegions','check':'absent'",
     ",'target_copy_regions':[]", "", HOLDS},
    {"what stands for another name", MUST("autoSnapshotPolicyName", "{'equals':'xy'}"),
     ",'name':'xz'", "", FIRES},
    {"what stands for another name that is there", MUST("autoSnapshotPolicyName", "{'equals':'xy'}"),
     ",'name':'xz','auto_snapshot_policy_name':'xy'", "", HOLDS},
    {"a list that is known after apply",
     HOLDS_FOR("retentionDays", "{'TargetCopyRegions':{'some':{'equals':'cn-beijing'}}}"), "",
     "'target_copy_regions':true", OPEN},
};
/* clang-format on */

static char *text_of(const form_case *row)
{
    static const char template[] =
        "{'Resources':{'P':{'Type':'ALIYUN::ECS::AutoSnapshotPolicy','Properties':{"
        "'TimePoints':[1],'RepeatWeekdays':[1],'RetentionDays':30%s}}}}";
    static const char plan[] =
        "{'resource_changes':[{'address':'a.p','mode':'managed','type':"
        "'alicloud_ecs_auto_snapshot_policy','change':{'actions':['create'],"
        "'after_unknown':{%s},'after':{'time_points':['1'],'repeat_weekdays':['1'],"
        "'retention_days':30%s}}}]}";
    char text[1024];

    if (row->unknown)
        snprintf(text, sizeof text, plan, row->unknown, row->members);
    else
        snprintf(text, sizeof text, template, row->members);
    return pack_new(text).bytes;
}

static snapguard_options *options_of(const form_case *row, const char *severity)
{
    char rule[1024];
    snapguard_options *options = options_new();
    pack_text pack;

    snprintf(
        rule, sizeof rule, "{'id':'acme/x','severity':'%s',%s,'message':'m'}", severity,
        row->rule);
    pack = pack_of_rules(rule);
    assert_int_equal(
        snapguard_options_add_pack(options, pack.bytes, pack.size), SNAPGUARD_OK);
    free(pack.bytes);
    return options;
}

static checker checker_of(const form_case *row, const char *severity)
{
    return checker_new(options_of(row, severity));
}

static snapguard_encoding encoding_of(const form_case *row)
{
    return row->unknown ? SNAPGUARD_TFPLAN : SNAPGUARD_ROS;
}

/* The text is gone then, and no place is to be asked for. */
static const snapguard_report *judge(checker *by, const form_case *row)
{
    char *text = text_of(row);
    const snapguard_report *report = check_text(by, encoding_of(row), text);

    free(text);
    return report;
}

static void a_policy_is_judged(void **state)
{
    static const snapguard_verdict verdicts[] = {
        [HOLDS] = SNAPGUARD_VALID,
        [FIRES] = SNAPGUARD_INVALID,
        [OPEN] = SNAPGUARD_UNDETERMINED,
    };
    const form_case *row = *state;
    checker by = checker_of(row, "error");
    const snapguard_report *report = judge(&by, row);

    assert_int_equal(finding_of(report, "acme/x") != NULL, row->outcome == FIRES);
    assert_int_equal(snapguard_report_count(report), row->outcome == FIRES);
    assert_int_equal(snapguard_report_verdict(report), verdicts[row->outcome]);
    checker_free(&by);
}

/* No verdict depends on a warning. */
static void a_warning_leaves_nothing_open(void **state)
{
    const form_case *row = *state;
    checker plain = checker_new(NULL);
    checker by = checker_of(row, "warning");
    snapguard_verdict without = snapguard_report_verdict(judge(&plain, row));
    const snapguard_report *report = judge(&by, row);

    assert_int_equal(finding_of(report, "acme/x") != NULL, row->outcome == FIRES);
    assert_int_equal(snapguard_report_verdict(report), without);
    checker_free(&plain);
    checker_free(&by);
}

/* A group is given when a member of it is, of which no other rule asks here. */
static void a_rule_of_a_pack_alone_is_left_open(void **state)
{
    static const form_case row = {
        "", PRESENT(GROUP), ",'" GROUP "':{'Encrypted':" LATER "}", NULL, OPEN};
    snapguard_options *options = options_of(&row, "error");
    checker by;

    (void)state;
    assert_int_equal(
        snapguard_options_set_severity(options, "*", SNAPGUARD_OFF), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_set_severity(options, "acme/x", SNAPGUARD_ERROR), SNAPGUARD_OK);
    by = checker_new(options);
    assert_int_equal(snapguard_report_verdict(judge(&by, &row)), SNAPGUARD_UNDETERMINED);
    checker_free(&by);
}

/* What is given stands where all of it does, however it is written. */
static void what_is_refused_has_its_place(void **state)
{
    static const struct {
        form_case policy;
        const char *place; /* in short form */
    } rows[] = {
        {{.rule = "'at':'Tag','check':'absent'", .members = ",'Tags':[{'Key':'a'}]"},
         "[{'Key':'a'}]"      },
        {{.rule = "'at':'Tag','check':'absent'",
          .members = ",'tags':{'a':'b','c':'d'}",
          .unknown = ""},
         "{'a':'b','c':'d'}"  },
        {{.rule = "'at':'" GROUP "','check':'absent'",
          .members = ",'" GROUP "':{'Encrypted':false}"},
         "{'Encrypted':false}"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        checker by = checker_of(&rows[i].policy, "error");
        char *text = text_of(&rows[i].policy);
        const snapguard_finding *finding =
            finding_of(check_text(&by, encoding_of(&rows[i].policy), text), "acme/x");
        pack_text place = pack_new(rows[i].place);
        snapguard_range range;

        assert_non_null(finding);
        snapguard_finding_range(finding, &range);
        assert_int_equal(range.start.byte, strstr(text, place.bytes) - text);
        assert_int_equal(range.end.byte, range.start.byte + place.size);
        free(place.bytes);
        free(text);
        checker_free(&by);
    }
}

/* What was open in a template is not so in the request behind it. */
static void requests_are_as_they_were(void **state)
{
    static const form_case tags = {"", PRESENT("Tag"), ",'Tags':" LATER, NULL, OPEN};
    pack_text request =
        pack_new("{'regionId':'cn-hangzhou','timePoints':'[`1`]','repeatWeekdays':"
                 "'[`1`]','retentionDays':30}");
    checker by = checker_of(&tags, "error");

    (void)state;
    assert_null(finding_of(judge(&by, &tags), "acme/x"));
    assert_non_null(finding_of(check_text(&by, SNAPGUARD_JSON, request.bytes), "acme/x"));
    free(request.bytes);
    checker_free(&by);
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(a_rule_of_a_pack_alone_is_left_open),
        cmocka_unit_test(what_is_refused_has_its_place),
        cmocka_unit_test(requests_are_as_they_were),
    };
    struct CMUnitTest errors[COUNT(cases)];
    struct CMUnitTest warnings[COUNT(cases)];
    int failed = cmocka_run_group_tests_name("packs and templates", alone, NULL, NULL);

    for (size_t i = 0; i < COUNT(cases); i++) {
        errors[i] =
            (struct CMUnitTest){cases[i].name, a_policy_is_judged, NULL, NULL, &cases[i]};
        warnings[i] = (struct CMUnitTest){
            cases[i].name, a_warning_leaves_nothing_open, NULL, NULL, &cases[i]};
    }
    failed += cmocka_run_group_tests_name("errors", errors, NULL, NULL);
    failed += cmocka_run_group_tests_name("warnings", warnings, NULL, NULL);
    return failed;
}
