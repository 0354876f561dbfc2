/* Facts of many keys: each is found, and their number does not matter. */
#define _POSIX_C_SOURCE 200809L
#include "engines.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { KEYS = 5000, ROUNDS = 2000, TRIES = 5 };

/* Ids that differ in the middle, where a hash of their ends would not tell them apart. */
static void write_id(char *id, size_t size, int number)
{
    snprintf(id, size, "0e478b7a-4262-%04d-b8cb-00d3fb408260", number);
}

static char *facts_with_keys(int count)
{
    size_t size = (size_t)count * 64 + 64;
    char *text = malloc(size);
    size_t used;

    assert_non_null(text);
    used = (size_t)sprintf(text, "{\"kms\":{\"keys\":{\"cn-shanghai\":{");
    for (int i = 0; i < count; i++) {
        char id[64];

        write_id(id, sizeof id, i);
        used += (size_t)sprintf(
            text + used, "%s\"%s\":{\"enabled\":%s}", i ? "," : "", id,
            i % 2 ? "true" : "false");
    }
    strcpy(text + used, "}}}}");
    return text;
}

static void write_request(char *request, size_t size, int number)
{
    char id[64];

    write_id(id, sizeof id, number);
    snprintf(
        request, size,
        "{\"regionId\":\"cn-hangzhou\",\"EnableCrossRegionCopy\":true,"
        "\"TargetCopyRegions\":\"[\\\"cn-shanghai\\\"]\",\"CopyEncryptionConfiguration\":"
        "{\"Encrypted\":true,\"KMSKeyId\":\"%s\"},"
        "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30,"
        "\"timePoints\":\"[\\\"1\\\"]\"}",
        id);
}

static void each_of_many_keys_is_found(void **state)
{
    checker judge = checker_new(NULL);
    char *text = facts_with_keys(KEYS);
    snapguard_facts *facts = facts_of(judge.engine, text);

    (void)state;
    free(text);
    snapguard_context_set_facts(judge.context, facts);
    for (int i = 0; i < KEYS + 100; i++) {
        char request[512];
        const snapguard_report *report;

        write_request(request, sizeof request, i);
        report = check_text(&judge, SNAPGUARD_JSON, request);
        assert_int_equal(
            finding_of(report, "kms-key-disabled") != NULL, i < KEYS && i % 2 == 0);
        assert_int_equal(finding_of(report, "kms-key-not-found") != NULL, i >= KEYS);
    }
    checker_free(&judge);
    snapguard_facts_free(facts);
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The best of a few tries: what disturbs a run only makes it longer. */
static double time_checks(checker *judge, int keys)
{
    char *text = facts_with_keys(keys);
    snapguard_facts *facts = facts_of(judge->engine, text);
    double best = 1e9;
    char request[512];

    free(text);
    write_request(request, sizeof request, keys - 1);
    snapguard_context_set_facts(judge->context, facts);
    for (int try = 0; try < TRIES; try++) {
        double start = seconds();

        for (int i = 0; i < ROUNDS; i++)
            check_text(judge, SNAPGUARD_JSON, request);
        if (seconds() - start < best)
            best = seconds() - start;
    }
    snapguard_context_set_facts(judge->context, NULL);
    snapguard_facts_free(facts);
    return best;
}

/* A search one by one would take a hundred times as long, and more. */
static void many_keys_do_not_slow_a_check(void **state)
{
    checker judge = checker_new(NULL);
    double few = time_checks(&judge, 2);
    double many = time_checks(&judge, KEYS);

    (void)state;
    assert_true(many < 5 * few);
    checker_free(&judge);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_of_many_keys_is_found),
        cmocka_unit_test(many_keys_do_not_slow_a_check),
    };

    return cmocka_run_group_tests_name("keys of facts", tests, NULL, NULL);
}
