/* Whichever allocation fails, the call answers MEMORY, nothing leaks, and the
 * objects work as before. And: a warm context allocates nothing, a hostile document
 * little. */
#include "counting.h"
#include "packs.h"
#include "samples.h"
#include "support.h"
#include "transcript.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEBIBYTE = 1 << 20, MOST_CALLS = 100000, MOST_GROWTHS = 150 };

static const char region_list[] =
    "{\"regions\":[\"cn-hangzhou\"],\"date\":\"2026-01-01\"}";

static const char account[] =
    "{\"account\":{\"balanceSufficient\":true},\"regions\":{\"cn-hangzhou\":"
    "{\"policyCount\":100}},\"kms\":{\"activated\":false,\"keys\":{\"cn-shanghai\":{"
    "\"k\":{\"enabled\":false}}}},\"image\":{\"sharedEncrypted\":true},"
    "\"snapsho\\u0074Minutes\":80}";

/* How a failure goes on: the row of most tests here. */
typedef struct failure {
    const char *name;
    bool latching;
    bool interpreted; /* patterns: a match may then want memory, too */
} failure;

static failure once = {"once", false, false};
static failure for_ever = {"and every one after it", true, false};
static failure interpreted_once = {"once, without JIT", false, true};
static failure interpreted_for_ever = {"and every one after it, without JIT", true, true};

static snapguard_engine *
engine_with(const snapguard_allocator *allocator, bool interpreted)
{
    snapguard_options *options;
    snapguard_engine *engine;

    assert_int_equal(snapguard_options_new(&options, allocator), SNAPGUARD_OK);
    snapguard_options_set_jit(options, !interpreted);
    assert_int_equal(snapguard_engine_new(&engine, options, NULL), SNAPGUARD_OK);
    snapguard_options_free(options);
    return engine;
}

static snapguard_engine *engine_of(const snapguard_allocator *allocator)
{
    return engine_with(allocator, false);
}

static snapguard_context *context_of(const snapguard_engine *engine)
{
    snapguard_context *context;

    assert_int_equal(snapguard_context_new(&context, engine), SNAPGUARD_OK);
    return context;
}

static char *reference_of(const sample *document)
{
    snapguard_engine *engine = engine_of(NULL);
    snapguard_context *context = context_of(engine);
    char *text =
        transcript_of(context, document->encoding, document->bytes, document->length);

    assert_non_null(text);
    snapguard_context_free(context);
    snapguard_engine_free(engine);
    return text;
}

static void assert_right_answer(const snapguard_engine *engine)
{
    const sample *document = &samples[2];
    snapguard_context *context = context_of(engine);
    char *expected = reference_of(document);
    char *text =
        transcript_of(context, document->encoding, document->bytes, document->length);

    assert_string_equal(text, expected);
    free(text);
    free(expected);
    snapguard_context_free(context);
}

/* -------------------------------------------------------------------------- options */

static snapguard_status set_everything(snapguard_options *options)
{
    snapguard_status worst = SNAPGUARD_OK;
    snapguard_status status;

    for (int i = 0; i < 200; i++) {
        status = i % 2 ? snapguard_options_set_severity(
                             options, "kept-forever", SNAPGUARD_NOTICE)
                       : snapguard_options_reset_severity(options, "*");
        worst = status == SNAPGUARD_OK ? worst : status;
    }
    status = snapguard_options_set_regions(options, region_list, sizeof region_list - 1);
    worst = status == SNAPGUARD_OK ? worst : status;
    status = snapguard_options_set_facts(options, account, sizeof account - 1);
    worst = status == SNAPGUARD_OK ? worst : status;
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_DEPTH, 5), SNAPGUARD_OK);
    return worst;
}

