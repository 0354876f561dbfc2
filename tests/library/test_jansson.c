/* A value of jansson is judged as its text is, whatever it is, and without jansson's
 * memory. */
#include "counting.h"
#include "engines.h"
#include "rules/pack.h"
#include "samples.h"
#include "support.h"
#include "transcript.h"

#include <snapguard/jansson.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As the library writes a value: the digits are jansson's own up to 2.14. */
#define AS_TEXT (JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(17))
#define ANY (JSON_DECODE_ANY | JSON_ALLOW_NUL)
#define TOO_DEEP "there are more levels than the limit of 32"
#define TOO_MANY "there are more values than the limit of 1024"
#define TOO_LARGE "there are more bytes than the limit of 131072"

enum {
    MOST_EXAMPLES = 1024,
    MOST_CALLS = 1000,
    BYTES = 131072,
    DEPTH = 32,
    VALUES = 1024
};

static checker judge;
static const json_t *pack;

static const snapguard_report *check(const json_t *value)
{
    const snapguard_report *report;

    assert_int_equal(
        snapguard_check_jansson(&report, judge.context, value), SNAPGUARD_OK);
    assert_non_null(report);
    return report;
}

/* What is over a limit is not written to its end, so that the range of the whole request
 * ends earlier: what of its line comes last is taken away. */
static void forget_end(char *transcript)
{
    char *line_end = strchr(transcript, '\n');
    char *end = line_end;

    while (*end != ' ')
        end--;
    memmove(end, line_end, strlen(line_end) + 1);
}

/* What is said of a value is what is said of its text. */
static void assert_as_text(const json_t *value)
{
    char *text = json_dumps(value, AS_TEXT);
    char *expected;
    char *found;

    assert_non_null(text);
    expected = transcript_of(judge.context, SNAPGUARD_JSON, text, strlen(text));
    found = transcript_of_report(check(value));
    assert_non_null(expected);
    if (strstr(expected, "limit-exceeded")) {
        forget_end(expected);
        forget_end(found);
    }
    assert_string_equal(found, expected);
    free(found);
    free(expected);
    free(text);
}

/* ------------------------------------------------------------------------ documents */

/* What is not JSON is no value. */
static void judge_document(const char *bytes, size_t length)
{
    json_t *value = json_loadb(bytes, length, ANY, NULL);

    if (value)
        assert_as_text(value);
    json_decref(value);
}

static void a_sample_is_judged_as_its_text(void **state)
{
    const sample *row = *state;

    judge_document(row->bytes, row->length);
}

static void a_hostile_is_judged_as_its_text(void **state)
{
    const hostile *row = *state;
    char *bytes = row->make();

    judge_document(bytes, strlen(bytes));
    free(bytes);
}

static void is_judged_as_its_text(const pack_example *example, void *data)
{
    size_t *count = data;
    size_t size;
    char *text = pack_request(pack, example->json, &size);
    json_t *value = json_loadb(text, size, ANY, NULL);

    if (value && pack_encoding(example->json) == SNAPGUARD_JSON) {
        assert_as_text(value);
        (*count)++;
    }
    json_decref(value);
    free(text);
}

/* Not those that are bytes, a query or raw HTTP. */
static void examples_are_judged_as_their_text(void **state)
{
    size_t count = 0;

    (void)state;
    pack_each_example(pack, is_judged_as_its_text, &count);
    assert_in_range(count, 200, MOST_EXAMPLES);
}

/* ----------------------------------------------------------------- generated values */

static unsigned long long seed = 1;

static unsigned next(unsigned below)
{
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(seed >> 33) % below;
}

static json_t *make_real(void)
{
    unsigned long long bits;
    double number;

    for (;;) {
        bits = (unsigned long long)next(1U << 31) << 33 ^
               (unsigned long long)next(1U << 31) << 2;
        memcpy(&number, &bits, sizeof number);
        if (next(2))
            number = (double)next(100000) / 8 - 100;
        if (number - number == 0)
            return json_real(number);
    }
}

static json_t *make_string(void)
{
    static const char *const texts[] = {
        "",
        "cn-hangzhou",
        "[\"1\",\"13\"]",
        "[\"24\",1,1.5]",
        "acs:",
        "http://",
        "\x01\x02\b\t\n\v\f\r\x1F\"\\/\x7F",
        "\xE5\xA4\x9C\xF0\xA0\xAE\xB7",
        "true",
        "65536",
        "0123456789012345678901234567890123456789012345678901234567890123456789",
    };
    const char *text = texts[next(COUNT(texts))];

    /* One with a NUL in it, now and then. */
    return json_stringn(text, strlen(text) + (next(16) == 0));
}

