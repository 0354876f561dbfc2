/* Everything but making an engine runs on a stack of 64 KiB: a gateway's threads and
 * coroutines may have no more. */
#include "engines.h"
#include "floods.h"
#include "samples.h"
#include "support.h"
#include "transcript.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { STACK = 64 * 1024 };

static const char facts_text[] =
    "{\"regions\":{\"cn-hangzhou\":{\"policyCount\":100}},\"snapshotMinutes\":800}";

static void judge(
    snapguard_context *context, snapguard_encoding encoding, const char *bytes,
    size_t length)
{
    char *text = transcript_of(context, encoding, bytes, length);

    if (!text)
        abort();
    free(text);
}

/* No assertion of cmocka: it jumps to another stack. */
static void *judge_all(void *data)
{
    snapguard_context *context = data;
    const snapguard_report *report;
    char body[1024];

    for (size_t i = 0; i < sample_count; i++) {
        judge(context, samples[i].encoding, samples[i].bytes, samples[i].length);
        if (snapguard_check(
                &report, context, samples[i].encoding, samples[i].bytes,
                samples[i].length) != SNAPGUARD_OK)
            abort();
        snapguard_render_report(report, true, body, sizeof body);
    }
    for (size_t i = 0; i < hostile_count; i++) {
        char *bytes = hostiles[i].make();

        judge(context, hostiles[i].encoding, bytes, strlen(bytes));
        free(bytes);
    }
    for (size_t i = 0; i < flood_count; i++) {
        size_t length;
        char *bytes = flood_make(&floods[i], &length);

        if (snapguard_check(&report, context, floods[i].encoding, bytes, length) !=
            SNAPGUARD_OK)
            abort();
        free(bytes);
    }
    return context;
}

static void checks_run_on_a_small_stack(void **state)
{
    checker judge_it = checker_new(NULL);
    snapguard_facts *facts;
    pthread_attr_t attributes;
    pthread_t thread;
    void *answer = NULL;

    (void)state;
    assert_int_equal(
        snapguard_facts_new(
            &facts, judge_it.engine, facts_text, sizeof facts_text - 1, NULL),
        SNAPGUARD_OK);
    snapguard_context_set_facts(judge_it.context, facts);
    assert_int_equal(pthread_attr_init(&attributes), 0);
    assert_int_equal(pthread_attr_setstacksize(&attributes, STACK), 0);
    assert_int_equal(
        pthread_create(&thread, &attributes, judge_all, judge_it.context), 0);
    assert_int_equal(pthread_join(thread, &answer), 0);
    assert_ptr_equal(answer, judge_it.context);
    pthread_attr_destroy(&attributes);
    snapguard_facts_free(facts);
    checker_free(&judge_it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(checks_run_on_a_small_stack)};

    return cmocka_run_group_tests_name("stack", tests, NULL, NULL);
}
