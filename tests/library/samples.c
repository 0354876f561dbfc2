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
#define MANY(name, text)                                                                 \
    {                                                                                    \
        name, SNAPGUARD_JSON_REQUESTS, text, sizeof text - 1                             \
    }

/* The members that every request needs. */
#define BASE                                                                             \
    "\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\",\\\"13\\\"]\","            \
    "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30"
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
};
const size_t sample_count = COUNT(samples);

/* ----------------------------------------------------------------------------- hostile
 */

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

const hostile hostiles[] = {
    {"brackets that are not closed",          make_open_brackets       },
    {"objects that are not closed",           make_open_objects        },
    {"a flood of empty objects",              make_empty_objects       },
    {"1,024 values",                          make_full_values         },
    {"a flood of values in a string",         make_inner_values        },
    {"1,001 values in a string",              make_full_inner_values   },
    {"brackets in a string",                  make_inner_brackets      },
    {"128 KiB of Unicode escapes",            make_escapes             },
    {"128 KiB of escapes in a nested string", make_short_escapes       },
    {"keys with equal hashes",                make_colliding_keys      },
    {"nested keys with equal hashes",         make_colliding_inner_keys},
    {"a thousand equal keys",                 make_equal_keys          },
    {"256 parameters",                        make_parameters          },
    {"200 equal tags",                        make_tags                },
    {"128 Ki lines",                          make_lines               },
    {"an integer of 128 Ki digits",           make_long_digits         },
    {"a region id of 128 Ki",                 make_long_region         },
};
const size_t hostile_count = COUNT(hostiles);
