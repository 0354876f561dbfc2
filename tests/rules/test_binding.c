/* Which name stands for which parameter: nested and flat, right and nearly right, given
 * and not given. A row is the members of a request in the short form of judge.h, and a
 * line for each finding: its rule and its parameter. */
#include "judge.h"
#include "pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct binding_case {
    const char *name;
    const char *members;
    const char *expected;
} binding_case;

#define COPY "'EnableCrossRegionCopy':true,'TargetCopyRegions':'[`cn-shanghai`]'"
#define ENCRYPTION "CopyEncryptionConfiguration"

static const binding_case rows[] = {
  /* letter case */
    {"a required name in another case is not missing as well",
     "'timePoints':null,'TimePoints':'[`1`]'",                                                                       "parameter-case timePoints"                             },
    {"a name in capitals",                                     "'repeatWeekdays':null,'REPEATWEEKDAYS':'[`1`]'",
     "parameter-case repeatWeekdays"                                                                                                                                         },
    {"a value behind a name in another case is not read",
     "'timePoints':null,'TimePoints':'[`24`]'",                                                                      "parameter-case timePoints"                             },
    {"a region in small letters",                              "'regionId':null,'regionid':'cn-hangzhou'",
     "parameter-case regionId"                                                                                                                                               },
    {"a region in other capitals",                             "'regionId':null,'RegionID':'cn-hangzhou'",
     "parameter-case regionId"                                                                                                                                               },
    {"an optional name in another case",                       "'AutoSnapshotPolicyName':'a'",
     "parameter-case autoSnapshotPolicyName"                                                                                                                                 },
    {"a name in two cases",                                    "'TimePoints':'[`1`]'",                               "parameter-case timePoints"                             },
    {"tags in another case",                                   "'tag':[{'Key':'k'}]",                                "parameter-case Tag"                                    },
    {"a member in another case has a key",                     "'Tag':[{'key':'k'}]",
     "parameter-case Tag.1.Key"                                                                                                                                              },
    {"a flat member in another case",                          "'Tag.1.key':'k'",                                    "parameter-case Tag.1.Key"                              },
    {"a flat name in capitals",                                "'TAG.2.KEY':'k','Tag.1.Key':'k'",
     "parameter-case Tag.2.Key"                                                                                                                                              },
    {"encryption in another case",                             COPY ",'copyEncryptionConfiguration.encrypted':true",
     "parameter-case " ENCRYPTION ".Encrypted"                                                                                                                               },
    {"a switch in another case decides nothing",
     "'enableCrossRegionCopy':true,'CopiedSnapshotsRetentionDays':1",                                                "parameter-case EnableCrossRegionCopy"                  },
    {"a destination in another case is not missing",
     "'EnableCrossRegionCopy':true,'targetCopyRegions':'[`cn-shanghai`]'",                                           "parameter-case TargetCopyRegions"                      },
    {"an empty name in another case is not given",             "'TimePoints':''",                                    ""                                                      },
    {"it does not stand for the right one either",             "'timePoints':null,'TimePoints':''",
     "missing-parameter timePoints"                                                                                                                                          },

 /* the alias */
    {"the alias alone",                                        "'regionId':null,'RegionId':'cn-hangzhou'",
     "parameter-alias regionId"                                                                                                                                              },
    {"the alias and an equal region",                          "'RegionId':'cn-hangzhou'",
     "parameter-alias regionId"                                                                                                                                              },
    {"the alias and another region",                           "'RegionId':'cn-shanghai'",
     "duplicate-parameter regionId\nparameter-alias regionId"                                                                                                                },
    {"the alias before another region",
     "'RegionId':'cn-shanghai','regionId':'cn-hangzhou'",                                                            "duplicate-parameter regionId\nparameter-alias regionId"},
    {"the alias before an equal region",
     "'RegionId':'cn-hangzhou','regionId':'cn-hangzhou'",                                                            "parameter-alias regionId"                              },
    {"an equal region in escapes",
     "'RegionId':'cn-hangzhou','regionId':'cn\\u002dhangzhou'",                                                      "parameter-alias regionId"                              },
    {"an empty alias is not given",                            "'RegionId':''",                                      ""                                                      },
    {"an empty alias is no region",                            "'regionId':null,'RegionId':''",
     "missing-parameter regionId"                                                                                                                                            },
    {"a null alias is no region",                              "'regionId':null,'RegionId':null",
     "missing-parameter regionId"                                                                                                                                            },
    {"an empty region and the alias",                          "'regionId':'','RegionId':'cn-hangzhou'",
     "parameter-alias regionId"                                                                                                                                              },
    {"the alias is read",                                      "'regionId':null,'RegionId':'CN'",
     "parameter-alias regionId\nregion-id-format regionId"                                                                                                                   },
    {"the alias has a type",                                   "'regionId':null,'RegionId':1",
     "parameter-alias regionId\nparameter-type regionId"                                                                                                                     },
    {"the alias is the region that copies compare with",
     "'regionId':null,'RegionId':'cn-shanghai'," COPY,
     "parameter-alias regionId\ncopy-target-same-region TargetCopyRegions"                                                                                                   },

 /* known and silent */
    {"the common parameters are silent",
     "'Action':'CreateAutoSnapshotPolicy','Version':'2014-05-26','Format':'JSON',"
     "'AccessKeyId':'a','Signature':'a','SignatureMethod':'HMAC-SHA1',"
     "'SignatureVersion':'1.0','SignatureNonce':'a','SignatureType':'a',"
     "'Timestamp':'2024-04-11T00:00:00Z','SecurityToken':'a','OwnerId':1,"
     "'OwnerAccount':'a','ResourceOwnerId':1,'ResourceOwnerAccount':'a',"
     "'ClientToken':'a'",                                                                                            ""                                                      },
    {"a schema is silent",                                     "'$schema':'https://example.com/schema.json'",        ""                                                      },

 /* given and not given */
    {"null is not given",
     "'autoSnapshotPolicyName':null,'EnableCrossRegionCopy':null,"
     "'TargetCopyRegions':null,'StorageLocationArn':null,"
     "'CopiedSnapshotsRetentionDays':null,'Tag':null,'ResourceGroupId':null,"
     "'CopyEncryptionConfiguration':null",                                                                           ""                                                      },
    {"an empty text is not given",
     "'autoSnapshotPolicyName':'','EnableCrossRegionCopy':'','TargetCopyRegions':'',"
     "'StorageLocationArn':'','CopiedSnapshotsRetentionDays':'','ResourceGroupId':''",                               ""                                                      },
    {"null and empty members are not given",
     "'CopyEncryptionConfiguration':{'Encrypted':null,'KMSKeyId':'','Arn':null}",                                    ""                                                      },
    {"null and empty flat members are not given",
     "'CopyEncryptionConfiguration.Encrypted':'','CopyEncryptionConfiguration.KMSKeyId':"
     "null,'CopyEncryptionConfiguration.Arn.1.RoleType':''",                                                         ""                                                      },
    {"an unknown name without a value is not given",           "'frobnicate':'','fiddle':null",                      ""                                                      },
    {"all that is required is missing",
     "'regionId':null,'timePoints':'','repeatWeekdays':null,'retentionDays':''",                                     "missing-parameter regionId\nmissing-parameter timePoints\n"
     "missing-parameter repeatWeekdays\nmissing-parameter retentionDays"                     },
    {"an empty key is given",                                  "'Tag':[{'Key':'','Value':'v'}]",
     "tag-key-missing Tag.1.Key"                                                                                                                                             },
    {"an empty flat key is given",                             "'Tag.1.Key':''",                                     "tag-key-missing Tag.1.Key"                             },
    {"an empty value is given",                                "'Tag.1.Key':'k','Tag.1.Value':''",                   ""                                                      },
    {"an empty value alone makes a tag",                       "'Tag.1.Value':''",                                   "tag-key-missing Tag.1.Key"                             },
    {"null makes no tag",                                      "'Tag.1.Key':null,'Tag.1.Value':null",                ""                                                      },

 /* nested and flat */
    {"a key nested and flat",                                  "'Tag':[{'Key':'k'}],'Tag.1.Key':'k'",
     "duplicate-parameter Tag.1.Key"                                                                                                                                         },
    {"a key flat and nested",                                  "'Tag.1.Key':'k','Tag':[{'Key':'k'}]",
     "duplicate-parameter Tag.1.Key"                                                                                                                                         },
    {"empty values nested and flat",                           "'Tag':[{'Key':'k','Value':''}],'Tag.1.Value':''",
     "duplicate-parameter Tag.1.Value"                                                                                                                                       },
    {"encryption nested and flat",
     COPY ",'CopyEncryptionConfiguration':{'Encrypted':true},"
          "'CopyEncryptionConfiguration.Encrypted':true",                                                            "duplicate-parameter " ENCRYPTION ".Encrypted"          },
    {"half nested and half flat",
     COPY ",'CopyEncryptionConfiguration':{'Encrypted':true},"
          "'CopyEncryptionConfiguration.KMSKeyId':'k'",                                                              ""                                                      },
    {"a nested key and its flat value",                        "'Tag':[{'Key':'k'}],'Tag.1.Value':'v'",              ""                                                      },
    {"a nested null and a flat key",                           "'Tag':[{'Key':null}],'Tag.1.Key':'k'",               ""                                                      },
    {"an empty nested text and a flat one",
     COPY ",'CopyEncryptionConfiguration':{'Encrypted':true,'KMSKeyId':''},"
          "'CopyEncryptionConfiguration.KMSKeyId':'k'",                                                              ""                                                      },
    {"nested and flat tags of other numbers",                  "'Tag':[{'Key':'a'}],'Tag.2.Key':'b'",                ""                                                      },

 /* one text, not numbers */
    {"a numbered list",                                        "'timePoints':null,'timePoints.1':'1'",
     "repeat-list-parameter timePoints"                                                                                                                                      },
    {"a numbered list of destinations",
     "'EnableCrossRegionCopy':true,'TargetCopyRegions.1':'cn-shanghai'",                                             "repeat-list-parameter TargetCopyRegions"               },
    {"a numbered list beside the right one",                   "'repeatWeekdays.1':'1'",
     "repeat-list-parameter repeatWeekdays"                                                                                                                                  },

 /* a switch that is at fault */
    {"a switch at fault decides nothing",
     "'EnableCrossRegionCopy':'yes','TargetCopyRegions':'[`cn-hangzhou`]',"
     "'CopiedSnapshotsRetentionDays':-1,'CopyEncryptionConfiguration':{'Encrypted':true}",                           "parameter-type EnableCrossRegionCopy"                  },
    {"a switch at fault misses nothing",                       "'EnableCrossRegionCopy':[true]",
     "parameter-type EnableCrossRegionCopy"                                                                                                                                  },
    {"encryption at fault decides nothing",
     COPY ",'CopyEncryptionConfiguration':{'Encrypted':1,'KMSKeyId':'k'}",
     "parameter-type " ENCRYPTION ".Encrypted"                                                                                                                               },
    {"flat encryption at fault decides nothing",
     COPY ",'CopyEncryptionConfiguration.Encrypted':'on',"
          "'CopyEncryptionConfiguration.KMSKeyId':'k'",                                                              "parameter-type " ENCRYPTION ".Encrypted"               },
};

