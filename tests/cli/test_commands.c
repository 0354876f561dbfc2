/* What a user types, and what comes of it: the transcript, and what does not fit there.
 */
#include "cmocka_wrap.h"
#include "program.h"
#include "scratch.h"
#include "transcript.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static program_result run_here(const char *arguments)
{
    return program_do(&(program_run){.folder = scratch_path(), .arguments = arguments});
}

/* A full disk is an error even if all that was to be written fits into a buffer. */
static void output_that_cannot_be_written_is_an_error(void **state)
{
    static const char *const runs[] = {"bad.json", "-f json bad.json", "--help", "rules",
                                       "version",  "explain tag-count"};

    (void)state;
    for (size_t i = 0; i < COUNT(runs); i++) {
        program_result result = program_do(&(program_run){
            .folder = scratch_path(), .arguments = runs[i], .output = "/dev/full"});

        assert_string_equal(
            result.err,
            "snapguard: cannot write to standard output: No space left on device\n");
        assert_int_equal(result.status, 3);
        program_forget(&result);
    }
}

static void a_closed_output_is_an_error(void **state)
{
    program_result result;

    (void)state;
    result = program_do(&(program_run){
        .folder = scratch_path(), .arguments = "bad.json", .closes_output = true});
    assert_string_equal(
        result.err, "snapguard: cannot write to standard output: Bad file descriptor\n");
    assert_int_equal(result.status, 3);
    program_forget(&result);
}

/* What is wrong with it is for the library to say; which file it is, for us. */
static void a_wrong_list_of_regions_is_refused(void **state)
{
    static const char begin[] = "snapguard: --regions: wrong-regions.json:";
    program_result result = run_here("--regions wrong-regions.json good.json");

    (void)state;
    assert_int_equal(strncmp(result.err, begin, sizeof begin - 1), 0);
    assert_int_equal(count_lines(result.err), 1);
    assert_string_equal(result.out, "");
    assert_int_equal(result.status, 2);
    program_forget(&result);
}

static void color_depends_on_the_environment(void **state)
{
    static const struct {
        const char *arguments;
        const char *environment;
        bool is_colored;
    } rows[] = {
        {"bad.json",                "CLICOLOR_FORCE=1", true },
        {"bad.json",                "CLICOLOR_FORCE=0", false},
        {"bad.json",                "CLICOLOR_FORCE=",  false},
        {"bad.json",                "TERM=xterm",       false},
        {"bad.json --color never",  "CLICOLOR_FORCE=1", false},
        {"bad.json --color always", "NO_COLOR=1",       true },
        {"bad.json --color always", "TERM=dumb",        true },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        program_result result = program_do(&(program_run){
            .folder = scratch_path(),
            .arguments = rows[i].arguments,
            .environment = rows[i].environment});

        assert_int_equal(strchr(result.out, '\033') != NULL, rows[i].is_colored);
        program_forget(&result);
    }
}

static void two_runs_print_the_same(void **state)
{
    static const char *const runs[] = {
        "-f text tree all.json list.json", "-f json tree all.json", "rules --format md",
        "rules --format coverage",         "rules --format json",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(runs); i++) {
        program_result first = run_here(runs[i]);
        program_result second = run_here(runs[i]);

        assert_string_equal(first.out, second.out);
        program_forget(&first);
        program_forget(&second);
    }
}

static const struct CMUnitTest others[] = {
    cmocka_unit_test(output_that_cannot_be_written_is_an_error),
    cmocka_unit_test(a_closed_output_is_an_error),
    cmocka_unit_test(a_wrong_list_of_regions_is_refused),
    cmocka_unit_test(color_depends_on_the_environment),
    cmocka_unit_test(two_runs_print_the_same),
};

/* The runs of a file, and tests that stand in none. cmocka_run_group_tests() takes an
 * array whose size is known when it is compiled, so that the function behind it is called
 * for the one that is read. */
static int run_script(const char *path, const struct CMUnitTest *more, size_t more_count)
{
    transcript script = transcript_read(path);
    size_t count = script.count + more_count;
    struct CMUnitTest *tests = calloc(count, sizeof *tests);
    int failures;

    if (!tests)
        return EXIT_FAILURE;
    for (size_t i = 0; i < script.count; i++)
        tests[i] = (struct CMUnitTest){
            script.cases[i].name, transcript_goes_as_written, NULL, NULL,
            &script.cases[i]};
    for (size_t i = 0; i < more_count; i++)
        tests[script.count + i] = more[i];
    failures = _cmocka_run_group_tests(path, tests, count, scratch_make, scratch_remove);
    free(tests);
    transcript_free(&script);
    return failures;
}

int main(void)
{
    int failures = run_script(SNAPGUARD_TESTS "/commands.test", others, COUNT(others));

    return failures + run_script(SNAPGUARD_TESTS "/packs.test", NULL, 0);
}
