/* Files judged by several threads: --jobs. What is printed is the same, byte for byte. */
#define _XOPEN_SOURCE 700

#include "cmocka_wrap.h"
#include "program.h"
#include "scratch.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define REST "\"timePoints\":\"[\\\"1\\\"]\",\"repeatWeekdays\":\"[\\\"1\\\"]\","

enum { FILES = 2000, FEWER_FILES = 500, STREAM_LINES = 3000 };

static const char good[] = "{\"regionId\":\"cn-hangzhou\"," REST "\"retentionDays\":30}";

/* What the files hold, most of them without a finding. */
static const char *const documents[] = {
    good,
    good,
    good,
    good,
    good,
    "{\"regionId\":\"cn-hangzhou\"," REST "\"retentionDays\":0}",
    "{\"regionId\":\"cn-hangzhou\"," REST "\"retentionDays\":30,\"color\":1,\"color\":2}",
    "{\"regionId\":\"cn-hangzhou\",\"timePoints\":\"[\\\"5\\\",\\\"1\\\",\\\"1\\\"]\","
    "\"repeatWeekdays\":\"[\\\"8\\\"]\",\"retentionDays\":70000}",
    "{\"regionId\":\"\xE5\xA4\x87\xE2\x80\xAE\"," REST "\"retentionDays\":30}",
    "{\"regionId\":",
    "\xFF",
    "",
    "[]",
    "{\"name\": \"a package\"}",
    "{\"ROSTemplateFormatVersion\": \"2015-09-01\"}",
    "{\"ROSTemplateFormatVersion\": \"2015-09-01\", \"Resources\": {\"Nightly\":"
    "{\"Type\": \"ALIYUN::ECS::AutoSnapshotPolicy\", \"Properties\":"
    "{\"TimePoints\": [1], \"RepeatWeekdays\": [1], \"RetentionDays\": 0}},"
    "\"Weekly\": {\"Type\": \"ALIYUN::ECS::AutoSnapshotPolicy\"}}}",
};

/* With a sanitizer everything takes many times as long. */
static bool is_sanitized(void)
{
    return *SNAPGUARD_SANITIZE != '\0';
}

static unsigned file_count(void)
{
    return is_sanitized() ? FEWER_FILES : FILES;
}

/* The same numbers in every run. */
static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

/* A name for a file: in one of many folders, with blanks, Chinese and control characters
 * here and there. */
static void write_name(char name[256], unsigned index)
{
    static const char *const words[] = {"policy", "a b",  "\xE6\x94\xBF\xE7\xAD\x96",
                                        "x,y:z",  "100%", "\x1B[31m",
                                        "q\"<&>'"};

    snprintf(
        name, 256, "many/%02u/%s-%04u.%s", index % 37, words[index % COUNT(words)], index,
        index % 50 == 7 ? "ndjson" : "json");
}

static void write_stream(const char *name, uint32_t *state, size_t lines)
{
    size_t capacity = lines * 320;
    char *text = malloc(capacity);
    size_t size = 0;

    assert_non_null(text);
    for (size_t i = 0; i < lines; i++) {
        const char *line = documents[next_number(state) % 11];

        assert_true(size + strlen(line) + 1 < capacity);
        size += (size_t)sprintf(text + size, "%s\n", line);
    }
    scratch_write(name, text, size);
    free(text);
}

/* Files as above, some of which are streams, links that lead nowhere, and one that is
 * much longer than the others. */
static void write_files(void)
{
    uint32_t state = 1;
    char name[256];
    char link[512];

    for (unsigned i = 0; i < file_count(); i++) {
        const char *text = documents[next_number(&state) % COUNT(documents)];

        write_name(name, i);
        if (i % 50 == 7)
            write_stream(name, &state, next_number(&state) % 20);
        else
            scratch_write(name, text, strlen(text));
    }
    write_stream("many/00/long.ndjson", &state, STREAM_LINES);
    for (unsigned i = 0; i < 20; i++) {
        snprintf(link, sizeof link, "%s/many/%02u/lost-%u.json", scratch_path(), i, i);
        assert_int_equal(symlink("nowhere", link), 0);
    }
}

static int make(void **state)
{
    if (scratch_make(state) != 0)
        return -1;
    write_files();
    return 0;
}

static program_result run_with(const char *jobs, const char *arguments)
{
    char all[512];

    snprintf(all, sizeof all, "-j %s %s", jobs, arguments);
    return program_do(&(program_run){.folder = scratch_path(), .arguments = all});
}

/* Compare what is written to both outputs, and how it ends. */
static void is_the_same_with(const char *jobs, const char *arguments)
{
    program_result one = run_with("1", arguments);
    program_result many = run_with(jobs, arguments);

    assert_int_equal(one.out_size, many.out_size);
    assert_memory_equal(one.out, many.out, one.out_size);
    assert_string_equal(one.err, many.err);
    assert_int_equal(one.status, many.status);
    program_forget(&one);
    program_forget(&many);
}

/* There is something of every kind in it, or comparing it would say little. */
static void the_files_have_all_kinds_of_things_in_them(void **state)
{
    program_result result = run_with("1", "-f text --statistics many");

    (void)state;
    assert_true(count_lines(result.err) >= 20);
    assert_non_null(strstr(result.err, "this link leads nowhere"));
    assert_non_null(strstr(result.out, "error: Nightly: "));
    assert_non_null(strstr(result.out, "error: Weekly: "));
    assert_non_null(strstr(result.out, "[invalid-json]"));
    assert_non_null(strstr(result.out, "[invalid-utf8]"));
    assert_non_null(strstr(result.out, "[duplicate-key]"));
    assert_non_null(strstr(result.out, "notice: "));
    assert_true(count_lines(result.out) > file_count());
    assert_int_equal(result.status, 1);
    program_forget(&result);
}

