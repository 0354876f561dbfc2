#include "yaml_merge.h"

/* All of it is JSON that was made here: there are no blanks between its tokens, and a
 * name that is the same has the same bytes. */
static size_t behind_string(const char *json, size_t at)
{
    for (at++; json[at] != '"'; at++)
        at += json[at] == '\\';
    return at + 1;
}

static bool is_opening(char character)
{
    return character == '{' || character == '[';
}

static bool is_closing(char character)
{
    return character == '}' || character == ']';
}

/* Adds to `values` those that there are in all: each is the first of an array or object,
 * or stands behind a comma. */
static size_t behind_value(const char *json, size_t at, size_t *values)
{
    size_t depth = 0;

    ++*values;
    do {
        char first = json[at];

        if (first == '"') {
            at = behind_string(json, at);
            continue;
        }
        depth += is_opening(first);
        depth -= is_closing(first);
        at++;
        *values += first == ',' || (is_opening(first) && !is_closing(json[at]));
    } while (depth > 0 || (json[at] != ',' && !is_closing(json[at])));
    return at;
}

void cli_yaml_merge_key(cli_yaml_merge *merge, size_t at)
{
    const char *json = merge->made->json;

    cli_names_set(&merge->keys, json + at, behind_string(json, at) - at, 0);
}

bool cli_yaml_merge_object(cli_yaml_merge *merge, cli_made_part object)
{
    cli_made *made = merge->made;
    size_t at = object.begin + 1;

    while (at + 1 < object.end && !made->is_full) {
        size_t key_end = behind_string(made->json, at);
        cli_made_part member = {
            at, behind_value(made->json, key_end + 1, &merge->values)};

        if (merge->values > merge->most)
            return false;
        if (cli_names_set(&merge->keys, made->json + at, key_end - at, 0)) {
            if (merge->members++ > 0)
                cli_made_put(made, ",", 1);
            cli_made_copy(made, member);
        }
        at = member.end + (made->json[member.end] == ',');
    }
    return true;
}
