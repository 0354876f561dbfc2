/* Templates and plans, end to end: which policies are found in a file, what the verdict
 * on each is, and where in the user's own file a finding is. */
#include "cmocka_wrap.h"
#include "program.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { TEXT_BYTES = 8192 };

typedef struct template_case {
    const char *name;
    const char *file; /* What the text is called. */
    const char *text;
    /* A line for each policy: its name (- where it has none) and its verdict. Then one
     * for each finding but notices: its rule, where it begins and ends, and its pointer.
     */
    const char *expected;
} template_case;

#define ROS_YAML "ROSTemplateFormatVersion: '2015-09-01'\n"
#define TYPE "    Type: ALIYUN::ECS::AutoSnapshotPolicy\n"
/* Lines 1 to 5 of a template. */
#define HEAD ROS_YAML "Resources:\n  P:\n" TYPE "    Properties:\n"
/* What is right, in two lines, and in three. */
#define DAYS "      RepeatWeekdays: [1]\n      RetentionDays: 30\n"
#define RIGHT "      TimePoints: [1]\n" DAYS

#define PROPERTIES(members)                                                              \
    "{\"ROSTemplateFormatVersion\": \"2015-09-01\", \"Resources\": {\"P\": {\n"          \
    "\"Type\": \"ALIYUN::ECS::AutoSnapshotPolicy\", \"Properties\": {\n" members "}}}}"

#define CHANGE(actions, after, unknown)                                                  \
    "{\"address\": \"a.p\", \"mode\": \"managed\",\n"                                    \
    "\"type\": \"alicloud_ecs_auto_snapshot_policy\", \"change\": {\n"                   \
    "\"actions\": [" actions "], \"after_unknown\": {" unknown "}, \"after\": {\n" after \
    "}}}"
#define PLAN(changes)                                                                    \
    "{\"format_version\": \"1.2\", \"terraform_version\": \"1.9.0\",\n"                  \
    "\"timestamp\": \"2026-01-01T00:00:00Z\", \"resource_changes\": [\n" changes "]}"
#define AFTER(points) "\"time_points\": " points ",\n" REST
#define REST "\"repeat_weekdays\": [\"1\"], \"retention_days\": 30"
#define PLANNED(resources)                                                               \
    "{\"terraform_version\": \"1.9.0\", \"planned_values\": {\"root_module\": {\n"       \
    "\"child_modules\": [{\"child_modules\": [{\"resources\": [" resources "]}]}]}}}"