static const char *make_key(void)
{
    static const char *const keys[] = {
        "regionId",
        "timePoints",
        "repeatWeekdays",
        "retentionDays",
        "Tag",
        "Key",
        "Value",
        "Tag.1.Key",
        "Tag.2.Key",
        "EnableCrossRegionCopy",
        "TargetCopyRegions",
        "CopiedSnapshotsRetentionDays",
        "autoSnapshotPolicyName",
        "TimePoints",
        "Encrypted",
        "CopyEncryptionConfiguration",
        "KMSKeyId",
        "a\nb\"c",
        "",
        "Action",
    };

    return keys[next(COUNT(keys))];
}

static json_t *make_value(unsigned depth)
{
    json_t *value;

    switch (next(depth ? 8 : 6)) {
    case 0:
        return json_integer((json_int_t)next(70000) - 2);
    case 1:
        return json_integer(next(2) ? INT64_MAX : INT64_MIN);
    case 2:
        return make_real();
    case 3:
    case 4:
        return make_string();
    case 5:
        return next(2) ? json_boolean(next(2)) : json_null();
    case 6:
        value = json_array();
        for (unsigned i = next(6); i > 0; i--)
            json_array_append_new(value, make_value(depth - 1));
        return value;
    default:
        value = json_object();
        for (unsigned i = next(12); i > 0; i--)
            json_object_set_new(value, make_key(), make_value(depth - 1));
        return value;
    }
}

static void generated_values_are_judged_as_their_text(void **state)
{
    (void)state;
    for (int i = 0; i < 4000; i++) {
        json_t *value = json_object();

        for (unsigned j = next(16); j > 0; j--)
            json_object_set_new(value, make_key(), make_value(4));
        assert_as_text(value);
        json_decref(value);
    }
}

/* --------------------------------------------------------------------- single values */

typedef struct text_case {
    const char *name;
    const char *text;
} text_case;

/* clang-format off */
static const text_case texts[] = {
    {"an empty object", "{}"},
    {"an array", "[1]"},
    {"a string", "\"a\""},
    {"a number", "7"},
    {"true", "true"},
    {"false", "false"},
    {"null", "null"},
    {"the greatest integer", "{\"retentionDays\":9223372036854775807}"},
    {"the least integer", "{\"retentionDays\":-9223372036854775808}"},
    {"a fraction", "{\"retentionDays\":0.1}"},
    {"a real that is whole", "{\"retentionDays\":30.0}"},
    {"a negative zero", "{\"retentionDays\":-0.0}"},
    {"a real of 17 digits before the point", "{\"retentionDays\":12345678901234567.0}"},
    {"a real of 18 digits before the point", "{\"retentionDays\":123456789012345678.0}"},
    {"a real with three zeros behind the point", "{\"retentionDays\":0.00012345}"},
    {"a real with four zeros behind the point", "{\"retentionDays\":0.000012345}"},
    {"the greatest real", "{\"retentionDays\":1.7976931348623157e308}"},
    {"the least normal real", "{\"retentionDays\":2.2250738585072014e-308}"},
    {"the least real", "{\"retentionDays\":4.9406564584124654e-324}"},
    {"a half that is rounded to the even digit", "{\"retentionDays\":9007199254740993.5}"},
    {"nines that are carried as far as they go", "{\"retentionDays\":1e-14}"},
    {"nines that are carried into another exponent", "{\"retentionDays\":1e153}"},
    {"nines that are carried", "{\"retentionDays\":9.9999999999999999e22}"},
    {"every control", "{\"autoSnapshotPolicyName\":\"\\u0000\\u0001\\u0007\\b\\t\\n\\u000b"
     "\\f\\r\\u001f\\u007f\\\"\\\\/\"}"},
    {"wide characters", "{\"\xC3\xA9\":\"\xE5\xA4\x9C\xF0\xA0\xAE\xB7\"}"},
};
/* clang-format on */

static void a_text_is_judged_alike(void **state)
{
    const text_case *row = *state;

    judge_document(row->text, strlen(row->text));
}

/* Strings that jansson takes unchecked are not UTF-8 by themselves. */
static void bytes_that_are_not_utf8_are_a_finding(void **state)
{
    json_t *value = json_pack("{s:o}", "regionId", json_string_nocheck("cn-\xFF"));

    (void)state;
    assert_non_null(finding_of(check(value), "invalid-utf8"));
    json_object_clear(value);
    json_object_set_new_nocheck(value, "\xC0\xAF", json_true());
    assert_non_null(finding_of(check(value), "invalid-utf8"));
    json_decref(value);
}