typedef struct unknown_case {
    const char *name;
    const char *members;
    const char *help; /* stands in it */
} unknown_case;

/* Without a suggestion, the help names no parameter. */
static const unknown_case unknown[] = {
    {"a letter too few",           "'retentionDay':7",                       "retentionDays"  },
    {"a letter too many",          "'timePointss':'[`1`]'",                  "timePoints"     },
    {"two letters changed places", "'repeatWeekdasy':'[`1`]'",               "repeatWeekdays" },
    {"another letter",             "'ResourceGroupIb':'a'",                  "ResourceGroupId"},
    {"a slip in a long name",      "'CopiedSnapshotRetentionDays':1",
     "CopiedSnapshotsRetentionDays"                                                           },
    {"a far name",                 "'frobnicate':7",                         NULL             },
    {"a short far name",           "'x':7",                                  NULL             },
    {"a number behind an integer", "'retentionDays.1':'1'",                  "retentionDays"  },
    {"a word behind a list",       "'timePoints.x':'1'",                     "timePoints"     },
    {"a schema that is nested",    "'Tag':[{'Key':'k','$schema':'x'}]",      NULL             },
    {"a newer switch",             "'AssociationType':'AssociatedWithDisk'", "2026-09"        },
    {"a newer list",               "'TargetTags':[{'Key':'k'}]",             "2026-09"        },
    {"a newer list, flat",         "'TargetTags.1.Key':'k'",                 "2026-09"        },
};