/* clang-format off */
static template_case yaml_cases[] = {
    {"a policy is found and is valid", "a.yml", HEAD RIGHT, "P valid\n"},
    {"the ending may be .yaml", "a.yaml", HEAD RIGHT, "P valid\n"},
    {"without a name the version says what it is", "<stdin>", HEAD RIGHT, "P valid\n"},
    {"the version may have quotes", "<stdin>",
     "'ROSTemplateFormatVersion': '2015-09-01'\nResources:\n  P:\n" TYPE
     "    Properties:\n" RIGHT,
     "P valid\n"},
    {"a byte order mark is no character of the text", "a.yml",
     "\xEF\xBB\xBF" HEAD "      TimePoints: [24]\n" DAYS,
     "P invalid\n"
     "time-point-value 6:20-6:22 /Resources/P/Properties/TimePoints/0\n"},
    {"lines may end in CR LF", "a.yml",
     "ROSTemplateFormatVersion: x\r\nResources:\r\n  P:\r\n"
     "    Type: ALIYUN::ECS::AutoSnapshotPolicy\r\n    Properties:\r\n"
     "      TimePoints:\r\n        - '24'\r\n      RepeatWeekdays: [1]\r\n"
     "      RetentionDays: 30\r\n",
     "P invalid\n"
     "time-point-value 7:11-7:15 /Resources/P/Properties/TimePoints/0\n"},
    {"columns are characters", "a.yml",
     HEAD "      AutoSnapshotPolicyName: \xE5\xA4\x9C\xE9\x97\xB4!\n" RIGHT,
     "P invalid\n"
     "policy-name-characters 6:33-6:34 /Resources/P/Properties/AutoSnapshotPolicyName\n"},
    {"a name that stands twice hides no policy", "a.yml",
     ROS_YAML "Resources: {}\nResources:\n  P:\n" TYPE
     "    Properties:\n      TimePoints: [24]\n" DAYS,
     "P invalid\nduplicate-key 3:1-3:10 /Resources\n"
     "time-point-value 7:20-7:22 /Resources/P/Properties/TimePoints/0\n"},
    {"quotes belong to a value", "a.yml", HEAD "      TimePoints: [\"24\", '25']\n" DAYS,
     "P invalid\n"
     "time-point-value 6:20-6:24 /Resources/P/Properties/TimePoints/0\n"
     "time-point-value 6:26-6:30 /Resources/P/Properties/TimePoints/1\n"},
    {"a doubled quote is one character, and two columns", "a.yml",
     HEAD "      AutoSnapshotPolicyName: 'ab''!'\n" RIGHT,
     "P invalid\n"
     "policy-name-characters 6:34-6:36 /Resources/P/Properties/AutoSnapshotPolicyName\n"},
    {"an escape is one character, and its own columns", "a.yml",
     HEAD "      AutoSnapshotPolicyName: \"ab\\u0021\"\n" RIGHT,
     "P invalid\n"
     "policy-name-characters 6:34-6:40 /Resources/P/Properties/AutoSnapshotPolicyName\n"},
    {"lines of a block have places", "a.yml",
     HEAD "      AutoSnapshotPolicyName: >-\n        ab\n        c!\n" RIGHT,
     "P invalid\n"
     "policy-name-characters 7:11-8:9 /Resources/P/Properties/AutoSnapshotPolicyName\n"},
    {"a block is shown from its sign to its end", "a.yml",
     HEAD RIGHT "      Tags:\n        - Key: |-\n            acs:x\n",
     "P invalid\n"
     "tag-key-prefix 10:16-11:18 /Resources/P/Properties/Tags/0/Key\n"},
    {"a list in a block is a list", "a.yml",
     HEAD "      TimePoints:\n      - 1\n      - 24\n" DAYS,
     "P invalid\n"
     "time-point-value 8:9-8:11 /Resources/P/Properties/TimePoints/1\n"},
    {"a value is shown where its anchor stands", "a.yml",
     HEAD "      TimePoints: [&hour 24, *hour]\n" DAYS,
     "P invalid\n"
     "time-point-value 6:26-6:28 /Resources/P/Properties/TimePoints/0\n"
     "time-point-value 6:26-6:28 /Resources/P/Properties/TimePoints/1\n"},
    {"an anchor that stands twice is the one before", "a.yml",
     HEAD "      TimePoints: [&h 1, *h, &h 24, *h]\n" DAYS,
     "P invalid\n"
     "time-point-value 6:33-6:35 /Resources/P/Properties/TimePoints/2\n"
     "time-point-value 6:33-6:35 /Resources/P/Properties/TimePoints/3\n"
     "time-point-duplicate 6:23-6:24 /Resources/P/Properties/TimePoints/1\n"},
    {"a merge key gives what is not there", "a.yml",
     ROS_YAML "Base: &base\n  TimePoints: [24]\n  RetentionDays: 30\nResources:\n  P:\n" TYPE
     "    Properties:\n      <<: *base\n      RepeatWeekdays: [1]\n      RetentionDays: 0\n",
     "P invalid\n"
     "time-point-value 3:16-3:18 /Resources/P/Properties/TimePoints/0\n"
     "retention-days-range 11:22-11:23 /Resources/P/Properties/RetentionDays\n"},
    {"of several that are merged the first one counts", "a.yml",
     ROS_YAML "A: &a {RetentionDays: 0}\nB: &b {RetentionDays: 1, TimePoints: [1]}\n"
     "Resources:\n  P:\n" TYPE
     "    Properties: {<<: [*a, *b], RepeatWeekdays: [1]}\n",
     "P invalid\n"
     "retention-days-range 2:23-2:24 /Resources/P/Properties/RetentionDays\n"},
    {"a key that stands twice is an error", "a.yml", HEAD RIGHT "      RetentionDays: 31\n",
     "P invalid\n"
     "duplicate-key 9:7-9:20 /Resources/P/Properties/RetentionDays\n"},
    {"a resource that takes a policy's place is an error", "a.yml",
     HEAD RIGHT "  P:\n    Type: ALIYUN::ECS::Disk\n",
     "P invalid\nduplicate-key 9:3-9:4 /Resources/P\n"},
    {"a name in another letter case is an error", "a.yml",
     HEAD "      timePoints: [1]\n" DAYS,
     "P invalid\nparameter-case 6:7-6:17 /Resources/P/Properties/timePoints\n"},
    {"a property that is not known is a warning", "a.yml", HEAD RIGHT "      Retention: 1\n",
     "P valid\nunknown-parameter 9:7-9:16 /Resources/P/Properties/Retention\n"},
    {"a property of ROS alone is known", "a.yml", HEAD RIGHT "      DiskIds: [d-1]\n",
     "P valid\n"},
    {"the region comes from elsewhere", "a.yml",
     HEAD RIGHT "      EnableCrossRegionCopy: true\n"
     "      TargetCopyRegions: [cn-hangzhou]\n",
     "P valid\n"},
    {"what is required is missing where an object has no brace", "a.yml",
     HEAD "      TimePoints: [1]\n      RetentionDays: 30\n",
     "P invalid\nmissing-parameter 5:5-5:15 /Resources/P/Properties\n"},
    {"properties that are missing are missing at the name", "a.yml",
     ROS_YAML "Resources:\n  P:\n" TYPE,
     "P invalid\nmissing-parameter 3:3-3:4 /Resources/P\n"
     "missing-parameter 3:3-3:4 /Resources/P\nmissing-parameter 3:3-3:4 /Resources/P\n"},
    {"a value without text is not given", "a.yml",
     HEAD RIGHT "      AutoSnapshotPolicyName:\n      ResourceGroupId: ''\n", "P valid\n"},
    {"words of YAML are booleans", "a.yml",
     HEAD RIGHT "      EnableCrossRegionCopy: Yes\n      TargetCopyRegions: []\n",
     "P invalid\ncopy-target-count 10:26-10:28 /Resources/P/Properties/TargetCopyRegions\n"},
    {"octal numbers mean different things to readers", "a.yml",
     HEAD "      TimePoints: [010]\n" DAYS,
     "P invalid\ntime-point-value 6:20-6:23 /Resources/P/Properties/TimePoints/0\n"},
    {"two policies have two verdicts", "a.yml",
     HEAD RIGHT "  Q:\n" TYPE "    Properties:\n      TimePoints: [24]\n" DAYS,
     "P valid\nQ invalid\n"
     "time-point-value 12:20-12:22 /Resources/Q/Properties/TimePoints/0\n"},
    {"documents have policies each", "a.yml",
     HEAD RIGHT "---\nkind: other\n---\n" HEAD "      TimePoints: [24]\n" DAYS "...\n",
     "P valid\nP invalid\n"
     "time-point-value 17:20-17:22 /Resources/P/Properties/TimePoints/0\n"},
    {"a document that is broken does not hide those before", "a.yml",
     HEAD RIGHT "---\nkind: [other\n", "P valid\n- invalid\ninvalid-yaml 11:1-11:1 \n"},
    {"a file of YAML that is no template is not applicable", "a.yml", "kind: other\n",
     "- not-applicable\n"},
    {"neither is one without a document", "a.yml", "# nothing\n", "- not-applicable\n"},
    {"nor an empty one", "a.yml", "", "- not-applicable\n"},
    {"nor a template of disks", "a.yml",
     ROS_YAML "Resources:\n  D:\n    Type: ALIYUN::ECS::Disk\n"
     "    Properties: {AutoSnapshotPolicyId: sp-1}\n",
     "- not-applicable\n"},
    {"JSON in a file of YAML is YAML", "a.yml",
     PROPERTIES("\"TimePoints\": [24],\n\"RepeatWeekdays\": [1], \"RetentionDays\": 30"),
     "P invalid\ntime-point-value 3:16-3:18 /Resources/P/Properties/TimePoints/0\n"},
};

