/* Every allocation of the library's own fails in its turn, once or with all that follow.
 * The call answers SNAPGUARD_ERROR_MEMORY if and only if one failed, nothing leaks, and
 * the same context judges the same input rightly afterwards. */
#include "catalog.h"
#include "judge.h"
#include "law.h"
#include "mutate.h"
#include "sniff.h"
#include "target.h"

#include "library/counting.h"

#include <string.h>

/* Allocations of an input that are all tried; of more, every n-th. */
enum { MOST_FAILURES = 12 };

const mutation target_mutation = {mutate_any, cross_any};

static counting memory;
/* Patterns that are interpreted want memory for their matches, too. */
static snapguard_engine *engines[2];
static const snapguard_engine *engine;

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    snapguard_options *options;

    judge_open(*count, *arguments);
    counting_init(&memory);
    law(snapguard_options_new(&options, &memory.allocator) == SNAPGUARD_OK &&
            snapguard_engine_new(&engines[0], options, NULL) == SNAPGUARD_OK,
        "an engine is made");
    snapguard_options_set_jit(options, false);
    law(snapguard_engine_new(&engines[1], options, NULL) == SNAPGUARD_OK,
        "an engine is made");
    snapguard_options_free(options);
    return 0;
}

typedef struct oom_input {
    snapguard_encoding encoding;
    const char *bytes;
    size_t size;
} oom_input;

/* What came of a judgement: its status, and all that the reports say. */
typedef struct oom_outcome {
    snapguard_status status;
    unsigned long long digest;
} oom_outcome;

typedef oom_outcome judge_function(snapguard_context *context, const oom_input *input);

/* Memory was out in a call if and only if an allocation failed in it. Getters have no way
 * to say so, and answer as well without it. */
static snapguard_status note(snapguard_status status, size_t failed_before)
{
    law(status == (memory.failed > failed_before ? SNAPGUARD_ERROR_MEMORY : SNAPGUARD_OK),
        "memory is out if and only if an allocation failed");
    return status;
}

static oom_outcome judge_whole(snapguard_context *context, const oom_input *input)
{
    const snapguard_report *report;
    oom_outcome outcome = {SNAPGUARD_OK, 0};
    size_t failed = memory.failed;

    outcome.status = note(
        snapguard_check(&report, context, input->encoding, input->bytes, input->size),
        failed);
    law((report != NULL) == (outcome.status == SNAPGUARD_OK),
        "there is a report if and only if a check was done");
    while (report) {
        outcome.digest = outcome.digest * 31 + law_digest(report);
        failed = memory.failed;
        outcome.status = note(snapguard_check_next(&report, context), failed);
    }
    return outcome;
}

static bool feed(snapguard_context *context, const oom_input *input)
{
    static const char type[] = "application/json";
    bool is_json = input->encoding <= SNAPGUARD_JSON_REQUESTS;
    size_t half = input->size / 2;

    snapguard_begin(context);
    if (is_json &&
        snapguard_feed_header(context, "content-type", 12, type, sizeof type - 1) !=
            SNAPGUARD_OK)
        return false;
    if (!is_json && snapguard_feed_query(context, input->bytes, half) != SNAPGUARD_OK)
        return false;
    return snapguard_feed_header(
               context, "x-acs-action", 12, "CreateAutoSnapshotPolicy", 24) ==
               SNAPGUARD_OK &&
           snapguard_feed_body(context, input->bytes, half) == SNAPGUARD_OK &&
           snapguard_feed_body(context, input->bytes + half, input->size - half) ==
               SNAPGUARD_OK;
}

static oom_outcome judge_fed(snapguard_context *context, const oom_input *input)
{
    const snapguard_report *report;
    size_t failed = memory.failed;
    bool is_fed = feed(context, input);
    oom_outcome outcome = {note(snapguard_finish(&report, context), failed), 0};

    law((report != NULL) == (outcome.status == SNAPGUARD_OK),
        "there is a report if and only if what was fed was judged");
    law(is_fed || outcome.status == SNAPGUARD_ERROR_MEMORY,
        "what was not fed is not judged");
    if (report)
        outcome.digest = law_digest(report);
    return outcome;
}

/* With the n-th allocation failing; none does if it is 0. */
static oom_outcome
try(judge_function *function, const oom_input *input, size_t n, bool latching)
{
    snapguard_context *context;
    size_t blocks = memory.blocks;
    oom_outcome outcome = {SNAPGUARD_ERROR_MEMORY, 0};

    counting_fail(&memory, n, latching);
    if (snapguard_context_new(&context, engine) != SNAPGUARD_OK) {
        law(!context && memory.failed, "a context is made if there is memory");
    } else {
        outcome = function(context, input);
        counting_fail(&memory, 0, false);
        if (outcome.status != SNAPGUARD_OK)
            outcome = function(context, input);
        law(outcome.status == SNAPGUARD_OK, "a context can be used again");
    }
    counting_fail(&memory, 0, false);
    snapguard_context_free(context);
    law(memory.blocks == blocks, "nothing leaks");
    return outcome;
}

static void sweep(judge_function *function, const oom_input *input)
{
    size_t before = memory.calls;
    oom_outcome clean = try(function, input, 0, false);
    size_t calls = memory.calls - before;
    size_t step = 1 + calls / MOST_FAILURES;

    for (size_t n = 1 + input->size % step; n <= calls; n += step)
        for (int latching = 0; latching < 2; latching++) {
            oom_outcome outcome = try(function, input, n, latching);

            law(outcome.status != SNAPGUARD_OK || outcome.digest == clean.digest,
                "after a failure, the report is the same");
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    oom_input input = {sniff_encoding(data, size), (const char *)data, size};

    catalog_note(judge(input.encoding, data, size));
    for (size_t i = 0; i < 2; i++) {
        engine = engines[i];
        sweep(judge_whole, &input);
        sweep(judge_fed, &input);
    }
    return 0;
}