static const char *const parameter_names[] = {
    "regionId",
    "autoSnapshotPolicyName",
    "timePoints",
    "repeatWeekdays",
    "retentionDays",
    "EnableCrossRegionCopy",
    "TargetCopyRegions",
    "StorageLocationArn",
    "CopiedSnapshotsRetentionDays",
    "ResourceGroupId",
    "CopyEncryptionConfiguration",
};

static json_t *pack;
static rule_judge usual;
static rule_judge strict;

static const snapguard_report *
judge_members(rule_judge *judge, const char *members, char **request)
{
    *request = judge_request(members);
    return judge_bytes(judge, *request, strlen(*request));
}

static void binds(void **state)
{
    const binding_case *row = *state;
    char *request;
    const snapguard_report *report = judge_members(&usual, row->members, &request);
    char *findings = judge_findings(report, JUDGE_PARAMETER);

    assert_string_equal(findings, row->expected);
    free(findings);
    free(request);
}

/* -------------------------------------------------------------------- unknown names */

static void expect_help(const char *help, const char *expected)
{
    if (expected) {
        if (!strstr(help, expected))
            fail_msg("%s does not stand in: %s", expected, help);
        return;
    }
    for (size_t i = 0; i < COUNT(parameter_names); i++)
        if (strstr(help, parameter_names[i]) && !strstr(help, "'s list"))
            fail_msg("%s stands in: %s", parameter_names[i], help);
}