static template_case broken_cases[] = {
    {"a bracket that is open", "a.yml", "a: [1\nb: 2\n", "- invalid\ninvalid-yaml 2:2-2:3 \n"},
    {"a tab before a key", "a.yml", "a:\n\tb: 1\n", "- invalid\ninvalid-yaml 2:1-2:2 \n"},
    {"an alias of nothing", "a.yml", "a: *b\n", "- invalid\ninvalid-yaml 1:4-1:6 \n"},
    {"an alias of what it is in", "a.yml", "a: &a [*a]\n", "- invalid\ninvalid-yaml 1:8-1:10 \n"},
    {"a list as a key", "a.yml", "? [a]\n: 1\n", "- invalid\ninvalid-yaml 1:3-1:4 \n"},
    {"an object as a key", "a.yml", "{{a: 1}: 2}\n", "- invalid\ninvalid-yaml 1:2-1:3 \n"},
    {"a merge of a text", "a.yml", "a: {<<: b}\n", "- invalid\ninvalid-yaml 1:9-1:10 \n"},
    {"a byte that is no UTF-8", "a.yml", "a: b\nc: \xE9\n", "- invalid\ninvalid-utf8 2:4-2:5 \n"},
    {"a control character", "a.yml", "a: b\nc: \001\n", "- invalid\ninvalid-yaml 2:4-2:5 \n"},
    {"a handle of tags that nobody declared", "a.yml", "a: !e!x 1\n",
     "- invalid\ninvalid-yaml 1:4-1:5 \n"},
};

