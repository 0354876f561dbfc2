/* What facts about an account decide: the rules that fire, and those that stay open. */
#include "judge.h"

#include <stdlib.h>
#include <string.h>

#define COPY "'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-shanghai`]',"
#define ENCRYPTION(members) COPY "'CopyEncryptionConfiguration':{" members "}"
#define KEY ENCRYPTION("'Encrypted':true,'KMSKeyId':'k'")
#define KEYS(keys) "{'kms':{'keys':{" keys "}}}"
#define SHANGHAI(members) KEYS("'cn-shanghai':{" members "}")

#define KEY_RULES "kms-key-not-found kms-key-disabled kms-key-untagged"

typedef struct facts_case {
    const char *name;
    const char *facts; /* NULL: none */
    const char *members;
    const char *fired;   /* of the account's rules */
    const char *decided; /* the others are not evaluated */
} facts_case;

/* clang-format off */
static const facts_case cases[] = {
    {"no facts decide nothing", NULL, KEY, "", ""},
    {"empty facts decide nothing", "{}", KEY, "", ""},
    {"empty objects decide nothing",
     "{'account':{},'regions':{},'kms':{},'disk':{},'image':{}}", "", "", ""},

    {"99 policies leave room for one", "{'regions':{'cn-hangzhou':{'policyCount':99}}}",
     "", "", "policy-quota"},
    {"100 policies do not", "{'regions':{'cn-hangzhou':{'policyCount':100}}}", "",
     "policy-quota", "policy-quota"},
    {"101 policies do not", "{'regions':{'cn-hangzhou':{'policyCount':101}}}", "",
     "policy-quota", "policy-quota"},
    {"those of another region say nothing",
     "{'regions':{'cn-beijing':{'policyCount':100,'supported':false}}}", "", "", ""},
    {"the region may be given by its other name",
     "{'regions':{'cn-hangzhou':{'policyCount':100}}}",
     "'regionId':null,'RegionId':'cn-hangzhou'", "policy-quota", "policy-quota"},
    {"a region in escapes is the same", "{'regions':{'cn-h\\u0061ngzhou':{'policyCount':100}}}",
     "'regionId':'c\\u006e-hangzhou'", "policy-quota", "policy-quota"},
    {"no region, no answer", "{'regions':{'cn-hangzhou':{'policyCount':100}}}",
     "'regionId':null", "", ""},
    {"a region of the wrong type is not read",
     "{'regions':{'5':{'policyCount':100},'cn-hangzhou':{'supported':false}}}",
     "'regionId':5", "", ""},
    {"a region that is contested is not read",
     "{'regions':{'cn-hangzhou':{'policyCount':100},'cn-beijing':{'policyCount':100}}}",
     "'regionId':'cn-hangzhou','RegionId':'cn-beijing'", "", ""},
    {"a supported region", "{'regions':{'cn-hangzhou':{'supported':true}}}", "", "",
     "region-unsupported"},
    {"a region that is not supported", "{'regions':{'cn-hangzhou':{'supported':false}}}",
     "", "region-unsupported", "region-unsupported"},

    {"enough balance, and the service",
     "{'account':{'balanceSufficient':true,'snapshotServiceActivated':true}}", "", "",
     "account-balance snapshot-service"},
    {"neither", "{'account':{'balanceSufficient':false,'snapshotServiceActivated':false}}",
     "", "account-balance snapshot-service", "account-balance snapshot-service"},
    {"the request may be wrong otherwise", "{'account':{'balanceSufficient':false}}",
     "'retentionDays':0", "account-balance", "account-balance"},

    {"KMS is not activated, a key is given", "{'kms':{'activated':false}}", KEY,
     "kms-not-activated", "kms-not-activated kms-not-activated-encrypted"},
    {"KMS is not activated, none is", "{'kms':{'activated':false}}",
     ENCRYPTION("'Encrypted':true"), "kms-not-activated-encrypted",
     "kms-not-activated kms-not-activated-encrypted"},
    {"KMS is not activated, an empty one is", "{'kms':{'activated':false}}",
     ENCRYPTION("'Encrypted':true,'KMSKeyId':''"), "kms-not-activated-encrypted",
     "kms-not-activated kms-not-activated-encrypted"},
    {"KMS is not activated, and not needed", "{'kms':{'activated':false}}", "", "",
     "kms-not-activated kms-not-activated-encrypted"},
    {"KMS is not activated, a key without encryption", "{'kms':{'activated':false}}",
     ENCRYPTION("'KMSKeyId':'k'"), "kms-not-activated",
     "kms-not-activated kms-not-activated-encrypted"},
    {"KMS is activated", "{'kms':{'activated':true}}", KEY, "",
     "kms-not-activated kms-not-activated-encrypted"},
    {"a key of the wrong type is not read", "{'kms':{'activated':false}}",
     ENCRYPTION("'Encrypted':true,'KMSKeyId':5"), "", ""},
    {"encryption of the wrong type is not read", "{'kms':{'activated':false}}",
     ENCRYPTION("'Encrypted':'yes'"), "", "kms-not-activated"},
    {"a group that is none may hold a key", "{'kms':{'activated':false}}",
     COPY "'CopyEncryptionConfiguration':'k'", "", "kms-not-activated-encrypted"},
    {"a key in another letter case may be meant",
     "{'kms':{'activated':false},'image':{'sharedEncrypted':true}}",
     ENCRYPTION("'Encrypted':true,'kmsKeyId':'k'"), "", ""},
    {"ECS is authorized", "{'kms':{'ecsAuthorized':true}}", KEY, "",
     "kms-not-authorized"},
    {"ECS is not authorized", "{'kms':{'ecsAuthorized':false}}", KEY,
     "kms-not-authorized", "kms-not-authorized"},
    {"ECS is not authorized, and need not be", "{'kms':{'ecsAuthorized':false}}",
     ENCRYPTION("'Encrypted':true"), "", "kms-not-authorized"},

    {"a key that is good", SHANGHAI("'k':{'enabled':true,'ecsTagged':true}"), KEY, "",
     KEY_RULES},
    {"a key that is neither", SHANGHAI("'k':{'enabled':false,'ecsTagged':false}"), KEY,
     "kms-key-disabled kms-key-untagged", KEY_RULES},
    {"a key of which only that is known", SHANGHAI("'k':{}"), KEY, "",
     "kms-key-not-found"},
    {"a key that is another", SHANGHAI("'K':{'enabled':false}"), KEY,
     "kms-key-not-found", "kms-key-not-found"},
    {"a key of no region's", SHANGHAI(""), KEY, "kms-key-not-found",
     "kms-key-not-found"},
    {"a key of another region", KEYS("'cn-beijing':{'k':{'enabled':false}}"), KEY, "",
     ""},
    {"a key that is not asked for", SHANGHAI("'k':{'enabled':false}"),
     ENCRYPTION("'Encrypted':true"), "", KEY_RULES},
    {"keys of no region, and none asked for", KEYS(""), "", "", KEY_RULES},
    {"a key, but no destination", SHANGHAI("'k':{'enabled':false}"),
     "'CopyEncryptionConfiguration':{'Encrypted':true,'KMSKeyId':'k'}", "", ""},
    {"a key, and an empty destination", SHANGHAI("'k':{'enabled':false}"),
     "'TargetCopyRegions':'[]',"
     "'CopyEncryptionConfiguration':{'Encrypted':true,'KMSKeyId':'k'}", "", ""},
    {"a key, and two destinations", SHANGHAI("'k':{'enabled':false}"),
     "'TargetCopyRegions':'[`cn-shanghai`,`cn-shanghai`]',"
     "'CopyEncryptionConfiguration':{'Encrypted':true,'KMSKeyId':'k'}", "", ""},
    {"a key, and a destination that is no text", KEYS("'5':{'k':{'enabled':false}}"),
     "'TargetCopyRegions':'[5]',"
     "'CopyEncryptionConfiguration':{'Encrypted':true,'KMSKeyId':'k'}", "", ""},
    {"a key, and a destination in an array", SHANGHAI("'k':{'enabled':false}"),
     "'TargetCopyRegions':['cn-shanghai'],"
     "'CopyEncryptionConfiguration':{'Encrypted':true,'KMSKeyId':'k'}", "", ""},
    {"a key, and a destination that is contested", SHANGHAI("'k':{'enabled':false}"),
     "'TargetCopyRegions':'[`cn-shanghai`]','TargetCopyRegions':'[`cn-beijing`]',"
     "'CopyEncryptionConfiguration':{'Encrypted':true,'KMSKeyId':'k'}", "", ""},
    {"a key, and a destination in escapes", SHANGHAI("'k':{'enabled':false}"),
     "'TargetCopyRegions':' [ `cn-sh\\\\u0061nghai` ] ',"
     "'CopyEncryptionConfiguration':{'Encrypted':true,'KMSKeyId':'\\u006b'}",
     "kms-key-disabled", "kms-key-not-found kms-key-disabled"},
    {"a key in the flat form", SHANGHAI("'k':{'enabled':false}"),
     COPY "'CopyEncryptionConfiguration.Encrypted':true,"
     "'CopyEncryptionConfiguration.KMSKeyId':'k'",
     "kms-key-disabled", "kms-key-not-found kms-key-disabled"},
    {"a key that is given twice", SHANGHAI("'k':{'enabled':false}"),
     COPY "'CopyEncryptionConfiguration':{'Encrypted':true,'KMSKeyId':'k'},"
     "'CopyEncryptionConfiguration.KMSKeyId':'other'", "", ""},
    {"a key that is a part of one", SHANGHAI("'kk':{},'':{}"), KEY, "kms-key-not-found",
     "kms-key-not-found"},

    {"a disk that has snapshots", "{'disk':{'snapshotSupported':true}}", "", "",
     "disk-category"},
    {"a disk that has none", "{'disk':{'snapshotSupported':false}}", "", "disk-category",
     "disk-category"},
    {"an image that is not shared", "{'image':{'sharedEncrypted':false}}", "", "",
     "image-encryption"},
    {"a shared image, and no key", "{'image':{'sharedEncrypted':true}}", "",
     "image-encryption", "image-encryption"},
    {"a shared image, and a key", "{'image':{'sharedEncrypted':true}}", KEY, "",
     "image-encryption"},

    {"the length of a snapshot is no row", "{'snapshotMinutes':80}", "", "", ""},
    {"another operation is not judged", "{'account':{'balanceSufficient':false}}",
     "'Action':'DescribeDisks'", "", ""},
    {"a rule is open where the request is not read",
     "{'account':{'balanceSufficient':false}}",
     "'a':[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "", ""},
    {"all at once",
     "{'account':{'balanceSufficient':false,'snapshotServiceActivated':false},"
     "'regions':{'cn-hangzhou':{'supported':false,'policyCount':100}},"
     "'kms':{'activated':false,'ecsAuthorized':false,"
     "'keys':{'cn-shanghai':{'k':{'enabled':false,'ecsTagged':false}}}},"
     "'disk':{'snapshotSupported':false},'image':{'sharedEncrypted':true},"
     "'snapshotMinutes':80}", KEY,
     "policy-quota region-unsupported account-balance snapshot-service "
     "kms-not-activated kms-not-authorized kms-key-disabled kms-key-untagged "
     "disk-category",
     "policy-quota region-unsupported account-balance snapshot-service "
     "kms-not-activated kms-not-activated-encrypted kms-not-authorized " KEY_RULES
     " disk-category image-encryption"},
};
/* clang-format on */

static const char *const rules[] = {
    "policy-quota",       "region-unsupported", "account-balance",
    "snapshot-service",   "kms-not-activated",  "kms-not-activated-encrypted",
    "kms-not-authorized", "kms-key-not-found",  "kms-key-disabled",
    "kms-key-untagged",   "disk-category",      "image-encryption"};

static rule_judge engine;

static void append(char *list, const char *word)
{
    strcat(list, *list ? " " : "");
    strcat(list, word);
}

/* Every rule is decided, or listed once, in its order. */
static void list_decided(const snapguard_report *report, char *list)
{
    size_t open = 0;

    *list = '\0';
    for (size_t i = 0; i < COUNT(rules); i++) {
        const char *id = snapguard_report_not_evaluated(report, open);

        if (id && !strcmp(id, rules[i]))
            open++;
        else
            append(list, rules[i]);
    }
    assert_null(snapguard_report_not_evaluated(report, open));
}

static void list_fired(const snapguard_report *report, char *list)
{
    *list = '\0';
    for (size_t i = 0; i < snapguard_report_count(report); i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);

        if (!strcmp(snapguard_finding_category(finding), "account"))
            append(list, snapguard_finding_rule(finding));
    }
}

