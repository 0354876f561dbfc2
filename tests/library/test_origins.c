/* Texts that JSON was made of: where things stand in them, what is refused, and memory
 * that runs out; and snapguard_locate(), which tells a host where a value stands. */
#include "counting.h"
#include "engines.h"
#include "support.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CALLS = 1000 };

static const char request[] =
    "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\"]\","
    "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":65537}";

/* 32 bytes of one line, so that bytes are columns. */
static const char origin_text[] = "0123456789abcdefghijklmnopqrstuv";

static checker judge;

static snapguard_status check_made(
    const snapguard_report **report, snapguard_context *context,
    snapguard_encoding encoding, const char *json, const snapguard_stretch *stretches,
    size_t count)
{
    const snapguard_origin origin = {
        origin_text, sizeof origin_text - 1, stretches, count};

    return snapguard_check_made(report, context, encoding, json, strlen(json), &origin);
}

static void
assert_place(const snapguard_report *report, const char *rule, size_t begin, size_t end)
{
    const snapguard_finding *finding = finding_of(report, rule);
    snapguard_range range;

    assert_non_null(finding);
    snapguard_finding_range(finding, &range);
    assert_int_equal(range.start.byte, begin);
    assert_int_equal(range.end.byte, end);
}

/* --------------------------------------------------------------------------- places */

/* Stretches around "65537", whose first byte is 0 here. */
typedef struct place_case {
    const char *name;
    struct {
        int begin;
        int end;
        uint32_t origin_begin;
        uint32_t origin_end;
    } stretches[2];
    size_t begin;
    size_t end;
} place_case;

/* clang-format off */
static const place_case place_cases[] = {
    {"byte by byte, where both are as long", {{-1, 6, 10, 17}}, 11, 16},
    {"all of it, where it is longer than what it comes from", {{-1, 6, 2, 4}}, 2, 4},
    {"all of it, where it is shorter", {{-1, 6, 2, 30}}, 2, 30},
    {"from the first of two on to a byte of the second",
     {{-2, 1, 2, 4}, {1, 6, 10, 15}}, 2, 14},
    {"from a byte of the first of two to the end of the second",
     {{-2, 1, 10, 13}, {1, 6, 20, 21}}, 12, 21},
    {"the first of two that stand the other way round",
     {{0, 2, 20, 22}, {2, 5, 3, 6}}, 20, 22},
    {"just what it comes from", {{0, 5, 7, 12}}, 7, 12},
    {"what is before it, where it comes from nothing", {{-9, -8, 4, 7}}, 4, 7},
    {"and not what is empty there", {{-9, -8, 4, 7}, {-8, -7, 9, 9}}, 4, 7},
    {"unless there is nothing else", {{-9, -8, 9, 9}}, 9, 9},
    {"the beginning, if nothing is before it", {{5, 6, 4, 7}}, 0, 0},
};
/* clang-format on */

static void a_place_is_found(void **state)
{
    const place_case *row = *state;
    int at = (int)(strstr(request, "65537") - request);
    snapguard_stretch stretches[2];
    size_t count = 0;
    const snapguard_report *report;

    for (; count < 2 && row->stretches[count].end != row->stretches[count].begin; count++)
        stretches[count] = (snapguard_stretch){
            (uint32_t)(at + row->stretches[count].begin),
            (uint32_t)(at + row->stretches[count].end),
            row->stretches[count].origin_begin, row->stretches[count].origin_end};
    assert_int_equal(
        check_made(&report, judge.context, SNAPGUARD_JSON, request, stretches, count),
        SNAPGUARD_OK);
    assert_place(report, "retention-days-range", row->begin, row->end);
}

/* Where a text ends too early is a place without extent, and so it is in its origin. */
static void a_point_stays_one(void **state)
{
    static const char broken[] = "{\"regionId\":\"cn-hangzhou\",";
    const uint32_t size = sizeof broken - 1;
    const snapguard_stretch stretch = {size - 2, size, 5, 9};
    const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON, broken);

    (void)state;
    assert_place(report, "invalid-json", size, size);
    assert_int_equal(
        check_made(&report, judge.context, SNAPGUARD_JSON, broken, &stretch, 1),
        SNAPGUARD_OK);
    assert_place(report, "invalid-json", 9, 9);
    assert_int_equal(
        check_made(&report, judge.context, SNAPGUARD_JSON, broken, NULL, 0),
        SNAPGUARD_OK);
    assert_place(report, "invalid-json", 0, 0);
}

