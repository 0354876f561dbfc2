#define _XOPEN_SOURCE 700

#include "program.h"

#include "cmocka_wrap.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_ARGUMENTS = 64, EXEC_FAILED = 126 };

/* What a user may have set must not change a test. */
static const char *const variables[] = {"NO_COLOR", "CLICOLOR_FORCE", "TMPDIR", "LC_ALL",
                                        "LC_CTYPE", "LANG",           "TZ",     "TZDIR"};

static void split(char *words, char **arguments)
{
    size_t count = 0;

    arguments[count++] = (char *)"snapguard";
    for (char *word = strtok(words, " \n"); word; word = strtok(NULL, " \n"))
        if (count < MOST_ARGUMENTS)
            arguments[count++] = word;
    arguments[count] = NULL;
}

_Noreturn static void
be_program(const program_run *run, char **arguments, int input, FILE *out, FILE *err)
{
    int output = run->output ? open(run->output, O_WRONLY) : fileno(out);

    signal(SIGPIPE, SIG_DFL);
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
        unsetenv(variables[i]);
    if (run->environment)
        putenv((char *)run->environment);
    if (dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
        dup2(fileno(err), STDERR_FILENO) < 0)
        _exit(EXEC_FAILED);
    if (run->closes_output)
        close(STDOUT_FILENO);
    if (run->folder && chdir(run->folder) != 0)
        _exit(EXEC_FAILED);
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

program_result program_do(const program_run *run)
{
    program_result result = {.status = -1};
    char *words = strdup(run->arguments);
    char *arguments[MOST_ARGUMENTS + 1];
    FILE *out = tmpfile();
    FILE *err = tmpfile();
    int ends[2];
    int status;
    pid_t child;

    assert_true(words && out && err && pipe(ends) == 0);
    split(words, arguments);
    signal(SIGPIPE, SIG_IGN);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[1]);
        be_program(run, arguments, ends[0], out, err);
    }

    close(ends[0]);
    feed(ends[1], run);
    close(ends[1]);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFEXITED(status))
        result.status = WEXITSTATUS(status);
    result.out = read_all(out, &result.out_size);
    result.err = read_all(err, &result.err_size);
    free(words);
    return result;
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
