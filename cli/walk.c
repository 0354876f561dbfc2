#define _DEFAULT_SOURCE /* What kind of entry it is, where readdir() says so. */
#define _POSIX_C_SOURCE 200809L

#include "walk.h"

#include "ending.h"
#include "memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The path of a directory ends in a slash, which gives the byte order of all paths below
 * when they are sorted. */
typedef struct listed {
    char *path;
    bool is_lost; /* It is a link that leads nowhere. */
} listed;

/* What a directory holds. */
typedef struct listing {
    const char *const *endings; /* Of the files that are wanted. */
    listed *entries;
    size_t count;
    size_t capacity;
} listing;

static bool has_ending(const char *name, const char *const *endings)
{
    for (; *endings; endings++)
        if (cli_ends_in(name, *endings))
            return true;
    return false;
}

static char *join(const char *directory, const char *name, const char *end)
{
    size_t size = strlen(directory) + 1 + strlen(name) + strlen(end);
    char *path = cli_reallocate(NULL, size + 1);

    path[0] = '\0';
    if (strcmp(directory, ".") != 0 && strcmp(directory, "./") != 0)
        strcat(path, directory);
    if (path[0] && path[strlen(path) - 1] != '/')
        strcat(path, "/");
    return strcat(strcat(path, name), end);
}

static void add(listing *found, char *path, bool is_lost)
{
    if (found->count == found->capacity) {
        found->capacity = found->capacity ? 2 * found->capacity : 64;
        found->entries =
            cli_reallocate(found->entries, found->capacity * sizeof *found->entries);
    }
    found->entries[found->count++] = (listed){path, is_lost};
}

/* Add what a link leads to. A directory is left out: it may be one that we are in. So is
 * a pipe, which would never end. What cannot be looked at is opened, to hear why. */
static void add_link(listing *found, char *path, int directory, const char *name)
{
    struct stat status;
    bool is_there = fstatat(directory, name, &status, 0) == 0;
    bool is_lost = !is_there && (errno == ENOENT || errno == ENOTDIR || errno == ELOOP);

    if (is_there && !S_ISREG(status.st_mode))
        free(path);
    else
        add(found, path, is_lost);
}

/* What kind of file an entry is. Most file systems say so along with the name, which
 * saves a look at each. */
static mode_t kind_of(int directory, const struct dirent *entry)
{
    struct stat status;

#ifdef DT_REG
    if (entry->d_type == DT_REG)
        return S_IFREG;
    if (entry->d_type == DT_DIR)
        return S_IFDIR;
#endif
    if (fstatat(directory, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return 0;
    return status.st_mode & S_IFMT;
}

static void
look_at(listing *found, const char *path, int directory, const struct dirent *entry)
{
    const char *name = entry->d_name;
    mode_t kind = kind_of(directory, entry);

    if (kind == S_IFDIR) {
        if (name[0] != '.')
            add(found, join(path, name, "/"), false);
        return;
    }
    if (!has_ending(name, found->endings))
        return;
    if (kind == S_IFLNK)
        add_link(found, join(path, name, ""), directory, name);
    else if (kind == 0 || kind == S_IFREG)
        add(found, join(path, name, ""), false);
}

/* Read a directory, and answer errno. */
static int read_listing(listing *found, const char *path)
{
    DIR *directory = opendir(path);
    struct dirent *entry;
    int error;

    if (!directory)
        return errno;
    for (errno = 0; (entry = readdir(directory)); errno = 0)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            look_at(found, path, dirfd(directory), entry);
    error = errno;
    closedir(directory);
    return error;
}

static int compare(const void *first, const void *second)
{
    const listed *one = first;
    const listed *other = second;

    return strcmp(one->path, other->path);
}

static void take(cli_walk *walk, const listed *found)
{
    const char *path = found->path;

    if (walk->wants && !walk->wants(walk->opaque, path)) {
        walk->unwanted++;
    } else if (path[strlen(path) - 1] == '/') {
        cli_walk_directory(walk, path);
    } else if (found->is_lost && walk->lost) {
        walk->lost(walk->opaque, path);
    } else {
        walk->files++;
        walk->file(walk->opaque, path);
    }
}

/* Goes as deep as the directories, whose depth the longest path of the system bounds. */
void cli_walk_directory(cli_walk *walk, const char *path)
{
    listing found = {.endings = walk->endings};
    int error = read_listing(&found, path);

    if (error)
        walk->failed(walk->opaque, path, error);
    if (found.count > 0)
        qsort(found.entries, found.count, sizeof *found.entries, compare);
    for (size_t i = 0; i < found.count; i++) {
        take(walk, &found.entries[i]);
        free(found.entries[i].path);
    }
    free(found.entries);
}
