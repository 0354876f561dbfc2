#include "generate.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Members as JSON: each is given with a probability of `given` in 16, and mostly with one
 * of the first `right` values. */
typedef struct choice {
    const char *name;
    uint32_t given;
    uint32_t right;
    const char *values[14];
} choice;

/* clang-format off */
static const choice choices[] = {
    {"regionId", 15, 2, {"\"cn-hangzhou\"", "\"cn-beijing\"", "\"CN-Hangzhou\"", "\"\"",
        "null", "\"cn-mars-9\"", "\"cn hangzhou\"", "\"\\u4e2d\"", "\"cn-hangzhou\\n\""}},
    {"RegionId", 1, 1, {"\"cn-hangzhou\"", "\"cn-beijing\"", "\"x\"", "\"\""}},
    {"autoSnapshotPolicyName", 8, 2, {"\"nightly_1\"", "\"\\u591c\\u95f4:a-b\"", "\"a\"",
        "\"1st\"", "\"http://x\"", "\"a b+c%&=\"", "\"a\\u0000b\"", "\"\\ud83d\\ude00\"",
        "\"caf\\u00e9 !\"", "\"\""}},
    {"timePoints", 15, 2, {"\"[\\\"1\\\",\\\"13\\\"]\"", "\"[\\\"0\\\"]\"", "\"[]\"",
        "\"[1,\\\"24\\\",\\\"02\\\"]\"", "\"[\\\"5\\\",\\\"5\\\",\\\"4\\\"]\"", "\"1,2\"",
        "\" [ \\\"\\\\u0031\\\" ] \"", "\"[\\\"1\\\", \\u2026]\"", "\"[\\\"1\\\",]\"",
        "\"\"", "\"[\\\"+1\\\",\\\" 1\\\",null,{}]\"", "\"{}\""}},
    {"repeatWeekdays", 15, 2, {"\"[\\\"1\\\",\\\"7\\\"]\"", "\"[\\\"2\\\"]\"",
        "\"[\\\"0\\\",\\\"8\\\"]\"", "\"[3,2,1]\"", "\"[\\\"1\\\",\\\"1\\\"]\"", "\"[\"",
        "\"[[\\\"1\\\"]]\"", "null"}},
    {"retentionDays", 15, 3, {"30", "-1", "\"65535\"", "0", "65536", "\"-2\"", "\"x\"",
        "1.5", "1e3", "true", "\" 7\"", "\"+7\"", "\"\"", "\"99999999999999999999\""}},
    {"EnableCrossRegionCopy", 6, 3, {"true", "false", "\"true\"", "\"True\"", "\"yes\"",
        "1", "\"\"", "\" true\""}},
    {"TargetCopyRegions", 6, 1, {"\"[\\\"cn-beijing\\\"]\"", "\"[\\\"cn-hangzhou\\\"]\"",
        "\"[]\"", "\"[\\\"a\\\",\\\"b\\\"]\"", "\"cn-beijing\"", "\"[\\\"CN\\\"]\"", "\"[7]\""}},
    {"CopiedSnapshotsRetentionDays", 4, 2, {"60", "\"-1\"", "0", "\"65536\"", "\"a\""}},
    {"StorageLocationArn", 1, 1, {"\"arn\"", "\"\""}},
    {"ResourceGroupId", 3, 2, {"\"rg-1\"", "\"\\u7ec4 +%41\"", "\"\""}},
    {"ClientToken", 2, 1, {"\"123\"", "\"\"", "5"}},
    {"OwnerId", 1, 1, {"7", "\"8\""}},
    {"TimePoints", 1, 1, {"\"[\\\"1\\\"]\"", "\"\""}},
    {"timePoints.1", 1, 1, {"\"1\"", "\"\""}},
    {"TargetCopyRegions.1", 1, 1, {"\"cn-beijing\""}},
    {"tag.1.Key", 1, 1, {"\"a\""}},
    {"Tag.01.Key", 1, 1, {"\"a\""}},
    {"Tag.1", 1, 1, {"\"a\"", "\"\""}},
    {"retentionDay", 1, 1, {"7", "\"x\"", "\"\"", "null"}},
    {"AssociationType", 1, 1, {"\"x\""}},
    {"a b&c=d%+\\u4e2d\\ud842\\udfb7", 1, 1, {"\"x\"", "\"\""}},
};

static const choice tag_members[] = {
    {"Key", 14, 4, {"\"team\"", "\"stage\"", "\"\\u7ec4\"", "\"a b\"", "\"acs:x\"",
        "\"ALIYUNx\"", "\"a http://b\"", "\"\"", "\"https://\"", "\"Acs:\"", "\"team\\u0000\""}},
    {"Value", 10, 3, {"\"web\"", "\"\"", "\"a+b %41 &=\"", "\"acs:\"", "\"x http://y\"",
        "\"ACS:\"", "null"}},
    {"key", 1, 1, {"\"k\""}},
    {"Color", 1, 1, {"\"red\"", "\"\""}},
};

static const choice encryption_members[] = {
    {"Encrypted", 12, 2, {"true", "\"false\"", "\"TRUE\"", "\"no\"", "0"}},
    {"KMSKeyId", 10, 2, {"\"0e478b7a\"", "\"\\u5bc6\"", "\"\""}},
    {"kmsKeyId", 1, 1, {"\"k\""}},
    {"Mode", 1, 1, {"\"x\""}},
};
/* clang-format on */

static json_t *value_of(const choice *one, chance *luck)
{
    uint32_t count = 0;
    uint32_t index;
    json_t *value;

    while (count < COUNT(one->values) && one->values[count])
        count++;
    index = chance_below(luck, chance_below(luck, 5) ? one->right : count);
    value = json_loads(one->values[index], JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    if (!value)
        abort();
    return value;
}

/* Names are written as JSON has them, so that they may hold any character. */
static void set(json_t *object, const char *name, json_t *value)
{
    char text[64] = "\"";
    json_t *key;

    strcat(strcat(text, name), "\"");
    key = json_loads(text, JSON_DECODE_ANY, NULL);
    if (!key || json_object_set_new(object, json_string_value(key), value) != 0)
        abort();
    json_decref(key);
}

static json_t *choose(const choice *all, size_t count, chance *luck)
{
    json_t *object = json_object();

    for (size_t i = 0; i < count; i++)
        if (chance_below(luck, 16) < all[i].given)
            set(object, all[i].name, value_of(&all[i], luck));
    return object;
}

static json_t *tags_of(chance *luck)
{
    uint32_t count = chance_below(luck, 16) ? chance_below(luck, 4) : 22;
    json_t *tags = json_array();

    for (uint32_t i = 0; i < count; i++) {
        json_t *tag = choose(tag_members, COUNT(tag_members), luck);

        if (json_object_size(tag) == 0 || chance_below(luck, 16) == 0)
            json_array_append_new(tags, json_null());
        else
            json_array_append(tags, tag);
        json_decref(tag);
    }
    return tags;
}

json_t *generate_request(chance *luck)
{
    json_t *request = choose(choices, COUNT(choices), luck);

    if (chance_below(luck, 2))
        set(request, "Tag", tags_of(luck));
    if (chance_below(luck, 3) == 0)
        set(request, "CopyEncryptionConfiguration",
            choose(encryption_members, COUNT(encryption_members), luck));
    return request;
}