static void a_key_goes_on_behind_a_nul(void **state)
{
    json_t *value = json_object();

    (void)state;
#if JANSSON_VERSION_HEX >= 0x020E00
    json_object_setn_new_nocheck(value, "regionId\0x", 10, json_string("cn-hangzhou"));
    assert_non_null(finding_of(check(value), "unknown-parameter"));
    assert_int_equal(snapguard_report_parameters(check(value)), 0);
#endif
    json_decref(value);
}

static void no_value_is_no_text(void **state)
{
    char *expected = transcript_of(judge.context, SNAPGUARD_JSON, NULL, 0);
    char *found = transcript_of_report(check(NULL));

    (void)state;
    assert_string_equal(found, expected);
    assert_non_null(finding_of(check(NULL), "invalid-json"));
    free(found);
    free(expected);
}

static void the_value_stays_as_it_is(void **state)
{
    json_t *value = json_loadb(samples[2].bytes, samples[2].length, ANY, NULL);
    json_t *copy = json_deep_copy(value);

    (void)state;
    check(value);
    assert_true(json_equal(value, copy));
    assert_int_equal(value->refcount, 1);
    json_decref(value);
    json_decref(copy);
}

static void there_is_one_request(void **state)
{
    const snapguard_report *report = check_text(
        &judge, SNAPGUARD_JSON_REQUESTS, "[{\"regionId\":\"a\"},{\"regionId\":\"b\"}]");

    (void)state;
    check(json_true());
    assert_int_equal(snapguard_check_next(&report, judge.context), SNAPGUARD_OK);
    assert_null(report);
}

/* --------------------------------------------------------------------------- limits */

static json_t *make_levels(size_t levels)
{
    json_t *value = json_true();

    for (size_t i = 0; i < levels; i++)
        value = json_pack("[o]", value);
    return json_pack("{s:o}", "Tag", value);
}

static json_t *make_depth_allowed(void)
{
    return make_levels(DEPTH - 1);
}

static json_t *make_depth_over(void)
{
    return make_levels(DEPTH);
}

static json_t *make_depth_far_over(void)
{
    return make_levels(10000);
}

static json_t *make_elements(size_t count, json_t *element)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append(array, element);
    json_decref(element);
    return json_pack("{s:o}", "Tag", array);
}

static json_t *make_values_allowed(void)
{
    return make_elements(VALUES - 2, json_true());
}

static json_t *make_values_over(void)
{
    return make_elements(VALUES - 1, json_true());
}

static json_t *make_values_far_over(void)
{
    return make_elements(1000000, json_null());
}

static json_t *make_objects_over(void)
{
    return make_elements(VALUES - 1, json_object());
}

/* {"a":"…"} of as many bytes. */
static json_t *make_text(size_t size, char c)
{
    size_t room = size - strlen("{\"a\":\"\"}");
    char *text = malloc(room);
    json_t *value;

    if (!text)
        abort();
    memset(text, c, room);
    value = json_pack("{s:o}", "a", json_stringn_nocheck(text, room));
    free(text);
    return value;
}

static json_t *make_bytes_allowed(void)
{
    return make_text(BYTES, 'x');
}

static json_t *make_bytes_over(void)
{
    return make_text(BYTES + 1, 'x');
}

static json_t *make_bytes_far_over(void)
{
    return make_text(64 * BYTES, 'x');
}

static json_t *make_escapes_over(void)
{
    return make_text(BYTES / 2, '\n');
}

static json_t *make_long_key(void)
{
    char *key = malloc(BYTES + 1);
    json_t *value = json_object();

    if (!key)
        abort();
    memset(key, 'k', BYTES);
    key[BYTES] = '\0';
    json_object_set_new(value, key, json_true());
    free(key);
    return value;
}

/* Each level holds the one below it twice: 2^30 values, in 30 objects. */
static json_t *make_doubling(void)
{
    json_t *value = json_true();

    for (int i = 0; i < 30; i++)
        value = json_pack("{s:O,s:o}", "a", value, "b", value);
    return value;
}

/* An object that holds itself, which jansson does not forbid at one remove. */
static json_t *make_cycle(void)
{
    json_t *value = json_object();
    json_t *array = json_array();

    json_array_append(array, value);
    json_object_set_new(value, "Tag", array);
    return value;
}

typedef struct limit_case {
    const char *name;
    json_t *(*make)(void);
    const char *message; /* of limit-exceeded; NULL: nothing is over a limit */
    bool is_like_text;   /* there is a text, and it says the same */
} limit_case;