/* False once no allocation was left to fail. */
static bool try_options(size_t n, bool latching)
{
    counting memory;
    snapguard_options *options;
    snapguard_status status;

    counting_init(&memory);
    counting_fail(&memory, n, latching);
    status = snapguard_options_new(&options, &memory.allocator);
    assert_int_equal(options != NULL, status == SNAPGUARD_OK);
    if (status == SNAPGUARD_OK)
        status = set_everything(options);
    assert_int_equal(status, memory.failed ? SNAPGUARD_ERROR_MEMORY : SNAPGUARD_OK);
    if (options) {
        snapguard_engine *engine;

        counting_fail(&memory, 0, false);
        assert_int_equal(snapguard_engine_new(&engine, options, NULL), SNAPGUARD_OK);
        snapguard_engine_free(engine);
    }
    snapguard_options_free(options);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
    return status != SNAPGUARD_OK;
}

static void options_fail(void **state)
{
    const failure *row = *state;
    size_t n = 1;

    while (try_options(n, row->latching))
        assert_true(++n < MOST_CALLS);
    assert_true(n > 3);
}

/* --------------------------------------------------------------- engine and context */

/* An engine may come to be although an allocation failed: patterns are then interpreted.
 */
static bool try_engine(const snapguard_options *options, counting *memory, size_t n)
{
    size_t blocks = memory->blocks;
    snapguard_engine *engine;
    snapguard_error error;
    snapguard_status status;
    size_t failed;

    status = snapguard_engine_new(&engine, options, &error);
    failed = memory->failed;
    counting_fail(memory, 0, false);
    assert_int_equal(engine != NULL, status == SNAPGUARD_OK);
    if (status == SNAPGUARD_OK) {
        if (failed || n == 1)
            assert_right_answer(engine);
    } else {
        assert_int_equal(status, SNAPGUARD_ERROR_MEMORY);
        assert_true(failed > 0);
        assert_string_equal(error.message, "out of memory");
        assert_int_equal(error.line, 0);
    }
    snapguard_engine_free(engine);
    assert_int_equal(memory->blocks, blocks);
    return failed > 0;
}

static void engine_fails(void **state)
{
    const failure *row = *state;
    counting memory;
    snapguard_options *options;
    size_t n = 1;

    counting_init(&memory);
    assert_int_equal(snapguard_options_new(&options, &memory.allocator), SNAPGUARD_OK);
    snapguard_options_set_jit(options, !row->interpreted);
    for (bool failed = true; failed; n++) {
        counting_fail(&memory, n, row->latching);
        failed = try_engine(options, &memory, n);
        assert_true(n < MOST_CALLS);
    }
    assert_true(n > 10);
    snapguard_options_free(options);
    assert_int_equal(memory.blocks, 0);
}

static void own_regions_fail(void **state)
{
    const failure *row = *state;
    counting memory;
    snapguard_options *options;
    snapguard_engine *engine;
    snapguard_status status;
    size_t n = 0;

    counting_init(&memory);
    assert_int_equal(snapguard_options_new(&options, &memory.allocator), SNAPGUARD_OK);
    assert_int_equal(set_everything(options), SNAPGUARD_OK);
    do {
        counting_fail(&memory, ++n, row->latching);
        status = snapguard_engine_new(&engine, options, NULL);
        assert_true(
            status == SNAPGUARD_OK || (status == SNAPGUARD_ERROR_MEMORY && !engine));
        snapguard_engine_free(engine);
    } while (memory.failed);
    snapguard_options_free(options);
    assert_int_equal(memory.blocks, 0);
}

/* Its place is looked for in a document that is made for it. */
static void wrong_regions_fail(void **state)
{
    static const char list[] = "{\"regions\":[\"cn-hangzhou\",\n\"Hangzhou\"]}";
    const failure *row = *state;
    counting memory;
    snapguard_options *options;
    snapguard_engine *engine;
    snapguard_error error;
    snapguard_status status;
    size_t n = 0;

    counting_init(&memory);
    assert_int_equal(snapguard_options_new(&options, &memory.allocator), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_set_regions(options, list, sizeof list - 1), SNAPGUARD_OK);
    do {
        counting_fail(&memory, ++n, row->latching);
        status = snapguard_engine_new(&engine, options, &error);
        assert_true(
            status == SNAPGUARD_ERROR_OPTION ||
            (status == SNAPGUARD_ERROR_MEMORY && memory.failed));
        assert_null(engine);
    } while (memory.failed);
    assert_int_equal(status, SNAPGUARD_ERROR_OPTION);
    assert_int_equal(error.line, 2);
    counting_fail(&memory, 0, false);
    assert_int_equal(
        snapguard_engine_new(&engine, options, NULL), SNAPGUARD_ERROR_OPTION);
    snapguard_options_free(options);
    assert_int_equal(memory.blocks, 0);
}

