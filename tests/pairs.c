#include "pairs.h"

#include <stdio.h>

static char *name_below(const char *parent, const char *segment)
{
    size_t size = strlen(parent) + strlen(segment) + 2;
    char *name = malloc(size);

    if (!name)
        abort();
    snprintf(name, size, "%s%s%s", parent, *parent ? "." : "", segment);
    return name;
}

/* ------------------------------------------------------------ what the pack calls them
 */

/* Tag.3.Key is Tag.N.Key. */
static void write_general(const char *name, char *out, size_t size)
{
    size_t used = 0;

    for (; *name && used + 1 < size; name++) {
        bool is_digit = *name >= '0' && *name <= '9';

        if (!is_digit)
            out[used++] = *name;
        else if (used == 0 || out[used - 1] != 'N')
            out[used++] = 'N';
    }
    out[used] = '\0';
}

typedef enum name_kind { IS_UNKNOWN, IS_TEXT, IS_SCALAR, IS_GROUP } name_kind;

static name_kind kind_of(const json_t *pack, const char *name)
{
    char general[128];
    size_t size;
    size_t i;
    json_t *entry;

    write_general(name, general, sizeof general);
    size = strlen(general);
    json_array_foreach (json_object_get(pack, "parameters"), i, entry) {
        const char *known = json_string_value(json_object_get(entry, "name"));
        const char *type = json_string_value(json_object_get(entry, "type"));

        if (!strcmp(known, general))
            return strcmp(type, "integer") && strcmp(type, "boolean") ? IS_TEXT
                                                                      : IS_SCALAR;
        if (!strncmp(known, general, size) && known[size] == '.')
            return IS_GROUP;
    }
    return IS_UNKNOWN;
}

/* ------------------------------------------------------------------------- flattening */

static void add_pair(pair_list *list, const char *name, const json_t *value)
{
    for (size_t i = 0; i < list->count; i++)
        list->is_once &= strcmp(list->pairs[i].name, name) != 0;
    list->pairs = realloc(list->pairs, (list->count + 1) * sizeof *list->pairs);
    if (!list->pairs)
        abort();
    list->pairs[list->count++] =
        (pair){name_below("", name), json_incref((json_t *)(uintptr_t)value)};
}

static void
flatten(pair_list *list, const json_t *pack, const char *name, const json_t *value);

/* An item of which nothing is given, the flat form has not. */
static bool says_something(const pair_list *list, const json_t *pack, size_t begin)
{
    for (size_t i = begin; i < list->count; i++)
        if (kind_of(pack, list->pairs[i].name) != IS_UNKNOWN ||
            json_string_length(list->pairs[i].value) > 0)
            return true;
    return false;
}

static void flatten_items(
    pair_list *list, const json_t *pack, const char *parent, const json_t *array)
{
    for (size_t i = 0; i < json_array_size(array); i++) {
        const json_t *item = json_array_get(array, i);
        char number[32];
        size_t before;
        char *name;

        snprintf(number, sizeof number, "%zu", i + 1);
        name = name_below(parent, number);
        before = list->count;
        flatten(list, pack, name, item);
        list->is_flat &= !json_is_object(item) || says_something(list, pack, before);
        free(name);
    }
}

static void flatten_members(
    pair_list *list, const json_t *pack, const char *parent, const json_t *object)
{
    const char *key;
    json_t *value;

    json_object_foreach ((json_t *)(uintptr_t)object, key, value) {
        char *name = name_below(parent, key);

        flatten(list, pack, name, value);
        free(name);
    }
}

static bool is_list(const char *name)
{
    size_t size = strlen(name);

    return !strcmp(name, "Tag") || (size > 4 && !strcmp(name + size - 4, ".Arn"));
}

