/* Floods in queries and HTTP requests: how long each takes and how much memory at most.
 *
 * Counted is all that the library asks its allocator for between the making of a context
 * and its end, the context included and the engine not. A text that is longer than a
 * request may be, as chunks can make it, has its lines marked beyond that. Time is that
 * of this thread, at its best of several runs: of a check, and of a report that is
 * written on top. */
#define _POSIX_C_SOURCE 200809L
#include "counting.h"
#include "floods.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MEBIBYTE = 1 << 20, REQUEST = 131072, RUNS = 5, REPORT = 1 << 19 };

#if defined(__has_feature)
#define HAS_FEATURE(feature) __has_feature(feature)
#else
#define HAS_FEATURE(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) ||                     \
    HAS_FEATURE(address_sanitizer) || HAS_FEATURE(thread_sanitizer)
#define IS_SANITIZED 1
#else
#define IS_SANITIZED 0
#endif

/* Milliseconds that a check may take, and how far a busy machine may miss that. */
static const double most_time = 3.0;
static const double tolerance = IS_SANITIZED ? 100.0 : 10.0;

typedef struct cost {
    double check;  /* milliseconds */
    double report; /* likewise, a check included */
    size_t peak;   /* bytes */
    size_t most;   /* that the peak may be */
} cost;

static double now(void)
{
    struct timespec time;

    assert_int_equal(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time), 0);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void keep_least(double *least, double time)
{
    if (*least == 0 || time < *least)
        *least = time;
}

static void run_once(
    snapguard_context *context, const flood *row, const char *bytes, size_t length,
    cost *costs)
{
    static char buffer[REPORT];
    const snapguard_report *report;
    double start = now();

    assert_int_equal(
        snapguard_check(&report, context, row->encoding, bytes, length), SNAPGUARD_OK);
    assert_non_null(report);
    keep_least(&costs->check, now() - start);
    snapguard_render_report(report, true, buffer, sizeof buffer);
    keep_least(&costs->report, now() - start);
}

static cost measure(const flood *row, int runs)
{
    cost costs = {0, 0, 0, MEBIBYTE};
    size_t length;
    char *bytes = flood_make(row, &length);
    counting memory;
    snapguard_options *options;
    snapguard_engine *engine;
    snapguard_context *context;
    size_t before;

    if (length > REQUEST)
        costs.most += length / 2;
    counting_init(&memory);
    assert_int_equal(snapguard_options_new(&options, &memory.allocator), SNAPGUARD_OK);
    assert_int_equal(snapguard_engine_new(&engine, options, NULL), SNAPGUARD_OK);
    snapguard_options_free(options);
    before = memory.bytes;
    memory.peak = before;
    assert_int_equal(snapguard_context_new(&context, engine), SNAPGUARD_OK);
    for (int i = 0; i < runs; i++)
        run_once(context, row, bytes, length, &costs);
    costs.peak = memory.peak - before;
    snapguard_context_free(context);
    assert_int_equal(memory.bytes, before);
    snapguard_engine_free(engine);
    free(bytes);
    return costs;
}

static void a_flood_is_bounded(void **state)
{
    const flood *row = *state;
    cost costs = measure(row, RUNS);

    print_message(
        "%8.3f ms, with its report %8.3f ms, %7zu bytes: %s\n", costs.check, costs.report,
        costs.peak, row->name);
    assert_true(costs.peak < costs.most);
    assert_true(costs.check < most_time * tolerance);
    assert_true(costs.report < most_time * tolerance);
}

int main(void)
{
    struct CMUnitTest *tests = calloc(flood_count, sizeof *tests);
    int failed;

    if (!tests)
        return 1;
    ADD_ROWS(tests, a_flood_is_bounded, floods, flood_count);
    failed = _cmocka_run_group_tests("floods", tests, flood_count, NULL, NULL);
    free(tests);
    return failed;
}
