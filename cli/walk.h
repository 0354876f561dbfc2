/* The files below a directory that may hold requests. */
#ifndef CLI_WALK_H
#define CLI_WALK_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_walk {
    /* Called for each file that has one of the endings, in any letter case, in the byte
     * order of their paths. A file that cannot be looked at is passed on, too: opening it
     * says why. */
    void (*file)(void *opaque, const char *path);
    /* Called in its place for a link that leads nowhere. NULL: it is passed on, too. */
    void (*lost)(void *opaque, const char *path);
    /* Called for a directory that cannot be read. */
    void (*failed)(void *opaque, const char *path, int error);
    /* Whether a file, or a directory, whose path ends in a slash, is to be looked at.
     * NULL: all are. */
    bool (*wants)(void *opaque, const char *path);
    void *opaque;
    const char *const *endings; /* Up to a NULL. */
    size_t files;               /* How many files were passed on. */
    size_t unwanted;            /* How many files and directories were not. */
} cli_walk;

/* Walk through a directory and those below it, but for hidden ones and links to others.
 */
void cli_walk_directory(cli_walk *walk, const char *path);

#endif
