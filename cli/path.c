#define _POSIX_C_SOURCE 200809L

#include "path.h"

#include "memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FOLDER_BYTES = 4096 };

static char *find_folder(void)
{
    size_t size = FOLDER_BYTES;
    char *folder = cli_reallocate(NULL, size);

    while (!getcwd(folder, size)) {
        if (errno != ERANGE) {
            free(folder);
            return NULL;
        }
        size *= 2;
        folder = cli_reallocate(folder, size);
    }
    return folder;
}

void cli_paths_begin(cli_paths *paths)
{
    *paths = (cli_paths){.folder = find_folder()};
}

void cli_paths_free(cli_paths *paths)
{
    free(paths->folder);
    free(paths->path.bytes);
    free(paths->uri.bytes);
}

/* Go back to the folder above. At the root there is none. */
static void drop_segment(cli_text *path)
{
    while (path->size > 0 && path->bytes[path->size - 1] != '/')
        path->size--;
    if (path->size > 0)
        path->size--;
    path->bytes[path->size] = '\0';
}

/* Go along `name` from where `path` is; each step is a slash and a name. */
static void add_segments(cli_text *path, const char *name)
{
    while (*name) {
        size_t size = strcspn(name, "/");

        if (size == 2 && memcmp(name, "..", 2) == 0) {
            drop_segment(path);
        } else if (size > 0 && !(size == 1 && *name == '.')) {
            cli_text_add(path, "/", 1);
            cli_text_add(path, name, size);
        }
        name += size + (name[size] == '/');
    }
}

void cli_path_join(cli_text *path, const char *folder, const char *name)
{
    cli_text_clear(path);
    add_segments(path, folder);
    add_segments(path, name);
}

/* Take so many bytes away from the start. */
static void drop_start(cli_text *path, size_t size)
{
    path->size -= size;
    memmove(path->bytes, path->bytes + size, path->size + 1);
}

bool cli_path_find(cli_paths *paths, const char *name)
{
    const char *folder = paths->folder ? paths->folder : "";
    size_t size = strcmp(folder, "/") == 0 ? 0 : strlen(folder);
    cli_text *path = &paths->path;

    cli_text_clear(path);
    if (*name != '/')
        add_segments(path, folder);
    add_segments(path, name);
    if ((*name == '/' && !paths->folder) || path->size <= size ||
        memcmp(path->bytes, folder, size) != 0 || path->bytes[size] != '/')
        return false;
    drop_start(path, size + 1);
    return true;
}

static bool is_unreserved(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (byte && strchr("-._~/", byte));
}

void cli_path_encode(cli_paths *paths)
{
    static const char digits[] = "0123456789ABCDEF";
    static const char scheme[] = "file://";
    const cli_text *path = &paths->path;

    cli_text_clear(&paths->uri);
    if (path->size > 0 && path->bytes[0] == '/')
        cli_text_add(&paths->uri, scheme, sizeof scheme - 1);
    for (size_t i = 0; i < path->size; i++) {
        unsigned char byte = (unsigned char)path->bytes[i];
        const char escape[] = {'%', digits[byte >> 4], digits[byte & 15]};

        if (is_unreserved(path->bytes[i]))
            cli_text_add(&paths->uri, path->bytes + i, 1);
        else
            cli_text_add(&paths->uri, escape, sizeof escape);
    }
}