static void is_unknown(void **state)
{
    const unknown_case *row = *state;
    char *request;
    const snapguard_report *report = judge_members(&usual, row->members, &request);
    const snapguard_finding *finding = snapguard_report_finding(report, 0);

    assert_int_equal(snapguard_report_count(report), 1);
    assert_string_equal(snapguard_finding_rule(finding), "unknown-parameter");
    assert_int_equal(snapguard_finding_severity(finding), SNAPGUARD_WARNING);
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_VALID);
    expect_help(judge_text(finding, SNAPGUARD_TEXT_HELP), row->help);
    free(request);
}

static void is_an_error_when_strict(void **state)
{
    const unknown_case *row = *state;
    char *request;
    const snapguard_report *report = judge_members(&strict, row->members, &request);
    const snapguard_finding *finding = snapguard_report_finding(report, 0);

    assert_int_equal(snapguard_report_count(report), 1);
    assert_string_equal(snapguard_finding_rule(finding), "unknown-parameter");
    assert_int_equal(snapguard_finding_severity(finding), SNAPGUARD_ERROR);
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
    assert_null(snapguard_report_answer(report));
    free(request);
}

static void strict_changes_no_other_rule(void **state)
{
    static const char members[] =
        "'regionId':null,'RegionId':'cn-mars','timePoints':'[3,1]','retentionDays':'-1',"
        "'StorageLocationArn':'a','Tag.2.Key':'ACS:'";
    char *request;
    char *expected;
    char *findings;

    (void)state;
    expected = judge_findings(judge_members(&usual, members, &request), JUDGE_ALL);
    free(request);
    findings = judge_findings(judge_members(&strict, members, &request), JUDGE_ALL);
    assert_string_equal(findings, expected);
    free(expected);
    free(findings);
    free(request);
}

/* -------------------------------------------------------------------------- answers */

/* The first finding's answer: its code, or NULL. */
typedef struct answer_case {
    const char *name;
    const char *members;
    const char *code;
} answer_case;

static const answer_case answers[] = {
    {"a required name in another case is missing to the service",
     "'timePoints':null,'TimePoints':'[`1`]'",                                                            "MissingParameter"},
    {"but not beside the right one",                              "'TimePoints':'[`1`]'",                 NULL              },
    {"an optional one is not",                                    "'AutoSnapshotPolicyName':'a'",         NULL              },
    {"a numbered list is missing to the service",                 "'timePoints':null,'timePoints.1':'1'",
     "MissingParameter"                                                                                                     },
    {"a numbered list beside the right one is not",               "'timePoints.1':'1'",                   NULL              },
    {"an optional numbered list is not",                          "'TargetCopyRegions.1':'cn-shanghai'",  NULL              },
};

