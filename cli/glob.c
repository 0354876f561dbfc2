#define _POSIX_C_SOURCE 200809L

#include "glob.h"

#include "memory.h"
#include "path.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One name of a path or pattern; it does not end in NUL. */
typedef struct segment {
    const char *bytes;
    size_t size;
} segment;

static segment name_at(const char *path)
{
    return (segment){path, strcspn(path, "/")};
}

/* To the name behind this one, or to the NUL. */
static const char *next(segment here)
{
    const char *end = here.bytes + here.size;

    return *end ? end + 1 : end;
}

static size_t character_size(const char *text, size_t size)
{
    size_t taken = 1;

    while (taken < size && ((unsigned char)text[taken] & 0xC0) == 0x80)
        taken++;
    return taken;
}

/* Where the last star took too little, it takes one more; those before it need not. */
static bool name_matches(segment pattern, segment text)
{
    size_t star = SIZE_MAX;
    size_t taken = 0;
    size_t at = 0;
    size_t i = 0;

    while (i < text.size) {
        char wanted = at < pattern.size ? pattern.bytes[at] : '\0';

        if (wanted == '*') {
            star = at++;
            taken = i;
        } else if (wanted == '?' || (at < pattern.size && wanted == text.bytes[i])) {
            i += wanted == '?' ? character_size(text.bytes + i, text.size - i) : 1;
            at++;
        } else if (star != SIZE_MAX) {
            at = star + 1;
            i = ++taken;
        } else {
            return false;
        }
    }
    while (at < pattern.size && pattern.bytes[at] == '*')
        at++;
    return at == pattern.size;
}

static bool is_any_folders(segment pattern)
{
    return pattern.size == 2 && memcmp(pattern.bytes, "**", 2) == 0;
}

/* The same with names in place of characters. A folder on the way that matches is enough,
 * unless two stars at the end want what is below. */
static bool path_matches(const char *pattern, const char *path, bool wants_folder)
{
    const char *stars = NULL;
    const char *taken = NULL;

    while (*path) {
        segment wanted = name_at(pattern);
        segment here = name_at(path);

        if (*pattern && is_any_folders(wanted)) {
            pattern = next(wanted);
            if (!*pattern)
                return true;
            stars = pattern;
            taken = path;
        } else if (*pattern && name_matches(wanted, here)) {
            pattern = next(wanted);
            path = next(here);
            if (!*pattern && (here.bytes[here.size] || !wants_folder))
                return true;
        } else if (stars) {
            pattern = stars;
            path = taken = next(name_at(taken));
        } else {
            return false;
        }
    }
    return false;
}

bool cli_glob_matches(const char *pattern, const char *path)
{
    size_t size = strlen(pattern);
    bool wants_folder = size > 0 && pattern[size - 1] == '/';
    bool is_anywhere = strcspn(pattern, "/") + wants_folder >= size;

    if (strncmp(pattern, "./", 2) == 0) {
        pattern += 2;
        is_anywhere = false;
    }
    while (*pattern == '/')
        pattern++;
    for (; *path; path = next(name_at(path))) {
        if (*pattern && path_matches(pattern, path, wants_folder))
            return true;
        if (!is_anywhere)
            return false;
    }
    return false;
}

void cli_base_begin(cli_base *base, const char *folder)
{
    cli_text path = {.bytes = NULL};
    cli_paths paths;

    cli_paths_begin(&paths);
    cli_path_join(&path, *folder == '/' || !paths.folder ? "" : paths.folder, folder);
    base->folder = path.bytes;
    base->current = paths.folder;
    paths.folder = NULL;
    cli_paths_free(&paths);
}

void cli_base_free(cli_base *base)
{
    free(base->folder);
    free(base->current);
    *base = (cli_base){.folder = NULL};
}

bool cli_base_relate(const cli_base *base, const char *name, cli_text *path)
{
    size_t size = strlen(base->folder);

    cli_path_join(path, *name == '/' || !base->current ? "" : base->current, name);
    if (path->size <= size || memcmp(path->bytes, base->folder, size) != 0 ||
        path->bytes[size] != '/')
        return false;
    path->size -= size + 1;
    memmove(path->bytes, path->bytes + size + 1, path->size + 1);
    if (name[strlen(name) - 1] == '/')
        cli_text_add(path, "/", 1);
    return true;
}