/* Rules that are made of everything: lists, patterns, terms, facts, wanted values. */
static const char pack_rules[] =
    "{'id':'acme/a','severity':'error','at':['regionId','TargetCopyRegions'],"
    "'check':'value','must':{'in':'ours','not':{'in':['a','b']},'any':[{'matches':'c.*'},"
    "{'length':{'min':1}}]},'message':['{value}','m'],'help':'h'},"
    "{'id':'acme/b','severity':'error','at':'timePoints','check':'holds','message':'m',"
    "'must':{'timePoints':{'every':{'in':[1,2]},'count':{'max':3}},'Tag':{'some':"
    "{'Tag.N.Key':{'equals':'x'},'regionId':{'matches':'cn-.*'}}},"
    "'facts':{'regions.{regionId}.policyCount':{'max':9}}}},"
    "{'id':'acme/"
    "c','severity':'error','at':'Tag','check':'includes','message':'{missing}',"
    "'member':'Tag.N.Key','all':['x','y'],'if':{'regionId':{'matches':'c.*'}}},"
    "{'id':'acme/d','severity':'notice','at':'timePoints','check':'weekly','max':1,"
    "'days':'repeatWeekdays','message':'{count}','unless':['acme/b']},"
    "{'id':'acme/"
    "e','severity':'error','at':'regionId','check':'pattern','pattern':'[a-z]'"
    ",'message':'m'}";

static snapguard_options *options_with(const counting *memory, const pack_text *pack)
{
    snapguard_options *options;

    assert_int_equal(snapguard_options_new(&options, &memory->allocator), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_add_pack(options, pack->bytes, pack->size), SNAPGUARD_OK);
    return options;
}

/* With one allocation more each time. A pack that is wrong is so whether there is memory
 * to say where or not. */
static void fail_pack(const failure *row, const char *rules, snapguard_status otherwise)
{
    pack_text pack = pack_of_rules(rules);
    counting memory;
    snapguard_options *options;
    size_t blocks;
    size_t n = 0;

    counting_init(&memory);
    options = options_with(&memory, &pack);
    blocks = memory.blocks;
    do {
        snapguard_engine *engine;
        snapguard_status status;

        counting_fail(&memory, ++n, row->latching);
        status = snapguard_engine_new(&engine, options, NULL);
        assert_true(status == otherwise || status == SNAPGUARD_ERROR_MEMORY);
        assert_true(status == otherwise || memory.failed);
        assert_int_equal(engine != NULL, status == SNAPGUARD_OK);
        snapguard_engine_free(engine);
        assert_int_equal(memory.blocks, blocks);
        assert_true(n < MOST_CALLS);
    } while (memory.failed);
    assert_true(n > 20);
    snapguard_options_free(options);
    assert_int_equal(memory.blocks, 0);
    free(pack.bytes);
}

static void pack_fails(void **state)
{
    fail_pack(*state, pack_rules, SNAPGUARD_OK);
}

static void wrong_pack_fails(void **state)
{
    char rules[sizeof pack_rules + 64];

    snprintf(rules, sizeof rules, "%s,{'id':'acme/f','check':'absent'}", pack_rules);
    fail_pack(*state, rules, SNAPGUARD_ERROR_PACK);
}

/* Make something of an engine, free it again, and answer how that went. */
typedef snapguard_status make_function(const snapguard_engine *engine);

/* With one allocation more each time, until none is left to fail. Answers how often. */
static size_t
fail_each(const failure *row, make_function *make, snapguard_status otherwise)
{
    counting memory;
    snapguard_engine *engine;
    size_t blocks;
    size_t n = 0;

    counting_init(&memory);
    engine = engine_of(&memory.allocator);
    blocks = memory.blocks;
    do {
        snapguard_status status;

        counting_fail(&memory, ++n, row->latching);
        status = make(engine);
        assert_int_equal(status, memory.failed ? SNAPGUARD_ERROR_MEMORY : otherwise);
        assert_int_equal(memory.blocks, blocks);
        assert_true(n < MOST_CALLS);
    } while (memory.failed);
    counting_fail(&memory, 0, false);
    assert_right_answer(engine);
    snapguard_engine_free(engine);
    assert_int_equal(memory.blocks, 0);
    return n;
}

