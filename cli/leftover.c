#define _POSIX_C_SOURCE 200809L

#include "leftover.h"

#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int ends[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

enum { END_COUNT = sizeof ends / sizeof ends[0] };

/* Entries are added in front and stay, so that a signal handler finds the list whole at
 * any time. A run has a few of them. */
struct cli_leftover {
    cli_leftover *next;
    atomic_bool is_left;
    char path[];
};

static _Atomic(cli_leftover *) leftovers;

static void remove_all(void)
{
    for (cli_leftover *one = atomic_load(&leftovers); one; one = one->next)
        if (atomic_exchange(&one->is_left, false))
            unlink(one->path);
}

static void end_by(int signal)
{
    remove_all();
    raise(signal); /* Its handler was reset, so that this ends the program. */
}

/* A signal that is ignored, as under nohup, stays so. */
static void handle(int signal)
{
    struct sigaction action;

    if (sigaction(signal, NULL, &action) != 0 || action.sa_handler == SIG_IGN)
        return;
    memset(&action, 0, sizeof action);
    action.sa_handler = end_by;
    action.sa_flags = (int)SA_RESETHAND | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
}

static void handle_ends(void)
{
    for (size_t i = 0; i < END_COUNT; i++)
        handle(ends[i]);
    atexit(remove_all);
}

static cli_leftover *add(const char *path)
{
    size_t size = strlen(path) + 1;
    cli_leftover *added = cli_reallocate(NULL, sizeof *added + size);

    if (!atomic_load(&leftovers))
        handle_ends();
    memcpy(added->path, path, size);
    atomic_init(&added->is_left, true);
    added->next = atomic_load(&leftovers);
    atomic_store(&leftovers, added);
    return added;
}

int cli_leftover_create(cli_leftover **leftover, const char *path, mode_t mode)
{
    sigset_t held;
    sigset_t before;
    int descriptor;
    int error;

    sigemptyset(&held);
    for (size_t i = 0; i < END_COUNT; i++)
        sigaddset(&held, ends[i]);
    sigprocmask(SIG_BLOCK, &held, &before);
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    error = errno;
    if (descriptor >= 0)
        *leftover = add(path);
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return descriptor;
}

void cli_leftover_forget(cli_leftover *leftover)
{
    atomic_store(&leftover->is_left, false);
}
