#define _POSIX_C_SOURCE 200809L

#include "identity.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static cli_identity identity_of(const struct stat *status)
{
    return (cli_identity){
        .is_file = S_ISREG(status->st_mode),
        .device = status->st_dev,
        .number = status->st_ino};
}

cli_identity cli_identity_of(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 ? identity_of(&status) : (cli_identity){false};
}

cli_identity cli_identity_of_open(int descriptor)
{
    struct stat status;

    return fstat(descriptor, &status) == 0 ? identity_of(&status) : (cli_identity){false};
}

bool cli_identity_is(const cli_identity *identity, const cli_identity *other)
{
    return identity->is_file && other->is_file && identity->device == other->device &&
           identity->number == other->number;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static bool look_at_folder(const char *path, struct stat *status)
{
    size_t size = (size_t)(name_of(path) - path);
    char *folder = size > 0 ? cli_copy(path, size) : cli_copy(".", 1);
    bool is_there = stat(folder, status) == 0;

    free(folder);
    return is_there;
}

bool cli_is_same_file(const char *path, const char *other)
{
    struct stat one;
    struct stat two;
    bool is_one = stat(path, &one) == 0;
    bool is_two = stat(other, &two) == 0;

    if (is_one != is_two)
        return false;
    if (!is_one && (strcmp(name_of(path), name_of(other)) != 0 ||
                    !look_at_folder(path, &one) || !look_at_folder(other, &two)))
        return false;
    return one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}
