/* Any thread, any order, and a child of fork() too: the same report. */
#define _POSIX_C_SOURCE 200809L
#include "samples.h"
#include "support.h"
#include "transcript.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 8, ROUNDS = 100 };

typedef struct reference {
    snapguard_engine *engine;
    char *expected[64]; /* one transcript a sample */
} reference;

typedef struct worker {
    const reference *shared;
    size_t seed;
    size_t wrong;
    size_t checked;
    pthread_t thread;
} worker;

static bool
is_as_expected(const reference *shared, snapguard_context *context, size_t index)
{
    const sample *document = &samples[index];
    char *text =
        transcript_of(context, document->encoding, document->bytes, document->length);
    bool same = text && strcmp(text, shared->expected[index]) == 0;

    free(text);
    return same;
}

/* Each thread walks the samples in an order of its own. */
static void *work(void *opaque)
{
    worker *self = opaque;
    snapguard_context *context;

    if (snapguard_context_new(&context, self->shared->engine) != SNAPGUARD_OK) {
        self->wrong++;
        return NULL;
    }
    for (size_t i = 0; i < ROUNDS * sample_count; i++, self->checked++) {
        size_t index = (i * (2 * self->seed + 1) + self->seed) % sample_count;

        self->wrong += !is_as_expected(self->shared, context, index);
    }
    snapguard_context_free(context);
    return NULL;
}

static int make_shared(void **state)
{
    static reference everything;
    snapguard_context *context;

    if (sample_count > COUNT(everything.expected) ||
        snapguard_engine_new(&everything.engine, NULL, NULL) != SNAPGUARD_OK ||
        snapguard_context_new(&context, everything.engine) != SNAPGUARD_OK)
        return -1;
    for (size_t i = 0; i < sample_count; i++)
        everything.expected[i] = transcript_of(
            context, samples[i].encoding, samples[i].bytes, samples[i].length);
    snapguard_context_free(context);
    *state = &everything;
    return 0;
}

static int free_shared(void **state)
{
    reference *everything = *state;

    for (size_t i = 0; i < sample_count; i++)
        free(everything->expected[i]);
    snapguard_engine_free(everything->engine);
    return 0;
}

static void run_threads(const reference *everything)
{
    worker workers[THREADS];

    for (size_t i = 0; i < THREADS; i++) {
        workers[i] = (worker){.shared = everything, .seed = i};
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
        assert_int_equal(workers[i].checked, ROUNDS * sample_count);
        assert_int_equal(workers[i].wrong, 0);
    }
}

static void eight_threads_share_an_engine(void **state)
{
    run_threads(*state);
}

/* Contexts that were made here and are used there, one after the other. */
static void a_context_may_move_to_another_thread(void **state)
{
    const reference *everything = *state;
    worker first = {.shared = everything, .seed = 1};
    worker second = {.shared = everything, .seed = 2};

    for (worker *self = &first; self; self = self == &first ? &second : NULL) {
        assert_int_equal(pthread_create(&self->thread, NULL, work, self), 0);
        assert_int_equal(pthread_join(self->thread, NULL), 0);
        assert_int_equal(self->wrong, 0);
    }
}

static size_t work_in_child(const reference *everything, snapguard_context *parents)
{
    worker child = {.shared = everything, .seed = 3};

    work(&child);
    for (size_t i = 0; i < sample_count; i++)
        child.wrong += !is_as_expected(everything, parents, i);
    return child.wrong;
}

static void a_child_uses_the_engine_of_its_parent(void **state)
{
    const reference *everything = *state;
    snapguard_context *context;
    int status = -1;
    pid_t child;

    assert_int_equal(snapguard_context_new(&context, everything->engine), SNAPGUARD_OK);
    assert_true(is_as_expected(everything, context, 2));
    child = fork();
    if (child == 0)
        _exit(work_in_child(everything, context) ? 1 : 0);
    assert_true(child > 0);
    for (size_t i = 0; i < sample_count; i++)
        assert_true(is_as_expected(everything, context, i));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    snapguard_context_free(context);
}

/* A child of a process that has worked with threads before. */
static void a_child_after_threads(void **state)
{
    run_threads(*state);
    a_child_uses_the_engine_of_its_parent(state);
}

/* ---------------------------------------------------------------------------- facts */

typedef struct account {
    const snapguard_engine *engine;
    const snapguard_facts *facts[2]; /* those of a full region, and of a free one */
    size_t wrong[THREADS];
} account;

typedef struct clerk {
    account *account;
    size_t number;
    pthread_t thread;
} clerk;

/* Takes now these facts and now those, and each finds its own. */
static void *work_with_facts(void *opaque)
{
    clerk *self = opaque;
    const account *shared = self->account;
    snapguard_context *context;

    if (snapguard_context_new(&context, shared->engine) != SNAPGUARD_OK) {
        self->account->wrong[self->number]++;
        return NULL;
    }
    for (size_t i = 0; i < 10 * ROUNDS; i++) {
        size_t which = (i + self->number) % 2;
        const snapguard_report *report;

        snapguard_context_set_facts(context, shared->facts[which]);
        if (snapguard_check(
                &report, context, SNAPGUARD_JSON, "{\"regionId\":\"cn-hangzhou\"}", 26) !=
                SNAPGUARD_OK ||
            snapguard_report_total(report, SNAPGUARD_ERROR) != (which ? 3 : 4))
            self->account->wrong[self->number]++;
    }
    snapguard_context_free(context);
    return NULL;
}

static void eight_threads_share_facts(void **state)
{
    static const char *const texts[] = {
        "{\"regions\":{\"cn-hangzhou\":{\"policyCount\":100}}}",
        "{\"regions\":{\"cn-hangzhou\":{\"policyCount\":99}}}"};
    const reference *everything = *state;
    snapguard_facts *facts[2];
    account shared = {.engine = everything->engine};
    clerk clerks[THREADS];

    for (size_t i = 0; i < COUNT(texts); i++) {
        assert_int_equal(
            snapguard_facts_new(
                &facts[i], everything->engine, texts[i], strlen(texts[i]), NULL),
            SNAPGUARD_OK);
        shared.facts[i] = facts[i];
    }
    for (size_t i = 0; i < THREADS; i++) {
        clerks[i] = (clerk){.account = &shared, .number = i};
        assert_int_equal(
            pthread_create(&clerks[i].thread, NULL, work_with_facts, &clerks[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(clerks[i].thread, NULL), 0);
        assert_int_equal(shared.wrong[i], 0);
    }
    snapguard_facts_free(facts[0]);
    snapguard_facts_free(facts[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_threads_share_an_engine),
        cmocka_unit_test(a_context_may_move_to_another_thread),
        cmocka_unit_test(a_child_uses_the_engine_of_its_parent),
        cmocka_unit_test(a_child_after_threads),
        cmocka_unit_test(eight_threads_share_facts),
    };

    return cmocka_run_group_tests_name("threads", tests, make_shared, free_shared);
}