/* In a query everything is text: what is none where text is wanted, it can't say. */
static void
flatten(pair_list *list, const json_t *pack, const char *name, const json_t *value)
{
    name_kind kind = kind_of(pack, name);

    if (json_is_null(value))
        return;
    if (kind == IS_GROUP && is_list(name) && json_is_array(value))
        flatten_items(list, pack, name, value);
    else if (kind == IS_GROUP && json_is_object(value) && !is_list(name))
        flatten_members(list, pack, name, value);
    else {
        list->is_text &= !json_is_array(value) && !json_is_object(value);
        list->is_text &= kind != IS_TEXT || json_is_string(value);
        add_pair(list, name, value);
    }
}

pair_list pairs_of(const json_t *pack, const json_t *request)
{
    bool is_object = json_is_object(request);
    pair_list list = {.is_flat = is_object, .is_text = true, .is_once = true};

    flatten_members(&list, pack, "", request);
    return list;
}

void pairs_free(pair_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->pairs[i].name);
        json_decref(list->pairs[i].value);
    }
    free(list->pairs);
    *list = (pair_list){.pairs = NULL};
}

void pairs_shuffle(pair_list *list, chance *luck)
{
    for (size_t i = list->count; i > 1; i--) {
        size_t other = chance_below(luck, (uint32_t)i);
        pair last = list->pairs[i - 1];

        list->pairs[i - 1] = list->pairs[other];
        list->pairs[other] = last;
    }
}

/* --------------------------------------------------------------------------- encodings
 */

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("-._~", c));
}

/* What some clients leave as it stands, and some do not. */
static bool may_stand(char c)
{
    return c && strchr("*!'()/:@,;$[]\"{}", c);
}

static void escape(char c, chance *luck, bytes *out)
{
    const char *format = luck && chance_below(luck, 2) ? "%%%02x" : "%%%02X";
    char text[4];

    snprintf(text, sizeof text, format, (unsigned)(unsigned char)c);
    bytes_add(out, text, 3);
}

void percent_encode(const char *text, size_t size, chance *luck, bytes *out)
{
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        bool is_needless = luck && chance_below(luck, 8) == 0;
        bool stands = is_plain(c) ? !is_needless
                                  : luck && (may_stand(c) || (unsigned char)c >= 0x80) &&
                                        chance_below(luck, 2);

        if (c == ' ' && luck && chance_below(luck, 2))
            bytes_say(out, "+");
        else if (stands)
            bytes_add(out, &c, 1);
        else
            escape(c, luck, out);
    }
}

static void encode_value(const json_t *value, chance *luck, bytes *out)
{
    char *text;

    if (json_is_string(value)) {
        percent_encode(json_string_value(value), json_string_length(value), luck, out);
        return;
    }
    text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    if (!text)
        abort();
    percent_encode(text, strlen(text), luck, out);
    free(text);
}

/* Pairs of which nothing stands between the ampersands are none. */
static void write_between(chance *luck, bool is_first, bytes *out)
{
    if (!is_first)
        bytes_say(out, "&");
    while (luck && chance_below(luck, 20) == 0)
        bytes_say(out, "&");
}

void pairs_write_query(
    const pair_list *list, size_t begin, size_t end, chance *luck, bytes *out)
{
    bytes_say(out, "");
    for (size_t i = begin; i < end; i++) {
        const pair *one = &list->pairs[i];

        write_between(luck, i == begin, out);
        percent_encode(one->name, strlen(one->name), luck, out);
        bytes_say(out, "=");
        encode_value(one->value, luck, out);
    }
}

void pairs_write_json(const pair_list *list, size_t begin, size_t end, bytes *out)
{
    bytes_say(out, "{");
    for (size_t i = begin; i < end; i++) {
        const pair *one = &list->pairs[i];
        json_t *name = json_string(one->name);
        char *key = json_dumps(name, JSON_ENCODE_ANY);
        char *value = json_dumps(one->value, JSON_COMPACT | JSON_ENCODE_ANY);

        if (!key || !value)
            abort();
        bytes_say(out, i == begin ? "" : ",");
        bytes_say(out, key);
        bytes_say(out, ":");
        bytes_say(out, value);
        free(key);
        free(value);
        json_decref(name);
    }
    bytes_say(out, "}");
}