static void is_answered(void **state)
{
    const answer_case *row = *state;
    char *request;
    const snapguard_report *report = judge_members(&usual, row->members, &request);
    const snapguard_answer *answer =
        snapguard_finding_answer(snapguard_report_finding(report, 0));

    assert_int_equal(snapguard_report_count(report), 1);
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
    if (row->code) {
        assert_non_null(answer);
        assert_string_equal(answer->code, row->code);
        assert_int_equal(answer->http_status, 400);
        assert_int_equal(answer->basis, SNAPGUARD_COMMON);
    } else {
        assert_null(answer);
    }
    free(request);
}

/* ----------------------------------------------------------------------- operations */

typedef struct action_case {
    const char *name;
    const char *request;
    snapguard_verdict verdict;
} action_case;

static const action_case actions[] = {
    {"another operation",                             "{'Action':'DescribeRegions'}",            SNAPGUARD_NOT_APPLICABLE},
    {"another operation with parameters of this one",
     "{'regionId':'CN','Action':'ModifyAutoSnapshotPolicyEx','retentionDays':65536}",            SNAPGUARD_NOT_APPLICABLE},
    {"this operation in another letter case",         "{'Action':'createAutoSnapshotPolicy'}",
     SNAPGUARD_INVALID                                                                                                   },
    {"this operation with blanks around it",          "{'Action':' CreateAutoSnapshotPolicy'}",
     SNAPGUARD_INVALID                                                                                                   },
    {"another product's operation of this name",
     "{'Action':'CreateAutoSnapshotPolicy','Version':'2017-06-26'}",                             SNAPGUARD_NOT_APPLICABLE},
    {"this version",                                  "{'Version':'2014-05-26'}",                SNAPGUARD_INVALID       },
    {"none of two names is its own",
     "{'Action':'DescribeRegions','Action':'DescribeZones'}",                                    SNAPGUARD_NOT_APPLICABLE},
    {"this operation with more behind it",            "{'Action':'CreateAutoSnapshotPolicyEx'}",
     SNAPGUARD_NOT_APPLICABLE                                                                                            },
    {"this operation",                                "{'Action':'CreateAutoSnapshotPolicy'}",   SNAPGUARD_INVALID       },
    {"no operation",                                  "{'Action':null}",                         SNAPGUARD_INVALID       },
    {"an empty operation",                            "{'Action':''}",                           SNAPGUARD_INVALID       },
};

static void applies(void **state)
{
    const action_case *row = *state;
    char *request = judge_expand(row->request);
    const snapguard_report *report = judge_bytes(&usual, request, strlen(request));

    assert_int_equal(snapguard_report_verdict(report), row->verdict);
    assert_int_equal(
        snapguard_report_count(report), row->verdict == SNAPGUARD_INVALID ? 4 : 0);
    free(request);
}

/* ------------------------------------------------------------------ nested and flat */

/* False where the flat form can't say the same: what is no object or list of objects, an
 * object without a member, a name that is there already. */
static bool flatten(json_t *flat, const char *prefix, const json_t *value)
{
    const char *key;
    json_t *member;
    bool is_done = json_object_size(value) > 0;

    if (!json_is_object(value) && !json_is_array(value)) {
        is_done = !json_object_get(flat, prefix);
        json_object_set(flat, prefix, (json_t *)(uintptr_t)value);
        return is_done;
    }
    json_object_foreach ((json_t *)(uintptr_t)value, key, member) {
        char *name = text_of("%s.%s", prefix, key);

        is_done &= flatten(flat, name, member);
        free(name);
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        const json_t *item = json_array_get(value, i);
        char *name = text_of("%s.%zu", prefix, i + 1);

        is_done = (i == 0 || is_done) && json_is_object(item);
        is_done &= flatten(flat, name, item);
        free(name);
    }
    return is_done;
}