static template_case function_cases[] = {
    {"a parameter with a default stands for it", "a.yml",
     ROS_YAML "Parameters:\n  H: {Type: Json, Default: [1, 24]}\nResources:\n  P:\n" TYPE
     "    Properties:\n      TimePoints: !Ref H\n" DAYS,
     "P invalid\ntime-point-value 3:32-3:34 /Parameters/H/Default/1 used at 8:19\n"},
    {"so it does for the long form", "a.yml",
     ROS_YAML "Parameters:\n  H: {Type: Json, Default: [1, 24]}\nResources:\n  P:\n" TYPE
     "    Properties:\n      TimePoints: {Ref: H}\n" DAYS,
     "P invalid\ntime-point-value 3:32-3:34 /Parameters/H/Default/1 used at 8:19\n"},
    {"a default may be the text of a list", "a.yml",
     ROS_YAML "Parameters:\n  H: {Type: Json, Default: '[1, 24]'}\nResources:\n  P:\n" TYPE
     "    Properties:\n      TimePoints: !Ref H\n" DAYS,
     "P invalid\ntime-point-value 3:33-3:35 /Parameters/H/Default used at 8:19\n"},
    {"or a list with commas", "a.yml",
     ROS_YAML "Parameters:\n  H:\n    Type: CommaDelimitedList\n    Default: 1, 24\n"
     "Resources:\n  P:\n" TYPE "    Properties:\n      TimePoints: !Ref H\n" DAYS,
     "P invalid\ntime-point-value 5:17-5:19 /Parameters/H/Default used at 10:19\n"},
    {"an element may be a parameter", "a.yml",
     ROS_YAML "Parameters:\n  H: {Type: Number, Default: 24}\nResources:\n  P:\n" TYPE
     "    Properties:\n      TimePoints: [1, !Ref H]\n" DAYS,
     "P invalid\ntime-point-value 3:30-3:32 /Parameters/H/Default used at 8:23\n"},
    {"a parameter without a default is undetermined", "a.yml",
     ROS_YAML "Parameters:\n  H: {Type: Json}\nResources:\n  P:\n" TYPE
     "    Properties:\n      TimePoints: !Ref H\n" DAYS,
     "P undetermined\n"},
    {"a reference to what is not there is undetermined", "a.yml",
     HEAD "      TimePoints: !Ref Nothing\n" DAYS, "P undetermined\n"},
    {"an error is one, whatever else is undetermined", "a.yml",
     HEAD "      TimePoints: !Ref Nothing\n      RepeatWeekdays: [8]\n"
     "      RetentionDays: 1\n",
     "P invalid\nweekday-value 7:24-7:25 /Resources/P/Properties/RepeatWeekdays/0\n"},
    {"what a function makes is undetermined", "a.yml",
     HEAD RIGHT "      AutoSnapshotPolicyName: !Sub 'backup ${Env}'\n", "P undetermined\n"},
    {"what a condition chooses is undetermined", "a.yml",
     HEAD "      TimePoints: !If [Prod, [1], [24]]\n" DAYS, "P undetermined\n"},
    {"what another resource says is undetermined", "a.yml",
     HEAD "      TimePoints: !GetAtt Other.Hours\n" DAYS, "P undetermined\n"},
    {"the long form of a function is undetermined", "a.yml",
     HEAD "      TimePoints: {'Fn::Split': [',', '1,2']}\n" DAYS, "P undetermined\n"},
    {"an element that is not known leaves the others to be judged", "a.yml",
     HEAD "      TimePoints: [!Ref X, 24]\n" DAYS,
     "P invalid\ntime-point-value 6:28-6:30 /Resources/P/Properties/TimePoints/1\n"},
    {"no value is none", "a.yml",
     HEAD RIGHT "      AutoSnapshotPolicyName: !Ref ALIYUN::NoValue\n", "P valid\n"},
    {"no value for what is required is missing", "a.yml",
     HEAD "      TimePoints: {Ref: ALIYUN::NoValue}\n" DAYS,
     "P invalid\nmissing-parameter 5:5-5:15 /Resources/P/Properties\n"},
    {"all properties may be a function", "a.yml",
     ROS_YAML "Resources:\n  P:\n" TYPE "    Properties: !If [A, {}, {}]\n",
     "P undetermined\n"},
    {"a policy with a condition is judged", "a.yml",
     ROS_YAML "Conditions:\n  A: !Equals [a, b]\nResources:\n  P:\n" TYPE
     "    Condition: A\n    Properties:\n      TimePoints: [24]\n" DAYS,
     "P invalid\ntime-point-value 9:20-9:22 /Resources/P/Properties/TimePoints/0\n"},
    {"a function in a group leaves the rest to be judged", "a.yml",
     HEAD RIGHT "      EnableCrossRegionCopy: true\n"
     "      TargetCopyRegions: [cn-beijing]\n      CopyEncryptionConfiguration:\n"
     "        Encrypted: false\n        KMSKeyId: !GetAtt Key.KeyId\n",
     "P undetermined\n"},
    {"a tag of a core type is no function", "a.yml",
     HEAD "      TimePoints: [!!str 24, !!int '25']\n" DAYS,
     "P invalid\ntime-point-value 6:26-6:28 /Resources/P/Properties/TimePoints/0\n"
     "time-point-value 6:36-6:40 /Resources/P/Properties/TimePoints/1\n"},
};

