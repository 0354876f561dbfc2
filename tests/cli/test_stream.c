/* Streams: longer than any buffer, with lines longer than any limit, in little memory. */
#define _XOPEN_SOURCE 700

#include "cmocka_wrap.h"
#include "program.h"
#include "scratch.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* gcc and clang say in different ways that a sanitizer is on. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#define IS_SANITIZED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define IS_SANITIZED 0
#endif

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define GOOD                                                                             \
    "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\"]\","                      \
    "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":30}\n"
#define BAD                                                                              \
    "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"1\\\"]\","                      \
    "\"repeatWeekdays\":\"[\\\"1\\\"]\",\"retentionDays\":0}\n"

/* A stream of a long line between two short ones. */
static char *with_long_line(size_t length, const char *end, size_t *size)
{
    char *text = malloc(2 * sizeof BAD + length + 3);

    assert_non_null(text);
    strcpy(text, GOOD);
    *size = strlen(text);
    memset(text + *size, 'x', length);
    *size += length;
    strcpy(text + *size, end);
    strcat(text + *size, BAD);
    *size += strlen(text + *size);
    return text;
}

/* Lines around the limit of a request, and around every size that a buffer may have. */
static void a_line_is_judged_however_long_it_is(void **state)
{
    static const size_t lengths[] = {131071, 131072, 131073,  262143,
                                     262144, 524288, 1048577, 10000000};
    static const char *const ends[] = {"\n", "\r\n"};

    (void)state;
    for (size_t i = 0; i < COUNT(lengths) * COUNT(ends); i++) {
        size_t length = lengths[i / COUNT(ends)];
        const char *end = ends[i % COUNT(ends)];
        size_t size;
        char *text = with_long_line(length, end, &size);
        program_result result = program_do(&(program_run){
            .arguments = "--input ndjson -f concise -",
            .input = text,
            .input_size = size});
        char expected[256];

        if (length > 131072)
            snprintf(
                expected, sizeof expected,
                "<stdin>:2:1: error: %zu bytes are %zu over the limit of 131072 "
                "[limit-exceeded]\n",
                length, length - 131072);
        else
            snprintf(
                expected, sizeof expected,
                "<stdin>:2:1: error: not JSON: a value is expected here "
                "[invalid-json]\n");
        strcat(
            expected, "<stdin>:3:93: error: 0 is not in 1 to 65535 days, nor -1 "
                      "[retention-days-range] ParameterInvalid\n");
        assert_string_equal(result.out, expected);
        assert_int_equal(result.status, 1);
        program_forget(&result);
        free(text);
    }
}

/* The byte of a finding counts what was thrown away of the long line before it. */
static void bytes_are_counted_through_a_long_line(void **state)
{
    size_t size;
    char *text = with_long_line(3000000, "\r\n", &size);
    program_result result = program_do(&(program_run){
        .arguments = "--input ndjson -f jsonl --select retention-days-range -",
        .input = text,
        .input_size = size});
    const char *second = strchr(result.out, '\n');
    json_t *finding;
    json_t *start;

    (void)state;
    assert_non_null(second);
    finding = json_loads(second + 1, JSON_DISABLE_EOF_CHECK, NULL);
    start = json_object_get(json_object_get(finding, "range"), "start");
    assert_int_equal(
        json_integer_value(json_object_get(start, "byte")),
        strlen(GOOD) + 3000000 + 2 + 92);
    assert_int_equal(json_integer_value(json_object_get(start, "line")), 3);
    json_decref(finding);
    program_forget(&result);
    free(text);
}

/* 60 MB of requests, one in twenty of them wrong: every one is found, and the program
 * stays small. Sanitizers take memory of their own. */
