/* Memory that runs out, and limits that are reached, in the middle of things: documents
 * that hold all that templates, plans and requests may, in sizes one after the other, so
 * that every array grows at every place where it may. */
#include "counting.h"
#include "engines.h"
#include "support.h"
#include "transcript.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 16384, MOST_CALLS = 1000, NO_LIMIT = -1 };

/* A text that is written piece by piece. */
typedef struct pad {
    char bytes[ROOM];
    size_t size;
} pad;

static void add(pad *text, const char *piece)
{
    size_t size = strlen(piece);

    assert_true(text->size + size < sizeof text->bytes);
    memcpy(text->bytes + text->size, piece, size + 1);
    text->size += size;
}

/* `piece` so many times, with commas between; each '#' becomes the number. */
static void add_many(pad *text, const char *piece, int count)
{
    for (int i = 1; i <= count; i++) {
        if (i > 1)
            add(text, ",");
        for (const char *p = piece; *p; p++) {
            char one[16] = {*p};

            if (*p == '#')
                snprintf(one, sizeof one, "%d", i);
            add(text, one);
        }
    }
}

/* --------------------------------------------------------------------- the documents */

#define POLICY(properties)                                                               \
    "{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":{" properties "}}"
#define PLANNED                                                                          \
    "\"mode\":\"managed\",\"type\":\"alicloud_ecs_auto_snapshot_policy\",\"change\":{"   \
    "\"actions\":[\"create\"],\"after\":{"

/* A list with commas, one as a text, one of numbers and references, numbers as texts.
 * What the list says once more fills the room for values. */
static void write_lists(pad *text, int size)
{
    add(text, "{\"Pad\":[");
    add_many(text, "0", size);
    add(text,
        "],\"Parameters\":{\"Hours\":{\"Type\":\"CommaDelimitedList\",\"Default\":\"");
    add_many(text, "1", 110);
    add(text, "\"},\"Day\":{\"Default\":\"2\"},\"Keep\":{\"Default\":30}},\"Resources\":{"
              "\"a\":" POLICY(
                  "\"TimePoints\":{\"Ref\":\"Hours\"},\"RepeatWeekdays\":[1,{\"Ref\":"
                  "\"Day\"},\"3\",{\"Ref\":\"Later\"}],\"RetentionDays\":{\"Ref\":"
                  "\"Keep\"},\"AutoSnapshotPolicyName\":7,\"TargetCopyRegions\":"
                  "\"[\\\"cn-\\\\u0062eijing\\\",\\\"cn-sh\\u0061nghai\\\"]\"") "}}");
}

/* Numbered objects, of which some are known only later. */
static void write_items(pad *text, int size)
{
    add(text, "{\"Resources\":{\"a\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\","
              "\"Properties\":{\"TimePoints\":[1],\"RepeatWeekdays\":[1],"
              "\"RetentionDays\":30,\"Tags\":[");
    add_many(text, "{\"Key\":\"k#\",\"Value\":#}", size % 20);
    add(text, size % 20 ? ",{\"Ref\":\"Later\"}" : "{\"Ref\":\"Later\"}");
    add(text, ",{\"Ref\":\"Later\"},{\"Key\":{\"Ref\":\"Later\"}},{\"Key\":7}]}}}}");
}

/* The same as pairs of a map. */
static void write_pairs(pad *text, int size)
{
    add(text, "{\"pad\":[");
    add_many(text, "0", size);
    add(text,
        "],\"resource_changes\":[{\"address\":\"a.b\"," PLANNED "\"time_points\":[");
    add_many(text, "\"#\"", 20);
    add(text, ",null],\"repeat_weekdays\":[\"1\"],"
              "\"retention_days\":30,\"copy_encryption_configuration\":[{\"encrypted\":"
              "true}],\"tags\":{");
    add_many(text, "\"k#\":\"#\"", 50);
    add(text, "}},\"after_unknown\":{\"time_points\":[false,true],\"tags\":{\"l\":true,"
              "\"m\":true,\"k1\":true}}}}]}");
}