static template_case json_cases[] = {
    {"a policy in JSON", "a.json",
     PROPERTIES("\"TimePoints\": [\"24\"],\n\"RepeatWeekdays\": [1], \"RetentionDays\": 30"),
     "P invalid\ntime-point-value 3:16-3:20 /Resources/P/Properties/TimePoints/0\n"},
    {"JSON needs no name", "<stdin>",
     PROPERTIES("\"TimePoints\": [1],\n\"RepeatWeekdays\": [1], \"RetentionDays\": 30"),
     "P valid\n"},
    {"a text in JSON is a list, too", "a.json",
     PROPERTIES("\"TimePoints\": \"[1, 24]\",\n\"RepeatWeekdays\": [1], \"RetentionDays\": 30"),
     "P invalid\ntime-point-value 3:20-3:22 /Resources/P/Properties/TimePoints\n"},
    {"a Ref in JSON", "a.json",
     PROPERTIES("\"TimePoints\": {\"Ref\": \"H\"},\n\"RepeatWeekdays\": [1], \"RetentionDays\": 0"),
     "P invalid\nretention-days-range 4:41-4:42 /Resources/P/Properties/RetentionDays\n"},
    {"broken JSON is broken JSON", "a.json", "{\"ROSTemplateFormatVersion\": \"x\",}",
     "- invalid\ninvalid-json 1:34-1:35 \n"},
    {"a request that has parameters is a request", "a.json",
     "{\"ROSTemplateFormatVersion\": 1, \"regionId\": \"cn-hangzhou\",\n"
     "\"timePoints\": \"[\\\"1\\\"]\", \"repeatWeekdays\": \"[\\\"1\\\"]\", \"retentionDays\": 1}",
     "- valid\nunknown-parameter 1:2-1:28 /ROSTemplateFormatVersion\n"},
};

