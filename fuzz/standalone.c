/* Replays inputs through a fuzz target where there is no fuzzer: each file that is named,
 * and each that lies in a directory that is named.
 *
 *     fuzz_json [-timeout=SECONDS] FILE|DIRECTORY...
 *
 * An input is a block of exactly its size, so that a sanitizer or valgrind sees every
 * byte that is read behind it. Whatever ends the process, the file is named. */
#define _XOPEN_SOURCE 700

#include "target.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

enum { DEFAULT_SECONDS = 10, LONGEST_PATH = 4096 };

/* Only some targets, and only some builds, have these. */
__attribute__((weak)) int LLVMFuzzerInitialize(int *count, char ***arguments);
__attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)(void));

static const char *current = "(no input yet)";
static long seconds = DEFAULT_SECONDS;
static size_t replayed;

static void say(const char *text)
{
    ssize_t written = write(STDERR_FILENO, text, strlen(text));

    (void)written;
}

static void name_input(void)
{
    say("while replaying ");
    say(current);
    say("\n");
}

static void end_by_signal(int number)
{
    if (number == SIGPROF)
        say("an input takes longer than it may\n");
    name_input();
    signal(number, SIG_DFL);
    raise(number);
}

/* A sanitizer has handlers of its own, which tell more, and a way to be told. */
static void watch(void)
{
    static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};

    signal(SIGPROF, end_by_signal);
    signal(SIGABRT, end_by_signal);
    if (__sanitizer_set_death_callback) {
        __sanitizer_set_death_callback(name_input);
        return;
    }
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        signal(faults[i], end_by_signal);
}

/* Counts the processor's time, so that a busy machine fails nothing. */
static void allow(long limit)
{
    struct itimerval timer = {
        {0,     0},
        {limit, 0}
    };

    setitimer(ITIMER_PROF, &timer, NULL);
}

static void fail(const char *path)
{
    perror(path);
    exit(EXIT_FAILURE);
}

static uint8_t *read_file(const char *path, size_t size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = malloc(size ? size : 1);

    if (!file || !bytes || fread(bytes, 1, size, file) != size)
        fail(path);
    fclose(file);
    return bytes;
}

static void replay_file(const char *path, size_t size)
{
    uint8_t *bytes = read_file(path, size);

    current = path;
    allow(seconds);
    LLVMFuzzerTestOneInput(bytes, size);
    allow(0);
    free(bytes);
    replayed++;
}

static void replay(const char *path);

static void replay_directory(const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);

    if (count < 0)
        fail(path);
    for (int i = 0; i < count; i++) {
        char inner[LONGEST_PATH];

        if (entries[i]->d_name[0] != '.') {
            snprintf(inner, sizeof inner, "%s/%s", path, entries[i]->d_name);
            replay(inner);
        }
        free(entries[i]);
    }
    free(entries);
}

static void replay(const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0)
        fail(path);
    if (S_ISDIR(status.st_mode))
        replay_directory(path);
    else
        replay_file(path, (size_t)status.st_size);
}

int main(int count, char **arguments)
{
    if (LLVMFuzzerInitialize)
        LLVMFuzzerInitialize(&count, &arguments);
    watch();
    for (int i = 1; i < count; i++) {
        if (strncmp(arguments[i], "-timeout=", 9) == 0)
            seconds = strtol(arguments[i] + 9, NULL, 10);
        else if (arguments[i][0] != '-')
            replay(arguments[i]);
    }
    if (!replayed) {
        fprintf(stderr, "%s: there is no input to replay\n", arguments[0]);
        return EXIT_FAILURE;
    }
    printf("%zu inputs replayed\n", replayed);
    return EXIT_SUCCESS;
}