static const limit_case limits[] = {
    {"32 levels are allowed",                  make_depth_allowed,   NULL,      true },
    {"33 levels are too many",                 make_depth_over,      TOO_DEEP,  true },
    {"10,000 levels are too many",             make_depth_far_over,  TOO_DEEP,  false},
    {"1,024 values are allowed",               make_values_allowed,  NULL,      true },
    {"1,025 values are too many",              make_values_over,     TOO_MANY,  true },
    {"1,025 objects are too many",             make_objects_over,    TOO_MANY,  true },
    {"a million values are too many",          make_values_far_over, TOO_MANY,  false},
    {"values that are shared count each time", make_doubling,        TOO_MANY,  false},
    {"131,072 bytes are allowed",              make_bytes_allowed,   NULL,      true },
    {"131,073 bytes are too many",             make_bytes_over,      TOO_LARGE, false},
    {"8 MiB are too many",                     make_bytes_far_over,  TOO_LARGE, false},
    {"escapes count as they are written",      make_escapes_over,    NULL,      true },
    {"a key of 128 KiB is too long",           make_long_key,        TOO_LARGE, false},
    {"a value that holds itself is too deep",  make_cycle,           TOO_DEEP,  false},
};

static void free_value(json_t *value)
{
    json_object_clear(value); /* what holds itself lets go */
    json_decref(value);
}

static void a_limit_is_kept(void **state)
{
    const limit_case *row = *state;
    json_t *value = row->make();
    const snapguard_finding *finding = finding_of(check(value), "limit-exceeded");
    char message[128] = "";

    assert_int_equal(finding != NULL, row->message != NULL);
    if (finding) {
        snapguard_finding_text(
            finding, SNAPGUARD_TEXT_MESSAGE, true, message, sizeof message);
        assert_string_equal(message, row->message);
    }
    if (finding && strcmp(message, TOO_LARGE) == 0) {
        snapguard_range range;

        snapguard_finding_range(finding, &range);
        assert_int_equal(range.start.byte, 0);
    }
    if (row->is_like_text)
        assert_as_text(value);
    free_value(value);
}

/* ----------------------------------------------------------------------- allocation */

static size_t jansson_calls;

static void *count_allocation(size_t size)
{
    jansson_calls++;
    return malloc(size);
}

static snapguard_engine *engine_of(counting *memory)
{
    snapguard_options *options;
    snapguard_engine *engine;

    counting_init(memory);
    assert_int_equal(snapguard_options_new(&options, &memory->allocator), SNAPGUARD_OK);
    assert_int_equal(snapguard_engine_new(&engine, options, NULL), SNAPGUARD_OK);
    snapguard_options_free(options);
    return engine;
}

/* Whether an allocation was left to fail. */
static bool try_check(
    counting *memory, const snapguard_engine *engine, const json_t *value, size_t n,
    bool latching)
{
    char *expected = transcript_of_report(check(value));
    const snapguard_report *report;
    snapguard_context *context;
    snapguard_status status;
    bool failed;
    char *text;

    assert_int_equal(snapguard_context_new(&context, engine), SNAPGUARD_OK);
    counting_fail(memory, n, latching);
    status = snapguard_check_jansson(&report, context, value);
    failed = memory->failed > 0;
    counting_fail(memory, 0, false);
    assert_int_equal(status, failed ? SNAPGUARD_ERROR_MEMORY : SNAPGUARD_OK);
    assert_int_equal(report != NULL, status == SNAPGUARD_OK);
    assert_int_equal(snapguard_check_jansson(&report, context, value), SNAPGUARD_OK);
    text = transcript_of_report(report);
    assert_string_equal(text, expected);
    free(text);
    free(expected);
    snapguard_context_free(context);
    return failed;
}

static void fail_checks(const json_t *value)
{
    counting memory;
    snapguard_engine *engine = engine_of(&memory);
    size_t blocks = memory.blocks;

    for (int latching = 0; latching < 2; latching++) {
        size_t n = 1;

        while (try_check(&memory, engine, value, n, latching)) {
            assert_true(++n < MOST_CALLS);
            assert_int_equal(memory.blocks, blocks);
        }
        assert_true(n > 2);
    }
    snapguard_engine_free(engine);
    assert_int_equal(memory.blocks, 0);
}

static void a_sample_s_check_fails(void **state)
{
    const sample *row = *state;
    json_t *value = json_loadb(row->bytes, row->length, ANY, NULL);

    if (value)
        fail_checks(value);
    json_decref(value);
}

static void a_limit_s_check_fails(void **state)
{
    const limit_case *row = *state;
    json_t *value = row->make();

    fail_checks(value);
    free_value(value);
}

