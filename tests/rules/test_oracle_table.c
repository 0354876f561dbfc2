/* The oracle by itself, against what the reference page and the list of rules say, on
 * both sides of every bound. The library has no part in it. */
#include "opinion.h"

#include "support.h"

#define MISSING(name)                                                                    \
    "400 MissingParameter: The input parameter \"" name                                  \
    "\" that is mandatory for processing this request is not supplied."
#define INVALID(name) "403 ParameterInvalid: The specified " name " parameter is invalid."
#define NAME                                                                             \
    "400 InvalidSnapshotPolicyName.Malformed: The specified autoSnapshotPolicyName is "  \
    "wrongly formed."
#define TARGET                                                                           \
    "403 InvalidParameter.TargetCopyRegions: The specified TargetCopyRegions is "        \
    "invalid."
#define COPIED                                                                           \
    "403 InvalidParameter.CopiedSnapshotsRetentionDays: The specified "                  \
    "CopiedSnapshotsRetentionDays is invalid."
#define ILLEGAL                                                                          \
    "400 InvalidParameter.EncryptedIllegal: The specified parameter Encrypted must be "  \
    "true when kmsKeyId is not empty."
#define TAG_KEY "400 InvalidTagKey.Malformed: The specified Tag.n.Key is not valid."
#define TAG_VALUE "400 InvalidTagValue.Malformed: The specified Tag.n.Value is not valid."
#define TAG_TWICE "400 Duplicate.TagKey: The Tag.N.Key contain duplicate key."
#define GENERAL "400 InvalidParameter: The specified parameter is not valid"

#define A16 "aaaaaaaaaaaaaaaa"
#define A64 A16 A16 A16 A16
#define A127 A64 A16 A16 A16 "aaaaaaaaaaaaaaa"
#define HAN "\xE4\xB8\xAD"
#define HAN8 HAN HAN HAN HAN HAN HAN HAN HAN
#define HAN64 HAN8 HAN8 HAN8 HAN8 HAN8 HAN8 HAN8 HAN8
#define HAN127 HAN64 HAN8 HAN8 HAN8 HAN8 HAN8 HAN8 HAN8 HAN HAN HAN HAN HAN HAN HAN
#define HOURS24                                                                          \
    "\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\",\"12\","  \
    "\"13\",\"14\",\"15\",\"16\",\"17\",\"18\",\"19\",\"20\",\"21\",\"22\",\"23\""
#define DAYS7 "\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\""
#define COPY "CopyEncryptionConfiguration"
#define KEY COPY ".KMSKeyId"
#define ENCRYPTED COPY ".Encrypted"
#define WITHOUT_COPY "copy-parameter-without-copy@"

#define PAIRS_ROW(name, ...)                                                             \
    {                                                                                    \
        name, ORACLE_PAIRS, __VA_ARGS__                                                  \
    }
#define JSON_ROW(name, ...)                                                              \
    {                                                                                    \
        name, ORACLE_JSON, __VA_ARGS__                                                   \
    }

static const opinion rows[] = {
#define PAIRS(...) PAIRS_ROW(__VA_ARGS__),
#define JSON(...) JSON_ROW(__VA_ARGS__),
#include "oracle_table.def"
};

static void judged_so(void **state)
{
    opinion_check(*state, NULL);
}

static void check_damage(
    oracle_encoding encoding, oracle_damage damage, const char *action, const char *rule)
{
    static oracle_report report;
    oracle_request request = {.encoding = encoding, .damage = damage, .count = 1};

    request.entries[0] = (oracle_entry){
        .name = {"Action", 6 },
          .type = ORACLE_STRING, .text = {action,   24}
    };
    oracle_judge(&report, &request, NULL);
    assert_int_equal(report.count, 1);
    assert_string_equal(report.findings[0].rule, rule);
    assert_int_equal(report.verdict, ORACLE_INVALID);
    assert_int_equal(report.answer.status, 0);
}

/* Nothing else is said, though all that is required is missing. */
static void damage_is_all_that_is_said(void **state)
{
    const char ours[] = "CreateAutoSnapshotPolicy";
    const char others[] = "DeleteAutoSnapshotPolicy";

    (void)state;
    check_damage(ORACLE_JSON, ORACLE_NOT_JSON, others, "invalid-json");
    check_damage(ORACLE_JSON, ORACLE_NOT_AN_OBJECT, others, "not-an-object");
    check_damage(ORACLE_PAIRS, ORACLE_CUT_ESCAPE, ours, "invalid-percent-encoding");
}

int main(void)
{
    static struct CMUnitTest tests[COUNT(rows) + 1];

    ADD_ROWS(tests, judged_so, rows, COUNT(rows));
    tests[COUNT(rows)] = (struct CMUnitTest)cmocka_unit_test(damage_is_all_that_is_said);
    return cmocka_run_group_tests_name("oracle_table", tests, NULL, NULL);
}
