#define _POSIX_C_SOURCE 200809L

#include "configuration.h"

#include "memory.h"
#include "named.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DIGITS = 24, MOST_KEYS = 64 };

static const char overrides_key[] = "overrides";

/* ------------------------------------------------------------------------- the search */

/* How many folders are above this one. */
static size_t levels_above(const char *folder)
{
    size_t levels = 0;

    for (; folder && *folder; folder++)
        levels += folder[0] == '/' && folder[1] != '\0';
    return levels;
}

/* A link that leads nowhere is there, so that it is complained about. A pipe is not, for
 * nobody may write to it. */
static bool is_there(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 1;
    char *path = cli_reallocate(NULL, size);
    struct stat status;
    bool answer;

    snprintf(path, size, "%s%s", folder, name);
    answer = lstat(path, &status) == 0 &&
             !(stat(path, &status) == 0 && S_ISFIFO(status.st_mode));
    free(path);
    return answer;
}

/* The folder of the nearest file, as "../../", to be released with free(), or NULL. What
 * is above the repository is of somebody else, and so is all that is above a folder that
 * is in none, such as one below /tmp. */
static char *search(size_t levels)
{
    char *folder = cli_reallocate(NULL, 3 * levels + 1);
    char *found = NULL;
    bool is_repository = false;

    *folder = '\0';
    for (size_t i = 0; i <= levels && !is_repository; i++) {
        if (!found && is_there(folder, CLI_CONFIGURATION_NAME))
            found = cli_copy(folder, strlen(folder));
        is_repository = is_there(folder, ".git");
        strcpy(folder + 3 * i, i < levels ? "../" : "");
    }
    if (found && *found && !is_repository) {
        free(found);
        found = NULL;
    }
    free(folder);
    return found;
}

static char *join(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 1;
    char *path = cli_reallocate(NULL, size);

    snprintf(path, size, "%s%s", folder, name);
    return path;
}

/* What stands before the name, with its slash. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return cli_copy(path, slash ? (size_t)(slash - path) + 1 : 0);
}

bool cli_configuration_find(cli_configuration *configuration, const char *path)
{
    cli_keeper *keeper = &configuration->keeper;
    cli_named file = {.path = path, .option = path ? "config" : NULL};
    char *folder;

    if (path) {
        folder = folder_of(path);
    } else {
        cli_base here;

        cli_base_begin(&here, "");
        folder = search(levels_above(here.current));
        cli_base_free(&here);
        if (!folder)
            return true;
        file.path = cli_keep(keeper, join(folder, CLI_CONFIGURATION_NAME));
    }
    configuration->folder = cli_keep(keeper, folder);
    cli_base_begin(&configuration->base, folder);
    return cli_source_read(&configuration->source, &file);
}

/* ------------------------------------------------------------------------- one option */

/* What is set now. */
typedef struct target {
    cli_configuration *configuration;
    const cli_option *options;
    void *settings;
    const bool *given;
    int layer;
} target;

static bool complain_type(const cli_option *option)
{
    if (!cli_option_takes_argument(option))
        cli_option_complain(option, "this must be true or false");
    else if (option->is_map)
        cli_option_complain(option, "this must be an object, with text for values");
    else if (option->is_list)
        cli_option_complain(option, "this must be an array of text");
    else if (option->most > 0)
        cli_option_complain(
            option, "this must be a number from %zu to %zu", option->least, option->most);
    else
        cli_option_complain(option, "this must be text, and not empty");
    return false;
}

static bool set_text(target *to, const cli_option *option, void *field, const char *text)
{
    cli_keeper *keeper = &to->configuration->keeper;

    if (!text || !*text)
        return complain_type(option);
    if (option->is_path && *text != '/')
        text = cli_keep(keeper, join(to->configuration->folder, text));
    return option->set(option, field, text);
}

static bool set_number(const cli_option *option, void *field, const json_t *value)
{
    char digits[DIGITS];

    if (!json_is_integer(value))
        return complain_type(option);
    snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return option->set(option, field, digits);
}

static bool
set_one(target *to, const cli_option *option, void *field, const json_t *value)
{
    if (option->most > 0)
        return set_number(option, field, value);
    if (cli_option_takes_argument(option))
        return set_text(to, option, field, json_string_value(value));
    if (!json_is_boolean(value))
        return complain_type(option);
    return json_is_false(value) || option->set(option, field, NULL);
}

/* Let an option complain about a place of the file. */
static cli_option option_at(
    const target *to, const cli_option *option, cli_origin *origin, const char *pointer)
{
    cli_option here = *option;

    *origin = (cli_origin){
        .layer = to->layer, .spot = {&to->configuration->source, pointer, false}
    };
    here.origin = origin;
    return here;
}

static bool set_list(
    target *to, const cli_option *option, void *field, const json_t *value,
    const char *pointer)
{
    bool is_fine = json_is_array(value) || complain_type(option);
    const json_t *element;
    size_t i;

    json_array_foreach (value, i, element) {
        char *place = cli_pointer_at(pointer, i);
        cli_origin origin;
        cli_option here = option_at(to, option, &origin, place);

        is_fine = is_fine && (json_is_string(element) || complain_type(&here)) &&
                  set_text(to, &here, field, json_string_value(element));
        free(place);
    }
    return is_fine;
}

