#define _XOPEN_SOURCE 700

#include "replacement.h"

#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_TRIES = 10000, NAME_BYTES = 64, NEW_MODE = 0666, MODE_BITS = 07777 };

/* "folder/.snapguard-PROCESS-NUMBER" for "folder/file": a name that no walk finds, and
 * that is short enough however long the other one is. */
static char *name_beside(const char *path, int number)
{
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash - path) + 1 : 0;
    size_t size = (size_t)folder + NAME_BYTES;
    char *name = cli_reallocate(NULL, size);

    snprintf(name, size, "%.*s.snapguard-%ld-%d", folder, path, (long)getpid(), number);
    return name;
}

/* Make a file beside the target. A new file gets the permissions that the user's mask
 * leaves; mkstemp() would give it its own. */
static int make_temporary(cli_replacement *replacement)
{
    int error = EEXIST;

    for (int i = 0; error == EEXIST && i < MOST_TRIES; i++) {
        replacement->temporary = name_beside(replacement->target, i);
        replacement->descriptor =
            cli_leftover_create(&replacement->leftover, replacement->temporary, NEW_MODE);
        error = replacement->descriptor < 0 ? errno : 0;
        if (error)
            free(replacement->temporary);
    }
    return error;
}

static int open_in_place(cli_replacement *replacement, const char *path)
{
    replacement->descriptor =
        open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, NEW_MODE);
    return replacement->descriptor < 0 ? errno : 0;
}

/* Standard output or error, if that is what is looked at, as by the name /dev/stderr;
 * else -1. Even where it is a file, what others write there is not to be replaced. */
static int standard_descriptor(const struct stat *looked)
{
    static const int standard[] = {STDOUT_FILENO, STDERR_FILENO};
    struct stat status;

    for (size_t i = 0; i < sizeof standard / sizeof standard[0]; i++)
        if (fstat(standard[i], &status) == 0 && status.st_dev == looked->st_dev &&
            status.st_ino == looked->st_ino)
            return standard[i];
    return -1;
}

static int share(cli_replacement *replacement, int standard)
{
    replacement->descriptor = fcntl(standard, F_DUPFD_CLOEXEC, 0);
    return replacement->descriptor < 0 ? errno : 0;
}

/* A link is followed: the file that it leads to is replaced, and the link stays. */
int cli_replacement_begin(cli_replacement *replacement, const char *path)
{
    struct stat status = {.st_mode = 0};
    bool is_there = stat(path, &status) == 0;
    int standard = is_there ? standard_descriptor(&status) : -1;
    int error;

    *replacement = (cli_replacement){.descriptor = -1};
    if (standard >= 0)
        return share(replacement, standard);
    if (is_there ? !S_ISREG(status.st_mode) : lstat(path, &status) == 0)
        return open_in_place(replacement, path);
    replacement->target = is_there ? realpath(path, NULL) : cli_copy(path, strlen(path));
    if (!replacement->target)
        return errno;
    replacement->is_there = is_there;
    replacement->mode = status.st_mode & MODE_BITS;
    replacement->owner = status.st_uid;
    replacement->group = status.st_gid;
    error = make_temporary(replacement);
    if (error)
        free(replacement->target);
    return error;
}

static int close_file(int descriptor)
{
    return close(descriptor) != 0 && errno != EINTR ? errno : 0;
}

/* Whoever may give files away keeps the owner, too. */
static int keep_mode(const cli_replacement *replacement)
{
    (void)!fchown(replacement->descriptor, replacement->owner, replacement->group);
    return fchmod(replacement->descriptor, replacement->mode) != 0 ? errno : 0;
}

static int take_place(cli_replacement *replacement, int error)
{
    int closed;

    if (!error && replacement->is_there)
        error = keep_mode(replacement);
    closed = close_file(replacement->descriptor);
    error = error ? error : closed;
    if (!error && rename(replacement->temporary, replacement->target) != 0)
        error = errno;
    if (error)
        unlink(replacement->temporary);
    cli_leftover_forget(replacement->leftover);
    return error;
}

int cli_replacement_end(cli_replacement *replacement, int error)
{
    int closed;

    if (replacement->target) {
        error = take_place(replacement, error);
    } else {
        closed = close_file(replacement->descriptor);
        error = error ? error : closed;
    }
    free(replacement->target);
    free(replacement->temporary);
    return error;
}
