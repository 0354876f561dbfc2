/* The line on a terminal that says how far a long run is. */
#define _XOPEN_SOURCE 700

#include "cmocka_wrap.h"
#include "program.h"
#include "scratch.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Longer than the program waits before it shows anything. */
static const struct timespec long_pause = {.tv_sec = 1, .tv_nsec = 300000000};
static const char broken[] = "{\n";
static const char erase[] = "\r\033[K";

typedef struct terminal {
    int master;
    const char *name;
} terminal;

static terminal open_terminal(void)
{
    terminal opened = {.master = posix_openpt(O_RDWR | O_NOCTTY)};

    assert_true(opened.master >= 0);
    assert_int_equal(grantpt(opened.master), 0);
    assert_int_equal(unlockpt(opened.master), 0);
    opened.name = ptsname(opened.master);
    assert_non_null(opened.name);
    return opened;
}

/* All that was written to the terminal. It must not be waited for: there may be nothing.
 */
static char *read_terminal(const terminal *opened)
{
    static char text[4096];
    ssize_t size;

    fcntl(opened->master, F_SETFL, O_NONBLOCK);
    size = read(opened->master, text, sizeof text - 1);
    text[size > 0 ? size : 0] = '\0';
    close(opened->master);
    return text;
}

/* A stream whose second part comes late. The slave stays open, so that what was written
 * to it is kept. */
static program_result run_long(const program_run *run)
{
    int slave = run->error ? open(run->error, O_RDWR | O_NOCTTY) : -1;
    program_process process = program_start(run);
    program_result result;

    for (int i = 0; i < 100; i++)
        assert_true(write(process.input, broken, 2) == 2);
    nanosleep(&long_pause, NULL);
    for (int i = 0; i < 100; i++)
        assert_true(write(process.input, broken, 2) == 2);
    result = program_wait(&process);
    if (slave >= 0)
        close(slave);
    return result;
}

static void a_long_run_says_how_far_it_is(void **state)
{
    terminal opened = open_terminal();
    program_result result = run_long(&(program_run){
        .arguments = "--input ndjson -f concise -",
        .environment = "TERM=xterm",
        .error = opened.name});
    const char *text = read_terminal(&opened);
    size_t size = strlen(text);

    (void)state;
    assert_int_equal(strncmp(text, erase, strlen(erase)), 0);
    assert_non_null(strstr(text, "snapguard: 1 files, "));
    assert_non_null(strstr(text, " findings"));
    /* It is removed at the end, and leaves no line behind. */
    assert_true(size > strlen(erase));
    assert_string_equal(text + size - strlen(erase), erase);
    assert_null(strchr(text, '\n'));
    assert_int_equal(count_lines(result.out), 200);
    assert_int_equal(result.status, 1);
    program_forget(&result);
}

static void it_is_removed_before_a_complaint(void **state)
{
    terminal opened = open_terminal();
    program_result result = run_long(&(program_run){
        .arguments = "--input ndjson -f concise - /nowhere",
        .environment = "TERM=xterm",
        .error = opened.name});
    const char *text = read_terminal(&opened);
    const char *complaint = strstr(text, "snapguard: /nowhere: ");

    (void)state;
    assert_non_null(complaint);
    assert_true(complaint - text > (ptrdiff_t)strlen(erase));
    assert_int_equal(memcmp(complaint - strlen(erase), erase, strlen(erase)), 0);
    program_forget(&result);
}

static void nothing_is_shown(const char *arguments, const char *environment)
{
    terminal opened = open_terminal();
    program_result result = run_long(&(program_run){
        .arguments = arguments, .environment = environment, .error = opened.name});

    assert_string_equal(read_terminal(&opened), "");
    program_forget(&result);
}

static void quiet_runs_show_nothing(void **state)
{
    (void)state;
    nothing_is_shown("--input ndjson -f concise --quiet -", "TERM=xterm");
}

static void a_terminal_that_cannot_erase_is_left_alone(void **state)
{
    (void)state;
    nothing_is_shown("--input ndjson -f concise -", "TERM=dumb");
}

static void what_is_no_terminal_is_left_alone(void **state)
{
    program_result result = run_long(&(program_run){
        .arguments = "--input ndjson -f concise -", .environment = "TERM=xterm"});

    (void)state;
    assert_string_equal(result.err, "");
    program_forget(&result);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_run_says_how_far_it_is),
        cmocka_unit_test(it_is_removed_before_a_complaint),
        cmocka_unit_test(quiet_runs_show_nothing),
        cmocka_unit_test(a_terminal_that_cannot_erase_is_left_alone),
        cmocka_unit_test(what_is_no_terminal_is_left_alone),
    };

    return cmocka_run_group_tests_name("progress", tests, scratch_make, scratch_remove);
}
