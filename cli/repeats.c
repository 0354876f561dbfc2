#define _XOPEN_SOURCE 700

#include "repeats.h"

#include "memory.h"
#include "names.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

struct cli_repeats {
    cli_names named;     /* Whole paths of entries. */
    cli_text folder;     /* That was looked up last, as the user names it, */
    char *real;          /* and what it is; NULL: that is not known. */
    const char *beneath; /* The directory that is walked. */
    cli_text entry;
};

cli_repeats *cli_repeats_new(void)
{
    cli_repeats *repeats = cli_reallocate(NULL, sizeof *repeats);

    *repeats = (cli_repeats){.real = NULL};
    cli_text_clear(&repeats->folder);
    return repeats;
}

void cli_repeats_free(cli_repeats *repeats)
{
    if (!repeats)
        return;
    cli_names_free(&repeats->named);
    free(repeats->folder.bytes);
    free(repeats->real);
    free(repeats->entry.bytes);
    free(repeats);
}

/* Most files that are named one after the other are in one directory. */
static void look_up(cli_repeats *repeats, const char *path, size_t size)
{
    cli_text *folder = &repeats->folder;

    if (repeats->real && folder->size == size && memcmp(folder->bytes, path, size) == 0)
        return;
    cli_text_clear(folder);
    cli_text_add(folder, path, size);
    free(repeats->real);
    repeats->real = realpath(folder->bytes, NULL);
}

/* Make the entry of a name in the directory that was looked up. */
static void make_entry(cli_repeats *repeats, const char *name, size_t size)
{
    cli_text *entry = &repeats->entry;

    cli_text_clear(entry);
    cli_text_add(entry, repeats->real, strlen(repeats->real));
    if (size > 0 && entry->bytes[entry->size - 1] != '/')
        cli_text_add(entry, "/", 1);
    cli_text_add(entry, name, size);
}

static bool is_directory(const char *name)
{
    return !*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

bool cli_repeats_add(cli_repeats *repeats, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;

    if (is_directory(name)) {
        look_up(repeats, path, strlen(path));
        name = "";
    } else if (slash) {
        look_up(repeats, path, (size_t)(name - path));
    } else {
        look_up(repeats, ".", 1);
    }
    if (!repeats->real)
        return true;
    make_entry(repeats, name, strlen(name));
    return cli_names_set(&repeats->named, repeats->entry.bytes, repeats->entry.size, 0);
}

void cli_repeats_enter(cli_repeats *repeats, const char *directory)
{
    look_up(repeats, directory, strlen(directory));
    repeats->beneath = directory;
}

/* What a walk finds is called after the directory, but in the one where we are. */
bool cli_repeats_have(cli_repeats *repeats, const char *path)
{
    const char *beneath = repeats->beneath;
    size_t size;
    size_t number;

    if (!repeats->real)
        return false;
    if (strcmp(beneath, ".") != 0 && strcmp(beneath, "./") != 0)
        path += strlen(beneath);
    path += strspn(path, "/");
    size = strlen(path);
    if (size > 0 && path[size - 1] == '/')
        size--;
    make_entry(repeats, path, size);
    return cli_names_find(
        &repeats->named, repeats->entry.bytes, repeats->entry.size, &number);
}
