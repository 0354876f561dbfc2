/* The program under test, run as a user runs it. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

typedef struct program_run {
    const char *folder;      /* Where it is run. NULL: here. */
    const char *arguments;   /* Parted by blanks and newlines. */
    const char *input;       /* Comes through a pipe. NULL: nothing. */
    size_t input_size;       /* 0: that of the text. */
    size_t input_times;      /* How often the input is repeated. 0: once. */
    const char *output;      /* A file that standard output is. NULL: it is captured. */
    bool closes_output;      /* There is no standard output at all. */
    const char *error;       /* What standard error is, likewise. */
    size_t file_bytes;       /* How large a file may become. 0: as it is. */
    const char *environment; /* One NAME=VALUE. May be NULL. */
} program_run;

typedef struct program_result {
    int status; /* What it ended with; -1 for a signal. */
    int signal; /* 0: none ended it. */
    long peak;  /* KiB of memory. */
    char *out;  /* NUL-terminated. */
    size_t out_size;
    char *err;
    size_t err_size;
} program_result;

/* Run it. Fails the test where that is not possible. */
program_result program_do(const program_run *run);

/* The same in two steps. What is written to `input` is what it reads; the run's own input
 * does not matter. */
typedef struct program_process {
    pid_t child;
    int input; /* Closed by program_wait(). */
    FILE *out;
    FILE *err;
} program_process;

program_process program_start(const program_run *run);
program_result program_wait(program_process *process);

void program_forget(program_result *result);

size_t count_lines(const char *text);

/* Whether the arguments ask for a time zone, and this system knows none by its name. */
bool program_lacks_zones(const char *arguments);

#endif