/* The request with its tags and its encryption flat, or NULL if there are none. */
static char *flat_request(const char *nested)
{
    static const char *const groups[] = {"Tag", "CopyEncryptionConfiguration"};
    json_t *request = json_loads(nested, 0, NULL);
    bool has_groups = false;
    bool is_done = true;
    char *text = NULL;

    for (size_t i = 0; i < COUNT(groups); i++) {
        json_t *group = json_incref(json_object_get(request, groups[i]));

        json_object_del(request, groups[i]);
        if (json_is_object(group) || json_is_array(group)) {
            has_groups = true;
            is_done &= flatten(request, groups[i], group);
        } else if (group) {
            is_done = false;
        }
        json_decref(group);
    }
    if (has_groups && is_done)
        text = json_dumps(request, JSON_COMPACT);
    json_decref(request);
    return text;
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Rules and parameters, in an order of their own. */
static char *sorted_findings(const char *request)
{
    char *findings =
        judge_findings(judge_bytes(&usual, request, strlen(request)), JUDGE_PARAMETER);
    char *lines[64];
    size_t count = 0;
    char *sorted = text_of("%s", "");

    for (char *line = strtok(findings, "\n"); line; line = strtok(NULL, "\n"))
        lines[count++] = line;
    qsort(lines, count, sizeof *lines, compare_lines);
    for (size_t i = 0; i < count; i++) {
        char *more = text_of("%s%s\n", sorted, lines[i]);

        free(sorted);
        sorted = more;
    }
    free(findings);
    return sorted;
}

typedef struct form_case {
    char *nested;
    char *flat;
} form_case;

static void means_the_same_flat(void **state)
{
    form_case *row = *state;
    char *nested = sorted_findings(row->nested);
    char *flat = sorted_findings(row->flat);

    if (strcmp(nested, flat))
        fail_msg("%s\n%s\n%s\n%s", row->nested, nested, row->flat, flat);
    free(nested);
    free(flat);
    free(row->nested);
    free(row->flat);
}

typedef struct form_rows {
    rule_suite *suite;
    size_t added;
} form_rows;

static void add_form(const pack_example *example, void *data)
{
    form_rows *forms = data;
    form_case row;
    size_t size;

    if (!json_is_object(example->json) || json_object_get(example->json, "$hex") ||
        pack_encoding(example->json) != SNAPGUARD_JSON)
        return;
    row.nested = pack_request(pack, example->json, &size);
    row.flat = flat_request(row.nested);
    if (!row.flat) {
        free(row.nested);
        return;
    }
    suite_add_copy(
        forms->suite,
        text_of("%s %ss #%zu flat as well", example->rule, example->kind, example->index),
        means_the_same_flat, &row, sizeof row);
    forms->added++;
}

static void add_all_forms(rule_suite *suite)
{
    form_rows forms = {suite, 0};

    pack_each_example(pack, add_form, &forms);
    if (forms.added < 50)
        abort();
}

/* --------------------------------------------------------------------------- set-up */

static void open_engines(void)
{
    snapguard_options *options;

    judge_open(&usual, NULL);
    if (snapguard_options_new(&options, NULL) != SNAPGUARD_OK)
        abort();
    snapguard_options_set_strict(options, true);
    judge_open(&strict, options);
    snapguard_options_free(options);
}

#define ADD_COPIES(suite, rows, function)                                                \
    for (size_t i = 0; i < COUNT(rows); i++)                                             \
    suite_add_copy(suite, text_of("%s", rows[i].name), function, &rows[i], sizeof *rows)

int main(void)
{
    rule_suite suite = {0};
    int failures;

    pack = pack_load();
    open_engines();
    ADD_COPIES(&suite, rows, binds);
    ADD_COPIES(&suite, unknown, is_unknown);
    for (size_t i = 0; i < COUNT(unknown); i++)
        suite_add_copy(
            &suite, text_of("%s, strictly", unknown[i].name), is_an_error_when_strict,
            &unknown[i], sizeof *unknown);
    suite_add(
        &suite, text_of("strict changes no other rule"), strict_changes_no_other_rule,
        NULL);
    ADD_COPIES(&suite, answers, is_answered);
    ADD_COPIES(&suite, actions, applies);
    add_all_forms(&suite);
    failures = suite_run(&suite, "binding");
    judge_close(&usual);
    judge_close(&strict);
    json_decref(pack);
    return failures;
}
