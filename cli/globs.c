#include "globs.h"

#include "memory.h"

#include <stdlib.h>

static const char key[] = "files";

void cli_globs_add(cli_globs *globs, const char *pattern)
{
    globs->patterns =
        cli_reallocate(globs->patterns, (globs->count + 1) * sizeof *globs->patterns);
    globs->patterns[globs->count++] = pattern;
}

static bool add(cli_globs *globs, const char *pattern)
{
    if (!pattern || !*pattern)
        return false;
    cli_globs_add(globs, pattern);
    return true;
}

static bool add_all(cli_globs *globs, const json_t *value)
{
    bool is_fine = json_array_size(value) > 0;
    const json_t *element;
    size_t i;

    if (json_is_string(value))
        return add(globs, json_string_value(value));
    json_array_foreach (value, i, element) {
        is_fine = is_fine && add(globs, json_string_value(element));
    }
    return is_fine;
}

bool cli_globs_read(
    cli_globs *globs, const cli_source *source, const char *pointer, const json_t *object)
{
    const json_t *value = json_object_get(object, key);
    char *place = cli_pointer_to(pointer, key);
    bool is_fine = add_all(globs, value);

    if (!value)
        cli_source_complain((cli_spot){source, pointer, false}, "\"%s\" is missing", key);
    else if (!is_fine)
        cli_source_complain(
            (cli_spot){source, place, false},
            "%s: this must be a glob, or an array of them", key);
    free(place);
    return is_fine;
}

bool cli_globs_match(const cli_globs *globs, const char *path)
{
    for (size_t i = 0; i < globs->count; i++)
        if (cli_glob_matches(globs->patterns[i], path))
            return true;
    return false;
}

void cli_globs_free(cli_globs *globs)
{
    free(globs->patterns);
}
