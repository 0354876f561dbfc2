/* What no request comes near, and what an engine must not be talked into: sizes that no
 * memory has, limits that contradict each other, more of something than is kept. */
#include "counting.h"
#include "engines.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "memory.h"
#include "week.h"

/* ---------------------------------------------------------------------------- memory */

static void a_size_that_overflows_is_not_allocated(void **state)
{
    sg_array array = {NULL, 0, 0};
    counting memory;
    sg_arena arena;

    (void)state;
    counting_init(&memory);
    sg_arena_init(&arena, &memory.allocator);
    assert_null(sg_allocate_zeroed(&memory.allocator, SIZE_MAX / 2, 3));
    assert_false(sg_array_grow(&array, &memory.allocator, SIZE_MAX / 2, 3));
    assert_false(sg_array_grow(&array, &memory.allocator, SIZE_MAX, 16));
    assert_null(sg_arena_allocate(&arena, SIZE_MAX));
    assert_null(sg_arena_allocate(&arena, SIZE_MAX - 16));
    assert_int_equal(memory.calls, 0);
}

static void nothing_can_be_allocated(void **state)
{
    counting memory;
    void *block;

    (void)state;
    counting_init(&memory);
    block = sg_allocate(&memory.allocator, 0);
    assert_non_null(block);
    sg_release(&memory.allocator, block);
    block = sg_allocate_zeroed(&memory.allocator, 7, 0);
    assert_non_null(block);
    sg_release(&memory.allocator, block);
    assert_int_equal(memory.blocks, 0);
}

/* An arena that is begun anew gives its blocks out again, if they are large enough. */
static void an_arena_uses_its_blocks_again(void **state)
{
    counting memory;
    sg_arena arena;
    size_t calls;
    char *bytes;

    (void)state;
    counting_init(&memory);
    sg_arena_init(&arena, &memory.allocator);
    assert_non_null(sg_arena_allocate(&arena, 3000));
    assert_non_null(sg_arena_allocate(&arena, 3000));
    calls = memory.calls;
    sg_arena_reset(&arena);
    assert_non_null(sg_arena_allocate(&arena, 3000));
    assert_non_null(sg_arena_allocate(&arena, 3000));
    assert_int_equal(memory.calls, calls);
    sg_arena_reset(&arena);
    assert_non_null(sg_arena_allocate(&arena, 3000));
    bytes = sg_arena_allocate(&arena, 5000);
    assert_non_null(bytes);
    memset(bytes, 0x5A, 5000);
    assert_int_equal(memory.calls, calls + 1);
    sg_arena_free(&arena);
    assert_int_equal(memory.blocks, 0);
}

/* ---------------------------------------------------------------------------- limits */

/* A document is held to no less than one request of it. */
static void a_document_may_be_as_large_as_a_request(void **state)
{
    static const char text[] = "[{\"Action\":\"CreateAutoSnapshotPolicy\"}]";
    snapguard_options *options = options_new();
    const snapguard_report *report;
    checker judge;

    (void)state;
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_DOCUMENT_BYTES, 1),
        SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_DOCUMENT_VALUES, 1),
        SNAPGUARD_OK);
    judge = checker_new(options);
    report = check_text(&judge, SNAPGUARD_JSON_REQUESTS, text);
    assert_null(finding_of(report, "limit-exceeded"));
    assert_non_null(finding_of(report, "missing-parameter"));
    checker_free(&judge);
}

/* Of a body that is not read nothing is needed, unless the query may name the operation:
 * by its name, or by an escape that may be a letter of it. */