static template_case plan_cases[] = {
    {"a policy that is created", "plan.json",
     PLAN(CHANGE("\"create\"", AFTER("[\"1\", \"24\"]"), "")),
     "a.p invalid\n"
     "time-point-value 6:22-6:26 /resource_changes/0/change/after/time_points/1\n"},
    {"a policy that is changed", "plan.json",
     PLAN(CHANGE("\"update\"", AFTER("[\"1\"]"), "")), "a.p valid\n"},
    {"a policy that is replaced", "plan.json",
     PLAN(CHANGE("\"delete\", \"create\"", AFTER("[\"1\"]"), "")), "a.p valid\n"},
    {"a policy that goes is none", "plan.json",
     PLAN(CHANGE("\"delete\"", AFTER("[\"99\"]"), "")), "- not-applicable\n"},
    {"a policy that stays is none", "plan.json",
     PLAN(CHANGE("\"no-op\"", AFTER("[\"99\"]"), "")), "- not-applicable\n"},
    {"a data source is only read", "plan.json",
     PLAN("{\"address\": \"a.p\", \"mode\": \"data\", \"change\": {\"actions\": [\"create\"],\n"
     "\"after\": {}}, \"type\": \"alicloud_ecs_auto_snapshot_policy\"}"),
     "- not-applicable\n"},
    {"a value that is known only later", "plan.json",
     PLAN(CHANGE("\"create\"", REST, "\"time_points\": true")), "a.p undetermined\n"},
    {"an element that is known only later", "plan.json",
     PLAN(CHANGE("\"create\"", AFTER("[null, \"24\"]"), "\"time_points\": [true, false]")),
     "a.p invalid\n"
     "time-point-value 6:23-6:27 /resource_changes/0/change/after/time_points/1\n"},
    {"what does not matter may be known only later", "plan.json",
     PLAN(CHANGE("\"create\"", AFTER("[\"1\"]"), "\"id\": true, \"create_time\": true")),
     "a.p valid\n"},
    {"a required value that is neither given nor awaited is missing", "plan.json",
     PLAN(CHANGE("\"create\"", REST, "\"id\": true")),
     "a.p invalid\nmissing-parameter 5:64-5:65 /resource_changes/0/change/after\n"},
    {"null is not given", "plan.json",
     PLAN(CHANGE("\"create\"", AFTER("[\"1\"]") ", \"name\": null, \"tags\": null", "")),
     "a.p valid\n"},
    {"the old name of the type and of the name", "plan.json",
     "{\"terraform_version\": \"1\", \"resource_changes\": [{\"address\": \"b.q\",\n"
     "\"type\": \"alicloud_snapshot_policy\", \"change\": {\"actions\": [\"create\"],\n"
     "\"after\": {\"name\": \"a b\", \"time_points\": [\"1\"], " REST "}}}]}",
     "b.q invalid\npolicy-name-characters 3:21-3:22 /resource_changes/0/change/after/name\n"},
    {"the new name wins over the old one", "plan.json",
     PLAN(CHANGE("\"create\"", AFTER("[\"1\"]")
     ",\n\"name\": \"a b\", \"auto_snapshot_policy_name\": \"ab\"", "")),
     "a.p valid\n"},
    {"tags are pairs", "plan.json",
     PLAN(CHANGE("\"create\"", AFTER("[\"1\"]") ",\n\"tags\": {\"acs:a\": \"b\"}", "")),
     "a.p invalid\n"
     "tag-key-prefix 8:10-8:17 /resource_changes/0/change/after/tags/acs:a\n"},
    {"encryption is a block", "plan.json",
     PLAN(CHANGE("\"create\"", AFTER("[\"1\"]") ", \"enable_cross_region_copy\": true,\n"
     "\"target_copy_regions\": [\"cn-beijing\"], \"copy_encryption_configuration\": [\n"
     "{\"encrypted\": false, \"kms_key_id\": \"k\"}]", "")),
     "a.p invalid\ncopy-key-without-encryption 9:36-9:39 "
     "/resource_changes/0/change/after/copy_encryption_configuration/0/kms_key_id\n"},
    {"a policy of a module that is only planned", "plan.json",
     PLANNED("{\"address\": \"module.m.module.n.a.p\", \"mode\": \"managed\",\n"
     "\"type\": \"alicloud_snapshot_policy\", \"values\": {\n" AFTER("[\"24\"]") "}}"),
     "module.m.module.n.a.p invalid\ntime-point-value 4:17-4:21 /planned_values/root_module"
     "/child_modules/0/child_modules/0/resources/0/values/time_points/0\n"},
    {"null may stand for a required value that is known only later", "plan.json",
     PLAN(CHANGE("\"create\"", AFTER("null"), "\"time_points\": true")), "a.p undetermined\n"},
    {"null that nothing marks is not given", "plan.json",
     PLAN(CHANGE("\"create\"", AFTER("null"), "\"id\": true")),
     "a.p invalid\nmissing-parameter 5:64-5:65 /resource_changes/0/change/after\n"},
    {"what is planned leaves out what is known only later", "plan.json",
     PLANNED("{\"address\": \"a.p\", \"type\": \"alicloud_snapshot_policy\",\n"
     "\"values\": {" REST "}}"),
     "a.p undetermined\n"},
    {"null that is planned is not given", "plan.json",
     PLANNED("{\"address\": \"a.p\", \"type\": \"alicloud_snapshot_policy\",\n"
     "\"values\": {\"time_points\": null, " REST "}}"),
     "a.p invalid\nmissing-parameter 3:11-3:12 "
     "/planned_values/root_module/child_modules/0/child_modules/0/resources/0/values\n"},
    {"changes that stand twice hide no policy", "plan.json",
     "{\"terraform_version\": \"1.9.0\", \"resource_changes\": [],\n\"resource_changes\": ["
     CHANGE("\"create\"", AFTER("[\"24\"]"), "") "]}",
     "a.p invalid\nduplicate-key 2:1-2:19 /resource_changes\n"
     "time-point-value 5:17-5:21 /resource_changes/0/change/after/time_points/0\n"},
    {"attributes of the provider alone are known", "plan.json",
     PLAN(CHANGE("\"create\"", AFTER("[\"1\"]") ", \"region_id\": \"x\", \"status\": 1", "")),
     "a.p valid\n"},
    {"a state is no plan", "plan.json",
     "{\"format_version\": \"1.0\", \"terraform_version\": \"1.9.0\", \"values\": {}}",
     "- not-applicable\n"},
};
/* clang-format on */