static void decides(void **state)
{
    const facts_case *row = *state;
    char *request = judge_request(row->members);
    char *facts = row->facts ? judge_expand(row->facts) : NULL;
    const snapguard_report *report;
    char list[512];

    judge_facts(&engine, facts);
    report = judge_bytes(&engine, request, strlen(request));
    list_fired(report, list);
    assert_string_equal(list, row->fired);
    list_decided(report, list);
    assert_string_equal(list, row->decided);
    free(facts);
    free(request);
}

/* What is switched off is not evaluated, whatever the facts say. */
static void a_rule_that_is_off_is_not_evaluated(void **state)
{
    char *request = judge_request("");
    snapguard_options *options;
    const snapguard_report *report;
    rule_judge other;
    char list[512];

    (void)state;
    assert_int_equal(snapguard_options_new(&options, NULL), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_set_severity(options, "account-balance", SNAPGUARD_OFF),
        SNAPGUARD_OK);
    judge_open(&other, options);
    snapguard_options_free(options);
    judge_facts(
        &other,
        "{\"account\":{\"balanceSufficient\":false,\"snapshotServiceActivated\":true}}");
    report = judge_bytes(&other, request, strlen(request));
    assert_int_equal(snapguard_report_count(report), 0);
    list_decided(report, list);
    assert_string_equal(list, "snapshot-service");
    judge_close(&other);
    free(request);
}

int main(void)
{
    rule_suite suite = {0};
    int failures;

    judge_open(&engine, NULL);
    for (size_t i = 0; i < COUNT(cases); i++)
        suite_add_copy(
            &suite, text_of("%s", cases[i].name), decides, &cases[i], sizeof cases[i]);
    suite_add(
        &suite, text_of("a rule that is off is not evaluated"),
        a_rule_that_is_off_is_not_evaluated, NULL);
    failures = suite_run(&suite, "facts");
    judge_close(&engine);
    return failures;
}