static void a_body_is_needed_where_the_query_may_name_the_operation(void **state)
{
    static const struct {
        const char *query;
        bool is_needed;
    } rows[] = {
        {"a=1",                        false},
        {"CreateAutoSnapshotPolic=y",  false},
        {"a=CreateAutoSnapshotPolicy", true },
        {"a=createautosnapshotpolicy", true },
        {"a=%41",                      true },
    };
    checker judge = checker_new(NULL);

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        snapguard_begin(judge.context);
        assert_int_equal(
            snapguard_feed_header(judge.context, "content-type", 12, "text/plain", 10),
            SNAPGUARD_OK);
        assert_int_equal(
            snapguard_feed_query(judge.context, rows[i].query, strlen(rows[i].query)),
            SNAPGUARD_OK);
        assert_int_equal(snapguard_needs_body(judge.context), rows[i].is_needed);
    }
    checker_free(&judge);
}

/* What holds a request may be longer than the request, but not without end. */
static void http_has_a_limit_of_its_own(void **state)
{
    static const char text[] = "POST / HTTP/1.1\r\nx-acs-action: A\r\n\r\n";
    snapguard_options *options = options_new();
    checker judge;

    (void)state;
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_BYTES, 8), SNAPGUARD_OK);
    assert_int_equal(
        snapguard_options_set_limit(
            options, SNAPGUARD_MAX_DOCUMENT_BYTES, sizeof text - 2),
        SNAPGUARD_OK);
    judge = checker_new(options);
    assert_non_null(
        finding_of(check_text(&judge, SNAPGUARD_HTTP, text), "limit-exceeded"));
    checker_free(&judge);
}

/* -------------------------------------------------------------------------- findings */

/* A value is shown by its beginning, however long it is, and in one line. */
static void a_long_value_of_a_query_is_cut(void **state)
{
    char text[4096] = "Action=CreateAutoSnapshotPolicy&Unknown";
    const snapguard_finding *finding;
    checker judge = checker_new(NULL);
    char message[1024];
    size_t size;

    (void)state;
    memset(text + strlen(text), 'x', 3000);
    strcat(text, "=1");
    finding = finding_of(check_text(&judge, SNAPGUARD_QUERY, text), "unknown-parameter");
    assert_non_null(finding);
    size = snapguard_finding_text(
        finding, SNAPGUARD_TEXT_PARAMETER, true, message, sizeof message);
    /* 63 characters, and three bytes that say that there are more. */
    assert_int_equal(size, 66);
    assert_memory_equal(message, "Unknownxxxx", 11);
    assert_string_equal(message + 63, "\xE2\x80\xA6");
    checker_free(&judge);
}

/* The room for what is shown ends where plain bytes follow: they are not copied past it.
 */
