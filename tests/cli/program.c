#define _DEFAULT_SOURCE
#define _XOPEN_SOURCE 700

#include "program.h"

#include "cmocka_wrap.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { MOST_ARGUMENTS = 64, EXEC_FAILED = 126 };

/* What a user may have set must not change a test. */
static const char *const variables[] = {
    "NO_COLOR", "CLICOLOR_FORCE", "TMPDIR", "SOURCE_DATE_EPOCH",
    "LC_ALL",   "LC_CTYPE",       "LANG",   "TZ",
    "TZDIR"};

static void split(char *words, char **arguments)
{
    size_t count = 0;

    arguments[count++] = (char *)"snapguard";
    for (char *word = strtok(words, " \n"); word; word = strtok(NULL, " \n"))
        if (count < MOST_ARGUMENTS)
            arguments[count++] = word;
    arguments[count] = NULL;
}

/* Writing more is an error then, and not a signal. */
static void limit_files(size_t bytes)
{
    struct rlimit limit = {.rlim_cur = bytes, .rlim_max = bytes};

    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        _exit(EXEC_FAILED);
}

/* Remove every variable that the program takes a setting from. */
static void forget_settings(void)
{
    static const char prefix[] = "SNAPGUARD_";
    char **variable = environ;

    while (*variable) {
        char name[256];

        snprintf(name, sizeof name, "%.*s", (int)strcspn(*variable, "="), *variable);
        if (strncmp(name, prefix, sizeof prefix - 1) == 0 && unsetenv(name) == 0)
            variable = environ;
        else
            variable++;
    }
}

_Noreturn static void
be_program(const program_run *run, char **arguments, int input, FILE *out, FILE *err)
{
    int output = run->output ? open(run->output, O_WRONLY) : fileno(out);
    int error = run->error ? open(run->error, O_WRONLY | O_NOCTTY) : fileno(err);

    signal(SIGPIPE, SIG_DFL);
    forget_settings();
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
        unsetenv(variables[i]);
    if (run->environment)
        putenv((char *)run->environment);
    if (dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
        dup2(error, STDERR_FILENO) < 0)
        _exit(EXEC_FAILED);
    if (run->closes_output)
        close(STDOUT_FILENO);
    if (run->folder && chdir(run->folder) != 0)
        _exit(EXEC_FAILED);
    if (run->file_bytes > 0)
        limit_files(run->file_bytes);
    execv(SNAPGUARD_CLI, arguments);
    _exit(EXEC_FAILED);
}

/* The reader may end before it has read all, so that a failure is none. */
static void feed(int pipe_end, const program_run *run)
{
    size_t times = run->input_times > 0 ? run->input_times : 1;

    for (size_t i = 0; run->input && i < times; i++) {
        size_t left = run->input_size > 0 ? run->input_size : strlen(run->input);
        const char *next = run->input;

        while (left > 0) {
            ssize_t written = write(pipe_end, next, left);

            if (written <= 0)
                return;
            next += written;
            left -= (size_t)written;
        }
    }
}

static char *read_all(FILE *file, size_t *size)
{
    char *text;
    long end;

    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    end = ftell(file);
    assert_true(end >= 0);
    rewind(file);
    *size = (size_t)end;
    text = malloc(*size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, *size, file), *size);
    text[*size] = '\0';
    fclose(file);
    return text;
}

program_process program_start(const program_run *run)
{
    program_process process = {.out = tmpfile(), .err = tmpfile()};
    char *words = strdup(run->arguments);
    char *arguments[MOST_ARGUMENTS + 1];
    int ends[2];

    assert_true(words && process.out && process.err && pipe(ends) == 0);
    split(words, arguments);
    signal(SIGPIPE, SIG_IGN);
    process.child = fork();
    assert_true(process.child >= 0);
    if (process.child == 0) {
        close(ends[1]);
        be_program(run, arguments, ends[0], process.out, process.err);
    }
    close(ends[0]);
    free(words);
    process.input = ends[1];
    return process;
}

program_result program_wait(program_process *process)
{
    program_result result = {.status = -1};
    struct rusage usage;
    int status;

    close(process->input);
    assert_int_equal(wait4(process->child, &status, 0, &usage), process->child);
    if (WIFEXITED(status))
        result.status = WEXITSTATUS(status);
    if (WIFSIGNALED(status))
        result.signal = WTERMSIG(status);
    result.peak = usage.ru_maxrss;
    result.out = read_all(process->out, &result.out_size);
    result.err = read_all(process->err, &result.err_size);
    return result;
}

program_result program_do(const program_run *run)
{
    program_process process = program_start(run);

    feed(process.input, run);
    return program_wait(&process);
}

void program_forget(program_result *result)
{
    free(result->out);
    free(result->err);
}

size_t count_lines(const char *text)
{
    size_t lines = 0;

    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

bool program_lacks_zones(const char *arguments)
{
    return strstr(arguments, "--tz ") && access("/usr/share/zoneinfo", F_OK) != 0;
}