/* ----------------------------------------------------------------------------- compare
 */

static void add(char text[TEXT_BYTES], const char *part)
{
    strncat(text, part, TEXT_BYTES - strlen(text) - 1);
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? text : "-";
}

static void add_place(char text[TEXT_BYTES], const json_t *range, const char *end)
{
    const json_t *position = json_object_get(range, end);
    char place[64];

    snprintf(
        place, sizeof place, "%d:%d",
        (int)json_integer_value(json_object_get(position, "line")),
        (int)json_integer_value(json_object_get(position, "column")));
    add(text, place);
}

static void add_finding(char text[TEXT_BYTES], const json_t *finding)
{
    const json_t *range = json_object_get(finding, "range");
    const json_t *related = json_array_get(json_object_get(finding, "related"), 0);
    const char *message = text_of(related, "message");

    if (strcmp(text_of(finding, "severity"), "notice") == 0)
        return;
    add(text, text_of(finding, "rule"));
    add(text, " ");
    add_place(text, range, "start");
    add(text, "-");
    add_place(text, range, "end");
    add(text, " ");
    add(text, text_of(finding, "pointer"));
    if (strcmp(message, "the value is used here") == 0) {
        add(text, " used at ");
        add_place(text, json_object_get(related, "range"), "start");
    }
    add(text, "\n");
}

static void summarise(const json_t *report, char text[TEXT_BYTES])
{
    size_t i;
    const json_t *entry;

    text[0] = '\0';
    json_array_foreach (json_object_get(report, "requests"), i, entry) {
        assert_int_equal(json_integer_value(json_object_get(entry, "index")), i);
        add(text, text_of(entry, "name"));
        add(text, " ");
        add(text, text_of(entry, "verdict"));
        add(text, "\n");
    }
    json_array_foreach (json_object_get(report, "diagnostics"), i, entry)
        add_finding(text, entry);
}

static void judge(const program_run *run, char summary[TEXT_BYTES])
{
    program_result result = program_do(run);
    json_t *report = json_loadb(result.out, result.out_size, 0, NULL);

    assert_non_null(report);
    summarise(report, summary);
    assert_int_equal(result.status, strstr(summary, " invalid\n") != NULL);
    json_decref(report);
    program_forget(&result);
}

static void is_judged_so(void **state)
{
    const template_case *row = *state;
    char arguments[128];
    char summary[TEXT_BYTES];

    snprintf(arguments, sizeof arguments, "check -f json --stdin-filename %s", row->file);
    judge(&(program_run){.arguments = arguments, .input = row->text}, summary);
    assert_string_equal(summary, row->expected);
}

/* ------------------------------------------------------------------------ hostile input
 */

#define NINE(name)                                                                       \
    "[*" name ",*" name ",*" name ",*" name ",*" name ",*" name ",*" name ",*" name      \
    ",*" name "]\n"

#define YAML "check -f json --stdin-filename a.yml"

typedef struct hostile_case {
    const char *name;
    const char *arguments;
    const char *text;
    size_t times;
    const char *expected;
} hostile_case;

static hostile_case hostile_cases[] = {
    {"aliases of aliases of aliases",              YAML,
     "a: &a [1,1,1,1,1,1,1,1,1]\nb: &b " NINE("a") "c: &c " NINE("b") "d: &d " NINE(
         "c") "e: &e " NINE("d") "f: &f " NINE("e") "g: &g " NINE("f") "h: &h " NINE("g"),
     1,                                                                                                              "- invalid\nlimit-exceeded 7:23-7:25 \n"  },
    {"aliases that are more bytes than the limit", YAML " --max-bytes 60",
     "a: &a 0123456789\nb: [*a, *a, *a, *a]\n",                                                              1,
     "- invalid\nlimit-exceeded 2:13-2:15 \n"                                                                                                                  },
    {"a text of more bytes than the limit",        YAML " --max-bytes 20",         "a: 1\n",                 5,
     "- invalid\nlimit-exceeded 1:1-1:1 \n"                                                                                                                    },
    {"open brackets",                              YAML,                           "[",                      100000, "- invalid\nlimit-exceeded 1:257-1:258 \n"},
    {"lists in lists",                             YAML,                           "- ",                     100000, "- invalid\nlimit-exceeded 1:513-1:514 \n"},
    {"levels over a limit of the user's",          YAML " --max-depth 2",          "a: [[1]]\n",             1,
     "- invalid\nlimit-exceeded 1:5-1:6 \n"                                                                                                                    },
    {"levels that an alias brings",                YAML " --max-depth 3",          "a: &a [1]\nb: [[*a]]\n", 1,
     "- invalid\nlimit-exceeded 2:6-2:8 \n"                                                                                                                    },
    {"a plan of too many levels",                  "check -f json --input tfplan", "[",                      1000,
     "- invalid\nlimit-exceeded 1:257-1:258 \n"                                                                                                                },
};

