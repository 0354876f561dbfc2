/* What a user is shown of a policy: the transcript, and what does not fit there. */
#include "cmocka_wrap.h"
#include "program.h"
#include "scratch.h"
#include "transcript.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const pictures[] = {"grid", "list", "forecast", "svg", "html"};

enum { ARGUMENT_BYTES = 512, LONG_NAME = 10000000, MOST_OUTPUT = 131072 };

/* Show it as a picture, from a moment that never changes. */
static program_result show(const char *picture, const char *options)
{
    char arguments[ARGUMENT_BYTES];

    snprintf(
        arguments, sizeof arguments, "show --from 2024-04-11 --as %s %s", picture,
        options);
    return program_do(&(program_run){.folder = scratch_path(), .arguments = arguments});
}

/* ---------------------------------------------------------------------------- hostile */

#define REQUEST(value)                                                                   \
    "{\"regionId\":\"" value "\",\"autoSnapshotPolicyName\":\"" value "\","              \
    "\"timePoints\":\"[\\\"1\\\",\\\"x" value "\\\"]\",\"repeatWeekdays\":\"[1]\","      \
    "\"retentionDays\":\"" value "\",\"EnableCrossRegionCopy\":true,"                    \
    "\"TargetCopyRegions\":\"[\\\"" value "\\\"]\",\"" value                             \
    "\":1,\"Tag\":[{\"Key\":\"" value "\",\"Value\":\"" value                            \
    "\"}],\"ResourceGroupId\":\"" value "\","                                            \
    "\"CopyEncryptionConfiguration\":{\"Encrypted\":true,\"KMSKeyId\":\"" value "\"}}"

typedef struct hostile_case {
    const char *name;
    const char *request;
    const char *never; /* Must not come out. */
} hostile_case;

/* clang-format off */
static const hostile_case hostile_cases[] = {
    {"a script", REQUEST("<script>alert(1)</script>"), "<script"},
    {"an element", REQUEST("<img src=x onerror=alert(1)>"), "<img"},
    {"the end of an attribute", REQUEST("\\\"'><b onclick='x"), "<b o"},
    {"the end of a style sheet", REQUEST("</style><b>"), "<b>"},
    {"the end of a title", REQUEST("</title><b>"), "<b>"},
    {"a comment", REQUEST("<!--"), "<!--"},
    {"a section of XML", REQUEST("]]><![CDATA["), "<![CDATA["},
    {"an entity", REQUEST("&lt;&nope;"), "&nope;"},
    {"a sequence of a terminal", REQUEST("\\u001b[2J\\u001b]0;x\\u0007"), "\033"},
    {"control characters of two bytes", REQUEST("\\u009b2J"), "\xC2\x9B"},
    {"a turn of direction", REQUEST("\\u202eabc\\u2066"), "\xE2\x80\xAE"},
    {"a mark of direction", REQUEST("\\u200fabc"), "\xE2\x80\x8F"},
    {"the end of a line", REQUEST("a\\nb\\rc"), "\r"},
    {"a line of its own", REQUEST("a\\u2028b"), "\xE2\x80\xA8"},
    {"a NUL", REQUEST("a\\u0000b"), "a\nb"},
    {"what is no character", REQUEST("\\uffff\\ufffe"), "\xEF\xBF\xBF"},
    {"a conversion of printf()", REQUEST("%s%n%99999d"), "                    %"},
};
/* clang-format on */

/* Of one picture: HTML and SVG have quotes and brackets of their own, and a terminal may
 * show those of others. */
static bool may_show(const char *picture, const char *text)
{
    bool is_markup = strcmp(picture, "svg") == 0 || strcmp(picture, "html") == 0;

    return !is_markup && (text[0] == '<' || text[0] == '&');
}

static void
expect_harmless(const program_result *result, const char *picture, const char *never)
{
    assert_string_equal(result->err, "");
    assert_int_equal(result->status, 0);
    assert_int_equal(strlen(result->out), result->out_size);
    assert_in_range(result->out_size, 100, MOST_OUTPUT);
    for (const char *at = result->out; *at; at++)
        assert_true((unsigned char)*at >= ' ' || *at == '\n');
    if (!may_show(picture, never) && strstr(result->out, never))
        fail_msg("%s is in the %s:\n%s", never, picture, result->out);
}

static void hostile_text_is_harmless(void **state)
{
    const hostile_case *row = *state;

    scratch_write("hostile.json", row->request, strlen(row->request));
    for (size_t i = 0; i < COUNT(pictures); i++) {
        program_result result = show(pictures[i], "hostile.json");

        expect_harmless(&result, pictures[i], row->never);
        program_forget(&result);
        if (strcmp(pictures[i], "list") == 0 || strcmp(pictures[i], "forecast") == 0)
            continue;
        result = show(pictures[i], "good.json --diff hostile.json");
        expect_harmless(&result, pictures[i], row->never);
        program_forget(&result);
    }
}

