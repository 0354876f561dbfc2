#include "vocabulary.h"

#include "law.h"

#include "rules/pack.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_NAME = 128, LONGEST_QUERY = 1 << 13, MOST_PARAMETERS = 64 };

static vocabulary known;

static void *demand(void *block)
{
    law(block != NULL, "there is memory");
    return block;
}

static void add(vocabulary_list *list, const char *bytes, size_t size)
{
    vocabulary_text *text;

    for (size_t i = 0; i < list->count; i++)
        if (list->texts[i].size == size && memcmp(list->texts[i].bytes, bytes, size) == 0)
            return;
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 16;
        list->texts = demand(realloc(list->texts, list->capacity * sizeof *list->texts));
    }
    text = &list->texts[list->count++];
    text->bytes = demand(malloc(size + 1));
    text->size = size;
    memcpy(text->bytes, bytes, size);
    text->bytes[size] = '\0';
}

static void add_string(vocabulary_list *list, const json_t *string)
{
    if (json_is_string(string))
        add(list, json_string_value(string), json_string_length(string));
}

static void add_json(vocabulary_list *list, const json_t *value)
{
    char *text = demand(json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY));

    add(list, text, strlen(text));
    free(text);
}

static void add_value(vocabulary_parameter *parameter, const json_t *value)
{
    add_json(&parameter->values, value);
    if (json_is_string(value))
        add_string(&parameter->texts, value);
    else
        add_json(&parameter->texts, value);
}

static const char *text_of(const json_t *object, const char *field)
{
    return json_string_value(json_object_get(object, field));
}

/* --------------------------------------------------------------------- parameters */

static vocabulary_type type_of(const char *word)
{
    static const char *const words[] = {"text", "integer", "boolean", "list"};

    for (int i = 0; i < 4; i++)
        if (strcmp(words[i], word) == 0)
            return (vocabulary_type)i;
    law(false, "the types of the pack are known");
    return VOCABULARY_TEXT;
}

static vocabulary_parameter *find(const char *name)
{
    for (size_t i = 0; name && i < known.parameter_count; i++)
        if (strcmp(known.parameters[i].name, name) == 0)
            return &known.parameters[i];
    return NULL;
}

/* "CopyEncryptionConfiguration.Arn" is a name too, of what holds parameters. */
static void add_groups(const char *name)
{
    const char *dot = strchr(name, '.');

    for (; dot; dot = strchr(dot + 1, '.'))
        if (!(dot - name > 2 && dot[-1] == 'N' && dot[-2] == '.'))
            add(&known.names, name, (size_t)(dot - name));
}

static void load_parameters(const json_t *pack)
{
    const json_t *list = json_object_get(pack, "parameters");
    size_t i;
    const json_t *parameter;

    law(json_array_size(list) <= MOST_PARAMETERS, "the parameters are not too many");
    known.parameters = demand(calloc(MOST_PARAMETERS, sizeof *known.parameters));
    json_array_foreach (list, i, parameter) {
        const char *name = text_of(parameter, "name");
        const json_t *alias = json_object_get(parameter, "alias");

        known.parameters[i].name = name;
        known.parameters[i].type = type_of(text_of(parameter, "type"));
        add(&known.names, name, strlen(name));
        add_groups(name);
        for (size_t j = 0; j < json_array_size(alias); j++)
            add_string(&known.names, json_array_get(alias, j));
    }
    known.parameter_count = json_array_size(list);
}

static void load_names(const json_t *pack)
{
    static const char *const fields[] = {"common", "silent", "newer"};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const json_t *list = json_object_get(pack, fields[i]);

        for (size_t j = 0; j < json_array_size(list); j++) {
            const json_t *name = json_array_get(list, j);

            add_string(
                &known.names,
                json_is_object(name) ? json_object_get(name, "name") : name);
        }
    }
}

static void load_operation(const json_t *pack)
{
    const json_t *operation = json_object_get(pack, "operation");
    char line[2 * LONGEST_NAME];

    known.operation = text_of(operation, "name");
    snprintf(line, sizeof line, "%s: %s", text_of(operation, "header"), known.operation);
    add(&known.headers, line, strlen(line));
    snprintf(
        line, sizeof line, "%s: %s", text_of(operation, "versionHeader"),
        text_of(operation, "version"));
    add(&known.headers, line, strlen(line));
    add_string(&known.words, json_object_get(operation, "name"));
    add_string(&known.words, json_object_get(operation, "version"));
}