static void warm_checks_allocate_nothing(void **state)
{
    json_t *values[64] = {NULL};
    counting memory;
    snapguard_engine *engine = engine_of(&memory);
    snapguard_context *context;
    const snapguard_report *report;
    size_t calls = 0;

    (void)state;
    assert_int_equal(snapguard_context_new(&context, engine), SNAPGUARD_OK);
    for (size_t i = 0; i < sample_count; i++)
        values[i] = json_loadb(samples[i].bytes, samples[i].length, ANY, NULL);
    jansson_calls = 0;
    for (int round = 0; round < 50; round++) {
        for (size_t i = 0; i < sample_count; i++)
            assert_int_equal(
                snapguard_check_jansson(&report, context, values[i]), SNAPGUARD_OK);
        if (round == 0)
            calls = memory.calls;
    }
    assert_int_equal(memory.calls, calls);
    assert_int_equal(jansson_calls, 0);
    for (size_t i = 0; i < sample_count; i++)
        json_decref(values[i]);
    snapguard_context_free(context);
    snapguard_engine_free(engine);
    assert_int_equal(memory.blocks, 0);
}

/* Whatever a value would be as text. */
static void memory_is_bounded(void **state)
{
    const limit_case *row = *state;
    json_t *value = row->make();
    counting memory;
    snapguard_engine *engine = engine_of(&memory);
    size_t before = memory.bytes;
    snapguard_context *context;
    const snapguard_report *report;

    memory.peak = before;
    assert_int_equal(snapguard_context_new(&context, engine), SNAPGUARD_OK);
    assert_int_equal(snapguard_check_jansson(&report, context, value), SNAPGUARD_OK);
    assert_true(memory.peak - before < 8 * BYTES);
    snapguard_context_free(context);
    snapguard_engine_free(engine);
    free_value(value);
}

/* ------------------------------------------------------------------------------- main */

static int run_alone(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(examples_are_judged_as_their_text),
        cmocka_unit_test(generated_values_are_judged_as_their_text),
        cmocka_unit_test(bytes_that_are_not_utf8_are_a_finding),
        cmocka_unit_test(a_key_goes_on_behind_a_nul),
        cmocka_unit_test(no_value_is_no_text),
        cmocka_unit_test(the_value_stays_as_it_is),
        cmocka_unit_test(there_is_one_request),
        cmocka_unit_test(warm_checks_allocate_nothing),
    };

    return cmocka_run_group_tests_name("jansson", alone, NULL, NULL);
}

static int run_documents(void)
{
    struct CMUnitTest documents[64] = {{0}};
    struct CMUnitTest attacks[64] = {{0}};
    struct CMUnitTest failing[64] = {{0}};
    struct CMUnitTest values[COUNT(texts)];

    ADD_ROWS(documents, a_sample_is_judged_as_its_text, samples, sample_count);
    ADD_ROWS(attacks, a_hostile_is_judged_as_its_text, hostiles, hostile_count);
    ADD_ROWS(failing, a_sample_s_check_fails, samples, sample_count);
    ADD_ROWS(values, a_text_is_judged_alike, texts, COUNT(texts));
    return cmocka_run_group_tests_name("samples", documents, NULL, NULL) +
           cmocka_run_group_tests_name("attacks", attacks, NULL, NULL) +
           cmocka_run_group_tests_name("values", values, NULL, NULL) +
           cmocka_run_group_tests_name("failing samples", failing, NULL, NULL);
}

static int run_limits(void)
{
    struct CMUnitTest kept[COUNT(limits)];
    struct CMUnitTest failing[COUNT(limits)];
    struct CMUnitTest bounded[COUNT(limits)];

    ADD_ROWS(kept, a_limit_is_kept, limits, COUNT(limits));
    ADD_ROWS(failing, a_limit_s_check_fails, limits, COUNT(limits));
    ADD_ROWS(bounded, memory_is_bounded, limits, COUNT(limits));
    return cmocka_run_group_tests_name("limits", kept, NULL, NULL) +
           cmocka_run_group_tests_name("failing limits", failing, NULL, NULL) +
           cmocka_run_group_tests_name("bounded memory", bounded, NULL, NULL);
}

int main(void)
{
    int failed;

    /* Before jansson makes anything, so that all it makes is counted. */
    json_set_alloc_funcs(count_allocation, free);
    pack = pack_load();
    judge = checker_new(NULL);
    failed = run_alone() + run_documents() + run_limits();
    checker_free(&judge);
    json_decref((json_t *)(uintptr_t)pack);
    return failed;
}