static snapguard_status make_facts(const snapguard_engine *engine)
{
    snapguard_facts *facts;
    snapguard_error error;
    snapguard_status status =
        snapguard_facts_new(&facts, engine, account, sizeof account - 1, &error);

    assert_int_equal(facts != NULL, status == SNAPGUARD_OK);
    assert_string_equal(error.message, status == SNAPGUARD_OK ? "" : "out of memory");
    snapguard_facts_free(facts);
    return status;
}

static void facts_fail(void **state)
{
    assert_true(fail_each(*state, make_facts, SNAPGUARD_OK) > 4);
}

/* One of an unknown name has it copied for the message. */
static snapguard_status make_wrong_facts(const snapguard_engine *engine)
{
    static const char text[] = "{\"disk\":{},\"d\\u0069sks\":{}}";
    snapguard_facts *facts;
    snapguard_status status =
        snapguard_facts_new(&facts, engine, text, sizeof text - 1, NULL);

    assert_null(facts);
    return status;
}

static void wrong_facts_fail(void **state)
{
    assert_true(fail_each(*state, make_wrong_facts, SNAPGUARD_ERROR_FACTS) > 1);
}

/* A key that is longer than a block has one of its own. */
static snapguard_status
make_long_facts(const snapguard_engine *engine, const char *start, const char *end)
{
    enum { LONG = 5000 };
    char text[LONG + 64] = {0};
    size_t size = strlen(start);
    snapguard_facts *facts;
    snapguard_status status;

    memcpy(text, start, size);
    memset(text + size, 'a', LONG);
    strcpy(text + size + LONG, end);
    status = snapguard_facts_new(&facts, engine, text, strlen(text), NULL);
    assert_int_equal(facts != NULL, status == SNAPGUARD_OK);
    snapguard_facts_free(facts);
    return status;
}

static snapguard_status make_facts_of_a_long_key(const snapguard_engine *engine)
{
    return make_long_facts(engine, "{\"regions\":{\"", "\":{\"policyCount\":1}}}");
}

static snapguard_status make_facts_of_a_long_name(const snapguard_engine *engine)
{
    return make_long_facts(engine, "{\"", "\":1}");
}

static void long_facts_fail(void **state)
{
    assert_true(fail_each(*state, make_facts_of_a_long_key, SNAPGUARD_OK) > 4);
    assert_true(fail_each(*state, make_facts_of_a_long_name, SNAPGUARD_ERROR_FACTS) > 2);
}

/* Of a request that is too large it is only found out whose it is. */
static snapguard_status feed_too_much(const snapguard_engine *engine)
{
    static char query[160000] = "Action=CreateAutoSnapshotPolicy&x=";
    const snapguard_report *report = NULL;
    snapguard_context *context;
    snapguard_status status = snapguard_context_new(&context, engine);

    if (status != SNAPGUARD_OK)
        return status;
    memset(query + strlen(query), 'a', sizeof query - 1 - strlen(query));
    snapguard_begin(context);
    status = snapguard_feed_header(context, "x-acs-version", 13, "2014-05-26", 10);
    if (status == SNAPGUARD_OK)
        status = snapguard_feed_query(context, query, sizeof query - 1);
    if (status == SNAPGUARD_OK)
        status = snapguard_finish(&report, context);
    assert_int_equal(report != NULL, status == SNAPGUARD_OK);
    assert_true(!report || snapguard_report_verdict(report) == SNAPGUARD_INVALID);
    snapguard_context_free(context);
    return status;
}

static void feeding_too_much_fails(void **state)
{
    assert_true(fail_each(*state, feed_too_much, SNAPGUARD_OK) > 4);
}

