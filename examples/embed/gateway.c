/* What a gateway does with libsnapguard, in one file: an engine for all threads, a
 * context for each, requests in parts, answers as the service gives them.
 *
 *     cc -std=c11 gateway.c $(pkg-config --cflags --libs snapguard) -o gateway
 *     ./gateway ACTION QUERY [BODY [FACTS]]
 *
 * Prints the status and the body of the answer, or that the request goes on. */
#include <snapguard/snapguard.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BODY_BYTES = 65536 };

/* ------------------------------------------------------------------------- memory */

/* The library's memory is counted, so that a host may show or bound it. With several
 * threads the counter would have to be atomic. */
typedef struct meter {
    size_t blocks;
} meter;

static void *meter_allocate(void *opaque, size_t size)
{
    meter *memory = opaque;
    void *block = malloc(size);

    memory->blocks += block != NULL;
    return block;
}

static void *meter_reallocate(void *opaque, void *block, size_t size)
{
    meter *memory = opaque;
    void *moved = realloc(block, size);

    memory->blocks += moved && !block;
    return moved;
}

static void meter_release(void *opaque, void *block)
{
    meter *memory = opaque;

    memory->blocks -= block != NULL;
    free(block);
}

/* ------------------------------------------------------------------------- engine */

static snapguard_status set_options(snapguard_options *options)
{
    snapguard_status status =
        snapguard_options_set_limit(options, SNAPGUARD_MAX_BYTES, 65536);

    if (status == SNAPGUARD_OK)
        status =
            snapguard_options_set_severity(options, "kept-forever", SNAPGUARD_WARNING);
    snapguard_options_set_strict(options, true);
    return status;
}

/* NULL, and a line on the standard error, if the engine can't be made. */
static snapguard_engine *make_engine(const snapguard_allocator *allocator)
{
    snapguard_options *options;
    snapguard_engine *engine = NULL;
    snapguard_error error = {0, 0, "out of memory"};

    if (snapguard_options_new(&options, allocator) == SNAPGUARD_OK &&
        set_options(options) == SNAPGUARD_OK)
        (void)!snapguard_engine_new(&engine, options, &error);
    snapguard_options_free(options);
    if (!engine)
        fprintf(stderr, "gateway: %s\n", error.message);
    return engine;
}

/* ------------------------------------------------------------------------ request */

typedef struct request {
    const char *action; /* of the header x-acs-action */
    const char *query;
    const char *body; /* a form */
} request;

/* SNAPGUARD_OK and a report, or SNAPGUARD_ERROR_MEMORY. A call that fails is remembered
 * by the context, so that only the last one need be looked at. */
static snapguard_status
judge(const snapguard_report **report, snapguard_context *context, const request *asked)
{
    snapguard_begin(context);
    (void)!snapguard_feed_header(
        context, "x-acs-action", strlen("x-acs-action"), asked->action,
        strlen(asked->action));
    (void)!snapguard_feed_query(context, asked->query, strlen(asked->query));
    if (snapguard_needs_body(context))
        (void)!snapguard_feed_body(context, asked->body, strlen(asked->body));
    return snapguard_finish(report, context);
}

static void refuse(const snapguard_report *report)
{
    static char body[BODY_BYTES];
    const snapguard_identity identity = {
        "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E", "ecs.aliyuncs.com", NULL};

    /* What does not fit is cut, and then no JSON: the short body is taken instead. */
    if (snapguard_render_error(
            report, &identity, SNAPGUARD_BODY_EXTENDED, body, sizeof body) >= sizeof body)
        snapguard_render_error(
            report, &identity, SNAPGUARD_BODY_DOCUMENTED, body, sizeof body);
    printf("%d\n%s\n", snapguard_report_http_status(report), body);
}

/* What is not known to be good is not let through. */
static void answer(snapguard_context *context, const request *asked)
{
    const snapguard_report *report;

    if (judge(&report, context, asked) != SNAPGUARD_OK) {
        puts("503");
        return;
    }
    switch (snapguard_report_verdict(report)) {
    case SNAPGUARD_VALID:
    case SNAPGUARD_NOT_APPLICABLE:
        puts("goes on");
        break;
    case SNAPGUARD_INVALID:
        refuse(report);
        break;
    case SNAPGUARD_UNDETERMINED:
        puts("400");
        break;
    }
}

/* -------------------------------------------------------------------------- facts */

/* Facts are of an account: made when they come to be known, shared by all threads, and
 * chosen by each for its next check. */
static snapguard_facts *learn(const snapguard_engine *engine, const char *text)
{
    snapguard_facts *facts;
    snapguard_error error;

    if (snapguard_facts_new(&facts, engine, text, strlen(text), &error) != SNAPGUARD_OK)
        fprintf(stderr, "gateway: %zu:%zu %s\n", error.line, error.column, error.message);
    return facts;
}

int main(int argc, char **argv)
{
    meter memory = {0};
    const snapguard_allocator allocator = {
        meter_allocate, meter_reallocate, meter_release, &memory};
    snapguard_engine *engine = argc > 2 ? make_engine(&allocator) : NULL;
    snapguard_context *context = NULL;
    snapguard_facts *facts = NULL;
    int status = 2;

    if (engine && argc > 4)
        facts = learn(engine, argv[4]);
    if (engine && (argc < 5 || facts) &&
        snapguard_context_new(&context, engine) == SNAPGUARD_OK) {
        snapguard_context_set_facts(context, facts);
        answer(context, &(request){argv[1], argv[2], argc > 3 ? argv[3] : ""});
        status = 0;
    }
    snapguard_context_free(context);
    snapguard_facts_free(facts);
    snapguard_engine_free(engine);
    return memory.blocks == 0 ? status : 2;
}
