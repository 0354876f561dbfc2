#include "schema.h"

#include "json.h"
#include "memory.h"
#include "pattern.h"

#include <stdlib.h>
#include <string.h>

/* A rule for several parameters may hold for one of them only under a condition: such an
 * element of `at` is an object, and never an error that a schema could name. */
bool cli_schema_is_about(const json_t *rule, const char *parameter)
{
    const json_t *at = json_object_get(rule, "at");
    const json_t *element;
    size_t i;

    if (strcmp(cli_pack_text(rule, "severity"), "error") != 0 ||
        json_object_get(rule, "if") || json_object_get(rule, "ifNot"))
        return false;
    if (json_is_string(at))
        return strcmp(json_string_value(at), parameter) == 0;
    json_array_foreach (at, i, element) {
        if (json_is_string(element) && strcmp(json_string_value(element), parameter) == 0)
            return true;
    }
    return false;
}

/* ---------------------------------------------------------------------- one parameter */

static void set_type(json_t *schema, const char *type, bool is_required)
{
    static const char *const types[][3] = {
        {"text",    "string",  NULL    },
        {"list",    "string",  NULL    },
        {"integer", "integer", "string"},
        {"boolean", "boolean", "string"},
    };
    json_t *names = json_array();

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        for (size_t j = 1; strcmp(types[i][0], type) == 0 && j < 3 && types[i][j]; j++)
            cli_json_append(names, json_string(types[i][j]));
    if (!is_required)
        cli_json_append(names, json_string("null"));
    cli_json_set(schema, "type", names);
}

/* How a number and a boolean are written as text. */
static void set_form(json_t *schema, const char *type)
{
    if (strcmp(type, "integer") == 0)
        cli_json_set(schema, "pattern", json_string("^-?[0-9]+$"));
    if (strcmp(type, "boolean") == 0)
        cli_json_set(
            schema, "pattern",
            json_string("^(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"));
}

static void
constrain(json_t *schema, const cli_pack *pack, const char *name, const char *type)
{
    const json_t *rule;
    size_t i;

    set_form(schema, type);
    if (strcmp(type, "list") == 0) {
        cli_schema_list(schema, pack, name);
        return;
    }
    json_array_foreach (pack->rules, i, rule) {
        if (cli_schema_is_about(rule, name))
            cli_schema_constrain(schema, rule);
    }
}

/* An empty string is as good as none, where the parameter may be left out. */
static json_t *parameter_schema(const cli_pack *pack, const json_t *parameter)
{
    bool is_required = json_is_true(json_object_get(parameter, "required"));
    bool empty_is_given = json_is_true(json_object_get(parameter, "emptyIsGiven"));
    const char *type = cli_pack_text(parameter, "type");
    json_t *schema = json_object();
    json_t *then = schema;

    cli_json_set(
        schema, "description", json_string(cli_pack_text(parameter, "description")));
    set_type(schema, type, is_required);
    if (!is_required && !empty_is_given) {
        then = json_object();
        cli_json_set(schema, "if", json_pack("{s:i}", "minLength", 1));
        cli_json_set(schema, "then", then);
    }
    constrain(then, pack, cli_pack_text(parameter, "name"), type);
    return schema;
}

/* ---------------------------------------------------------------------------- places */

static json_t *reference_to(const char *name)
{
    cli_pattern path = {NULL, 0};
    json_t *reference = json_object();

    cli_pattern_add(&path, "#/$defs/");
    cli_pattern_add(&path, name);
    cli_json_set(reference, "$ref", cli_pattern_take(&path));
    return reference;
}

/* The member of an object of objects, made where it is not there. */
static json_t *member_of(json_t *object, const char *key)
{
    json_t *member = json_object_get(object, key);

    if (!member) {
        member = json_object();
        cli_json_set(object, key, member);
    }
    return member;
}