static snapguard_status make_context(const snapguard_engine *engine)
{
    snapguard_context *context;
    snapguard_status status = snapguard_context_new(&context, engine);

    assert_int_equal(context != NULL, status == SNAPGUARD_OK);
    snapguard_context_free(context);
    return status;
}

static void context_fails(void **state)
{
    assert_true(fail_each(*state, make_context, SNAPGUARD_OK) > 2);
}

/* ---------------------------------------------------------------------------- check */

/* Every request of a document; a report exists exactly when the status is OK, until the
 * document's end. */
static snapguard_status check_all(snapguard_context *context, const sample *document)
{
    const snapguard_report *report;
    snapguard_status status = snapguard_check(
        &report, context, document->encoding, document->bytes, document->length);

    assert_int_equal(report != NULL, status == SNAPGUARD_OK);
    while (report) {
        status = snapguard_check_next(&report, context);
        assert_true(!report || status == SNAPGUARD_OK);
    }
    if (status != SNAPGUARD_OK) {
        assert_int_equal(status, SNAPGUARD_ERROR_MEMORY);
        assert_int_equal(snapguard_check_next(&report, context), SNAPGUARD_OK);
        assert_null(report);
    }
    return status;
}

static bool try_check(
    counting *memory, const snapguard_engine *engine, const sample *document, size_t n,
    bool latching)
{
    snapguard_context *context = context_of(engine);
    char *expected = reference_of(document);
    snapguard_status status;
    bool failed;
    char *text;

    counting_fail(memory, n, latching);
    status = check_all(context, document);
    failed = memory->failed > 0;
    assert_int_equal(status, failed ? SNAPGUARD_ERROR_MEMORY : SNAPGUARD_OK);
    counting_fail(memory, 0, false);
    text = transcript_of(context, document->encoding, document->bytes, document->length);
    assert_string_equal(text, expected);
    free(text);
    free(expected);
    snapguard_context_free(context);
    return failed;
}

static void fail_checks(const sample *document, const failure *row)
{
    counting memory;
    snapguard_engine *engine;
    size_t blocks;
    size_t n = 1;

    counting_init(&memory);
    engine = engine_with(&memory.allocator, row->interpreted);
    blocks = memory.blocks;
    while (try_check(&memory, engine, document, n, row->latching)) {
        assert_true(++n < MOST_CALLS);
        assert_int_equal(memory.blocks, blocks);
    }
    snapguard_engine_free(engine);
    assert_int_equal(memory.blocks, 0);
}

static void check_fails(void **state)
{
    fail_checks(*state, &once);
    fail_checks(*state, &for_ever);
    fail_checks(*state, &interpreted_once);
    fail_checks(*state, &interpreted_for_ever);
}

static void hostile_check_fails(void **state)
{
    const hostile *row = *state;
    char *bytes = row->make();
    sample document = {row->name, row->encoding, bytes, strlen(bytes)};

    fail_checks(&document, &once);
    fail_checks(&document, &for_ever);
    free(bytes);
}

/* Getters have no way to say that memory is out, so they answer right without it. */
static void getters_need_no_memory_for(const sample *document)
{
    counting memory;
    snapguard_engine *engine;
    snapguard_context *context;
    char *expected = reference_of(document);
    char *text;

    counting_init(&memory);
    engine = engine_of(&memory.allocator);
    context = context_of(engine);
    /* The check itself is warm; what its getters would add is not there yet. */
    assert_int_equal(check_all(context, document), SNAPGUARD_OK);
    counting_fail(&memory, 1, true);
    text = transcript_of(context, document->encoding, document->bytes, document->length);
    assert_non_null(text);
    assert_string_equal(text, expected);
    free(text);
    free(expected);
    counting_fail(&memory, 0, false);
    snapguard_context_free(context);
    snapguard_engine_free(engine);
    assert_int_equal(memory.blocks, 0);
}

static void getters_need_no_memory(void **state)
{
    (void)state;
    for (size_t i = 0; i < sample_count; i++)
        getters_need_no_memory_for(&samples[i]);
}

/* ------------------------------------------------------------------------ no growth */