/* ----------------------------------------------------------------------- examples */

/* Tag.3.Key is Tag.N.Key. */
static void generalize(const char *wire, char name[LONGEST_NAME])
{
    size_t size = 0;

    for (; *wire && size < LONGEST_NAME - 1; wire++) {
        bool is_digit = *wire >= '0' && *wire <= '9';

        if (!is_digit)
            name[size++] = *wire;
        else if (size > 0 && name[size - 1] == '.')
            name[size++] = 'N';
    }
    name[size] = '\0';
}

/* The pairs of a request, as a query has them. */
typedef struct pairs {
    size_t size;
    char bytes[LONGEST_QUERY];
} pairs;

static void add_encoded(pairs *query, const char *text, size_t size)
{
    for (size_t i = 0; i < size && query->size < sizeof query->bytes - 4; i++) {
        unsigned char byte = (unsigned char)text[i];
        bool is_plain = byte < 0x80 && byte > ' ' && !strchr("%&=+#\"", byte);

        query->size += (size_t)snprintf(
            query->bytes + query->size, 4, is_plain ? "%c" : "%%%02X", byte);
    }
}

static void add_pair(pairs *query, const char *wire, const json_t *value)
{
    char *text = demand(json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY));
    bool is_string = json_is_string(value);

    if (query->size && query->size < sizeof query->bytes)
        query->bytes[query->size++] = '&';
    add_encoded(query, wire, strlen(wire));
    if (query->size < sizeof query->bytes)
        query->bytes[query->size++] = '=';
    add_encoded(
        query, is_string ? json_string_value(value) : text,
        is_string ? json_string_length(value) : strlen(text));
    free(text);
}

static void collect(pairs *query, const char *prefix, const json_t *value);

static void
collect_member(pairs *query, const char *prefix, const char *key, const json_t *value)
{
    char wire[2 * LONGEST_NAME];
    char name[LONGEST_NAME];
    vocabulary_parameter *parameter;

    snprintf(wire, sizeof wire, "%s%s%s", prefix, *prefix ? "." : "", key);
    generalize(wire, name);
    parameter = find(name);
    if (parameter)
        add_value(parameter, value);
    if (!parameter && json_is_object(value) + json_is_array(value))
        collect(query, wire, value);
    else
        add_pair(query, wire, value);
}

/* The values of a request, nested or flat, each to its parameter, and all as a query. */
static void collect(pairs *query, const char *prefix, const json_t *value)
{
    const char *key;
    json_t *member;

    for (size_t i = 0; i < json_array_size(value) && strlen(prefix) < LONGEST_NAME; i++) {
        char item[32];

        snprintf(item, sizeof item, "%zu", i + 1);
        collect_member(query, prefix, item, json_array_get(value, i));
    }
    json_object_foreach ((json_t *)(uintptr_t)value, key, member)
        collect_member(query, prefix, key, member);
}

static void add_example(const pack_example *example, void *pack)
{
    size_t size;
    char *text = pack_request(pack, example->json, &size);
    char *facts = pack_facts(example->json);
    snapguard_encoding encoding = pack_encoding(example->json);
    json_t *request = json_loadb(text, size, 0, NULL);
    pairs query = {0};

    add(&known.requests[encoding], text, size);
    if (encoding == SNAPGUARD_JSON && json_is_object(request)) {
        collect(&query, "", request);
        add(&known.requests[SNAPGUARD_QUERY], query.bytes, query.size);
    }
    if (facts)
        add(&known.facts, facts, strlen(facts));
    json_decref(request);
    free(facts);
    free(text);
}

/* ------------------------------------------------------------------------- bounds */

static void add_integer(vocabulary_parameter *parameter, json_int_t number)
{
    json_t *value = demand(json_integer(number));

    add_value(parameter, value);
    json_decref(value);
}

