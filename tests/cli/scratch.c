#define _XOPEN_SOURCE 700

#include "scratch.h"

#include "cmocka_wrap.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MEMBERS(hours, days)                                                             \
    "\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[" hours                              \
    "]\",\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":" days
#define REQUEST(hours, days) "{" MEMBERS(hours, days) "}"
#define GOOD REQUEST("\\\"1\\\"", "30")
#define BAD REQUEST("\\\"1\\\"", "0")

/* The same two as they are sent. */
#define QUERY(days)                                                                      \
    "regionId=cn-hangzhou&timePoints=%5B%221%22%5D&"                                     \
    "repeatWeekdays=%5B%221%22%5D&retentionDays=" days
#define HTTP(target, headers, body)                                                      \
    "POST " target " HTTP/1.1\r\nHost: ecs.aliyuncs.com\r\n" headers "\r\n" body
#define ACTION "x-acs-action: CreateAutoSnapshotPolicy\r\n"
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"
/* A template with one policy. */
#define TEMPLATE(days)                                                                   \
    "ROSTemplateFormatVersion: '2015-09-01'\nResources:\n  Nightly:\n"                   \
    "    Type: ALIYUN::ECS::AutoSnapshotPolicy\n    Properties:\n"                       \
    "      TimePoints: [1]\n      RepeatWeekdays: [1]\n      RetentionDays: " days "\n"
#define REST                                                                             \
    "### list\nGET {{host}}/?Action=DescribeRegions\n\n### create\nPOST {{host}}\n"

/* Packs, whose rules refuse the region of every request here. */
#define PACK(name, more)                                                                 \
    "{\"schema\":\"snapguard/pack/1\",\"name\":\"" name "\",\"operation\":{\"product\":" \
    "\"Ecs\",\"name\":\"CreateAutoSnapshotPolicy\",\"version\":\"2014-05-26\"},\n"       \
    "\"edition\":\"2024-04-11\"," more "}\n"
#define RULE(id, region, more)                                                           \
    "{\"id\":\"" id "\",\"severity\":\"error\",\"at\":\"regionId\",\"check\":\"value\"," \
    "\"must\":{\"equals\":\"" region "\"},\"message\":\"not our region: {value}\"" more  \
    "}"
#define EXAMPLES                                                                         \
    ",\n\"title\":\"Snapshots stay in Frankfurt\",\"why\":\"Our contracts say so.\","    \
    "\"accept\":[{\"regionId\":\"eu-central-1\"}],\"reject\":[{}]"