static void check_every_document(snapguard_context *context)
{
    for (size_t i = 0; i < sample_count; i++)
        for (int encoding = SNAPGUARD_JSON; encoding <= SNAPGUARD_TFPLAN; encoding++) {
            char *text = transcript_of(
                context, (snapguard_encoding)encoding, samples[i].bytes,
                samples[i].length);

            assert_non_null(text);
            free(text);
        }
}

static void warm_checks_allocate_nothing(void **state)
{
    counting memory;
    snapguard_engine *engine;
    snapguard_context *context;
    size_t calls;

    (void)state;
    counting_init(&memory);
    engine = engine_of(&memory.allocator);
    context = context_of(engine);
    check_every_document(context);
    calls = memory.calls;
    for (int i = 0; i < 50; i++)
        check_every_document(context);
    assert_int_equal(memory.calls, calls);
    snapguard_context_free(context);
    snapguard_engine_free(engine);
}

static void warm_checks_with_facts_allocate_nothing(void **state)
{
    counting memory;
    snapguard_engine *engine;
    snapguard_context *context;
    snapguard_facts *facts;
    size_t calls;

    (void)state;
    counting_init(&memory);
    engine = engine_of(&memory.allocator);
    context = context_of(engine);
    assert_int_equal(
        snapguard_facts_new(&facts, engine, account, sizeof account - 1, NULL),
        SNAPGUARD_OK);
    snapguard_context_set_facts(context, facts);
    check_every_document(context);
    calls = memory.calls;
    check_every_document(context);
    snapguard_context_set_facts(context, NULL);
    check_every_document(context);
    snapguard_context_set_facts(context, facts);
    check_every_document(context);
    assert_int_equal(memory.calls, calls);
    snapguard_context_free(context);
    snapguard_facts_free(facts);
    snapguard_engine_free(engine);
    assert_int_equal(memory.blocks, 0);
}

/* The interpreter keeps its frames too. */
static void warm_checks_by_a_pack_allocate_nothing(void **state)
{
    pack_text pack = pack_of_rules(pack_rules);
    counting memory;
    snapguard_options *options;
    snapguard_engine *engine;
    snapguard_context *context;
    size_t calls;

    (void)state;
    counting_init(&memory);
    options = options_with(&memory, &pack);
    assert_int_equal(
        snapguard_options_set_facts(options, account, sizeof account - 1), SNAPGUARD_OK);
    assert_int_equal(snapguard_engine_new(&engine, options, NULL), SNAPGUARD_OK);
    snapguard_options_free(options);
    context = context_of(engine);
    check_every_document(context);
    calls = memory.calls;
    check_every_document(context);
    assert_int_equal(memory.calls, calls);
    snapguard_context_free(context);
    snapguard_engine_free(engine);
    assert_int_equal(memory.blocks, 0);
    free(pack.bytes);
}

static void interpreted_checks_allocate_nothing(void **state)
{
    counting memory;
    snapguard_options *options;
    snapguard_engine *engine;
    snapguard_context *context;
    size_t calls;

    (void)state;
    counting_init(&memory);
    assert_int_equal(snapguard_options_new(&options, &memory.allocator), SNAPGUARD_OK);
    snapguard_options_set_jit(options, false);
    assert_int_equal(snapguard_engine_new(&engine, options, NULL), SNAPGUARD_OK);
    snapguard_options_free(options);
    context = context_of(engine);
    check_every_document(context);
    calls = memory.calls;
    check_every_document(context);
    assert_int_equal(memory.calls, calls);
    snapguard_context_free(context);
    snapguard_engine_free(engine);
    assert_int_equal(memory.blocks, 0);
}

static void memory_is_bounded(void **state)
{
    const hostile *row = *state;
    char *bytes = row->make();
    size_t length = strlen(bytes);
    counting memory;
    snapguard_engine *engine;
    snapguard_context *context;
    size_t before;
    size_t calls;
    char *text;

    assert_true(length <= 131072);
    counting_init(&memory);
    engine = engine_of(&memory.allocator);
    before = memory.bytes;
    memory.peak = before;
    context = context_of(engine);
    calls = memory.calls;
    text = transcript_of(context, row->encoding, bytes, length);
    assert_non_null(text);
    assert_true(memory.peak - before < MEBIBYTE);
    assert_true(memory.calls - calls < MOST_GROWTHS);
    free(text);
    free(bytes);
    snapguard_context_free(context);
    assert_int_equal(memory.bytes, before);
    snapguard_engine_free(engine);
}