/* Text is still there, as text. */
static void hostile_text_is_shown(void **state)
{
    static const char request[] = REQUEST("<b>&\\\"'");
    static const char shown[] = "&lt;b&gt;&amp;&quot;&#39;";

    (void)state;
    scratch_write("hostile.json", request, strlen(request));
    for (size_t i = 3; i < COUNT(pictures); i++) {
        program_result result = show(pictures[i], "hostile.json");

        assert_non_null(strstr(result.out, shown));
        program_forget(&result);
    }
}

static void the_name_of_a_file_is_hostile_too(void **state)
{
    static const char name[] = "\033[2J<b>\xE2\x80\xAE.json";
    static const char request[] = REQUEST("a");

    (void)state;
    scratch_write(name, request, strlen(request));
    for (size_t i = 0; i < COUNT(pictures); i++) {
        program_result result = show(pictures[i], name);

        expect_harmless(&result, pictures[i], "<b>");
        assert_null(strstr(result.out, "\xE2\x80\xAE"));
        program_forget(&result);
    }
}

/* A name of ten million bytes, of a character that takes room or of one that takes none:
 * over the limit, and with a higher limit within it. */
static char *long_request(const char *character, size_t *size)
{
    static const char before[] = "{\"autoSnapshotPolicyName\":\"";
    static const char after[] = "\",\"timePoints\":\"[\\\"1\\\"]\","
                                "\"repeatWeekdays\":\"[\\\"1\\\"]\"}";
    size_t step = strlen(character);
    size_t length = LONG_NAME - LONG_NAME % step;
    char *text = malloc(sizeof before + length + sizeof after);

    assert_non_null(text);
    memcpy(text, before, sizeof before - 1);
    for (size_t i = 0; i < length; i += step)
        memcpy(text + sizeof before - 1 + i, character, step);
    memcpy(text + sizeof before - 1 + length, after, sizeof after);
    *size = sizeof before - 1 + length + sizeof after - 1;
    return text;
}

static void a_name_may_be_of_any_length(void **state)
{
    static const char *const characters[] = {"x", "<", "\xCC\x81", "\xE5\xA4\x9C"};
    static const char *const limits[] = {"long.json", "--max-bytes 20000000 long.json"};

    (void)state;
    for (size_t i = 0; i < COUNT(characters) * COUNT(limits); i++) {
        size_t size;
        char *text = long_request(characters[i / COUNT(limits)], &size);

        scratch_write("long.json", text, size);
        for (size_t j = 0; j < COUNT(pictures); j++) {
            program_result result = show(pictures[j], limits[i % COUNT(limits)]);

            expect_harmless(&result, pictures[j], "\x01");
            program_forget(&result);
        }
        free(text);
    }
}

/* ---------------------------------------------------------------------------- signs */

static void signs_depend_on_the_locale(void **state)
{
    static const struct {
        const char *arguments;
        const char *environment;
        bool is_unicode;
    } rows[] = {
        {"show good.json",         "LC_ALL=C.UTF-8",      true },
        {"show good.json",         "LC_CTYPE=de_DE.utf8", true },
        {"show good.json",         "LANG=zh_CN.UTF-8",    true },
        {"show good.json",         "LANG=zh_CN.GB18030",  false},
        {"show good.json",         "LANG=C",              false},
        {"show good.json",         "LC_ALL=",             false},
        {"show --ascii good.json", "LC_ALL=C.UTF-8",      false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        program_result result = program_do(&(program_run){
            .folder = scratch_path(),
            .arguments = rows[i].arguments,
            .environment = rows[i].environment});

        assert_int_equal(strstr(result.out, "Mon  ·  ■  ·") != NULL, rows[i].is_unicode);
        assert_int_equal(strstr(result.out, "Mon  .  #  .") != NULL, !rows[i].is_unicode);
        program_forget(&result);
    }
}

/* Days before the first snapshot, a quarter, and three quarters: by eighths of a row. */
static void a_chart_has_steps_of_eighths(void **state)
{
    program_result result = program_do(&(program_run){
        .folder = scratch_path(),
        .arguments = "show --as forecast --from 2024-04-08T02:00 --days 71 good.json",
        .environment = "LC_ALL=C.UTF-8"});

    /* A column a day: the first snapshot is on day 7 (all but an hour), so that 7 columns
     * are empty; of 5 at most, one is 64/5 = 13 eighths: a row and 5 eighths. */
    (void)state;
    assert_non_null(strstr(result.out, "     5 ┤"));
    assert_non_null(strstr(result.out, "       │       ▅▅▅▅▅▅▅█"));
    assert_non_null(strstr(result.out, "       │       █████████"));
    assert_non_null(strstr(result.out, "     0 └──────"));
    program_forget(&result);
}

static void cells_are_coloured(void **state)
{
    static const struct {
        const char *options;
        const char *cell;
    } rows[] = {
        {"--color always hours.json",                       "\033[1;32m#\033[0m"},
        {"--color always --snapshot-minutes 80 hours.json", "\033[1;33mx\033[0m"},
        {"--color always hours.json --diff good.json",      "\033[1;31m-\033[0m"},
        {"--color always good.json --diff hours.json",      "\033[1;32m+\033[0m"},
        {"--color always good.json --diff good.json",       "\033[36m=\033[0m"  },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        program_result result = show("grid", rows[i].options);

        assert_non_null(strstr(result.out, rows[i].cell));
        program_forget(&result);
    }
}

/* ---------------------------------------------------------------------------- others */

static void two_runs_draw_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(pictures); i++) {
        program_result first = show(pictures[i], "list.json");
        program_result second = show(pictures[i], "list.json");

        assert_string_equal(first.out, second.out);
        program_forget(&first);
        program_forget(&second);
    }
}

