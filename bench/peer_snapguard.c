/* The library: every rule of the built-in pack, one engine, one context. */
#include "peers.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct session {
    snapguard_engine *engine;
    snapguard_context *context;
    size_t places; /* Keeps the compiler from leaving out what reads the positions. */
} session;

/* The options come from the caller's allocator, and by that all that is made of them. */
static snapguard_status start(session *started, const snapguard_allocator *allocator)
{
    snapguard_options *options = NULL;
    snapguard_error error = {0};
    snapguard_status status = snapguard_options_new(&options, allocator);

    if (status == SNAPGUARD_OK)
        status = snapguard_engine_new(&started->engine, options, &error);
    if (status == SNAPGUARD_OK)
        status = snapguard_context_new(&started->context, started->engine);
    if (status != SNAPGUARD_OK)
        fprintf(stderr, "bench: %s %s\n", snapguard_strerror(status), error.message);
    snapguard_options_free(options);
    return status;
}

void *bench_snapguard_open(const snapguard_allocator *allocator)
{
    session *started = calloc(1, sizeof *started);

    if (started && start(started, allocator) != SNAPGUARD_OK) {
        bench_snapguard_close(started);
        started = NULL;
    }
    return started;
}

/* What a program that shows the findings needs: the line and the column of each. */
static size_t locate(const snapguard_report *report)
{
    size_t count = snapguard_report_count(report);
    size_t places = 0;

    for (size_t i = 0; i < count; i++) {
        snapguard_range range;

        snapguard_finding_range(snapguard_report_finding(report, i), &range);
        places += range.start.line + range.start.column;
    }
    return places;
}

static bool
check(session *running, snapguard_encoding encoding, const char *bytes, size_t length)
{
    const snapguard_report *report;
    snapguard_status status =
        snapguard_check(&report, running->context, encoding, bytes, length);

    if (status != SNAPGUARD_OK)
        return false;
    if (snapguard_report_verdict(report) == SNAPGUARD_VALID)
        return true;
    running->places += locate(report);
    return false;
}

bool bench_snapguard_check(void *state, const bench_request *request)
{
    return check(state, SNAPGUARD_JSON, request->bytes, request->length);
}

bool bench_snapguard_check_query(void *state, const bench_request *request)
{
    return check(state, SNAPGUARD_QUERY, request->query, request->query_length);
}

void bench_snapguard_close(void *state)
{
    session *ended = state;

    if (!ended)
        return;
    snapguard_context_free(ended->context);
    snapguard_engine_free(ended->engine);
    free(ended);
}