/* Properties that stand elsewhere, of which nobody can say what they are. */
static void write_properties(pad *text, int size)
{
    add(text, "{\"Parameters\":{\"P\":{\"Default\":[");
    add_many(text, "0", size);
    add(text, "]}},\"Resources\":{\"a\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\","
              "\"Properties\":{\"Ref\":\"P\"}},\"b\":{\"Type\":"
              "\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":{\"Ref\":\"Q\"}}}}");
}

/* Everything at fault, once or many times. */
static void write_faults(pad *text, int size)
{
    add(text, "{\"Parameters\":{\"x\":1,\"x\":2},\"Resources\":{\"d\":{},\"d\":{},\"a\":"
              "{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":{"
              "\"TimePoints\":{},\"CopyEncryptionConfiguration\":7,\"retentiondays\":1,"
              "\"Tags\":[");
    add_many(text, "#", size % 20);
    add(text, size % 20 ? "," : "");
    add(text, "{\"Key\":[]},{\"Key\":\"a\",\"Key\":\"b\"}],\"Size\":1}}}}");
}

static void write_twice_in_document(pad *text, int size)
{
    add(text, "{\"Other\":[");
    add_many(text, "0", size);
    add(text, "],\"Other\":1,\"Resources\":{\"a\":" POLICY("\"TimePoints\":[1]") "}}");
}

static void write_twice_in_resources(pad *text, int size)
{
    add(text, "{\"Other\":[");
    add_many(text, "0", size);
    add(text, "],\"Resources\":{\"d\":1,\"d\":2,\"a\":" POLICY(
                  "\"TimePoints\":[1]") ",\"a\":" POLICY("\"TimePoints\":[2]") "}}");
}

static void write_twice_in_change(pad *text, int size)
{
    add(text, "{\"Other\":[");
    add_many(text, "0", size);
    add(text, "],\"resource_changes\":[{\"address\":\"a.b\",\"address\":\"a.c\"," PLANNED
              "\"time_points\":[\"1\"]}}}]}");
}

/* A plan has no resources: what is called so says nothing. */
static void write_twice_in_plan(pad *text, int size)
{
    add(text, "{\"Resources\":[");
    add_many(text, "0", size);
    add(text,
        "],\"Other\":1,\"Other\":2,\"resource_changes\":[{\"address\":\"a.b\"," PLANNED
        "\"time_points\":[\"1\"]}}}]}");
}

static void write_modules(pad *text, int size)
{
    add(text, "{\"planned_values\":{\"root_module\":{\"child_modules\":[");
    add_many(text, "{\"child_modules\":[{}]}", 1 + size % 20);
    add(text, "]}}}");
}

/* A request with names of every kind, in objects and flat. */
static void write_request(pad *text, int size)
{
    add(text, "{\"Action\":\"CreateAutoSnapshotPolicy\",\"RegionId\":\"cn-hangzhou\","
              "\"timePoints\":\"[\\\"1\\\",\\\"\\\\u0033\\\"]\",\"repeatWeekdays\":"
              "\"[\\\"1\\\"]\",\"RETENTIONDAYS\":30,\"Nobody\":1,\"Format\":\"JSON\","
              "\"format\":\"XML\",\"CopyEncryptionConfiguration\":\"x\",\"Tag\":[");
    add_many(text, "{\"Key\":\"k#\",\"value\":\"v\",\"Other\":1}", 1 + size % 20);
    add(text, "],\"Tag.40.Key\":\"a\",\"Tag.41.Other\":\"b\",\"tag.42.Key\":\"c\","
              "\"TargetCopyRegions.1\":\"cn-beijing\"}");
}

static void write_query(pad *text, int size)
{
    add(text,
        "Action=CreateAutoSnapshotPolicy&RegionId=cn-hangzhou&timePoints=%5B%221%22,"
        "%22%5Cu0033%22%5D&RETENTIONDAYS=30&Nobody=1&Format=JSON&format=XML"
        "&CopyEncryptionConfiguration=x&Tag=y");
    for (int i = 0; i <= size % 20; i++)
        add(text, "&Tag.1.Key=a&Tag.2.value=b&Tag.3.Other=c&TargetCopyRegions.1=d");
}

typedef struct document {
    const char *name;
    snapguard_encoding encoding;
    void (*write)(pad *text, int size);
    int sizes;
    size_t values; /* that a document may have where memory runs out; 0: as usual */
} document;

/* clang-format off */
static const document documents[] = {
    {"lists of a template",                SNAPGUARD_ROS,    write_lists,              105, 127},
    {"objects of a template",              SNAPGUARD_ROS,    write_items,              20, 0},
    {"pairs of a plan",                    SNAPGUARD_TFPLAN, write_pairs,              40,  127},
    {"properties that stand elsewhere",    SNAPGUARD_ROS,    write_properties,         3,   0  },
    {"faults of a template",               SNAPGUARD_ROS,    write_faults,             20, 0},
    {"a key that a template has twice",    SNAPGUARD_ROS,    write_twice_in_document,  3, 0},
    {"a resource that stands there twice", SNAPGUARD_ROS,    write_twice_in_resources, 3, 0},
    {"a key that a change has twice",      SNAPGUARD_TFPLAN, write_twice_in_change,    3,   0  },
    {"a key that a plan has twice",        SNAPGUARD_TFPLAN, write_twice_in_plan,      3, 0},
    {"modules of a plan",                  SNAPGUARD_TFPLAN, write_modules,            20, 0},
    {"names of a request",                 SNAPGUARD_JSON,   write_request,            20, 0},
    {"names of a query",                   SNAPGUARD_QUERY,  write_query,              20, 0},
};
/* clang-format on */

/* ------------------------------------------------------------------------ the engines */

/* An engine with one limit that is not the usual one. That of documents is never lower
 * than that of requests. */
static snapguard_engine *
engine_with(const snapguard_allocator *allocator, int limit, size_t value)
{
    static const int inner[] = {
        [SNAPGUARD_MAX_DOCUMENT_BYTES] = SNAPGUARD_MAX_BYTES,
        [SNAPGUARD_MAX_DOCUMENT_VALUES] = SNAPGUARD_MAX_VALUES,
        [SNAPGUARD_MAX_DOCUMENT_DEPTH] = SNAPGUARD_MAX_DEPTH,
    };
    snapguard_options *options;
    snapguard_engine *engine;

    assert_int_equal(snapguard_options_new(&options, allocator), SNAPGUARD_OK);
    if (limit >= SNAPGUARD_MAX_DOCUMENT_BYTES)
        assert_int_equal(
            snapguard_options_set_limit(options, (snapguard_limit)inner[limit], value),
            SNAPGUARD_OK);
    if (limit != NO_LIMIT)
        assert_int_equal(
            snapguard_options_set_limit(options, (snapguard_limit)limit, value),
            SNAPGUARD_OK);
    assert_int_equal(snapguard_engine_new(&engine, options, NULL), SNAPGUARD_OK);
    snapguard_options_free(options);
    return engine;
}

static snapguard_context *context_of(const snapguard_engine *engine)
{
    snapguard_context *context;

    assert_int_equal(snapguard_context_new(&context, engine), SNAPGUARD_OK);
    return context;
}

static snapguard_status
check_all(snapguard_context *context, snapguard_encoding encoding, const pad *text)
{
    const snapguard_report *report;
    snapguard_status status =
        snapguard_check(&report, context, encoding, text->bytes, text->size);

    while (status == SNAPGUARD_OK && report)
        status = snapguard_check_next(&report, context);
    return status;
}

/* ---------------------------------------------------------------------------- memory */

/* Whichever allocation fails, the call says so, nothing leaks, and the context answers
 * right afterwards. False once none was left to fail. */
static bool try_check(
    counting *memory, const snapguard_engine *engine, snapguard_encoding encoding,
    const pad *text, size_t n, bool latching)
{
    snapguard_context *context = context_of(engine);
    snapguard_status status;
    bool failed;

    counting_fail(memory, n, latching);
    status = check_all(context, encoding, text);
    failed = memory->failed > 0;
    counting_fail(memory, 0, false);
    assert_int_equal(status, failed ? SNAPGUARD_ERROR_MEMORY : SNAPGUARD_OK);
    assert_int_equal(check_all(context, encoding, text), SNAPGUARD_OK);
    snapguard_context_free(context);
    return failed;
}

static void fail_each_of(
    const snapguard_engine *engine, counting *memory, snapguard_encoding encoding,
    const pad *text)
{
    size_t blocks = memory->blocks;

    for (int latching = 0; latching < 2; latching++) {
        size_t n = 1;

        while (try_check(memory, engine, encoding, text, n, latching)) {
            assert_int_equal(memory->blocks, blocks);
            assert_true(++n < MOST_CALLS);
        }
        assert_true(n > 3);
    }
}

static void memory_runs_out(void **state)
{
    const document *row = *state;
    counting memory;
    snapguard_engine *engine;

    counting_init(&memory);
    engine = engine_with(
        &memory.allocator, row->values ? SNAPGUARD_MAX_DOCUMENT_VALUES : NO_LIMIT,
        row->values);
    for (int size = 0; size < row->sizes; size++) {
        pad text = {.size = 0};

        row->write(&text, size);
        fail_each_of(engine, &memory, row->encoding, &text);
    }
    snapguard_engine_free(engine);
    assert_int_equal(memory.blocks, 0);
}

/* A pack is copied: one of more than a block of memory, and many of them. */
static void memory_for_packs_runs_out(void **state)
{
    static char text[5000];
    size_t n = 0;
    bool failed;

    (void)state;
    memset(text, ' ', sizeof text);
    do {
        counting memory;
        snapguard_options *options;
        snapguard_status status = SNAPGUARD_OK;

        counting_init(&memory);
        assert_int_equal(
            snapguard_options_new(&options, &memory.allocator), SNAPGUARD_OK);
        n++;
        counting_fail(&memory, n, n % 2);
        for (int i = 0; i < 4 && status == SNAPGUARD_OK; i++)
            status = snapguard_options_add_pack(options, text, sizeof text);
        failed = memory.failed > 0;
        assert_int_equal(status, failed ? SNAPGUARD_ERROR_MEMORY : SNAPGUARD_OK);
        snapguard_options_free(options);
        assert_int_equal(memory.blocks, 0);
    } while (failed);
    assert_true(n > 4);
}

/* ---------------------------------------------------------------------------- limits */

/* What goes over a limit is refused, and never half checked: nothing else is found. */
static bool is_over(const snapguard_report *report)
{
    if (!finding_of(report, "limit-exceeded"))
        return false;
    assert_int_equal(snapguard_report_count(report), 1);
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
    return true;
}

/* With a limit of `value`: that it is exceeded, or the report that there is without. */
static bool try_limit(
    const document *row, const pad *text, int limit, size_t value, const char *plain)
{
    counting memory;
    snapguard_engine *engine;
    snapguard_context *context;
    const snapguard_report *report;
    bool over;

    counting_init(&memory);
    engine = engine_with(&memory.allocator, limit, value);
    context = context_of(engine);
    assert_int_equal(
        snapguard_check(&report, context, row->encoding, text->bytes, text->size),
        SNAPGUARD_OK);
    over = is_over(report);
    if (!over) {
        char *said = transcript_of(context, row->encoding, text->bytes, text->size);

        assert_string_equal(said, plain);
        free(said);
    }
    snapguard_context_free(context);
    for (size_t n = 1; over && try_check(&memory, engine, row->encoding, text, n, n % 2);
         n++)
        assert_true(n < MOST_CALLS);
    snapguard_engine_free(engine);
    assert_int_equal(memory.blocks, 0);
    return over;
}

/* From 1 on, each is exceeded up to one from which on none is. */
static void limit_grows(const document *row, const pad *text, int limit, size_t step)
{
    snapguard_engine *engine = engine_with(NULL, NO_LIMIT, 0);
    snapguard_context *context = context_of(engine);
    char *plain = transcript_of(context, row->encoding, text->bytes, text->size);
    size_t value = 1;

    assert_non_null(plain);
    while (try_limit(row, text, limit, value, plain))
        value += step;
    for (size_t more = 1; more < 4; more++)
        assert_false(try_limit(row, text, limit, value + more, plain));
    free(plain);
    snapguard_context_free(context);
    snapguard_engine_free(engine);
}

static void limits_are_reached(void **state)
{
    const document *row = *state;
    pad text = {.size = 0};

    row->write(&text, 9);
    limit_grows(row, &text, SNAPGUARD_MAX_VALUES, 1);
    limit_grows(row, &text, SNAPGUARD_MAX_PARAMETERS, 1);
    limit_grows(row, &text, SNAPGUARD_MAX_BYTES, 17);
    limit_grows(row, &text, SNAPGUARD_MAX_DEPTH, 1);
}

/* What references stand for counts as often as they stand there, in all policies
 * together: the second of these two is over what the first is within. */
static void defaults_count_as_bytes_of_the_document(void **state)
{
    static const char policy[] =
        ":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\",\"Properties\":{\"TimePoints\":["
        "1],"
        "\"RepeatWeekdays\":[1],\"RetentionDays\":30,\"AutoSnapshotPolicyName\":{\"Ref\":"
        "\"Name\"}}}";
    counting memory;
    snapguard_engine *engine;
    snapguard_context *context;
    const snapguard_report *report;
    pad text = {.size = 0};

    (void)state;
    add(&text, "{\"Parameters\":{\"Name\":{\"Default\":\"");
    for (int i = 0; i < 600; i++)
        add(&text, "a");
    add(&text, "\"}},\"Resources\":{\"a\"");
    add(&text, policy);
    add(&text, ",\"b\"");
    add(&text, policy);
    add(&text, "}}");
    counting_init(&memory);
    engine = engine_with(&memory.allocator, SNAPGUARD_MAX_DOCUMENT_BYTES, text.size);
    context = context_of(engine);
    assert_true(text.size > 602 && text.size < 2 * 602);
    assert_int_equal(
        snapguard_check(&report, context, SNAPGUARD_ROS, text.bytes, text.size),
        SNAPGUARD_OK);
    assert_false(is_over(report));
    assert_non_null(finding_of(report, "policy-name-length"));
    assert_int_equal(snapguard_check_next(&report, context), SNAPGUARD_OK);
    assert_true(is_over(report));
    snapguard_context_free(context);
    fail_each_of(engine, &memory, SNAPGUARD_ROS, &text);
    snapguard_engine_free(engine);
    assert_int_equal(memory.blocks, 0);
}

/* Objects of a list that are references count as well. */
static void objects_count_as_bytes_of_the_document(void **state)
{
    snapguard_engine *engine;
    snapguard_context *context;
    const snapguard_report *report;
    pad text = {.size = 0};

    (void)state;
    add(&text, "{\"Parameters\":{\"T\":{\"Default\":{\"Key\":\"k\",\"Value\":\"");
    for (int i = 0; i < 600; i++)
        add(&text, "a");
    add(&text, "\"}}},\"Resources\":{\"a\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\","
               "\"Properties\":{\"Tags\":[{\"Ref\":\"ALIYUN::NoValue\"},{\"Ref\":\"T\"},"
               "{\"Ref\":\"T\"}]}}}}");
    engine = engine_with(NULL, SNAPGUARD_MAX_DOCUMENT_BYTES, text.size);
    context = context_of(engine);
    assert_true(text.size > 620 && text.size < 2 * 620);
    assert_int_equal(
        snapguard_check(&report, context, SNAPGUARD_ROS, text.bytes, text.size),
        SNAPGUARD_OK);
    assert_true(is_over(report));
    snapguard_context_free(context);
    snapguard_engine_free(engine);
}

/* And so do elements that are references: the second of these two is over the limit of
 * the request. */
static void elements_count_as_bytes_of_the_request(void **state)
{
    static const struct {
        size_t limit;
        bool is_over;
    } rows[] = {
        {150, true },
        {400, false}
    };
    pad text = {.size = 0};

    (void)state;
    add(&text, "{\"Parameters\":{\"T\":{\"Default\":\"");
    for (int i = 0; i < 98; i++)
        add(&text, "a");
    add(&text, "\"}},\"Resources\":{\"a\":{\"Type\":\"ALIYUN::ECS::AutoSnapshotPolicy\","
               "\"Properties\":{\"TimePoints\":[{\"Ref\":\"T\"},{\"Ref\":\"T\"}]}}}}");
    for (size_t i = 0; i < COUNT(rows); i++) {
        snapguard_engine *engine = engine_with(NULL, SNAPGUARD_MAX_BYTES, rows[i].limit);
        snapguard_context *context = context_of(engine);
        const snapguard_report *report;

        assert_int_equal(
            snapguard_check(&report, context, SNAPGUARD_ROS, text.bytes, text.size),
            SNAPGUARD_OK);
        assert_int_equal(is_over(report), rows[i].is_over);
        snapguard_context_free(context);
        snapguard_engine_free(engine);
    }
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(defaults_count_as_bytes_of_the_document),
        cmocka_unit_test(objects_count_as_bytes_of_the_document),
        cmocka_unit_test(elements_count_as_bytes_of_the_request),
        cmocka_unit_test(memory_for_packs_runs_out),
    };
    struct CMUnitTest memory[COUNT(documents)];
    struct CMUnitTest limits[COUNT(documents)];
    int failed = cmocka_run_group_tests_name("shortages", alone, NULL, NULL);

    ADD_ROWS(memory, memory_runs_out, documents, COUNT(documents));
    ADD_ROWS(limits, limits_are_reached, documents, COUNT(documents));
    failed += cmocka_run_group_tests_name("memory runs out", memory, NULL, NULL);
    failed += cmocka_run_group_tests_name("limits are reached", limits, NULL, NULL);
    return failed;
}
