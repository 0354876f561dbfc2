#define _POSIX_C_SOURCE 200809L

#include "writer.h"

#include "progress.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_BYTES = 4096, DIGITS = 24, RUN_BYTES = 80, REPLAY_BYTES = 65536 };

void cli_writer_begin(cli_writer *writer, int descriptor, char *buffer, size_t capacity)
{
    *writer =
        (cli_writer){.buffer = buffer, .capacity = capacity, .descriptor = descriptor};
}

/* A file that has no name any more, so that nothing is left behind. */
static int open_temporary(void)
{
    const char *folder = getenv("TMPDIR");
    char path[LINE_BYTES];
    int size;
    int descriptor;

    if (!folder || !*folder)
        folder = "/tmp";
    size = snprintf(path, sizeof path, "%s/snapguard-XXXXXX", folder);
    if (size < 0 || (size_t)size >= sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    descriptor = mkstemp(path);
    if (descriptor >= 0)
        unlink(path);
    return descriptor;
}

static void write_all(cli_writer *writer, const char *bytes, size_t size)
{
    if (writer->descriptor == CLI_SPOOL && !writer->error) {
        writer->descriptor = open_temporary();
        if (writer->descriptor < 0)
            writer->error = errno;
    }
    while (size > 0 && !writer->error) {
        ssize_t written = write(writer->descriptor, bytes, size);

        if (written < 0 && errno != EINTR)
            writer->error = errno;
        if (written > 0) {
            bytes += written;
            size -= (size_t)written;
        }
    }
}

void cli_flush(cli_writer *writer)
{
    if (writer->descriptor == STDOUT_FILENO)
        cli_progress_clear();
    write_all(writer, writer->buffer, writer->used);
    writer->used = 0;
}

void cli_write(cli_writer *writer, const char *bytes, size_t size)
{
    if (size > writer->capacity - writer->used)
        cli_flush(writer);
    if (size > writer->capacity) {
        write_all(writer, bytes, size);
        return;
    }
    memcpy(writer->buffer + writer->used, bytes, size);
    writer->used += size;
}

void cli_put(cli_writer *writer, const char *text)
{
    cli_write(writer, text, strlen(text));
}

void cli_put_number(cli_writer *writer, size_t number)
{
    char digits[DIGITS];
    size_t first = sizeof digits;

    do {
        digits[--first] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    cli_write(writer, digits + first, sizeof digits - first);
}

void cli_put_run(cli_writer *writer, char character, size_t count)
{
    char run[RUN_BYTES];

    memset(run, character, count < sizeof run ? count : sizeof run);
    for (; count > sizeof run; count -= sizeof run)
        cli_write(writer, run, sizeof run);
    cli_write(writer, run, count);
}

void cli_put_spaces(cli_writer *writer, size_t count)
{
    cli_put_run(writer, ' ', count);
}

void cli_print(cli_writer *writer, const char *format, ...)
{
    char line[LINE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    cli_put(writer, line);
}

static void replay_file(cli_writer *spool, cli_writer *writer)
{
    char buffer[REPLAY_BYTES];
    ssize_t size = 0;

    cli_flush(spool);
    if (!spool->error && lseek(spool->descriptor, 0, SEEK_SET) < 0)
        spool->error = errno;
    while (!spool->error &&
           (size = read(spool->descriptor, buffer, sizeof buffer)) != 0) {
        if (size > 0)
            cli_write(writer, buffer, (size_t)size);
        else if (errno != EINTR)
            spool->error = errno;
    }
    close(spool->descriptor);
    spool->descriptor = CLI_SPOOL;
}

void cli_replay(cli_writer *spool, cli_writer *writer)
{
    if (spool->descriptor != CLI_SPOOL)
        replay_file(spool, writer);
    cli_write(writer, spool->buffer, spool->used);
    spool->used = 0;
}