/* Each of the bad ones has one finding, whose place is easy to count. */
static const struct {
    const char *name;
    const char *text;
} files[] = {
  /* clang-format off */
    {"good.json", GOOD "\n"},
    {"bad.json", BAD "\n"},
    {"warn.json", REQUEST("\\\"1\\\",\\\"1\\\"", "30") "\n"},
    {"notice.json", REQUEST("\\\"5\\\",\\\"1\\\"", "30") "\n"},
    {"all.json", REQUEST("\\\"5\\\",\\\"1\\\",\\\"1\\\"", "0") "\n"},
    {"broken.json","{\"regionId\":\n"},
    {"number.json", "12\n"},
    {"extra.json", "{\"color\":\"red\"," MEMBERS("\\\"1\\\"", "30") "}\n"},
    {"list.json", "[" GOOD ",\n" BAD "]\n"},
    {"unnamed", GOOD "\n" BAD "\n"},
    {"stream.ndjson", GOOD "\n{\n\n" BAD "\n"},
    {"crlf.jsonl", GOOD "\r\n" BAD "\r\n"},
    {"tail.ndjson", GOOD "\n" BAD},
    {"blank.ndjson", "\n \n\t\r\n"},
    {"ros.json", "{\"ROSTemplateFormatVersion\": \"2015-09-01\"}\n"},
    {"plan.json", "{\"a\": {}, \"planned_values\": {\"x\": 1}}\n"},
    {"deep-ros.json", "{\"a\": {\"ROSTemplateFormatVersion\": 1}}\n"},
    {"good.yml", TEMPLATE("30")},
    {"bad.yaml", TEMPLATE("0")},
    {"bad.template", TEMPLATE("0")},
    {"later.yml", TEMPLATE("{Fn::GetAtt: [a, b]}")},
    {"later.json",
     "{\"terraform_version\": \"1\", \"resource_changes\": [{\"address\": \"module.a.b[0]\",\n"
     "\"type\": \"alicloud_ecs_auto_snapshot_policy\", \"change\": {\"actions\": [\"create\"],\n"
     "\"after\": {\"time_points\": [\"1\"], \"retention_days\": 3},\n"
     "\"after_unknown\": {\"repeat_weekdays\": true}}}]}\n"},
    {"other.yml", "kind: Deployment\n"},
    {"infra/bad.yaml", TEMPLATE("0")},
    {"infra/broken.yml", TEMPLATE("[")},
    {"infra/chart/service.yaml", "{{- if .Values.enabled }}\nkind: Service\n"},
    {"torn/other.json", "{\"ROSTemplateFormatVersion\": \"2015-09-01\",\n\"Resources\": {\n"},
    {"torn/other.yml", "ROSTemplateFormatVersion: '2015-09-01'\nResources: [\n"},
    {"torn/plan.json",
     "{\"terraform_version\": \"1\",\n\"a\": \"alicloud_ecs_auto_snapshot_policy\",\n"},
    {"torn/ros.json",
     "{\"ROSTemplateFormatVersion\": 1, \"a\": \"ALIYUN::ECS::AutoSnapshotPolicy\n\"}\n"},
    {"torn/tags.json",
     "{\"ROSTemplateFormatVersion\": \"2015-09-01\", \"Resources\": {\"a\": {\"Type\":\n"
     "\"ALIYUN::ECS::AutoSnapshotPolicy\", \"Properties\": {\"Tags\": []}}}}\n"},
    {"infra/compose.yml", "services: {}\n"},
    {"infra/disk.yml", "ROSTemplateFormatVersion: '2015-09-01'\nResources: {}\n"},
    {"infra/plan.json", "{\"terraform_version\": \"1\", \"resource_changes\": []}\n"},
    {"regions.json", "[\"cn-nowhere\"]\n"},
    {"wrong-regions.json", "[\"cn-hangzhou\",\n 5]\n"},
    {"hours.json", REQUEST("\\\"9\\\",\\\"10\\\",\\\"11\\\",\\\"12\\\"","30") "\n"},
    {"key.json",
     "{\"EnableCrossRegionCopy\":true,\"TargetCopyRegions\":\"[\\\"cn-shanghai\\\"]\","
     "\"CopyEncryptionConfiguration\":{\"Encrypted\":true,\"KMSKeyId\":\"key-1\"}"
     "," MEMBERS("\\\"1\\\"", "30") "}\n"},
    {"facts.json", "{\"regions\":{\"cn-hangzhou\":{\"policyCount\":100}},\n"
     "\"kms\":{\"activated\":false},\"snapshotMinutes\":61}\n"},
    {"poor.json", "{\"account\":{\"balanceSufficient\":false}}\n"},
    {"keys.json", "{\"kms\":{\"keys\":{\"cn-shanghai\":{}}}}\n"},
    {"wrong-facts.json", "{\"regions\":\n{\"cn-hangzhou\": {\"policyCuont\": 1}}}\n"},
    {"tree/b.json", BAD "\n"},
    {"tree/b/c.json", BAD "\n"},
    {"tree/b-a.json", BAD "\n"},
    {"tree/a.ndjson", BAD "\n"},
    {"tree/log.jsonl", "{\"message\": \"hello\"}\n"},
    {"tree/.git/hidden.json", BAD "\n"},
    {"tree/package.json", "{\"name\": \"a package\"}\n"},
    {"tree/readme.txt", "not for us\n"},
    {"rubbish/rubbish.json", "rubbish\n"},
    {"links/good.json", GOOD "\n"},
    {"foreign/package.json", "{\"name\": \"a package\"}\n"},
    {"foreign/list.json", "[{\"name\": 1}, {\"name\": 2}]\n"},
    {"shared/region.json", "{\"regionId\":\"cn-hangzhou\"}\n"},
    {"shared/alias.json", "{\"RegionId\":5,\"DryRun\":true,\"ClientToken\":\"a\"}\n"},
    {"shared/case.json", "{\"REGIONID\":\"x\",\"tag\":[{\"key\":\"\"}]}\n"},
    {"shared/tags.json", "{\"Tag\":[{\"Key\":\"\"}],\"Tag.2.Value\":\"\"}\n"},
    {"shared/group.json", "[{\"ResourceGroupId\":\"rg-1\"},\n{\"regionId\":\"x\"}]\n"},
    {"shared/common.json", "{\"Version\":\"2014-05-26\",\"Format\":\"JSON\"}\n"},
    {"shared/many.ndjson", "{\"RegionId\":\"x\"}\n{\n\"timePointsOf\"\n[1,2]\n"},
    {"shared/mark.json", "\xEF\xBB\xBF{\"RegionId\":\"x\"}\n"},
    {"shared/torn.json", "{\"RegionId\":\"x\",\n"},
    {"shared/latin.json", "{\"a\":\"\xE4\"}\n"},
    {"shared/a.query", "RegionId=x&Tag.1.Key=&ResourceGroupId=%zz\n"},
    {"shared/b.form", "regionId=x&Tag.1.Key=\n"},
    {"shared/c.http", HTTP("/?RegionId=x", "", "")},
    {"telling/action.json", "{\"Action\":\"CreateAutoSnapshotPolicy\"}\n"},
    {"telling/action.query", "Action=CreateAutoSnapshotPolicy&RegionId=cn-hangzhou\n"},
    {"telling/case.json", "{\"TIMEPOINTS\":\"[]\"}\n"},
    {"telling/header.http", HTTP("/", ACTION, "")},
    {"telling/key.json", "{\"copyEncryptionConfiguration\":{\"KMSKeyId\":\"k\"}}\n"},
    {"telling/long.ndjson", "{\"a\":[[1]],\"retentionDays\":1,\"Tag\":1}\n"},
    {"telling/mark.json", "\xEF\xBB\xBF" GOOD "\n"},
    {"telling/second.ndjson", "{\"RegionId\":\"x\"}\n{\"retentiondays\":1,\"timePoints\":\n"},
    {"shared/disk.json", "{\"RegionId\":\"x\",\"DiskId\":\"d\",\"RetentionDays\":\"30\"}\n"},
    {"shared/logger.json", "// how long\n{\"retentionDays\": 30, \"bucket\": \"b\"}\n"},
    {"telling/torn.json", "{\"RegionId\":\"x\",\n\"timePoints\":\n"},
    {"x.json/bad.json", BAD "\n"},
    {"capitals/A.JSON", BAD "\n"},
    {"capitals/B.NdJson", GOOD "\n" BAD "\n"},
    {"capitals/C.YML", TEMPLATE("0")},
    {"capitals/D.JSON.bak", BAD "\n"},
    {"others/query.json", "{\"Action\":\"DescribeRegions\",\"RegionId\":\"x\"}\n"},
    {"others/version.json",
     "{\"Action\":\"CreateAutoSnapshotPolicy\",\"Version\":\"2014-06-26\"}\n"},
    {"others/list.json", "[{\"Action\":\"A\"},\n{\"Action\":\"B\"}]\n"},
    {"others/lines.ndjson", "{\"Action\":\"A\"}\n{\"Action\":\"B\"}\n"},
    {"others/some.json", "[{\"Action\":\"A\"},\n" GOOD "]\n"},
    {"none/readme.txt", "not for us\n"},
    {"good.query", QUERY("30") "\n"},
    {"bad.query", QUERY("0") "\r\n"},
    {"mark.query", "?" QUERY("0")},
    {"url.query",
     "https://ecs.aliyuncs.com/?Action=CreateAutoSnapshotPolicy&" QUERY("0") "#top\n"},
    {"han.query", "https://\xE4\xBE\x8B.\xF0\x9F\x98\x80/?" QUERY("0") "\n"},
    {"encoded.query", "autoSnapshotPolicyName=%E5%A4%87%20&" QUERY("30")},
    {"inner.query", "timePoints=%5b%221%22,%2224%22%5d&regionId=cn-hangzhou&"
     "repeatWeekdays=[\"1\"]&retentionDays=30\n"},
    {"percent.query", QUERY("30") "&ResourceGroupId=%4\n"},
    {"twice.query", QUERY("30") "&regionId=cn-hangzhou\n"},
    {"empty.query", ""},
    {"blank.query", "\r\n\n"},
    {"lines.query", "Action=CreateAutoSnapshotPolicy\n&" QUERY("0") "\n"},
    {"torn.query", "retentionDays=30\n&regionId=cn-hangzhou&timePoints=[\"1\"]&"
     "repeatWeekdays=[\"1\"]\n"},
    {"bom.query", "\xEF\xBB\xBF" QUERY("0") "\n"},
    {"other.query", "Action=DescribeRegions&RegionId=%zz\n"},
    {"good.form", QUERY("30") "\n"},
    {"bad.form", QUERY("0") "\n"},
    {"query.txt", QUERY("0") "\n"},
    {"query.json", QUERY("0") "\n"},
    {"good.http", HTTP("/?" QUERY("30"), ACTION, "")},
    {"bad.http", HTTP("/?" QUERY("0"), ACTION, "")},
    {"form.http", HTTP("/?Action=CreateAutoSnapshotPolicy", FORM, QUERY("0") "\r\n")},
    {"body.http", HTTP("/", ACTION "Content-Type: application/json\r\n", BAD "\r\n")},
    {"twice.http", HTTP("/?" QUERY("30"), ACTION FORM, "regionId=cn-hangzhou")},
    {"text.http",
     HTTP("/?" QUERY("30"), ACTION "Content-Type: text/plain\r\n", "hello\n")},
    {"other.http", HTTP("/?RegionId=%zz", "x-acs-action: DescribeRegions\r\n", "")},
    {"nameless.http", HTTP("/?" QUERY("0"), "", "")},
    {"short.http", HTTP("/?" QUERY("30"), ACTION "Content-Length: 5\r\n", "a=b")},
    {"rest.http", REST},
    {"captured", HTTP("/?" QUERY("0"), ACTION, "")},
    {"sent/a.http", HTTP("/?" QUERY("0"), ACTION, "")},
    {"sent/b.http", HTTP("/", "x-acs-action: DescribeRegions\r\n", "")},
    {"sent/c.query", QUERY("0") "\n"},
    {"sent/d.form", QUERY("0") "\n"},
    {"sent/good.json", GOOD "\n"},
    {"wild/rest.http", REST},
    {"wild/variables.http",
     HTTP("/?Action=CreateAutoSnapshotPolicy&regionId={{region}}", "", "")},
    {"wild/several.http",
     HTTP("/?Action=CreateAutoSnapshotPolicy&regionId=x", "", "### next\n")},
    {"wild/logs.query", "SELECT name\nFROM t\nWHERE name LIKE '%a'\n"},
    {"wild/good.json", GOOD "\n"},
    {"mixed/list.json", "[{\"name\": 1}, " BAD "]\n"},
    {"packs/acme.json",
     PACK("acme", "\"rules\":[\n" RULE("acme/frankfurt", "eu-central-1", EXAMPLES) "]")},
    {"packs/bare.json",
     PACK("bare", "\"title\":\"Ours\",\"rules\":[" RULE("bare/region", "eu-central-1", "") "]")},
    {"packs/graver.json",
     PACK("graver", "\"severities\":{\"time-points-order\":\"error\"},\"rules\":[]")},
    {"packs/quieter.json",
     PACK("quieter", "\"severities\":\n{\"time-point-value\": \"notice\"},\"rules\":[]")},
    {"packs/slip.json",
     PACK("slip", "\"rules\":[\n {\"id\":\"slip/x\",\"chekc\":\"value\"}]")},
    {"packs/again.json",
     PACK("again", "\"rules\":[{\"id\":\"tag-count\",\"check\":\"absent\",\"severity\":\"off\","
     "\"at\":\"Tag\",\"message\":\"m\"}]")},
    {"packs/broken.json", "{\"schema\":\n  }\n"},
    {"packs/twice.json", PACK("acme", "\"rules\":[]")},
    {"packs/lawless.json",
     PACK("lawless", "\"rules\":[\n" RULE("lawless/region", "cn-hangzhou",
     ",\n\"accept\":[{\"regionId\":\"cn-beijing\"},\n {\"retentionDays\":0}],\n"
     "\"reject\":[{}]") "]")},
    {"packs/place.json",
     PACK("place", "\"rules\":[{\"id\":\"place/copies\",\"severity\":\"error\","
     "\"at\":\"EnableCrossRegionCopy\",\"check\":\"holds\","
     "\"must\":{\"EnableCrossRegionCopy\":true},\"if\":{\"retentionDays\":\"given\"},"
     "\"message\":\"copies are wanted\"}]")},
    {"cases/good.json", GOOD "\n"},
    {"cases/good.expect", "# ours\n\nacme/frankfurt regionId\r\n"},
    {"cases/bad.query", QUERY("0") "\n"},
    {"cases/bad.expect", "retention-days-range\nacme/frankfurt"},
    {"cases/reject/a.json", GOOD "\n"},
    {"cases/accept/b.json", REQUEST("\\\"5\\\",\\\"1\\\"", "30") "\n"},
    {"cases/readme.json", "{}\n"},
    {"differ/a.json", BAD "\n"},
    {"differ/a.expect", "acme/frankfurt timePoints\nacme/frankfurt\ntag-count\n"},
    {"differ/none.json", "{\"Action\":\"DescribeRegions\"}\n"},
    {"differ/none.expect", ""},
    {"stacks/accept/good.yml", TEMPLATE("30")},
    {"stacks/reject/bad.yaml", TEMPLATE("0")},
    {"stacks/zero.yml", TEMPLATE("0")},
    {"stacks/zero.expect", "retention-days-range retentionDays\n"},
    {"lost/a.expect", "tag-count\n"},
    {"slips/a.json", GOOD "\n"},
    {"slips/a.expect", "tag-cuont\n"},
    {"slips/b.json", GOOD "\n"},
    {"slips/b.expect", "tag-count Tag 1\n"},
  /* clang-format on */
};

static char path[64];

const char *scratch_path(void)
{
    return path;
}

static void make_folders(char *name)
{
    for (char *slash = strchr(name + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(name, 0755);
        *slash = '/';
    }
}

void scratch_write(const char *name, const char *text, size_t size)
{
    char full[256];
    FILE *file;

    snprintf(full, sizeof full, "%s/%s", path, name);
    make_folders(full);
    file = fopen(full, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

int scratch_make(void **state)
{
    char link[128];

    (void)state;
    strcpy(path, "/tmp/snapguard-cli-XXXXXX");
    if (!mkdtemp(path))
        return -1;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        scratch_write(files[i].name, files[i].text, strlen(files[i].text));
    snprintf(link, sizeof link, "%s/links/lost.json", path);
    if (symlink("nowhere", link) != 0)
        return -1;
    snprintf(link, sizeof link, "%s/links/up.json", path);
    if (symlink("..", link) != 0)
        return -1;
    return 0;
}

static int
remove_one(const char *name, const struct stat *status, int kind, struct FTW *at)
{
    (void)status;
    (void)kind;
    (void)at;
    return remove(name);
}

int scratch_remove(void **state)
{
    (void)state;
    return nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