static bool
set_pair(const cli_option *option, void *field, const char *key, const json_t *value)
{
    const char *text = json_string_value(value);
    char *pair;
    bool is_fine;

    if (!text)
        return complain_type(option);
    pair = cli_reallocate(NULL, strlen(key) + strlen(text) + 2);
    strcat(strcat(strcpy(pair, key), "="), text);
    is_fine = option->set(option, field, pair);
    free(pair);
    return is_fine;
}

static bool set_map(
    target *to, const cli_option *option, void *field, const json_t *value,
    const char *pointer)
{
    bool is_fine = json_is_object(value) || complain_type(option);
    json_t *member;
    const char *key;

    json_object_foreach ((json_t *)value, key, member) {
        char *place = cli_pointer_to(pointer, key);
        cli_origin origin;
        cli_option here = option_at(to, option, &origin, place);

        is_fine = is_fine && set_pair(&here, field, key, member);
        free(place);
    }
    return is_fine;
}

/* What was given already is set aside, to hear whether it could be. */
static bool set_member(target *to, size_t index, const json_t *value, const char *pointer)
{
    const cli_option *option = &to->options[index];
    void *field = (char *)to->settings + option->field;
    max_align_t aside[4];
    _Static_assert(sizeof aside >= sizeof(cli_named), "every field can be set aside");
    cli_origin origin;
    cli_option here = option_at(to, option, &origin, pointer);

    if (option->is_map)
        return set_map(to, &here, field, value, pointer);
    if (option->is_list)
        return set_list(to, &here, field, value, pointer);
    return set_one(to, &here, to->given[index] ? (void *)aside : field, value);
}

/* ------------------------------------------------------------------------ the members */

static size_t option_with_key(const cli_option *options, const char *key)
{
    size_t i = 0;

    while (options[i].name && !(options[i].key && strcmp(options[i].key, key) == 0))
        i++;
    return i;
}

/* Set those members of an object that are options. */
static bool set_members(target *to, const json_t *object, const char *pointer)
{
    bool is_fine = true;
    json_t *value;
    const char *key;

    json_object_foreach ((json_t *)object, key, value) {
        size_t index = option_with_key(to->options, key);
        char *place = cli_pointer_to(pointer, key);

        if (is_fine && to->options[index].name)
            is_fine = set_member(to, index, value, place);
        free(place);
    }
    return is_fine;
}

static bool read_override(target *to, const json_t *value, const char *pointer)
{
    static const char *const names[] = {"files", "select", "ignore", "severities", NULL};
    cli_configuration *configuration = to->configuration;
    const cli_source *source = &configuration->source;
    cli_globs *files = &configuration->overrides[configuration->override_count++];

    if (!json_is_object(value)) {
        cli_source_complain((cli_spot){source, pointer, false}, "this must be an object");
        return false;
    }
    return cli_source_knows(source, pointer, value, names) &&
           cli_globs_read(files, source, pointer, value) &&
           set_members(to, value, pointer);
}

static bool read_overrides(target *to, const json_t *value)
{
    cli_spot spot = {&to->configuration->source, "/overrides", false};
    bool is_fine = true;
    const json_t *element;
    size_t i;

    if (!value)
        return true;
    if (!json_is_array(value) || json_array_size(value) > CLI_MOST_OVERRIDES) {
        cli_source_complain(
            spot, "overrides: this must be an array of at most %d objects",
            CLI_MOST_OVERRIDES);
        return false;
    }
    json_array_foreach (value, i, element) {
        char *pointer = cli_pointer_at(spot.pointer, i);

        to->layer = CLI_LAYER_OVERRIDE + (int)i;
        is_fine = is_fine && read_override(to, element, pointer);
        free(pointer);
    }
    return is_fine;
}

bool cli_configuration_apply(
    cli_configuration *configuration, const cli_option *options, void *settings,
    const bool *given)
{
    const json_t *root = configuration->source.root;
    const char *names[MOST_KEYS + 1] = {"$schema", overrides_key};
    target to = {configuration, options, settings, given, CLI_LAYER_FILE};
    size_t count = 2;
    const char *schema;

    if (!root)
        return true;
    for (size_t i = 0; options[i].name && count < MOST_KEYS; i++)
        if (options[i].key)
            names[count++] = options[i].key;
    return cli_source_knows(&configuration->source, "", root, names) &&
           cli_source_text(&configuration->source, "", root, names[0], false, &schema) &&
           set_members(&to, root, "") &&
           read_overrides(&to, json_object_get(root, overrides_key));
}

cli_override_set cli_configuration_overrides(
    const cli_configuration *configuration, const char *name, cli_text *scratch)
{
    cli_override_set set = 0;

    if (!configuration || configuration->override_count == 0 ||
        !cli_base_relate(&configuration->base, name, scratch))
        return 0;
    for (size_t i = 0; i < configuration->override_count; i++)
        if (cli_globs_match(&configuration->overrides[i], scratch->bytes))
            set |= (cli_override_set)1 << i;
    return set;
}

void cli_configuration_free(cli_configuration *configuration)
{
    for (size_t i = 0; i < configuration->override_count; i++)
        cli_globs_free(&configuration->overrides[i]);
    cli_base_free(&configuration->base);
    cli_keeper_free(&configuration->keeper);
    cli_source_free(&configuration->source);
}
