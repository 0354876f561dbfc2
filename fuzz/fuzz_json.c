/* A JSON request of any bytes: it is judged, and there is a report. */
#include "target.h"

#include <snapguard/snapguard.h>
#include <stdio.h>
#include <stdlib.h>

static snapguard_context *context;

static void demand(bool holds, const char *law)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", law);
    abort();
}

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    static snapguard_engine *engine;

    (void)count;
    (void)arguments;
    demand(
        snapguard_engine_new(&engine, NULL, NULL) == SNAPGUARD_OK &&
            snapguard_context_new(&context, engine) == SNAPGUARD_OK,
        "an engine and a context can be made");
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const snapguard_report *report;
    snapguard_status status =
        snapguard_check(&report, context, SNAPGUARD_JSON, (const char *)data, size);

    demand(status == SNAPGUARD_OK && report, "any bytes give a report");
    demand(
        (snapguard_report_verdict(report) == SNAPGUARD_INVALID) ==
            (snapguard_report_total(report, SNAPGUARD_ERROR) > 0),
        "a request is invalid if and only if a finding is an error");
    return 0;
}
