/**
 * Run commands in turn, many times, and print what each costs, as lines for report.awk.
 *
 *     spawn TAG cpu|wall ROUNDS COMMAND [ARGUMENT]... [-- COMMAND [ARGUMENT]...]...
 *
 * Their output goes to /dev/null. Ratios are to the first command, pair by pair, of the
 * child's own processor time or of the time from its start to its end. This program stays
 * small, because Linux counts the pages of the parent towards the peak of a child that
 * has not yet begun its own program.
 */
#include "memory.h"
#include "statistics.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_COMMANDS 8

extern char **environ;

typedef struct command {
    char **arguments;
    double *wall;   /* Seconds from start to end, one a round. */
    double *cpu;    /* Seconds of user and system time. */
    double *ratios; /* One of these, by that of the first command. */
    long peak;      /* KiB of memory. */
    int status;
} command;

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

static void run(command *started, const posix_spawn_file_actions_t *quiet, size_t round)
{
    struct rusage usage;
    double start = now();
    pid_t child;
    int failed = posix_spawn(
        &child, started->arguments[0], quiet, NULL, started->arguments, environ);

    if (failed || wait4(child, &started->status, 0, &usage) != child) {
        fprintf(stderr, "bench: cannot run %s\n", started->arguments[0]);
        exit(EXIT_FAILURE);
    }
    started->wall[round] = now() - start;
    started->cpu[round] = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    if (usage.ru_maxrss > started->peak)
        started->peak = usage.ru_maxrss;
}

static void run_rounds(command *commands, size_t count, size_t rounds)
{
    posix_spawn_file_actions_t quiet;

    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    for (size_t round = 0; round < rounds; round++)
        for (size_t i = 0; i < count; i++)
            run(&commands[i], &quiet, round);
    posix_spawn_file_actions_destroy(&quiet);
}

static void divide(command *divided, const command *first, bool by_cpu, size_t rounds)
{
    const double *above = by_cpu ? divided->cpu : divided->wall;
    const double *below = by_cpu ? first->cpu : first->wall;

    for (size_t round = 0; round < rounds; round++)
        divided->ratios[round] = above[round] / below[round];
}

static void print(command *printed, const char *tag, size_t rounds)
{
    bench_spread ratio = bench_spread_of(printed->ratios, rounds);

    printf(
        "%s\t%s\t%.6f\t%.6f\t%ld\t%.4f\t%.4f\t%.4f\t%d\n", tag, printed->arguments[0],
        bench_spread_of(printed->wall, rounds).median,
        bench_spread_of(printed->cpu, rounds).median, printed->peak, ratio.median,
        ratio.low, ratio.high,
        WIFEXITED(printed->status) ? WEXITSTATUS(printed->status) : -1);
}

static command command_from(char **arguments, size_t rounds)
{
    return (command){
        .arguments = arguments,
        .wall = bench_allocate(rounds * sizeof(double)),
        .cpu = bench_allocate(rounds * sizeof(double)),
        .ratios = bench_allocate(rounds * sizeof(double)),
    };
}

/* Cuts the arguments at each "--". */
static size_t read_commands(command *commands, char **arguments, size_t rounds)
{
    size_t count = 0;
    char **start = arguments;

    for (; *arguments && count < MOST_COMMANDS - 1; arguments++)
        if (strcmp(*arguments, "--") == 0) {
            *arguments = NULL;
            commands[count++] = command_from(start, rounds);
            start = arguments + 1;
        }
    commands[count++] = command_from(start, rounds);
    return count;
}

static void free_command(command *freed)
{
    free(freed->wall);
    free(freed->cpu);
    free(freed->ratios);
}

static int usage(void)
{
    fputs("usage: spawn TAG cpu|wall ROUNDS COMMAND... [-- COMMAND...]...\n", stderr);
    return EXIT_FAILURE;
}

int main(int count, char **arguments)
{
    command commands[MOST_COMMANDS];
    size_t rounds = count > 4 ? strtoul(arguments[3], NULL, 10) : 0;
    size_t found;

    if (rounds == 0)
        return usage();
    found = read_commands(commands, arguments + 4, rounds);
    run_rounds(commands, found, rounds);
    /* All ratios before anything is printed: that sorts, and breaks up the pairs. */
    for (size_t i = 0; i < found; i++)
        divide(&commands[i], &commands[0], strcmp(arguments[2], "cpu") == 0, rounds);
    for (size_t i = 0; i < found; i++) {
        print(&commands[i], arguments[1], rounds);
        free_command(&commands[i]);
    }
    return EXIT_SUCCESS;
}
