#include "schema.h"

#include "json.h"
#include "pattern.h"

#include <stdio.h>
#include <string.h>

/* Several rules may come to the same keyword, so that each has a schema of its own. */
static json_t *add_schema(json_t *schema)
{
    json_t *all = json_object_get(schema, "allOf");
    json_t *own = json_object();

    if (!all) {
        all = json_array();
        cli_json_set(schema, "allOf", all);
    }
    cli_json_append(all, own);
    return own;
}

static void copy(json_t *schema, const char *keyword, const json_t *rule, const char *key)
{
    json_t *value = json_object_get(rule, key);

    if (value)
        cli_json_set(schema, keyword, json_incref(value));
}

static void set_pattern(json_t *schema, cli_pattern *pattern)
{
    cli_json_set(add_schema(schema), "pattern", cli_pattern_take(pattern));
}

static void forbid_pattern(json_t *schema, cli_pattern *pattern)
{
    json_t *forbidden = json_object();

    cli_json_set(forbidden, "type", json_string("string"));
    cli_json_set(forbidden, "pattern", cli_pattern_take(pattern));
    cli_json_set(add_schema(schema), "not", forbidden);
}

static void constrain_range(json_t *schema, const json_t *rule)
{
    const json_t *also = json_object_get(rule, "also");
    json_t *either = json_array();
    json_t *range = json_object();
    json_t *others = json_object();

    copy(range, "minimum", rule, "min");
    copy(range, "maximum", rule, "max");
    copy(others, "enum", rule, "also");
    cli_json_append(either, range);
    if (also)
        cli_json_append(either, others);
    else
        json_decref(others);
    cli_json_set(add_schema(schema), "anyOf", either);
}

static void constrain_length(json_t *schema, const json_t *rule)
{
    copy(schema, "minLength", rule, "min");
    copy(schema, "maxLength", rule, "max");
}

static void constrain_pattern(json_t *schema, const json_t *rule)
{
    cli_pattern pattern = {NULL, 0};

    cli_pattern_add(&pattern, "^(?:");
    cli_pattern_add_pcre(&pattern, cli_pack_text(rule, "pattern"));
    cli_pattern_add(&pattern, ")$");
    set_pattern(schema, &pattern);
}

static void constrain_characters(json_t *schema, const json_t *rule)
{
    bool is_first = strcmp(cli_pack_text(rule, "which"), "first") == 0;
    cli_pattern pattern = {NULL, 0};

    cli_pattern_add(&pattern, is_first ? "^" : "^[^]");
    cli_pattern_add_pcre(&pattern, cli_pack_text(rule, "class"));
    cli_pattern_add(&pattern, is_first ? "" : "*$");
    set_pattern(schema, &pattern);
}

static void constrain_prefix(json_t *schema, const json_t *rule)
{
    cli_pattern pattern = {NULL, 0};

    cli_pattern_add(&pattern, "^");
    cli_pattern_add_any(&pattern, json_object_get(rule, "none"));
    forbid_pattern(schema, &pattern);
}

static void constrain_contains(json_t *schema, const json_t *rule)
{
    cli_pattern pattern = {NULL, 0};

    cli_pattern_add_any(&pattern, json_object_get(rule, "none"));
    forbid_pattern(schema, &pattern);
}

static const struct {
    const char *check;
    void (*constrain)(json_t *schema, const json_t *rule);
} checks[] = {
    {"range",      constrain_range     },
    {"length",     constrain_length    },
    {"pattern",    constrain_pattern   },
    {"characters", constrain_characters},
    {"prefix",     constrain_prefix    },
    {"contains",   constrain_contains  },
};

void cli_schema_constrain(json_t *schema, const json_t *rule)
{
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++)
        if (strcmp(cli_pack_text(rule, "check"), checks[i].check) == 0)
            checks[i].constrain(schema, rule);
}

/* ---------------------------------------------------------------- a list in a string */

/* What rules say of a list: how many elements, and which. */
typedef struct list_limits {
    const json_t *count;    /* NULL: no rule says how many. */
    const json_t *elements; /* NULL: no rule says which numbers. */
} list_limits;

static list_limits find_limits(const cli_pack *pack, const char *parameter)
{
    list_limits limits = {NULL, NULL};
    const json_t *rule;
    size_t i;

    json_array_foreach (pack->rules, i, rule) {
        if (!cli_schema_is_about(rule, parameter))
            continue;
        if (strcmp(cli_pack_text(rule, "check"), "count") == 0)
            limits.count = rule;
        if (strcmp(cli_pack_text(rule, "check"), "elements") == 0)
            limits.elements = rule;
    }
    return limits;
}

static json_int_t number_of(const json_t *rule, const char *key)
{
    return json_integer_value(json_object_get(rule, key));
}

/* Numbers may be without quotes, which is a warning only. */
static void add_element(cli_pattern *pattern, const json_t *elements)
{
    if (!elements) {
        cli_pattern_add(pattern, "\"[^\"]*\"");
        return;
    }
    cli_pattern_add(pattern, "(?:\"");
    cli_pattern_add_numbers(
        pattern, number_of(elements, "min"), number_of(elements, "max"));
    cli_pattern_add(pattern, "\"|");
    cli_pattern_add_numbers(
        pattern, number_of(elements, "min"), number_of(elements, "max"));
    cli_pattern_add(pattern, ")");
}

/* An array with a backslash in it is left to the rules: an escape may be anything. */
void cli_schema_list(json_t *schema, const cli_pack *pack, const char *parameter)
{
    static const char blanks[] = "[ \\t\\n\\r]*";
    list_limits limits = find_limits(pack, parameter);
    json_int_t most = limits.count ? number_of(limits.count, "max") : 0;
    cli_pattern pattern = {NULL, 0};
    char times[32];

    snprintf(times, sizeof times, most > 0 ? "{0,%lld}" : "*", (long long)most - 1);
    cli_pattern_add(&pattern, "^(?:[^]*\\\\[^]*|");
    cli_pattern_add(&pattern, blanks);
    cli_pattern_add(&pattern, "\\[");
    cli_pattern_add(&pattern, blanks);
    add_element(&pattern, limits.elements);
    cli_pattern_add(&pattern, "(?:");
    cli_pattern_add(&pattern, blanks);
    cli_pattern_add(&pattern, ",");
    cli_pattern_add(&pattern, blanks);
    add_element(&pattern, limits.elements);
    cli_pattern_add(&pattern, ")");
    cli_pattern_add(&pattern, times);
    cli_pattern_add(&pattern, blanks);
    cli_pattern_add(&pattern, "\\]");
    cli_pattern_add(&pattern, blanks);
    cli_pattern_add(&pattern, ")$");
    cli_json_set(schema, "pattern", cli_pattern_take(&pattern));
}