static void every_format_is_the_same(void **state)
{
    static const char *const formats[] = {"text",   "concise", "json",
                                          "jsonl",  "sarif",   "github",
                                          "gitlab", "junit",   "checkstyle"};
    char arguments[256];

    (void)state;
    for (size_t i = 0; i < COUNT(formats); i++) {
        snprintf(
            arguments, sizeof arguments,
            "-f %s --statistics many lost.json bad.json none", formats[i]);
        is_the_same_with("8", arguments);
    }
}

static void so_it_is_for_any_number(void **state)
{
    static const char *const numbers[] = {"2", "3", "0", "256"};

    (void)state;
    for (size_t i = 0; i < COUNT(numbers); i++)
        is_the_same_with(numbers[i], "-f concise --statistics many");
}

static void so_it_is_with_other_options(void **state)
{
    static const char *const options[] = {
        "-f text --max-diagnostics 100 many",
        "-f json --max-diagnostics 1 many bad.json",
        "-f text --quiet many",
        "-f concise --no-values many none tree foreign rubbish",
        "-f text --color always many/00 many/01",
        "-f concise --fail-on never --input ndjson many",
        "-f text nothing.json good.json lost.json good.json",
        "-f text tree foreign none links mixed x.json",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(options); i++)
        is_the_same_with("8", options[i]);
}

/* Several reports, one of them on standard error, between the complaints. */
static void reports_in_files_are_the_same(void **state)
{
    (void)state;
    is_the_same_with("8", "-f json -o concise:/dev/stderr many/00 many/01 many/02");
}

/* Standard input is one of the inputs, in its place. */
static void standard_input_keeps_its_place(void **state)
{
    program_result result = program_do(&(program_run){
        .folder = scratch_path(),
        .arguments = "-j 4 -f concise --quiet bad.json - tree/b.json",
        .input = "12\n"});

    (void)state;
    assert_string_equal(
        result.out,
        "bad.json:1:93: error: 0 is not in 1 to 65535 days, nor -1 "
        "[retention-days-range] ParameterInvalid\n"
        "<stdin>:1:1: error: the request is JSON, but not an object [not-an-object]\n"
        "tree/b.json:1:93: error: 0 is not in 1 to 65535 days, nor -1 "
        "[retention-days-range] ParameterInvalid\n");
    assert_int_equal(result.status, 1);
    program_forget(&result);
}

/* What comes first is printed while it is read, although others are judged meanwhile. */
static void a_slow_stream_is_printed_at_once(void **state)
{
    program_process process = program_start(&(program_run){
        .folder = scratch_path(),
        .arguments = "-j 4 -f concise --quiet --input ndjson - many/00/long.ndjson"});
    program_result result;
    struct stat status = {.st_size = 0};

    (void)state;
    for (int i = 0; i < 1000000 && status.st_size == 0; i++) {
        assert_int_equal(write(process.input, "12\n", 3), 3);
        assert_int_equal(fstat(fileno(process.out), &status), 0);
    }
    assert_true(status.st_size > 0);
    result = program_wait(&process);
    assert_int_equal(strncmp(result.out, "<stdin>:1:1:", 12), 0);
    program_forget(&result);
}

/* A file whose turn is to come must not gather all its findings in memory while the one
 * before it is read. */
static void what_waits_for_its_turn_is_bounded(void **state)
{
    enum { LINES = 300000, FEWER_LINES = 80000, MOST_KIB = 160 * 1024 };
    static const char line[] = "{\"a\":\n";
    size_t lines = is_sanitized() ? FEWER_LINES : LINES;
    size_t size = lines * (sizeof line - 1);
    char *text = malloc(size + 1);
    program_process process;
    program_result result;

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < lines; i++)
        strcpy(text + i * (sizeof line - 1), line);
    scratch_write("flood.ndjson", text, size);
    free(text);
    process = program_start(&(program_run){
        .folder = scratch_path(),
        .arguments = "-j 2 -f text --input ndjson - flood.ndjson"});
    sleep(2);
    result = program_wait(&process);
    assert_int_equal(result.status, 1);
    assert_true(count_lines(result.out) > lines);
    /* A sanitizer keeps what was released. */
    if (!is_sanitized())
        assert_true(result.peak < MOST_KIB);
    program_forget(&result);
}

/* Nobody reads on, so that the rest need not be judged, and the program ends. */
static void a_closed_output_ends_it(void **state)
{
    program_result result = program_do(&(program_run){
        .folder = scratch_path(),
        .arguments = "-j 8 -f json many",
        .output = "/dev/full"});

    (void)state;
    assert_non_null(strstr(
        result.err,
        "snapguard: cannot write to standard output: No space left on device\n"));
    assert_int_equal(result.status, 3);
    program_forget(&result);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_files_have_all_kinds_of_things_in_them),
        cmocka_unit_test(every_format_is_the_same),
        cmocka_unit_test(so_it_is_for_any_number),
        cmocka_unit_test(so_it_is_with_other_options),
        cmocka_unit_test(reports_in_files_are_the_same),
        cmocka_unit_test(standard_input_keeps_its_place),
        cmocka_unit_test(a_slow_stream_is_printed_at_once),
        cmocka_unit_test(what_waits_for_its_turn_is_bounded),
        cmocka_unit_test(a_closed_output_ends_it),
    };

    return cmocka_run_group_tests_name("jobs", tests, make, scratch_remove);
}