/* Without --from it is the clock's business when the next snapshot is due: within a week
 * of now, which the test cannot know better than the program. */
static void the_clock_is_asked_otherwise(void **state)
{
    program_result result = program_do(&(program_run){
        .folder = scratch_path(), .arguments = "show --as list --next 1 good.json"});
    int year = 0;

    (void)state;
    assert_non_null(strstr(result.out, "The next 1 snapshot from "));
    assert_int_equal(
        sscanf(
            strstr(result.out, "The next 1 snapshot from "), "%*s %*s %*s %*s %*s %*s %d",
            &year),
        1);
    assert_in_range(year, 2024, 9999);
    assert_int_equal(result.status, 0);
    program_forget(&result);
}

static void a_picture_that_cannot_be_written_is_an_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(pictures); i++) {
        char arguments[ARGUMENT_BYTES];
        program_result result;

        snprintf(arguments, sizeof arguments, "show --as %s good.json", pictures[i]);
        result = program_do(&(program_run){
            .folder = scratch_path(), .arguments = arguments, .output = "/dev/full"});
        assert_string_equal(
            result.err,
            "snapguard: cannot write to standard output: No space left on device\n");
        assert_int_equal(result.status, 3);
        program_forget(&result);
    }
}

/* More of a drawing than memory is spent on is kept in a file until its height is known.
 */
static void a_long_drawing_is_kept_aside(void **state)
{
    static const char request[] =
        "{\"timePoints\":\"[\\\"1\\\"]\",\"repeatWeekdays\":\"[\\\"1\\\"]\"}\n";
    program_run run = {
        .folder = scratch_path(),
        .arguments = "show --as svg --input ndjson",
        .input = request,
        .input_times = 100,
        .environment = "TMPDIR=/nowhere"};
    program_result result = program_do(&run);

    (void)state;
    assert_string_equal(
        result.err,
        "snapguard: cannot keep a temporary file: No such file or directory\n");
    assert_int_equal(result.status, 3);
    program_forget(&result);
    run.environment = NULL;
    result = program_do(&run);
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, 0);
    assert_non_null(
        strstr(result.out, "<title>The week of 100 snapshot policies</title>"));
    assert_string_equal(result.out + result.out_size - 7, "</svg>\n");
    program_forget(&result);
}

static const struct CMUnitTest others[] = {
    cmocka_unit_test(hostile_text_is_shown),
    cmocka_unit_test(the_name_of_a_file_is_hostile_too),
    cmocka_unit_test(a_name_may_be_of_any_length),
    cmocka_unit_test(signs_depend_on_the_locale),
    cmocka_unit_test(a_chart_has_steps_of_eighths),
    cmocka_unit_test(cells_are_coloured),
    cmocka_unit_test(two_runs_draw_the_same),
    cmocka_unit_test(the_clock_is_asked_otherwise),
    cmocka_unit_test(a_picture_that_cannot_be_written_is_an_error),
    cmocka_unit_test(a_long_drawing_is_kept_aside),
};

int main(void)
{
    transcript script = transcript_read(SNAPGUARD_TESTS "/show.test");
    size_t count = script.count + COUNT(hostile_cases) + COUNT(others);
    struct CMUnitTest *tests = calloc(count, sizeof *tests);
    struct CMUnitTest *next = tests;
    int failures;

    if (!tests)
        return EXIT_FAILURE;
    for (size_t i = 0; i < script.count; i++)
        *next++ = (struct CMUnitTest){
            script.cases[i].name, transcript_goes_as_written, NULL, NULL,
            &script.cases[i]};
    for (size_t i = 0; i < COUNT(hostile_cases); i++)
        *next++ = (struct CMUnitTest){
            hostile_cases[i].name, hostile_text_is_harmless, NULL, NULL,
            (void *)(uintptr_t)&hostile_cases[i]};
    memcpy(next, others, sizeof others);
    failures =
        _cmocka_run_group_tests("show", tests, count, scratch_make, scratch_remove);
    free(tests);
    transcript_free(&script);
    return failures;
}