/* The same context, one attack after the other: its buffers are shared, not added up. */
static void memory_stays_bounded(void **state)
{
    counting memory;
    snapguard_engine *engine;
    snapguard_context *context;
    size_t before;

    (void)state;
    counting_init(&memory);
    engine = engine_of(&memory.allocator);
    before = memory.bytes;
    memory.peak = before;
    context = context_of(engine);
    for (size_t i = 0; i < hostile_count; i++) {
        char *bytes = hostiles[i].make();

        free(transcript_of(context, hostiles[i].encoding, bytes, strlen(bytes)));
        free(bytes);
    }
    assert_true(memory.peak - before < MEBIBYTE);
    snapguard_context_free(context);
    snapguard_engine_free(engine);
}

/* Query and body, each as large as both may be together. */
static void feed(snapguard_context *context, const char *bytes, size_t length)
{
    static const char action[] = "CreateAutoSnapshotPolicy";
    const snapguard_report *report;

    snapguard_begin(context);
    assert_int_equal(
        snapguard_feed_header(context, "x-acs-action", 12, action, sizeof action - 1),
        SNAPGUARD_OK);
    assert_int_equal(snapguard_feed_query(context, bytes, length), SNAPGUARD_OK);
    assert_int_equal(snapguard_feed_body(context, bytes, length), SNAPGUARD_OK);
    assert_int_equal(snapguard_finish(&report, context), SNAPGUARD_OK);
}

/* The same however a request comes. */
static void memory_stays_bounded_in_every_encoding(void **state)
{
    counting memory;
    snapguard_engine *engine;
    snapguard_context *context;
    size_t before;

    (void)state;
    counting_init(&memory);
    engine = engine_of(&memory.allocator);
    before = memory.bytes;
    memory.peak = before;
    context = context_of(engine);
    for (size_t i = 0; i < hostile_count; i++) {
        char *bytes = hostiles[i].make();
        size_t length = strlen(bytes);

        for (int encoding = SNAPGUARD_JSON; encoding <= SNAPGUARD_HTTP; encoding++)
            if (encoding != SNAPGUARD_JSON_REQUESTS)
                free(transcript_of(context, (snapguard_encoding)encoding, bytes, length));
        feed(context, bytes, length);
        feed(context, bytes, length / 2);
        free(bytes);
    }
    assert_true(memory.peak - before < 2 * MEBIBYTE);
    snapguard_context_free(context);
    snapguard_engine_free(engine);
}

/* Of a body in chunks no more is kept than shows that it is too long. */
static void what_is_over_the_limit_is_not_kept(void **state)
{
    static const char head[] = "POST / HTTP/1.1\r\nx-acs-action: CreateAutoSnapshotPolicy"
                               "\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n";
    static const char tail[] = "\r\n0\r\n\r\n";
    static char bytes[sizeof head + MEBIBYTE + sizeof tail];
    const size_t length = sizeof head - 1 + MEBIBYTE + sizeof tail - 1;
    counting memory;
    snapguard_engine *engine;
    snapguard_context *context;
    const snapguard_report *report;
    size_t before;

    (void)state;
    memset(bytes, 'a', sizeof bytes);
    memcpy(bytes, head, sizeof head - 1);
    memcpy(bytes + sizeof head - 1 + MEBIBYTE, tail, sizeof tail);
    counting_init(&memory);
    engine = engine_of(&memory.allocator);
    context = context_of(engine);
    before = memory.bytes;
    memory.peak = before;
    assert_int_equal(
        snapguard_check(&report, context, SNAPGUARD_HTTP, bytes, length), SNAPGUARD_OK);
    assert_string_equal(
        snapguard_finding_rule(snapguard_report_finding(report, 0)), "limit-exceeded");
    assert_true(memory.peak - before < MEBIBYTE / 2);
    snapguard_context_free(context);
    snapguard_engine_free(engine);
}

