#define _POSIX_C_SOURCE 200809L
#include "samples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define ONE(name, text)                                                                  \
    {                                                                                    \
        name, SNAPGUARD_JSON, text, sizeof text - 1                                      \
    }
#define AS(encoding, name, text)                                                         \
    {                                                                                    \
        name, SNAPGUARD_##encoding, text, sizeof text - 1                                \
    }
#define MANY(name, text)                                                                 \
    {                                                                                    \
        name, SNAPGUARD_JSON_REQUESTS, text, sizeof text - 1                             \
    }

/* The members that every request needs. */
#define BASE                                                                             \
    "\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\",\\\"13\\\"]\","            \
    "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30"
#define PAIRS                                                                            \
    "regionId=cn-hangzhou&timePoints=%5B%221%22,%2213%22%5D&"                            \
    "repeatWeekdays=%5B%221%22%5D&retentionDays=30"
#define HEAD "POST /?" PAIRS " HTTP/1.1\r\nx-acs-action: CreateAutoSnapshotPolicy\r\n"
#define KEYS(n)                                                                          \
    "\"a" #n "\":0,\"b" #n "\":0,\"c" #n "\":0,\"d" #n "\":0,\"e" #n "\":0,"             \
    "\"f" #n "\":0,\"g" #n "\":0,\"h" #n "\":0,\"i" #n "\":0,\"j" #n "\":0,"