/* A list in a string may end too early in the middle of a text. */
static void a_point_between_bytes_stays_one(void **state)
{
    static const char broken[] =
        "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\"\","
        "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30}";
    const uint32_t at = (uint32_t)(strstr(broken, "\",\"repeat") - broken);
    const snapguard_stretch same = {at - 2, at + 2, 5, 9};
    const snapguard_stretch shorter = {at - 2, at + 2, 5, 7};
    const snapguard_report *report = check_text(&judge, SNAPGUARD_JSON, broken);

    (void)state;
    assert_place(report, "time-points-format", at, at);
    assert_int_equal(
        check_made(&report, judge.context, SNAPGUARD_JSON, broken, &same, 1),
        SNAPGUARD_OK);
    assert_place(report, "time-points-format", 7, 7);
    assert_int_equal(
        check_made(&report, judge.context, SNAPGUARD_JSON, broken, &shorter, 1),
        SNAPGUARD_OK);
    assert_place(report, "time-points-format", 5, 5);
}

/* ------------------------------------------------------------------- what is refused */

static void every_encoding_of_json_may_be_made(void **state)
{
    static const struct {
        snapguard_encoding encoding;
        snapguard_status status;
    } rows[] = {
        {SNAPGUARD_JSON,          SNAPGUARD_OK            },
        {SNAPGUARD_JSON_REQUESTS, SNAPGUARD_OK            },
        {SNAPGUARD_ROS,           SNAPGUARD_OK            },
        {SNAPGUARD_TFPLAN,        SNAPGUARD_OK            },
        {SNAPGUARD_QUERY,         SNAPGUARD_ERROR_ARGUMENT},
        {SNAPGUARD_FORM,          SNAPGUARD_ERROR_ARGUMENT},
        {SNAPGUARD_HTTP,          SNAPGUARD_ERROR_ARGUMENT},
    };
    const snapguard_report *report;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(
            check_made(&report, judge.context, rows[i].encoding, request, NULL, 0),
            rows[i].status);
        assert_int_equal(report != NULL, rows[i].status == SNAPGUARD_OK);
    }
}

/* A request is held to the limit of one, though its origin is a document. */
static void an_origin_has_the_limit_of_what_is_made(void **state)
{
    snapguard_options *options = options_new();
    const snapguard_report *report;
    checker small;

    (void)state;
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_BYTES, sizeof origin_text - 2),
        SNAPGUARD_OK);
    small = checker_new(options);
    assert_int_equal(
        check_made(&report, small.context, SNAPGUARD_JSON, "{}", NULL, 0), SNAPGUARD_OK);
    assert_non_null(finding_of(report, "limit-exceeded"));
    assert_int_equal(
        check_made(&report, small.context, SNAPGUARD_ROS, "{}", NULL, 0), SNAPGUARD_OK);
    assert_null(finding_of(report, "limit-exceeded"));
    checker_free(&small);
}