static void a_value_that_is_encoded_up_to_the_cut_is_shown(void **state)
{
    enum { ROOM = 260 };
    const snapguard_finding *finding;
    checker judge = checker_new(NULL);
    char text[4096];
    char value[512];

    (void)state;
    for (size_t encoded = ROOM - 20; encoded <= ROOM + 1; encoded++) {
        char *p = text + sprintf(text, "Action=CreateAutoSnapshotPolicy&regionId=");

        for (size_t i = 0; i < encoded; i++)
            p += sprintf(p, "%%21");
        strcpy(p, "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
        finding =
            finding_of(check_text(&judge, SNAPGUARD_QUERY, text), "region-id-format");
        assert_non_null(finding);
        snapguard_finding_text(finding, SNAPGUARD_TEXT_VALUE, true, value, sizeof value);
        assert_memory_equal(value, "\"!!!!!!!!", 9);
    }
    checker_free(&judge);
}

/* A header may come more often than its values are kept: then it may have said anything,
 * this operation's name too. */
static void a_header_that_came_too_often_may_name_the_operation(void **state)
{
    static const char *const names[] = {"A", "B", "C"};
    const snapguard_report *report;
    checker judge = checker_new(NULL);

    (void)state;
    for (size_t count = 1; count <= COUNT(names); count++) {
        snapguard_begin(judge.context);
        assert_int_equal(
            snapguard_feed_header(judge.context, "content-type", 12, "text/plain", 10),
            SNAPGUARD_OK);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(
                snapguard_feed_header(judge.context, "x-acs-action", 12, names[i], 1),
                SNAPGUARD_OK);
        assert_int_equal(snapguard_needs_body(judge.context), count == COUNT(names));
        assert_int_equal(snapguard_finish(&report, judge.context), SNAPGUARD_OK);
        assert_int_equal(
            snapguard_report_verdict(report) == SNAPGUARD_NOT_APPLICABLE,
            count < COUNT(names));
    }
    checker_free(&judge);
}

/* The first finding is kept, and the request is refused because of another one. */
static void an_error_that_is_not_kept_has_an_answer(void **state)
{
    static const char text[] =
        "{\"Action\":\"CreateAutoSnapshotPolicy\",\"Version\":\"2014-05-26\","
        "\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\"]\","
        "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":0,\"Unknown\":1}";
    snapguard_options *options = options_new();
    const snapguard_report *report;
    checker judge;

    (void)state;
    assert_int_equal(
        snapguard_options_set_limit(options, SNAPGUARD_MAX_FINDINGS, 1), SNAPGUARD_OK);
    judge = checker_new(options);
    report = check_text(&judge, SNAPGUARD_JSON, text);
    assert_int_equal(snapguard_report_count(report), 1);
    assert_non_null(finding_of(report, "unknown-parameter"));
    assert_int_equal(snapguard_report_total(report, SNAPGUARD_ERROR), 1);
    assert_int_equal(snapguard_report_verdict(report), SNAPGUARD_INVALID);
    assert_null(snapguard_report_answer(report));
    assert_int_equal(snapguard_report_http_status(report), 400);
    checker_free(&judge);
}

/* What is empty may be a parameter: reading stopped at one too many of them. */
static void no_fewer_parameters_are_counted_than_there_are(void **state)
{
    char text[8192] = "{\"Action\":\"CreateAutoSnapshotPolicy\"";
    const snapguard_finding *finding;
    checker judge = checker_new(NULL);
    char message[256];

    (void)state;
    for (int i = 0; i < 300; i++)
        sprintf(text + strlen(text), ",\"a%d\":[]", i);
    strcat(text, "}");
    finding = finding_of(check_text(&judge, SNAPGUARD_JSON, text), "limit-exceeded");
    assert_non_null(finding);
    snapguard_finding_text(
        finding, SNAPGUARD_TEXT_MESSAGE, true, message, sizeof message);
    assert_string_equal(message, "257 parameters are 1 over the limit of 256");
    checker_free(&judge);
}

/* ------------------------------------------------------------------------------ weeks */

static void no_hours_or_no_days_are_no_schedule(void **state)
{
    sg_week skipped;

    (void)state;
    assert_int_equal(sg_week_skip(&skipped, 0, 1U << 1, 1000), 0);
    assert_int_equal(sg_week_skip(&skipped, 1, 0, 1000), 0);
    assert_int_equal(skipped.hours[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_size_that_overflows_is_not_allocated),
        cmocka_unit_test(nothing_can_be_allocated),
        cmocka_unit_test(an_arena_uses_its_blocks_again),
        cmocka_unit_test(a_document_may_be_as_large_as_a_request),
        cmocka_unit_test(http_has_a_limit_of_its_own),
        cmocka_unit_test(a_body_is_needed_where_the_query_may_name_the_operation),
        cmocka_unit_test(a_long_value_of_a_query_is_cut),
        cmocka_unit_test(a_value_that_is_encoded_up_to_the_cut_is_shown),
        cmocka_unit_test(a_header_that_came_too_often_may_name_the_operation),
        cmocka_unit_test(an_error_that_is_not_kept_has_an_answer),
        cmocka_unit_test(no_fewer_parameters_are_counted_than_there_are),
        cmocka_unit_test(no_hours_or_no_days_are_no_schedule),
    };

    return cmocka_run_group_tests_name("bounds", tests, NULL, NULL);
}