const sample samples[] = {
    ONE("a valid request", "{" BASE "}"),
    ONE("every parameter",
        "{" BASE ",\"autoSnapshotPolicyName\":\"nightly-\xE5\xA4\x9C\","
        "\"EnableCrossRegionCopy\":true,\"TargetCopyRegions\":\"[\\\"cn-beijing\\\"]\","
        "\"CopiedSnapshotsRetentionDays\":60,\"ResourceGroupId\":\"rg-1\","
        "\"CopyEncryptionConfiguration\":{\"Encrypted\":true,\"KMSKeyId\":\"k\"},"
        "\"Tag\":[{\"Key\":\"team\",\"Value\":\"storage\"},{\"Key\":\"env\"}]}"),
    ONE("fifteen violations",
        "{\"regionId\":\"Hangzhou\",\"timePoints\":\"[\\\"24\\\",\\\"7\\\",\\\"7\\\","
        "\\\"6\\\",5]\",\"repeatWeekdays\":\"[]\",\"retentionDays\":0,"
        "\"autoSnapshotPolicyName\":\"1\xE5\xA4\x9C!\",\"EnableCrossRegionCopy\":\"yes\","
        "\"TargetCopyRegions\":[\"cn-beijing\"],\"CopiedSnapshotsRetentionDays\":65536,"
        "\"CopyEncryptionConfiguration\":{\"Encrypted\":false,\"KMSKeyId\":\"k\"},"
        "\"Tag\":[{\"Key\":\"acs:a\",\"Value\":\"http://x\"},{\"Value\":\"v\"},"
        "{\"Key\":\"aliyun-https://\"}],\"tags\":1,\"StorageLocationArn\":\"a\","
        "\"RetentionDays\":1}"),
    ONE("nested strings that are written with escapes",
        "{\"region\\u0049d\":\"cn\\u002dhangzhou\",\"timePoints\":"
        "\"\\u005b\\\"\\u0031\\\",\\\"\\\\u0032\\\\u0033\\\"\\u005d\","
        "\"repeatWeekdays\":\" [ \\\"\\\\u0038\\\" , \\\"\\uD842\\uDFB7\\\" ] \","
        "\"retentionDays\":30}"),
    ONE("nested strings that are not arrays",
        "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\", \xE2\x80\xA6]\","
        "\"repeatWeekdays\":\"{\\\"1\\\":{}}\",\"retentionDays\":\"-1\"}"),
    ONE("nothing but a brace pair", "{}"),
    ONE("another operation", "{\"Action\":\"DeleteAutoSnapshotPolicy\"}"),
    ONE("duplicate keys at both levels",
        "{" BASE ",\"Tag\":[{\"Key\":\"a\",\"Key\":\"b\",\"K\\u0065y\":\"c\"}],"
        "\"retentionDays\":31,\"Tag.1.Key\":\"d\",\"Tag.2.Key\":\"d\",\"Tag.3.Key\":"
        "\"d\"}"),
    ONE("forty keys and two of them again",
        "{" KEYS(1) KEYS(2) KEYS(3) KEYS(4) "\"c2\":1,\"e4\":1}"),
    ONE("the flat form",
        "{" BASE ",\"Tag.1.Key\":\"a\",\"Tag.3.Key\":\"b\",\"Tag.21.Value\":\"x\","
        "\"Tag.0.Key\":\"z\",\"CopyEncryptionConfiguration.KMSKeyId\":\"k\"}"),
    ONE("several lines",
        "{\r\n  \"regionId\": \"cn-hangzhou\",\n\t\"timePoints\": \"[]\",\n"
        "  \"\xF0\xA0\xAE\xB7\": 1, \"retentionDays\": 65536\n}\n"),
    ONE("nothing at all", ""),
    ONE("a brace that is not closed", "{" BASE ",\"Tag\":[{\"Key\":\"a\""),
    ONE("a trailing comma", "{" BASE ",}"),
    ONE("bytes that are not UTF-8", "{\"regionId\":\"\xC0\xAF\"}"),
    ONE("no object", "[1,2,3]"),
    ONE("a number and no object", "-1.5e+300"),
    MANY(
        "an array of requests",
        "[{" BASE "},{\"regionId\":\"x\",\"regionId\":\"y\"},7,\n{\"Action\":"
        "\"DescribeDisks\"},{},{" BASE ",\"timePoints\":\"[\\\"\\\\u0031\\\"]\"}]"),
    MANY("an array that begins with no object", "[7,[],{" BASE "}]"),
    MANY("an array of one request", "[{" BASE "}]"),
    MANY("an array of nothing", " [ ] "),
    MANY("one request where many are allowed", "{" BASE "}"),
    MANY("an array that is not closed", "[{" BASE "},{}"),
    AS(QUERY, "a query", PAIRS "&Tag.1.Key=%E5%A4%9C&Tag.1.Value=a+b"),
    AS(QUERY, "a query with violations",
       "timePoints=%5B%2224%22,%227%22,7%5D&repeatWeekdays=[&retentionDays=%30&"
       "autoSnapshotPolicyName=1%E5%A4%9C%21&EnableCrossRegionCopy=yes&x=1&x=2&x=3&"
       "Tag.1.Key=acs:a&Tag.3.Key=%61cs:a&Tag.3.Key=b&tag.1.key=k&retentionDays=7"),
    AS(QUERY, "a query with escaped names and nested strings",
       "region%49d=%58&time%50oints=%5B%22%5Cu0031%22%2C%22%5cu0032%5Cu0033%22%5D"),
    AS(QUERY, "a query with a broken escape", PAIRS "&a=%E5%A4%9&b=%"),
    AS(QUERY, "a query that is not UTF-8", PAIRS "&a=%C0%AF"),
    AS(FORM, "a form of another operation", "Action=DescribeRegions&a=%"),
    AS(FORM, "ampersands and equals signs", "&&=&==&a=b=c&" PAIRS "&"),
    AS(HTTP, "a raw request", HEAD "\r\n"),
    AS(HTTP, "a raw request with a form", HEAD "\r\nTag.1.Key=acs:x&retentionDays=7"),
    AS(HTTP, "a raw request with JSON",
       HEAD "Content-Type: application/json\r\n\r\n{\"Tag\":[{\"Key\":\"acs:x\"}],"
            "\"a\":1,\"a\":2,\"timePoints\":\"[\\\"1\\\"]\"}"),
    AS(HTTP, "a raw request with chunks",
       HEAD "Transfer-Encoding: chunked\r\n\r\n9;a=b\r\nTag.1.Key\r\n4\r\n=acs\r\n"
            "4\r\n%3Ax\r\n0\r\nX: y\r\n\r\n"),
    AS(HTTP, "a raw request with broken chunks",
       HEAD "Transfer-Encoding: chunked\r\n\r\n9\r\nTag.1.Key\r\n4\r\n=acs"),
    AS(HTTP, "a raw request with two operations",
       HEAD "x-acs-action: DescribeRegions\r\nx-acs-version: \xFF\r\n\r\nAction=a"),
    AS(HTTP, "a raw request of another operation", "POST /?Action=a HTTP/1.1\r\n\r\n%"),
    AS(HTTP, "a raw request with a type that is not read",
       HEAD "Content-Type: text/plain\r\n\r\na"),
    AS(HTTP, "no raw request", "POST /"),
    AS(ROS, "a template with policies of all kinds",
       "{\"Parameters\":{\"Hours\":{\"Type\":\"Json\",\"Default\":\"[1,24]\"},"
       "\"Days\":{\"Type\":\"CommaDelimitedList\",\"Default\":\"1, 8\"},\"Days\":{},"
       "\"Keep\":{\"Default\":0},\"Open\":{}},\"Resources\":{"
       "\"N\\u0069ghtly\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":{"
       "\"TimePoints\":[1,{\"Ref\":\"Keep\"},{\"Ref\":\"Open\"},\"24\",[]],"
       "\"RepeatWeekdays\":{\"Ref\":\"Days\"},\"RetentionDays\":{\"R\\u0065f\":\"Keep\"},"
       "\"AutoSnapshotPolicyName\":{\"Fn::Sub\":\"a\"},\"retentiondays\":1,\"Size\":2,"
       "\"CopyEncryptionConfiguration\":{\"Encrypted\":false,\"KMSKeyId\":\"k\"},"
       "\"Tags\":[{\"Key\":\"acs:a\"},{\"Fn::If\":[]},7,{\"Value\":\"http://b\"}],"
       "\"TargetCopyRegions\":[],\"TargetCopyRegions\":\"x\",\"DiskIds\":[]}},"
       "\"Disk\":{\"Type\":\"ALIYUN::ECS::Disk\"},"
       "\"Second\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":{"
       "\"TimePoints\":{\"Ref\":\"Hours\"},\"RepeatWeekdays\":[1],\"RetentionDays\":30}},"
       "\"Third\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":7},"
       "\"Third\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\"}}}"),
    AS(ROS, "a template without a policy", "{\"Resources\":[]}"),
    AS(ROS, "a template that is no object", "[7]"),
    AS(ROS, "a template that is not closed", "{\"Resources\":{"),
    AS(TFPLAN, "a plan with policies of all kinds",
       "{\"resource_changes\":[{\"address\":\"a.b[\\\"c\\\"]\",\"type\":"
       "\"alicloud_ecs_auto_snapshot_policy\",\"change\":{\"actions\":[\"create\"],"
       "\"after\":{\"time_points\":[null,\"24\"],\"repeat_weekdays\":[\"1\"],"
       "\"retention_days\":0,\"name\":\"x\",\"auto_snapshot_policy_name\":\"a b\","
       "\"copy_encryption_configuration\":[{\"encrypted\":false,\"kms_key_id\":\"k\"}],"
       "\"target_tags\":[{}],\"tags\":{\"acs:a\":\"b\",\"\":null,\"c\":\"http://d\"}},"
       "\"after_unknown\":{\"time_points\":[true,false],\"tags\":{\"e\":true},"
       "\"resource_group_id\":true}}},{\"address\":\"a.d\",\"type\":"
       "\"alicloud_snapshot_policy\",\"change\":{\"actions\":[\"no-op\"],\"after\":{}}}],"
       "\"planned_values\":{\"root_module\":{\"child_modules\":[{\"resources\":["
       "{\"address\":\"a.d\",\"type\":\"alicloud_snapshot_policy\",\"values\":{}},"
       "{\"address\":\"a.e\",\"type\":\"alicloud_snapshot_policy\",\"values\":{"
       "\"time_points\":[\"1\"],\"tags\":7}}]}]}}}"),
    AS(ROS, "a template whose values are defaults",
       "{\"Parameters\":{\"Keep\":{\"Default\":0},\"Name\":{\"Default\":\"a!\"},"
       "\"Hours\":{\"Type\":\"CommaDelimitedList\",\"Default\":\"1,24\"}},"
       "\"Resources\":{\"a\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\","
       "\"Properties\":"
       "{\"TimePoints\":{\"Ref\":\"Hours\"},\"RepeatWeekdays\":[1,{\"Ref\":\"Open\"}],"
       "\"RetentionDays\":{\"Ref\":\"Keep\"},"
       "\"AutoSnapshotPolicyName\":{\"Ref\":\"Name\"}}}}}"),
    AS(ROS, "a template with one wrong list",
       "{\"Resources\":{\"a\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\","
       "\"Properties\":"
       "{\"TimePoints\":[[1]],\"Tags\":{\"Key\":1}}}}}"),
    AS(TFPLAN, "a plan that says what is planned alone",
       "{\"planned_values\":{\"root_module\":{\"resources\":[{\"address\":\"a.b\","
       "\"type\":"
       "\"alicloud_snapshot_policy\",\"values\":{}},{\"type\":\"alicloud_snapshot_"
       "policy\","
       "\"values\":{\"time_points\":[\"1\"]}}]}}}"),
    AS(TFPLAN, "a plan of modules in modules",
       "{\"planned_values\":{\"root_module\":{\"child_modules\":[{\"child_modules\":[{},{"
       "},{},"
       "{\"resources\":[{\"address\":\"a.b\",\"type\":\"alicloud_snapshot_policy\","
       "\"values\":{\"time_points\":[\"24\"]}}]}]}]}}}"),
    AS(TFPLAN, "a plan of which nothing is known",
       "{\"resource_changes\":[{\"address\":7,\"type\":\"alicloud_snapshot_policy\","
       "\"change\":"
       "{\"actions\":[\"update\"],\"after\":{},\"after_unknown\":true}},{\"type\":"
       "\"alicloud_snapshot_policy\",\"change\":{\"actions\":[\"delete\"],\"after\":null}"
       "}]}"),
    AS(TFPLAN, "a plan without a policy", "{}"),
};
const size_t sample_count = COUNT(samples);

/* -------------------------------------------------------------------------- hostile */

enum { REQUEST = 131072 };

/* `start`, then `piece` as long as it and `end` fit in `size` bytes, then `end`. Each '#'
 * of a piece becomes a number of five digits. */
static char *
flood(size_t size, size_t most, const char *start, const char *piece, const char *end)
{
    char *text = malloc(size + 1);
    size_t used = strlen(start);
    size_t length = strlen(piece);

    if (!text)
        abort();
    memcpy(text, start, used);
    for (size_t i = 0; i < most && used + 2 * length + strlen(end) + 5 <= size; i++) {
        for (const char *p = piece; *p; p++) {
            if (*p == '#')
                used += (size_t)snprintf(text + used, size - used, "%05zu", i % 100000);
            else
                text[used++] = *p;
        }
    }
    strcpy(text + used, end);
    return text;
}

static char *make_open_brackets(void)
{
    return flood(REQUEST, REQUEST, "[", "[", "");
}

static char *make_open_objects(void)
{
    return flood(REQUEST, REQUEST, "{\"a\":", "{\"a\":", "");
}

static char *make_empty_objects(void)
{
    return flood(REQUEST, REQUEST, "{\"Tag\":[{}", ",{}", "]}");
}

static char *make_full_values(void)
{
    return flood(REQUEST, 1021, "{\"timePoints\":[0", ",0", "]}");
}

static char *make_inner_values(void)
{
    return flood(REQUEST, REQUEST, "{\"timePoints\":\"[0", ",0", "]\"}");
}

static char *make_full_inner_values(void)
{
    return flood(REQUEST, 1000, "{\"timePoints\":\"[99", ",99", "]\"}");
}

static char *make_inner_brackets(void)
{
    return flood(REQUEST, REQUEST, "{\"timePoints\":\"[", "[", "\"}");
}

static char *make_escapes(void)
{
    return flood(REQUEST, REQUEST, "{\"autoSnapshotPolicyName\":\"", "\\u4e2d", "\"}");
}

static char *make_short_escapes(void)
{
    return flood(REQUEST, REQUEST, "{\"timePoints\":\"[\\\"", "\\\\n", "\\\"]\"}");
}

static char *make_colliding_keys(void)
{
    return flood(REQUEST, 250, "{\"a\":0", ",\"AAAAAAAA#ZZZZZZZZ\":0", "}");
}

static char *make_colliding_inner_keys(void)
{
    return flood(REQUEST, 900, "{\"Tag\":[{\"a\":0", ",\"AAAAAAAA#ZZZZZZZZ\":0", "}]}");
}

static char *make_equal_keys(void)
{
    return flood(REQUEST, 1000, "{\"a\":0", ",\"a\":0", "}");
}

static char *make_parameters(void)
{
    return flood(REQUEST, 255, "{\"a\":0", ",\"Tag.#.Key\":\"\"", "}");
}

static char *make_tags(void)
{
    return flood(REQUEST, 200, "{\"Tag\":[{\"Key\":\"k\"}", ",{\"Key\":\"k\"}", "]}");
}

static char *make_lines(void)
{
    return flood(REQUEST, REQUEST, "{", "\n", "\"x\":1}");
}

static char *make_long_digits(void)
{
    return flood(REQUEST, REQUEST, "{\"retentionDays\":1", "0", "}");
}

static char *make_long_region(void)
{
    return flood(REQUEST, REQUEST, "{\"regionId\":\"cn-a", "-a", "!\"}");
}

static char *make_ampersands(void)
{
    return flood(REQUEST, REQUEST, "&", "&", "");
}

static char *make_percent_signs(void)
{
    return flood(REQUEST, REQUEST, "%", "%", "");
}

static char *make_empty_pairs(void)
{
    return flood(REQUEST, REQUEST, "a=", "&a=", "");
}

static char *make_names(void)
{
    return flood(REQUEST, REQUEST, "a", "&a", "");
}

static char *make_encoded_nul(void)
{
    return flood(REQUEST, REQUEST, "autoSnapshotPolicyName=", "%00", "");
}

static char *make_encoded_name(void)
{
    return flood(REQUEST, REQUEST, "", "%00", "=1");
}

static char *make_overlong(void)
{
    return flood(REQUEST, REQUEST, "a=", "%C0%80", "");
}

static char *make_half_characters(void)
{
    return flood(REQUEST, REQUEST, "a=1", "&%C3=\xC3", "");
}

static char *make_encoded_characters(void)
{
    return flood(
        REQUEST, REQUEST, "autoSnapshotPolicyName=", "\xE4%B8\xAD%e4\xB8%aD", "");
}

static char *make_encoded_hours(void)
{
    return flood(REQUEST, 1000, "timePoints=%5B%2299%22", ",%22%39%39%22", "%5D");
}

static char *make_encoded_brackets(void)
{
    return flood(REQUEST, REQUEST, "timePoints=", "%5B", "");
}

static char *make_encoded_backslashes(void)
{
    return flood(REQUEST, REQUEST, "timePoints=%5B%22", "%5Cn", "%22%5D");
}

static char *make_blanks(void)
{
    return flood(REQUEST, REQUEST, "repeatWeekdays=[%221%22", "+", "]");
}

static char *make_colliding_names(void)
{
    return flood(REQUEST, 250, "a=0", "&AAAAAAAA#ZZZZZZZZ=0", "");
}

static char *make_long_colliding_names(void)
{
    return flood(
        REQUEST, 250, "a=0",
        "&AAAAAAAA%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41"
        "%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41#ZZZZZZZZ=0",
        "");
}

static char *make_equal_names(void)
{
    return flood(REQUEST, 1023, "a=1", "&a=1", "");
}

static char *make_equal_tags(void)
{
    return flood(REQUEST, 255, "Tag.1.Key=k", "&Tag.1.Key=k", "");
}

static char *make_many_tags(void)
{
    return flood(REQUEST, 255, "Tag.1.Key=k", "&Tag.1#.Key=k", "");
}

static char *make_falling_tags(void)
{
    return flood(REQUEST, 255, "Tag.9.Key=k", "&Tag.1#.Value=&Tag.2.Key=", "");
}

static char *make_empty_tags(void)
{
    return flood(REQUEST, 255, "Tag.1.Key=", "&Tag.1#.Key=", "");
}

#define POST "POST /?a=1 HTTP/1.1\r\nx-acs-action: CreateAutoSnapshotPolicy\r\n"

static char *make_headers(void)
{
    return flood(REQUEST, REQUEST, POST, "x-acs-action: #\r\n", "\r\n");
}

static char *make_one_header(void)
{
    return flood(REQUEST, REQUEST, POST "x-acs-version:", " ", "1\r\n\r\n");
}

static char *make_pairs_of_nobody(void)
{
    return flood(REQUEST, REQUEST, "POST /?a", "&a", " HTTP/1.1\r\n\r\n");
}

static char *make_chunks(void)
{
    return flood(
        REQUEST, REQUEST, POST "Transfer-Encoding: chunked\r\n\r\n", "1\na\n",
        "0\r\n\r\n");
}

static char *make_chunked_percent_signs(void)
{
    return flood(
        REQUEST, REQUEST, POST "Transfer-Encoding: chunked\r\n\r\n", "2\n%&\n",
        "0\r\n\r\n");
}

static char *make_chunk_extension(void)
{
    return flood(
        REQUEST, REQUEST, POST "Transfer-Encoding: chunked\r\n\r\n1;", "a",
        "\r\na\r\n0\r\n\r\n");
}

static char *make_trailers(void)
{
    return flood(
        REQUEST, REQUEST, POST "Transfer-Encoding: chunked\r\n\r\n0\r\n", "a\n", "\r\n");
}

static char *make_body_brackets(void)
{
    return flood(
        REQUEST, REQUEST, POST "Content-Type: application/json\r\n\r\n", "[", "");
}

static char *make_body_keys(void)
{
    return flood(
        REQUEST, 250, POST "Content-Type: application/json\r\n\r\n{\"a\":0",
        ",\"AAAAAAAA#ZZZZZZZZ\":0", "}");
}

const hostile hostiles[] = {
    {"brackets that are not closed",          make_open_brackets,         SNAPGUARD_JSON },
    {"objects that are not closed",           make_open_objects,          SNAPGUARD_JSON },
    {"a flood of empty objects",              make_empty_objects,         SNAPGUARD_JSON },
    {"1,024 values",                          make_full_values,           SNAPGUARD_JSON },
    {"a flood of values in a string",         make_inner_values,          SNAPGUARD_JSON },
    {"1,001 values in a string",              make_full_inner_values,     SNAPGUARD_JSON },
    {"brackets in a string",                  make_inner_brackets,        SNAPGUARD_JSON },
    {"128 KiB of Unicode escapes",            make_escapes,               SNAPGUARD_JSON },
    {"128 KiB of escapes in a nested string", make_short_escapes,         SNAPGUARD_JSON },
    {"keys with equal hashes",                make_colliding_keys,        SNAPGUARD_JSON },
    {"nested keys with equal hashes",         make_colliding_inner_keys,  SNAPGUARD_JSON },
    {"a thousand equal keys",                 make_equal_keys,            SNAPGUARD_JSON },
    {"256 parameters",                        make_parameters,            SNAPGUARD_JSON },
    {"200 equal tags",                        make_tags,                  SNAPGUARD_JSON },
    {"128 Ki lines",                          make_lines,                 SNAPGUARD_JSON },
    {"an integer of 128 Ki digits",           make_long_digits,           SNAPGUARD_JSON },
    {"a region id of 128 Ki",                 make_long_region,           SNAPGUARD_JSON },
    {"128 KiB of ampersands",                 make_ampersands,            SNAPGUARD_QUERY},
    {"128 KiB of percent signs",              make_percent_signs,         SNAPGUARD_QUERY},
    {"128 KiB of empty pairs",                make_empty_pairs,           SNAPGUARD_QUERY},
    {"128 KiB of names",                      make_names,                 SNAPGUARD_QUERY},
    {"a name of encoded NULs",                make_encoded_nul,           SNAPGUARD_QUERY},
    {"encoded NULs for a name",               make_encoded_name,          SNAPGUARD_QUERY},
    {"a value of overlong NULs",              make_overlong,              SNAPGUARD_QUERY},
    {"pairs of half characters",              make_half_characters,       SNAPGUARD_FORM },
    {"characters that are encoded in part",   make_encoded_characters,    SNAPGUARD_FORM },
    {"1,001 encoded hours",                   make_encoded_hours,         SNAPGUARD_QUERY},
    {"encoded brackets",                      make_encoded_brackets,      SNAPGUARD_QUERY},
    {"encoded backslashes",                   make_encoded_backslashes,   SNAPGUARD_QUERY},
    {"blanks in a list",                      make_blanks,                SNAPGUARD_QUERY},
    {"names with equal hashes",               make_colliding_names,       SNAPGUARD_QUERY},
    {"long names with equal hashes",          make_long_colliding_names,  SNAPGUARD_QUERY},
    {"a name 1,024 times",                    make_equal_names,           SNAPGUARD_QUERY},
    {"a tag 256 times",                       make_equal_tags,            SNAPGUARD_QUERY},
    {"256 tags with equal keys",              make_many_tags,             SNAPGUARD_QUERY},
    {"tags in no order",                      make_falling_tags,          SNAPGUARD_QUERY},
    {"256 tags without keys",                 make_empty_tags,            SNAPGUARD_QUERY},
    {"128 KiB of headers",                    make_headers,               SNAPGUARD_HTTP },
    {"a header of 128 KiB",                   make_one_header,            SNAPGUARD_HTTP },
    {"128 KiB of names of nobody",            make_pairs_of_nobody,       SNAPGUARD_HTTP },
    {"chunks of one byte",                    make_chunks,                SNAPGUARD_HTTP },
    {"chunks that cannot be decoded",         make_chunked_percent_signs, SNAPGUARD_HTTP },
    {"a chunk's extension of 128 KiB",        make_chunk_extension,       SNAPGUARD_HTTP },
    {"128 KiB of trailers",                   make_trailers,              SNAPGUARD_HTTP },
    {"a body of brackets",                    make_body_brackets,         SNAPGUARD_HTTP },
    {"a body of keys with equal hashes",      make_body_keys,             SNAPGUARD_HTTP },
};
const size_t hostile_count = COUNT(hostiles);