/* Nothing of them is looked at. */
static void texts_of_4_gib_are_refused(void **state)
{
    const size_t huge = (size_t)UINT32_MAX + 1;
    const snapguard_origin longer = {origin_text, huge, NULL, 0};
    const snapguard_origin none = {NULL, 0, NULL, 0};
    const snapguard_origin small = {origin_text, 1, NULL, 0};
    const snapguard_report *report;

    (void)state;
    assert_int_equal(
        snapguard_check_made(&report, judge.context, SNAPGUARD_ROS, "{}", 2, &longer),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(
        snapguard_check_made(&report, judge.context, SNAPGUARD_ROS, "{}", huge, &small),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(
        snapguard_check_made(&report, judge.context, SNAPGUARD_ROS, "{}", 2, &none),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(
        snapguard_check_unread(
            &report, judge.context, SNAPGUARD_OBSTACLE_YAML, NULL, "a", huge, 0, 1),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_null(report);
}

/* ---------------------------------------------------------------------------- memory */

typedef snapguard_status
make_report(const snapguard_report **report, snapguard_context *context);

static snapguard_status
make_of_request(const snapguard_report **report, snapguard_context *context)
{
    return check_made(report, context, SNAPGUARD_JSON, request, NULL, 0);
}

static snapguard_status
make_of_template(const snapguard_report **report, snapguard_context *context)
{
    return check_made(report, context, SNAPGUARD_ROS, "{\"Resources\":{}}", NULL, 0);
}

static snapguard_status
make_of_obstacle(const snapguard_report **report, snapguard_context *context)
{
    return snapguard_check_unread(
        report, context, SNAPGUARD_OBSTACLE_YAML, "why", "a", 1, 0, 1);
}

static void memory_runs_out(void **state)
{
    static make_report *const makes[] = {
        make_of_request, make_of_template, make_of_obstacle};
    counting memory;
    snapguard_options *options;
    snapguard_engine *engine;

    (void)state;
    counting_init(&memory);
    assert_int_equal(snapguard_options_new(&options, &memory.allocator), SNAPGUARD_OK);
    assert_int_equal(snapguard_engine_new(&engine, options, NULL), SNAPGUARD_OK);
    snapguard_options_free(options);
    for (size_t i = 0; i < COUNT(makes); i++) {
        size_t n = 0;
        bool failed;

        do {
            const snapguard_report *report;
            snapguard_context *context;
            snapguard_status status;

            assert_int_equal(snapguard_context_new(&context, engine), SNAPGUARD_OK);
            n++;
            counting_fail(&memory, n, n % 2);
            status = makes[i](&report, context);
            assert_int_equal(
                status, memory.failed ? SNAPGUARD_ERROR_MEMORY : SNAPGUARD_OK);
            assert_int_equal(report != NULL, memory.failed == 0);
            failed = memory.failed > 0;
            counting_fail(&memory, 0, false);
            snapguard_context_free(context);
            assert_true(n < MOST_CALLS);
        } while (failed);
        assert_true(n > 1);
    }
    snapguard_engine_free(engine);
    assert_int_equal(memory.blocks, 0);
}

/* ---------------------------------------------------------------------------- locate */

static const char values[] =
    "{\"a~b\":[10,{\"c/d\":20}],\"ab\":30,\"\":40,\"e\":{\"f\\u0067\":50}}";

typedef struct pointer_case {
    const char *name;
    const char *pointer;
    const char *value; /* NULL: there is none */
} pointer_case;

static const pointer_case pointer_cases[] = {
    {"the whole",                             "",             "{\"a~b\""},
    {"a member",                              "/ab",          "30"      },
    {"a member without a name",               "/",            "40"      },
    {"a member whose name has escapes",       "/e/fg",        "50"      },
    {"a tilde, an index and a slash",         "/a~0b/1/c~1d", "20"      },
    {"the first element",                     "/a~0b/0",      "10"      },
    {"no element, behind the last",           "/a~0b/2",      NULL      },
    {"no element, far behind",                "/a~0b/9",      NULL      },
    {"no index",                              "/a~0b/x",      NULL      },
    {"no member, whose name begins like one", "/abc",         NULL      },
    {"no member, with which a name begins",   "/a",           NULL      },
    {"a tilde that says nothing",             "/a~2b",        NULL      },
    {"a tilde at the end",                    "/ab~",         NULL      },
    {"nothing in a number",                   "/ab/0",        NULL      },
    {"nothing in what is not there",          "/x/y/z",       NULL      },
    {"a slash that is meant to be in a name", "/a~0b/1/c/d",  NULL      },
    {"no pointer",                            "ab",           NULL      },
};

static void a_value_is_located(void **state)
{
    const pointer_case *row = *state;
    snapguard_range range = {.start = {.byte = 7777}};
    snapguard_status status =
        snapguard_locate(&range, NULL, values, sizeof values - 1, row->pointer);
    counting memory;

    if (row->value) {
        assert_int_equal(status, SNAPGUARD_OK);
        assert_int_equal(range.start.byte, strstr(values, row->value) - values);
    } else {
        assert_int_equal(status, SNAPGUARD_ERROR_ARGUMENT);
        assert_int_equal(range.start.byte, 7777);
    }
    counting_init(&memory);
    for (size_t n = 1;; n++) {
        snapguard_status now;

        counting_fail(&memory, n, n % 2);
        now = snapguard_locate(
            &range, &memory.allocator, values, sizeof values - 1, row->pointer);
        assert_int_equal(memory.blocks, 0);
        assert_int_equal(now, memory.failed ? SNAPGUARD_ERROR_MEMORY : status);
        if (!memory.failed)
            break;
    }
}

static void texts_without_values_are_refused(void **state)
{
    static const char brackets[] = "[[1]";
    snapguard_range range;

    (void)state;
    assert_int_equal(
        snapguard_locate(&range, NULL, NULL, 0, ""), SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(
        snapguard_locate(&range, NULL, brackets, sizeof brackets - 1, ""),
        SNAPGUARD_ERROR_ARGUMENT);
    assert_int_equal(
        snapguard_locate(&range, NULL, values, ((size_t)64 << 20) + 1, ""),
        SNAPGUARD_ERROR_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(a_point_stays_one),
        cmocka_unit_test(a_point_between_bytes_stays_one),
        cmocka_unit_test(every_encoding_of_json_may_be_made),
        cmocka_unit_test(an_origin_has_the_limit_of_what_is_made),
        cmocka_unit_test(texts_of_4_gib_are_refused),
        cmocka_unit_test(memory_runs_out),
        cmocka_unit_test(texts_without_values_are_refused),
    };
    struct CMUnitTest places[COUNT(place_cases)];
    struct CMUnitTest pointers[COUNT(pointer_cases)];
    int failed;

    judge = checker_new(NULL);
    ADD_ROWS(places, a_place_is_found, place_cases, COUNT(place_cases));
    ADD_ROWS(pointers, a_value_is_located, pointer_cases, COUNT(pointer_cases));
    failed = cmocka_run_group_tests_name("origins", alone, NULL, NULL);
    failed += cmocka_run_group_tests_name("places", places, NULL, NULL);
    failed += cmocka_run_group_tests_name("locate", pointers, NULL, NULL);
    checker_free(&judge);
    return failed;
}