static void add_element(vocabulary_parameter *parameter, json_int_t number)
{
    json_t *value = demand(json_sprintf("[\"%" JSON_INTEGER_FORMAT "\"]", number));

    add_value(parameter, value);
    json_decref(value);
}

/* So many characters of one, two, three and four bytes. */
static void add_length(vocabulary_parameter *parameter, json_int_t length)
{
    static const char *const characters[] = {
        "a", "\xC3\xA9", "\xE5\xBF\xAB", "\xF0\xA0\xAE\xB7"};

    for (size_t i = 0; i < 4 && length >= 0; i++) {
        size_t size = (size_t)length * strlen(characters[i]);
        char *text = demand(malloc(size + 1));
        json_t *value;

        for (size_t j = 0; j < (size_t)length; j++)
            memcpy(
                text + j * strlen(characters[i]), characters[i], strlen(characters[i]));
        value = demand(json_stringn(text, size));
        add_value(parameter, value);
        json_decref(value);
        free(text);
    }
}

/* A list of so many elements, each of them its place. */
static void add_count(vocabulary_parameter *parameter, json_int_t count)
{
    json_t *list = demand(json_array());
    char *text;
    json_t *value;

    for (json_int_t i = 0; i < count; i++)
        json_array_append_new(list, json_sprintf("%" JSON_INTEGER_FORMAT, i));
    text = demand(json_dumps(list, JSON_COMPACT));
    value = demand(json_string(text));
    add_value(parameter, value);
    json_decref(value);
    json_decref(list);
    free(text);
}

typedef struct bound_kind {
    const char *check;
    void (*add)(vocabulary_parameter *parameter, json_int_t number);
} bound_kind;

static const bound_kind bound_kinds[] = {
    {"range",    add_integer},
    {"elements", add_element},
    {"length",   add_length },
    {"count",    add_count  },
};

static void
add_around(vocabulary_parameter *parameter, const bound_kind *kind, const json_t *bound)
{
    if (json_is_integer(bound))
        for (json_int_t i = -1; i <= 1; i++)
            kind->add(parameter, json_integer_value(bound) + i);
}

static void add_bounds(const json_t *rule, vocabulary_parameter *parameter)
{
    const char *check = text_of(rule, "check");
    const json_t *also = json_object_get(rule, "also");

    for (size_t i = 0; i < sizeof bound_kinds / sizeof *bound_kinds; i++) {
        const bound_kind *kind = &bound_kinds[i];

        if (strcmp(kind->check, check) != 0)
            continue;
        add_around(parameter, kind, json_object_get(rule, "min"));
        add_around(parameter, kind, json_object_get(rule, "max"));
        for (size_t j = 0; j < json_array_size(also); j++)
            add_around(parameter, kind, json_array_get(also, j));
    }
}

static void load_rule(const json_t *rule)
{
    const json_t *at = json_object_get(rule, "at");
    const json_t *words = json_object_get(rule, "none");
    size_t count = json_is_array(at) ? json_array_size(at) : 1;

    for (size_t i = 0; i < json_array_size(words); i++)
        add_string(&known.words, json_array_get(words, i));
    for (size_t i = 0; i < count; i++) {
        const json_t *place = json_is_array(at) ? json_array_get(at, i) : at;
        vocabulary_parameter *parameter = find(
            json_is_object(place) ? text_of(place, "parameter")
                                  : json_string_value(place));

        if (parameter)
            add_bounds(rule, parameter);
    }
}

static void load_rules(const json_t *pack)
{
    const json_t *rules = json_object_get(pack, "rules");

    for (size_t i = 0; i < json_array_size(rules); i++)
        load_rule(json_array_get(rules, i));
}

static void load_lists(const json_t *pack)
{
    const char *name;
    json_t *list;

    json_object_foreach (json_object_get(pack, "lists"), name, list) {
        const json_t *values = json_object_get(list, "values");

        for (size_t i = 0; i < json_array_size(values); i++)
            add_string(&known.words, json_array_get(values, i));
    }
}

/* ------------------------------------------------------------------ facts and packs */