static void is_survived(void **state)
{
    const hostile_case *row = *state;
    char summary[TEXT_BYTES];

    judge(
        &(program_run){
            .arguments = row->arguments, .input = row->text, .input_times = row->times},
        summary);
    assert_string_equal(summary, row->expected);
}

/* A name for each anchor, and a key for each name: nothing may take time by the square.
 */
static void many_names_take_their_time_once(void **state)
{
    enum { NAMES = 100000, LINE = 64 };
    char *text = malloc(NAMES * LINE);
    char summary[TEXT_BYTES];
    size_t size = 0;

    (void)state;
    assert_non_null(text);
    for (int i = 0; i < NAMES; i++)
        size += (size_t)snprintf(text + size, LINE, "k%d: &a%d {x: 1}\n", i, i);
    judge(&(program_run){.arguments = YAML, .input = text, .input_size = size}, summary);
    assert_string_equal(summary, "- not-applicable\n");
    free(text);
}

/* --------------------------------------------------------------- examples of the pack */

static json_t *rules;

/* By the pack's law: what a rule refuses is refused by it, and nothing else is. */
static void obeys_the_law(const char *rule, const json_t *example, bool is_accepted)
{
    const char *text = json_string_value(json_object_get(example, "$yaml"));
    char summary[TEXT_BYTES];
    char expected[128];

    judge(&(program_run){.arguments = YAML, .input = text}, summary);
    snprintf(
        expected, sizeof expected, is_accepted ? "Policy valid\n" : "- invalid\n%s ",
        rule);
    assert_int_equal(strncmp(summary, expected, strlen(expected)), 0);
    assert_int_equal(count_lines(summary), is_accepted ? 1 : 2);
}

static void examples_of_the_pack_obey_the_law(void **state)
{
    static const char *const kinds[] = {"accept", "reject"};
    size_t examples = 0;
    size_t i;
    const json_t *rule;

    (void)state;
    json_array_foreach (rules, i, rule) {
        for (size_t kind = 0; kind < COUNT(kinds); kind++) {
            const json_t *list = json_object_get(rule, kinds[kind]);

            for (size_t j = 0; j < json_array_size(list); j++) {
                const json_t *example = json_array_get(list, j);

                if (!json_object_get(example, "$yaml"))
                    continue;
                obeys_the_law(text_of(rule, "id"), example, kind == 0);
                examples++;
            }
        }
    }
    assert_true(examples > 0);
}

/* ------------------------------------------------------------------------------- main */

static const struct {
    template_case *cases;
    size_t count;
} tables[] = {
    {yaml_cases,     COUNT(yaml_cases)    },
    {broken_cases,   COUNT(broken_cases)  },
    {function_cases, COUNT(function_cases)},
    {json_cases,     COUNT(json_cases)    },
    {plan_cases,     COUNT(plan_cases)    },
};

enum {
    ROWS = COUNT(yaml_cases) + COUNT(broken_cases) + COUNT(function_cases) +
           COUNT(json_cases) + COUNT(plan_cases)
};

int main(void)
{
    struct CMUnitTest tests[ROWS + COUNT(hostile_cases) + 2] = {
        cmocka_unit_test(many_names_take_their_time_once),
        cmocka_unit_test(examples_of_the_pack_obey_the_law),
    };
    struct CMUnitTest *next = tests + 2;
    json_t *pack = json_load_file(SNAPGUARD_PACK, 0, NULL);
    int failures;

    rules = json_object_get(pack, "rules");
    for (size_t i = 0; i < COUNT(tables); i++)
        for (size_t j = 0; j < tables[i].count; j++)
            *next++ = (struct CMUnitTest){
                tables[i].cases[j].name, is_judged_so, NULL, NULL, &tables[i].cases[j]};
    for (size_t i = 0; i < COUNT(hostile_cases); i++)
        *next++ = (struct CMUnitTest){
            hostile_cases[i].name, is_survived, NULL, NULL, &hostile_cases[i]};
    failures = cmocka_run_group_tests_name("templates", tests, NULL, NULL);
    json_decref(pack);
    return failures;
}