int main(void)
{
    /* clang-format off */
    const struct CMUnitTest alone[] = {
        {"options: an allocation fails once", options_fail, NULL, NULL, &once},
        {"options: all fail from one on", options_fail, NULL, NULL, &for_ever},
        {"engine: an allocation fails once", engine_fails, NULL, NULL, &once},
        {"engine: all fail from one on", engine_fails, NULL, NULL, &for_ever},
        {"engine: one fails, no JIT", engine_fails, NULL, NULL, &interpreted_once},
        {"engine: all fail, no JIT", engine_fails, NULL, NULL, &interpreted_for_ever},
        {"own regions: an allocation fails once", own_regions_fail, NULL, NULL, &once},
        {"own regions: all fail from one on", own_regions_fail, NULL, NULL, &for_ever},
        {"wrong regions: an allocation fails once", wrong_regions_fail, NULL, NULL, &once},
        {"wrong regions: all fail from one on", wrong_regions_fail, NULL, NULL, &for_ever},
        {"pack: an allocation fails once", pack_fails, NULL, NULL, &once},
        {"pack: all fail from one on", pack_fails, NULL, NULL, &for_ever},
        {"wrong pack: an allocation fails once", wrong_pack_fails, NULL, NULL, &once},
        {"wrong pack: all fail from one on", wrong_pack_fails, NULL, NULL, &for_ever},
        {"facts: an allocation fails once", facts_fail, NULL, NULL, &once},
        {"facts: all fail from one on", facts_fail, NULL, NULL, &for_ever},
        {"wrong facts: an allocation fails once", wrong_facts_fail, NULL, NULL, &once},
        {"wrong facts: all fail from one on", wrong_facts_fail, NULL, NULL, &for_ever},
        {"long facts: an allocation fails once", long_facts_fail, NULL, NULL, &once},
        {"long facts: all fail from one on", long_facts_fail, NULL, NULL, &for_ever},
        {"too much: an allocation fails once", feeding_too_much_fails, NULL, NULL, &once},
        {"too much: all fail from one on", feeding_too_much_fails, NULL, NULL, &for_ever},
        {"context: an allocation fails once", context_fails, NULL, NULL, &once},
        {"context: all fail from one on", context_fails, NULL, NULL, &for_ever},
        cmocka_unit_test(getters_need_no_memory),
        cmocka_unit_test(warm_checks_allocate_nothing),
        cmocka_unit_test(warm_checks_with_facts_allocate_nothing),
        cmocka_unit_test(warm_checks_by_a_pack_allocate_nothing),
        cmocka_unit_test(interpreted_checks_allocate_nothing),
        cmocka_unit_test(memory_stays_bounded),
        cmocka_unit_test(memory_stays_bounded_in_every_encoding),
        cmocka_unit_test(what_is_over_the_limit_is_not_kept),
    };
    /* clang-format on */
    struct CMUnitTest documents[64];
    struct CMUnitTest attacks[64];
    struct CMUnitTest bounds[64];
    int failed = cmocka_run_group_tests_name("allocation", alone, NULL, NULL);

    memset(documents, 0, sizeof documents);
    memset(attacks, 0, sizeof attacks);
    memset(bounds, 0, sizeof bounds);
    for (size_t i = 0; i < sample_count; i++)
        documents[i] = (struct CMUnitTest){
            samples[i].name, check_fails, NULL, NULL, (void *)(uintptr_t)&samples[i]};
    for (size_t i = 0; i < hostile_count; i++) {
        void *row = (void *)(uintptr_t)&hostiles[i];

        attacks[i] =
            (struct CMUnitTest){hostiles[i].name, hostile_check_fails, NULL, NULL, row};
        bounds[i] =
            (struct CMUnitTest){hostiles[i].name, memory_is_bounded, NULL, NULL, row};
    }
    failed += cmocka_run_group_tests_name("failing checks", documents, NULL, NULL);
    failed += cmocka_run_group_tests_name("failing attacks", attacks, NULL, NULL);
    failed += cmocka_run_group_tests_name("bounded memory", bounds, NULL, NULL);
    return failed;
}