/* What the loader itself reads packs by. */
static void load_members(void)
{
    static const char *const members[] = {
#define MEMBER(object, name, shape, need, whose) name,
#include "pack_members.def"
#undef MEMBER
#define OPERAND(check, name, shape, need, whose) name,
#include "pack_operands.def"
#undef OPERAND
    };

    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        add(&known.members, members[i], strlen(members[i]));
}

static void load_fact_names(const json_t *pack)
{
    const char *path;
    json_t *type;

    json_object_foreach (json_object_get(pack, "facts"), path, type) {
        const char *step = path;
        const char *dot;

        for (; (dot = strchr(step, '.')) != NULL; step = dot + 1)
            if (*step != '*')
                add(&known.fact_names, step, (size_t)(dot - step));
        add(&known.fact_names, step, strlen(step));
    }
}

/* Whether a text of JSON names it, or a group that it is in. */
static bool is_named(const char *text, const char *name)
{
    char quoted[LONGEST_NAME];

    for (size_t size = strlen(name); size > 0; size--) {
        if (name[size] && name[size] != '.')
            continue;
        snprintf(quoted, sizeof quoted, "\"%.*s\"", (int)size, name);
        if (strstr(text, quoted))
            return true;
    }
    return false;
}

/* Those of a list of the pack that are named somewhere in `value`, by their `key`. */
static json_t *
pick(const json_t *pack, const char *list, const char *key, const json_t *value)
{
    char *text = demand(json_dumps(value, JSON_COMPACT));
    json_t *picked = demand(json_array());
    const json_t *all = json_object_get(pack, list);

    for (size_t i = 0; i < json_array_size(all); i++) {
        json_t *entry = json_array_get(all, i);

        if (is_named(text, text_of(entry, key)))
            json_array_append_new(picked, demand(json_copy(entry)));
    }
    free(text);
    return picked;
}

/* What only people read. */
static void strip(json_t *entries)
{
    static const char *const prose[] = {"accept", "decided", "description", "reject",
                                        "source", "table",   "title",       "why",
                                        "help",   "fix"};

    for (size_t i = 0; i < json_array_size(entries); i++)
        for (size_t j = 0; j < sizeof prose / sizeof *prose; j++)
            json_object_del(json_array_get(entries, i), prose[j]);
}

static json_t *few_lists(const json_t *pack)
{
    const json_t *regions = json_object_get(json_object_get(pack, "lists"), "regions");
    const json_t *values = json_object_get(regions, "values");

    return demand(json_pack(
        "{s:{s:O,s:[O,O]}}", "regions", "date", json_object_get(regions, "date"),
        "values", json_array_get(values, 0), json_array_get(values, 1)));
}

/* A pack of this rule alone: the parameters that it names, and the rows that they do. */
static void add_pack(const json_t *pack, const json_t *rule)
{
    json_t *own = demand(json_deep_copy(rule));
    json_t *rules = demand(json_pack("[o]", own));
    json_t *operation = json_object_get(pack, "operation");
    json_t *parameters;
    json_t *named;
    json_t *errors;
    json_t *small;

    json_object_del(own, "unless");
    strip(rules);
    parameters = pick(pack, "parameters", "name", rules);
    strip(parameters);
    named = demand(json_pack("[O,O,O]", rules, parameters, operation));
    errors = pick(pack, "errors", "id", named);
    strip(errors);
    json_decref(named);
    small = demand(json_pack(
        "{s:O,s:O,s:o,s:o,s:o,s:[s,s],s:O,s:o}", "edition",
        json_object_get(pack, "edition"), "operation", operation, "lists",
        few_lists(pack), "errors", errors, "parameters", parameters, "common", "Action",
        "Version", "facts", json_object_get(pack, "facts"), "rules", rules));
    add_json(&known.packs, small);
    json_decref(small);
}

static void load_packs(const json_t *pack)
{
    const json_t *rules = json_object_get(pack, "rules");

    for (size_t i = 0; i < json_array_size(rules); i++)
        add_pack(pack, json_array_get(rules, i));
}

/* ------------------------------------------------------------- templates and plans */

/* What a parameter is called there. */
typedef struct property {
    const char *name;
    const char *parameter;
} property;

enum { MOST_PROPERTIES = 128 };

static property properties[MOST_PROPERTIES];
static size_t property_count;

