#include "pack_schema.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_BYTES = 512, SHORT_BYTES = 40 };

typedef enum need { OPTIONAL, NEEDED, BOUND } need;
typedef enum whose { ALL, PACKS, BUILT_IN } whose;

typedef struct member {
    const char *of; /* an object of a pack, or a check */
    const char *name;
    const char *shape;
    need need;
    whose whose;
} member;

static const struct {
    const char *name;
    const char *schema;
} shapes[] = {
#define SHAPE(name, reason, schema) {#name, schema},
#include "../lib/pack_shapes.def"
#undef SHAPE
};

static const member members[] = {
#define MEMBER(object, name, shape, need, whose) {#object, name, #shape, need, whose},
#include "../lib/pack_members.def"
#undef MEMBER
};

static const member operands[] = {
#define OPERAND(check, name, shape, need, whose) {#check, name, #shape, need, whose},
#include "../lib/pack_operands.def"
#undef OPERAND
};

static const struct {
    const char *name;
    const char *id;
} checks[] = {
#define CHECK(name, id, subject, aspects, screen) {#name, id},
#include "../lib/checks.def"
#undef CHECK
};

/* What the built-in pack has in a form of its own. */
static const char *const own_forms[] = {"list", "operation", "rule"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A text of JSON with names put into it; quotes are written as '. */
static json_t *make(const char *format, ...)
{
    char text[4 * TEXT_BYTES];
    va_list list;

    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    for (char *p = text; *p; p++)
        *p = *p == '\'' ? '"' : *p;
    return json_loads(text, JSON_DECODE_ANY, NULL);
}

/* ---------------------------------------------------------------------------- members */

static bool is_for(const member *row, bool built_in)
{
    return row->whose == ALL || (row->whose == BUILT_IN) == built_in;
}

/* References lead to the built-in pack's own forms. */
static void redirect(json_t *schema)
{
    const char *key;
    json_t *value;
    size_t i;
    char from[TEXT_BYTES];
    char to[TEXT_BYTES];

    json_array_foreach (schema, i, value)
        redirect(value);
    json_object_foreach (schema, key, value) {
        redirect(value);
        for (size_t form = 0; form < COUNT(own_forms); form++) {
            snprintf(from, sizeof from, "#/$defs/%s", own_forms[form]);
            snprintf(to, sizeof to, "#/$defs/built-in-%s", own_forms[form]);
            if (json_is_string(value) && strcmp(json_string_value(value), from) == 0)
                json_string_set(value, to);
        }
    }
}

/* Of the longer shapes that lead nowhere else there is one definition. */
static bool is_shared(const char *schema)
{
    return strlen(schema) > SHORT_BYTES && !strstr(schema, "$ref");
}

static json_t *shape_schema(const char *shape, bool built_in)
{
    size_t i = 0;
    json_t *schema;

    while (strcmp(shapes[i].name, shape) != 0)
        i++;
    if (is_shared(shapes[i].schema))
        return make("{'$ref': '#/$defs/%s'}", shape);
    schema = json_loads(shapes[i].schema, 0, NULL);
    if (built_in)
        redirect(schema);
    return schema;
}

static json_t *object_schema(const char *object, bool built_in)
{
    json_t *properties = json_object();
    json_t *required = json_array();

    for (size_t i = 0; i < COUNT(members); i++) {
        if (strcmp(members[i].of, object) != 0 || !is_for(&members[i], built_in))
            continue;
        json_object_set_new(
            properties, members[i].name, shape_schema(members[i].shape, built_in));
        if (members[i].need == NEEDED)
            json_array_append_new(required, json_string(members[i].name));
    }
    return json_pack(
        "{s:s,s:o,s:o}", "type", "object", "properties", properties, "required",
        required);
}

static json_t *closed(json_t *schema)
{
    json_object_set_new(schema, "additionalProperties", json_false());
    return schema;
}

static json_t *not_empty(json_t *schema)
{
    json_object_set_new(schema, "minProperties", json_integer(1));
    return schema;
}

/* ----------------------------------------------------------------------------- checks */

static void add_operands(json_t *properties, const char *check, bool built_in)
{
    for (size_t i = 0; i < COUNT(operands); i++)
        if (strcmp(operands[i].of, check) == 0 && is_for(&operands[i], built_in))
            json_object_set_new(
                properties, operands[i].name, shape_schema(operands[i].shape, built_in));
}

/* What the rule does not say, each of its places may. */
static json_t *needed_operands(const char *check, bool built_in)
{
    json_t *all = json_array();
    json_t *bounds = make("[{'$ref': '#/$defs/placed'}]");

    for (size_t i = 0; i < COUNT(operands); i++) {
        if (strcmp(operands[i].of, check) != 0 || !is_for(&operands[i], built_in))
            continue;
        if (operands[i].need == NEEDED)
            json_array_append_new(
                all, make(
                         "{'anyOf': [{'required': ['%s']}, {'$ref': '#/$defs/placed'}]}",
                         operands[i].name));
        if (operands[i].need == BOUND)
            json_array_append_new(bounds, make("{'required': ['%s']}", operands[i].name));
    }
    if (json_array_size(bounds) > 1)
        json_array_append_new(all, json_pack("{s:O}", "anyOf", bounds));
    json_decref(bounds);
    return all;
}

static json_t *place_schema(const char *check, bool built_in)
{
    json_t *place = object_schema("place", built_in);

    add_operands(json_object_get(place, "properties"), check, built_in);
    return closed(place);
}

/* Whether the built-in pack has operands of its own for the check. */
static bool has_own_form(const char *check)
{
    for (size_t i = 0; i < COUNT(operands); i++)
        if (strcmp(operands[i].of, check) == 0 && operands[i].whose == BUILT_IN)
            return true;
    return false;
}

static json_t *check_schema(const char *form, const char *check, bool built_in)
{
    json_t *properties = json_object();
    json_t *all = needed_operands(check, built_in);
    json_t *schema;

    add_operands(properties, check, built_in);
    json_object_set_new(
        properties, "at",
        make(
            "{'anyOf': [{'$ref': '#/$defs/parameter'}, {'$ref': '#/$defs/%s-place'},"
            " {'type': 'array', 'minItems': 1, 'items': {'anyOf':"
            " [{'$ref': '#/$defs/parameter'}, {'$ref': '#/$defs/%s-place'}]}}]}",
            form, form));
    schema = json_pack("{s:o}", "properties", properties);
    if (json_array_size(all) > 0)
        json_object_set(schema, "allOf", all);
    json_decref(all);
    return schema;
}

/* Which operands a rule has, and its places, depends on its check. */
static void add_check(json_t *definitions, size_t check, bool built_in, char *form)
{
    char place[TEXT_BYTES + 8];

    snprintf(
        form, TEXT_BYTES, "%scheck-%s",
        built_in && has_own_form(checks[check].name) ? "built-in-" : "",
        checks[check].id);
    if (json_object_get(definitions, form))
        return;
    snprintf(place, sizeof place, "%s-place", form);
    json_object_set_new(
        definitions, form, check_schema(form, checks[check].name, built_in));
    json_object_set_new(definitions, place, place_schema(checks[check].name, built_in));
}

static json_t *rule_schema(json_t *definitions, bool built_in)
{
    json_t *rule = object_schema("rule", built_in);
    json_t *ids = json_array();
    json_t *branches = json_array();
    char form[TEXT_BYTES];

    for (size_t i = 0; i < COUNT(checks); i++) {
        if (strcmp(checks[i].id, "fault") == 0 && !built_in)
            continue;
        add_check(definitions, i, built_in, form);
        json_array_append_new(ids, json_string(checks[i].id));
        json_array_append_new(
            branches, make(
                          "{'if': {'properties': {'check': {'const': '%s'}},"
                          " 'required': ['check']}, 'then': {'$ref': '#/$defs/%s'}}",
                          checks[i].id, form));
    }
    json_object_set_new(
        json_object_get(rule, "properties"), "check", json_pack("{s:o}", "enum", ids));
    json_object_set_new(rule, "allOf", branches);
    json_object_set_new(rule, "unevaluatedProperties", json_false());
    return rule;
}

/* -------------------------------------------------------------------------- the names */

static void add_once(json_t *names, const char *name, size_t size)
{
    for (size_t i = 0; i < json_array_size(names); i++) {
        const json_t *known = json_array_get(names, i);

        if (json_string_length(known) == size &&
            memcmp(json_string_value(known), name, size) == 0)
            return;
    }
    json_array_append_new(names, json_stringn(name, size));
}

/* Every parameter, and the groups and lists around it: of Tag.N.Key that is Tag. */
static json_t *parameter_schema(const json_t *pack)
{
    json_t *names = json_array();
    size_t i;
    const json_t *parameter;

    json_array_foreach (json_object_get(pack, "parameters"), i, parameter) {
        const char *name = json_string_value(json_object_get(parameter, "name"));

        for (const char *dot = name; (dot = strchr(dot, '.')) != NULL; dot++)
            if (strncmp(dot, ".N.", 3) == 0 || dot[-1] != 'N')
                add_once(names, name, (size_t)(dot - name));
        add_once(names, name, strlen(name));
    }
    return json_pack("{s:o}", "enum", names);
}

/* "regions.*.supported" as a pattern: a star is a key, or a parameter in braces. */
static json_t *fact_pattern(const char *path)
{
    char pattern[TEXT_BYTES] = "^";

    for (; *path; path++) {
        char plain[] = {*path, '\0'};

        strcat(
            pattern, *path == '*'   ? "(\\{[A-Za-z.]+\\}|[^.{}]+)"
                     : *path == '.' ? "\\."
                                    : plain);
    }
    strcat(pattern, "$");
    return json_pack("{s:s}", "pattern", pattern);
}

static json_t *facts_schema(const json_t *pack)
{
    json_t *facts = json_object_get(pack, "facts");
    json_t *patterns = json_array();
    const char *path;
    json_t *type;

    json_object_foreach (facts, path, type) {
        (void)type;
        json_array_append_new(patterns, fact_pattern(path));
    }
    return json_pack(
        "{s:s,s:i,s:{s:o},s:o}", "type", "object", "minProperties", 1, "propertyNames",
        "anyOf", patterns, "additionalProperties",
        make("{'anyOf': [{'type': 'boolean'}, {'$ref': '#/$defs/predicate'}]}"));
}

/* Beside its own members, a condition has parameters for members. */
static json_t *condition_schema(const json_t *pack)
{
    json_t *condition = not_empty(object_schema("condition", false));
    json_t *names = make("{'anyOf': [{'enum': []}, {'$ref': '#/$defs/parameter'}]}");
    json_t *own =
        json_object_get(json_array_get(json_object_get(names, "anyOf"), 0), "enum");

    for (size_t i = 0; i < COUNT(members); i++)
        if (strcmp(members[i].of, "condition") == 0)
            json_array_append_new(own, json_string(members[i].name));
    json_object_set_new(
        json_object_get(condition, "properties"), "facts", facts_schema(pack));
    json_object_set_new(condition, "propertyNames", names);
    json_object_set_new(
        condition, "additionalProperties",
        make("{'anyOf': [{'type': 'boolean'}, {'enum': ['given', 'absent']},"
             " {'$ref': '#/$defs/predicate'}, {'$ref': '#/$defs/several'}]}"));
    return condition;
}

/* -------------------------------------------------------------------------- the schema
 */

static void add_objects(json_t *definitions)
{
    static const char *const same[] = {"predicate", "several", "bounds"};
    static const char *const built_in[] = {
        "error", "definition", "newer", "answer", "fix"};

    for (size_t i = 0; i < COUNT(shapes); i++)
        if (is_shared(shapes[i].schema))
            json_object_set_new(
                definitions, shapes[i].name, json_loads(shapes[i].schema, 0, NULL));
    for (size_t i = 0; i < COUNT(same); i++)
        json_object_set_new(
            definitions, same[i], closed(not_empty(object_schema(same[i], false))));
    for (size_t i = 0; i < COUNT(built_in); i++)
        json_object_set_new(
            definitions, built_in[i], closed(object_schema(built_in[i], true)));
    json_object_set_new(definitions, "pack", closed(object_schema("pack", false)));
    json_object_set_new(
        definitions, "built-in-pack", closed(object_schema("pack", true)));
    json_object_set_new(
        definitions, "operation", closed(object_schema("operation", false)));
    json_object_set_new(
        definitions, "built-in-operation", closed(object_schema("operation", true)));
    json_object_set_new(
        definitions, "list",
        json_pack(
            "{s:[o,o]}", "anyOf", shape_schema("words", false),
            closed(object_schema("list", false))));
    json_object_set_new(
        definitions, "built-in-list", closed(object_schema("list", true)));
}

json_t *pack_schema(const json_t *pack)
{
    json_t *definitions = json_object();

    add_objects(definitions);
    json_object_set_new(definitions, "rule", rule_schema(definitions, false));
    json_object_set_new(definitions, "built-in-rule", rule_schema(definitions, true));
    json_object_set_new(definitions, "parameter", parameter_schema(pack));
    json_object_set_new(definitions, "condition", condition_schema(pack));
    json_object_set_new(
        definitions, "places", make("{'type': ['string', 'object', 'array']}"));
    json_object_set_new(
        definitions, "placed",
        make("{'properties': {'at': {'type': ['object', 'array']}},"
             " 'required': ['at']}"));
    return json_pack(
        "{s:s,s:s,s:s,s:s,s:o,s:o,s:o,s:o}", "$schema",
        "https://json-schema.org/draft/2020-12/schema", "$id", "urn:snapguard:pack:1",
        "title", "A rule pack of snapguard", "description",
        "Made from the tables that the loader reads packs by; do not edit it.", "if",
        make("{'required': ['name']}"), "then", make("{'$ref': '#/$defs/pack'}"), "else",
        make("{'$ref': '#/$defs/built-in-pack'}"), "$defs", definitions);
}
