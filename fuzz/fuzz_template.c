/* A template of ROS or a plan of Terraform, of any bytes. What is said of each policy
 * obeys the laws of every report; and what depends on nothing outside of a policy is said
 * of it wherever it stands. */
#include "judge.h"
#include "law.h"
#include "mutate.h"
#include "oracle_memory.h"
#include "target.h"

#include "catalog.h"

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { MOST_POLICIES = 64, LONGEST_MEMBERS = 1 << 11, LONGEST_DOCUMENT = 1 << 14 };

const mutation target_mutation = {mutate_template, cross_json};

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    judge_open(*count, *arguments);
    return 0;
}

/* What is said of the policies of a document, one number each. */
typedef struct verdicts {
    unsigned long long digests[MOST_POLICIES];
    unsigned long long rules[MOST_POLICIES];
    size_t count;
    bool is_limited;
} verdicts;

static void note(verdicts *all, const snapguard_report *report)
{
    all->is_limited |= law_fires(report, "limit-exceeded");
    if (all->count == MOST_POLICIES)
        return;
    all->digests[all->count] = law_digest(report);
    all->rules[all->count++] = law_rules(report);
}

/* A policy has a type, so there are fewer of them than bytes. */
static void
judge_policies(verdicts *all, snapguard_encoding encoding, const char *bytes, size_t size)
{
    const snapguard_report *report = judge(encoding, (const uint8_t *)bytes, size);
    size_t count = 0;

    all->count = 0;
    all->is_limited = false;
    for (; report; count++) {
        law(count <= size, "policies come to an end");
        catalog_note(report);
        law_report_whole(report, bytes, size);
        note(all, report);
        law(snapguard_check_next(&report, judge_context()) == SNAPGUARD_OK,
            "the next policy is judged");
    }
}

static void law_same(const verdicts *first, const verdicts *again)
{
    law(first->count == again->count, "the same bytes have the same policies");
    for (size_t i = 0; i < first->count; i++)
        law(first->digests[i] == again->digests[i],
            "the same bytes give the same report of each policy");
}

/* ---------------------------------------------------------------------- two of a kind */

/* How a policy stands in a document, alone and with another one and what is none. */
typedef struct frame {
    snapguard_encoding encoding;
    const char *alone;
    const char *among;
} frame;

#define ROS_TYPE "\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\""
#define ROS_POLICY(name) "\"" name "\":{" ROS_TYPE ",\"Properties\":%s}"
#define PLAN_POLICY(name)                                                                \
    "{\"address\":\"a." name "\",\"mode\":\"managed\","                                  \
    "\"type\":\"alicloud_ecs_auto_snapshot_policy\","                                    \
    "\"change\":{\"actions\":[\"create\"],\"after\":%s}}"

static const frame frames[] = {
    {SNAPGUARD_ROS,    "{\"Resources\":{" ROS_POLICY("P") "}}",
     "{\"Resources\":{" ROS_POLICY(
         "P") ",\"Q\":{\"Type\":\"ALIYUN::ECS::Disk\"}," ROS_POLICY("R") "}}"},
    {SNAPGUARD_TFPLAN, "{\"resource_changes\":[" PLAN_POLICY("p") "]}",
     "{\"resource_changes\":[" PLAN_POLICY("p") ",{\"mode\":\"data\"}," PLAN_POLICY(
         "r") "]}"                                                           },
};

/* Whether the bytes are an object that can stand in another document: only JSON can, and
 * C's strings end at a NUL. */
static bool is_object(const char *bytes, size_t size)
{
    const snapguard_report *report;

    if (size == 0 || size > LONGEST_MEMBERS || memchr(bytes, 0, size))
        return false;
    report = judge(SNAPGUARD_JSON, (const uint8_t *)bytes, size);
    return !law_fires(report, "invalid-json") && !law_fires(report, "invalid-utf8") &&
           !law_fires(report, "limit-exceeded") && !law_fires(report, "not-an-object") &&
           snapguard_report_verdict(report) != SNAPGUARD_NOT_APPLICABLE;
}

static void
fill(verdicts *all, snapguard_encoding encoding, const char *format, const char *members)
{
    static char document[LONGEST_DOCUMENT];
    const char *hole;
    size_t size = 0;

    for (; (hole = strstr(format, "%s")) != NULL; format = hole + 2)
        size += (size_t)snprintf(
            document + size, sizeof document - size, "%.*s%s", (int)(hole - format),
            format, members);
    size += (size_t)snprintf(document + size, sizeof document - size, "%s", format);
    law(size < sizeof document, "a document has room");
    judge_policies(all, encoding, document, size);
}

/* The members are what a policy has, and the same is said of it everywhere. */
static void compare_frames(const char *bytes, size_t size)
{
    static char members[LONGEST_MEMBERS + 1];
    static verdicts alone;
    static verdicts among;

    if (!is_object(bytes, size))
        return;
    memcpy(members, bytes, size);
    members[size] = '\0';
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        fill(&alone, frames[i].encoding, frames[i].alone, members);
        fill(&among, frames[i].encoding, frames[i].among, members);
        if (alone.is_limited || among.is_limited)
            continue;
        law(alone.count == 1 && among.count == 2, "each policy is judged, and no other");
        law(among.rules[0] == alone.rules[0] && among.rules[1] == alone.rules[0],
            "the same is said of a policy wherever it stands");
    }
}

/* What the first policy of a document has, as jansson reads it; NULL if there is none. */
static json_t *first_members(const json_t *document)
{
    const json_t *change = json_object_get(
        json_array_get(json_object_get(document, "resource_changes"), 0), "change");
    const char *name;
    json_t *resource;

    json_object_foreach (json_object_get(document, "Resources"), name, resource)
        return json_object_get(resource, "Properties");
    return json_object_get(change, "after");
}

static void compare_policy(const uint8_t *data, size_t size)
{
    static char members[LONGEST_MEMBERS + 1];
    json_t *document;
    size_t length = 0;

    oracle_memory_begin();
    document = json_loadb((const char *)data, size, 0, NULL);
    length = json_dumpb(first_members(document), members, LONGEST_MEMBERS, JSON_COMPACT);
    json_decref(document);
    oracle_memory_end();
    if (length <= LONGEST_MEMBERS)
        compare_frames(members, length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const snapguard_encoding encodings[] = {SNAPGUARD_ROS, SNAPGUARD_TFPLAN};
    static verdicts first;
    static verdicts again;
    const char *bytes = size ? (const char *)data : "";

    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        judge_policies(&first, encodings[i], bytes, size);
        if (size % 8 != 0)
            continue;
        judge_policies(&again, encodings[i], bytes, size);
        law_same(&first, &again);
    }
    compare_frames(bytes, size);
    compare_policy(data, size);
    return 0;
}
