#define _POSIX_C_SOURCE 200809L

#include "progress.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Most runs end before the first. The clock is asked for each file, but not for each of
 * the requests of a stream, which take about a microsecond. */
enum { FIRST_MILLISECONDS = 1000, NEXT_MILLISECONDS = 200, TICKS = 64, LINE_BYTES = 160 };

static const char erase[] = "\r\033[K";

static struct {
    bool is_on;
    bool is_shown;
    unsigned ticks;
    size_t files;
    long long due; /* In milliseconds, by a clock that only goes forward. */
} progress;

static long long now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* What cannot be written there is no loss. */
static void put(const char *text, size_t size)
{
    (void)!write(STDERR_FILENO, text, size);
}

void cli_progress_begin(void)
{
    const char *terminal = getenv("TERM");

    progress.is_on = isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
    progress.due = progress.is_on ? now() + FIRST_MILLISECONDS : 0;
}

static void show(const cli_summary *summary)
{
    size_t findings = 0;
    char line[LINE_BYTES];
    int size;

    for (size_t i = 0; i < CLI_SEVERITIES; i++)
        findings += summary->findings[i];
    size = snprintf(
        line, sizeof line, "%ssnapguard: %zu files, %zu requests, %zu findings", erase,
        summary->files, summary->requests, findings);
    put(line, (size_t)size);
    progress.is_shown = true;
}

void cli_progress_tick(const cli_summary *summary)
{
    long long time;

    if (!progress.is_on ||
        (++progress.ticks % TICKS != 0 && progress.files == summary->files))
        return;
    progress.files = summary->files;
    time = now();
    if (time < progress.due)
        return;
    show(summary);
    progress.due = time + NEXT_MILLISECONDS;
}

void cli_progress_clear(void)
{
    if (progress.is_shown)
        put(erase, sizeof erase - 1);
    progress.is_shown = false;
}

void cli_progress_end(void)
{
    cli_progress_clear();
    progress.is_on = false;
}