static void add_property(const char *name, const char *parameter)
{
    add(&known.properties, name, strlen(name));
    if (!parameter)
        return;
    law(property_count < MOST_PROPERTIES, "the properties are not too many");
    properties[property_count++] = (property){name, parameter};
}

/* Members may have members. */
static void load_properties(const json_t *members)
{
    const char *name;
    json_t *member;

    json_object_foreach ((json_t *)(uintptr_t)members, name, member) {
        const char *parameter = json_is_string(member) ? json_string_value(member)
                                                       : text_of(member, "parameter");

        add_property(name, parameter);
        load_properties(json_object_get(member, "members"));
    }
}

/* What the smallest valid request says, by the names of a form, and lists as what they
 * are. */
static json_t *properties_of(const json_t *form, const json_t *base)
{
    json_t *made = demand(json_object());
    const char *name;
    json_t *member;

    json_object_foreach (json_object_get(form, "members"), name, member) {
        json_t *value = json_object_get(base, json_string_value(member));
        const char *text = json_string_value(value);
        json_t *list = text && *text == '[' ? json_loads(text, 0, NULL) : NULL;

        if (value)
            json_object_set(made, name, list ? list : value);
        json_decref(list);
    }
    return made;
}

static void add_template(const json_t *form, const char *type, const json_t *base)
{
    json_t *made = properties_of(form, base);
    json_t *whole =
        strcmp(text_of(form, "id"), "ros") == 0
            ? json_pack(
                  "{s:{s:{s:s,s:o}}}", "Resources", "P", "Type", type, "Properties", made)
            : json_pack(
                  "{s:[{s:s,s:s,s:s,s:{s:[s],s:o,s:{}}}]}", "resource_changes", "address",
                  "a.p", "mode", "managed", "type", type, "change", "actions", "create",
                  "after", made, "after_unknown");

    add_json(&known.templates, demand(whole));
    json_decref(whole);
}

static void load_forms(const json_t *pack)
{
    static const char *const others[] = {
        "Resources",   "Parameters",    "Default",      "Type",
        "Properties",  "Ref",           "Fn::Sub",      "Fn::GetAtt",
        "after",       "after_unknown", "actions",      "change",
        "address",     "mode",          "values",       "planned_values",
        "root_module", "resources",     "child_modules"};
    const json_t *form;
    size_t i;

    json_array_foreach (json_object_get(pack, "forms"), i, form) {
        const json_t *types = json_object_get(form, "types");

        load_properties(json_object_get(form, "members"));
        for (size_t j = 0; j < json_array_size(types); j++)
            add_template(
                form, json_string_value(json_array_get(types, j)),
                json_object_get(pack, "base"));
    }
    for (i = 0; i < sizeof others / sizeof *others; i++)
        add_property(others[i], NULL);
}

/* ---------------------------------------------------------------------------- whole */

static void load(void)
{
    /* Whose texts the names of parameters are, for those who look for leaks. */
    static json_t *volatile pack;
    vocabulary_list base = {0};

    pack = pack_load();
    load_parameters(pack);
    load_names(pack);
    load_operation(pack);
    load_lists(pack);
    load_rules(pack);
    load_fact_names(pack);
    load_members();
    load_packs(pack);
    load_forms(pack);
    pack_each_example(pack, add_example, pack);
    add_json(&base, json_object_get(pack, "base"));
    known.base = base.texts[0];
    free(base.texts);
}

const vocabulary *vocabulary_get(void)
{
    if (!known.parameters)
        load();
    return &known;
}

static bool is_called(const char *name, const char *segment, size_t size)
{
    return strlen(name) == size && memcmp(name, segment, size) == 0;
}

const vocabulary_parameter *vocabulary_find(const char *segment, size_t size)
{
    const vocabulary *all = vocabulary_get();

    for (size_t i = 0; i < all->parameter_count; i++) {
        const char *name = all->parameters[i].name;
        const char *dot = strrchr(name, '.');

        if (is_called(dot ? dot + 1 : name, segment, size))
            return &all->parameters[i];
    }
    for (size_t i = 0; i < property_count; i++)
        if (is_called(properties[i].name, segment, size))
            return find(properties[i].parameter);
    return NULL;
}