static void a_long_stream_takes_little_memory(void **state)
{
    static const char *const formats[] = {"text", "concise", "jsonl", "json"};
    char lines[20 * sizeof GOOD] = BAD;
    struct rusage usage;

    (void)state;
    for (size_t i = 1; i < 20; i++)
        strcat(lines, GOOD);
    for (size_t i = 0; i < COUNT(formats); i++) {
        char arguments[64];
        program_result result;

        snprintf(arguments, sizeof arguments, "--input ndjson -f %s -", formats[i]);
        result = program_do(&(program_run){
            .arguments = arguments,
            .input = lines,
            .input_times = 32000,
            .output = "/dev/null"});
        assert_int_equal(result.status, 1);
        program_forget(&result);
    }
    assert_int_equal(getrusage(RUSAGE_CHILDREN, &usage), 0);
    if (!IS_SANITIZED)
        assert_in_range(usage.ru_maxrss, 1, 16 * 1024);
}

static void every_line_of_a_long_stream_is_counted(void **state)
{
    char lines[20 * sizeof GOOD] = BAD;
    program_result result;

    (void)state;
    for (size_t i = 1; i < 20; i++)
        strcat(lines, GOOD);
    result = program_do(&(program_run){
        .arguments = "--input ndjson --max-diagnostics 1 --no-values -",
        .input = lines,
        .input_times = 5000});
    assert_non_null(strstr(
        result.out, "\n4999 more findings not shown\n"
                    "5000 errors, 0 warnings, 0 notices in 1 file (100000 requests)\n"));
    program_forget(&result);
}

/* More diagnostics than fit into the spool come out in order, and as JSON. */
static void a_long_json_report_is_whole(void **state)
{
    program_result result = program_do(&(program_run){
        .arguments = "--input ndjson -f json -", .input = BAD, .input_times = 3000});
    json_t *report = json_loadb(result.out, result.out_size, 0, NULL);
    json_t *finding;
    size_t i;

    (void)state;
    assert_non_null(report);
    assert_int_equal(json_array_size(json_object_get(report, "requests")), 3000);
    assert_int_equal(json_array_size(json_object_get(report, "diagnostics")), 3000);
    json_array_foreach (json_object_get(report, "diagnostics"), i, finding) {
        assert_int_equal(json_integer_value(json_object_get(finding, "index")), i);
    }
    json_decref(report);
    program_forget(&result);
}

/* Where there is no room for the spool, a report that lacks something is no report. */
static void a_spool_that_is_lost_is_an_error(void **state)
{
    program_result result = program_do(&(program_run){
        .arguments = "--input ndjson -f json -",
        .input = BAD,
        .input_times = 3000,
        .environment = "TMPDIR=/nowhere"});

    (void)state;
    assert_string_equal(
        result.err,
        "snapguard: cannot keep a temporary file: No such file or directory\n");
    assert_int_equal(result.status, 3);
    program_forget(&result);
}

/* A document over its limit is measured and not read, also where it comes from a pipe. */
static void a_document_over_its_limit_is_measured(void **state)
{
    static const char *const runs[] = {
        "--input request --max-bytes 400000 -f concise -",
        "--input request --max-bytes 400000 -f concise big.json"};
    size_t size = 1000000;
    char *text = malloc(size);

    (void)state;
    assert_non_null(text);
    memset(text, ' ', size);
    text[0] = '[';
    scratch_write("big.json", text, size);
    for (size_t i = 0; i < COUNT(runs); i++) {
        program_result result = program_do(&(program_run){
            .folder = scratch_path(),
            .arguments = runs[i],
            .input = text,
            .input_size = size});

        assert_non_null(strstr(
            result.out, ":1:1: error: 1000000 bytes are 600000 over the limit of 400000 "
                        "[limit-exceeded]\n"));
        program_forget(&result);
    }
    free(text);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_judged_however_long_it_is),
        cmocka_unit_test(bytes_are_counted_through_a_long_line),
        cmocka_unit_test(a_long_stream_takes_little_memory),
        cmocka_unit_test(every_line_of_a_long_stream_is_counted),
        cmocka_unit_test(a_long_json_report_is_whole),
        cmocka_unit_test(a_spool_that_is_lost_is_an_error),
        cmocka_unit_test(a_document_over_its_limit_is_measured),
    };

    return cmocka_run_group_tests_name("stream", tests, scratch_make, scratch_remove);
}
