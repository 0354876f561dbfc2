#define _XOPEN_SOURCE 700

#include "rewrite.h"

#include "diff.h"
#include "memory.h"
#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COPY_BYTES = 65536 };

void cli_rewrite_begin(
    cli_rewrite *rewrite, cli_rewrite_mode mode, const char *path, int descriptor)
{
    cli_writer *diff = rewrite->diff;

    *rewrite = (cli_rewrite){
        .mode = mode,
        .path = path,
        .descriptor = descriptor,
        .before = rewrite->before,
        .after = rewrite->after,
        .diff = diff};
    if (mode == CLI_REWRITE_FILE && fstat(descriptor, &rewrite->status) != 0)
        rewrite->error = errno;
    if (mode == CLI_REWRITE_OUTPUT) {
        cli_output_begin(&rewrite->writer);
        rewrite->is_begun = true;
    }
    if (mode == CLI_REWRITE_DIFF) {
        cli_text_clear(&rewrite->before);
        cli_text_clear(&rewrite->after);
    }
}

/* -------------------------------------------------------------------------------- files
 */

/* Write what stands before the first piece that has changed. */
static void copy_same(cli_rewrite *rewrite)
{
    size_t done = 0;
    char *bytes = cli_reallocate(NULL, COPY_BYTES);

    while (done < rewrite->same && !rewrite->error) {
        size_t rest = rewrite->same - done;
        ssize_t count = pread(
            rewrite->descriptor, bytes, rest < COPY_BYTES ? rest : COPY_BYTES,
            (off_t)done);

        if (count > 0) {
            cli_write(&rewrite->writer, bytes, (size_t)count);
            done += (size_t)count;
        } else if (count == 0) {
            rewrite->error = CLI_REWRITE_CHANGED;
        } else if (errno != EINTR) {
            rewrite->error = errno;
        }
    }
    free(bytes);
}

/* Whoever may not write a file may not replace it, though the folder would allow it. */
static void begin_replacement(cli_rewrite *rewrite)
{
    if (!S_ISREG(rewrite->status.st_mode))
        rewrite->error = CLI_REWRITE_NO_FILE;
    else if (access(rewrite->path, W_OK) != 0)
        rewrite->error = errno;
    else
        rewrite->error = cli_replacement_begin(&rewrite->replacement, rewrite->path);
    if (rewrite->error)
        return;
    rewrite->is_begun = true;
    cli_writer_begin(
        &rewrite->writer, rewrite->replacement.descriptor,
        cli_reallocate(NULL, CLI_OUTPUT_BYTES), CLI_OUTPUT_BYTES);
    copy_same(rewrite);
}

static bool is_same_time(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static bool has_changed_meanwhile(const cli_rewrite *rewrite)
{
    const struct stat *was = &rewrite->status;
    struct stat is;

    return stat(rewrite->path, &is) != 0 || is.st_dev != was->st_dev ||
           is.st_ino != was->st_ino || is.st_size != was->st_size ||
           !is_same_time(&is.st_mtim, &was->st_mtim) ||
           !is_same_time(&is.st_ctim, &was->st_ctim);
}

static int end_replacement(cli_rewrite *rewrite)
{
    int error = rewrite->error;

    cli_flush(&rewrite->writer);
    free(rewrite->writer.buffer);
    if (!error)
        error = rewrite->writer.error;
    if (!error && has_changed_meanwhile(rewrite))
        error = CLI_REWRITE_CHANGED;
    return cli_replacement_end(&rewrite->replacement, error);
}

/* ------------------------------------------------------------------------------- pieces
 */

static void put(cli_rewrite *rewrite, const char *bytes, size_t size)
{
    if (rewrite->mode == CLI_REWRITE_FILE && !rewrite->is_begun)
        begin_replacement(rewrite);
    if (!rewrite->error && size > 0)
        cli_write(&rewrite->writer, bytes, size);
}

void cli_rewrite_put(
    cli_rewrite *rewrite, const char *before, size_t before_size, const char *after,
    size_t after_size)
{
    bool is_same = before_size == after_size &&
                   (after_size == 0 || memcmp(before, after, after_size) == 0);

    rewrite->has_changed |= !is_same;
    if (rewrite->mode == CLI_REWRITE_NONE || rewrite->error)
        return;
    if (rewrite->mode == CLI_REWRITE_DIFF) {
        cli_text_add(&rewrite->before, before, before_size);
        cli_text_add(&rewrite->after, after, after_size);
    } else if (rewrite->mode == CLI_REWRITE_FILE && !rewrite->has_changed) {
        rewrite->same += before_size;
    } else {
        put(rewrite, after, after_size);
    }
}

void cli_rewrite_keep(cli_rewrite *rewrite, const char *bytes, size_t size)
{
    if (size > 0)
        cli_rewrite_put(rewrite, bytes, size, bytes, size);
}

static int end_output(cli_rewrite *rewrite)
{
    bool is_lost = cli_output_end(&rewrite->writer) != CLI_CLEAN;

    return is_lost ? CLI_REWRITE_LOST : rewrite->error;
}

int cli_rewrite_end(cli_rewrite *rewrite, bool is_whole)
{
    cli_rewrite_mode mode = rewrite->mode;

    rewrite->mode = CLI_REWRITE_NONE;
    if (!rewrite->error && !is_whole)
        rewrite->error = CLI_REWRITE_PARTIAL;
    if (mode == CLI_REWRITE_DIFF && is_whole && rewrite->has_changed)
        cli_put_diff(
            rewrite->diff, rewrite->path,
            (cli_diff_text){rewrite->before.bytes, rewrite->before.size},
            (cli_diff_text){rewrite->after.bytes, rewrite->after.size});
    if (mode == CLI_REWRITE_OUTPUT)
        return end_output(rewrite);
    if (mode == CLI_REWRITE_FILE && rewrite->is_begun)
        return end_replacement(rewrite);
    return is_whole ? rewrite->error : 0;
}

const char *cli_rewrite_error(int error)
{
    switch (error) {
    case CLI_REWRITE_CHANGED:
        return "it has changed while it was judged";
    case CLI_REWRITE_PARTIAL:
        return "not all of it was read";
    case CLI_REWRITE_NO_FILE:
        return "it is no regular file";
    case CLI_REWRITE_LOST:
        return "standard output could not be written";
    default:
        return strerror(error);
    }
}