/* "Tag.N.Key" stands nested, in a list of objects. */
static void place_nested(json_t *schema, const char *name)
{
    char *path = cli_copy(name, strlen(name));
    char *segment = strtok(path, ".");

    while (segment) {
        char *next = strtok(NULL, ".");

        if (strcmp(segment, "N") == 0) {
            cli_json_set(schema, "type", json_pack("[ss]", "array", "null"));
            schema = member_of(schema, "items");
        } else {
            cli_json_set(schema, "type", json_pack("[ss]", "object", "null"));
            schema = member_of(member_of(schema, "properties"), segment);
        }
        segment = next;
    }
    json_object_update_new(schema, reference_to(name));
    free(path);
}

/* And flat, as "Tag.1.Key". */
static void place_flat(json_t *schema, const char *name)
{
    cli_pattern pattern = {NULL, 0};
    json_t *key;

    cli_pattern_add(&pattern, "^");
    for (const char *c = name; *c; c++) {
        if (*c == 'N' && c > name && c[-1] == '.' && c[1] == '.')
            cli_pattern_add(&pattern, "[1-9][0-9]*");
        else
            cli_pattern_add_literal(&pattern, (char[]){*c, '\0'});
    }
    cli_pattern_add(&pattern, "$");
    key = cli_pattern_take(&pattern);
    cli_json_set(
        member_of(schema, "patternProperties"), json_string_value(key),
        reference_to(name));
    json_decref(key);
}

static void place(json_t *schema, const json_t *parameter)
{
    const char *name = cli_pack_text(parameter, "name");
    json_t *properties = member_of(schema, "properties");
    const json_t *alias;
    size_t i;

    place_nested(schema, name);
    if (strchr(name, '.'))
        place_flat(schema, name);
    json_array_foreach (json_object_get(parameter, "alias"), i, alias) {
        json_t *reference = reference_to(name);

        cli_json_set(reference, "deprecated", json_true());
        cli_json_set(properties, json_string_value(alias), reference);
    }
}

/* ----------------------------------------------------------------------- the request */

static json_t *needing(const char *name)
{
    return json_pack("{s:[s]}", "required", name);
}

static void require(json_t *schema, const json_t *parameter)
{
    json_t *either = json_array();
    const json_t *alias;
    size_t i;

    cli_json_append(either, needing(cli_pack_text(parameter, "name")));
    json_array_foreach (json_object_get(parameter, "alias"), i, alias) {
        cli_json_append(either, needing(json_string_value(alias)));
    }
    cli_json_append(
        json_object_get(schema, "allOf"), json_pack("{s:o}", "anyOf", either));
}

/* How many objects a list holds, and which members each of them must have. */
static void limit_lists(json_t *schema, const cli_pack *pack)
{
    json_t *properties = json_object_get(schema, "properties");
    const json_t *rule;
    size_t i;

    json_array_foreach (pack->rules, i, rule) {
        json_t *list = json_object_get(properties, cli_pack_text(rule, "at"));

        if (!list || !json_object_get(list, "items"))
            continue;
        if (strcmp(cli_pack_text(rule, "check"), "index") == 0)
            cli_json_set(list, "maxItems", json_incref(json_object_get(rule, "max")));
        if (strcmp(cli_pack_text(rule, "check"), "member-given") == 0)
            json_object_update_new(
                json_object_get(list, "items"),
                needing(strrchr(cli_pack_text(rule, "member"), '.') + 1));
    }
}

json_t *cli_schema(const cli_pack *pack)
{
    json_t *schema = json_object();
    json_t *definitions = json_object();
    const json_t *parameter;
    size_t i;

    cli_json_set(
        schema, "$schema", json_string("https://json-schema.org/draft/2020-12/schema"));
    cli_json_set(schema, "title", json_string("CreateAutoSnapshotPolicy"));
    cli_json_set(
        schema, "$comment",
        json_pack(
            "s+", "Written by `snapguard schema` from the API reference of ",
            cli_pack_text(pack->root, "edition")));
    cli_json_set(schema, "allOf", json_array());
    json_array_foreach (pack->parameters, i, parameter) {
        cli_json_set(
            definitions, cli_pack_text(parameter, "name"),
            parameter_schema(pack, parameter));
        place(schema, parameter);
        if (json_is_true(json_object_get(parameter, "required")))
            require(schema, parameter);
    }
    cli_json_set(schema, "type", json_string("object"));
    limit_lists(schema, pack);
    cli_json_set(schema, "$defs", definitions);
    return schema;
}
