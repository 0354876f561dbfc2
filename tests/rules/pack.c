#include "pack.h"

#include <snapguard/snapguard.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

json_t *pack_load(void)
{
    size_t size;
    const char *text = snapguard_builtin_pack(&size);
    json_t *pack = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);

    if (!pack)
        abort();
    return pack;
}

bool pack_is_yaml(const json_t *example)
{
    return json_object_get(example, "$yaml") != NULL;
}

void pack_each_example(
    const json_t *pack, void (*visit)(const pack_example *example, void *data),
    void *data)
{
    static const char *const kinds[] = {"accept", "reject"};
    const json_t *rules = json_object_get(pack, "rules");

    for (size_t i = 0; i < 2 * json_array_size(rules); i++) {
        const json_t *rule = json_array_get(rules, i / 2);
        const json_t *list = json_object_get(rule, kinds[i % 2]);
        pack_example example = {
            .rule = json_string_value(json_object_get(rule, "id")),
            .kind = kinds[i % 2],
        };

        for (; example.index < json_array_size(list); example.index++) {
            example.json = json_array_get(list, example.index);
            if (!pack_is_yaml(example.json))
                visit(&example, data);
        }
    }
}

json_t *pack_merge(json_t *target, const json_t *patch)
{
    const char *key;
    json_t *value;

    if (!json_is_object(patch)) {
        json_decref(target);
        return json_deep_copy(patch);
    }
    if (!json_is_object(target)) {
        json_decref(target);
        target = json_object();
    }
    json_object_foreach ((json_t *)(uintptr_t)patch, key, value) {
        json_t *old = json_object_get(target, key);

        if (json_is_null(value))
            json_object_del(target, key);
        else
            json_object_set_new(target, key, pack_merge(json_incref(old), value));
    }
    return target;
}

static char *decode_hex(const char *hex, size_t *size)
{
    char *bytes = malloc(strlen(hex) / 2 + 1);

    if (!bytes)
        abort();
    for (*size = 0; hex[0] && hex[1]; hex += 2) {
        char digits[] = {hex[0], hex[1], '\0'};

        bytes[(*size)++] = (char)strtoul(digits, NULL, 16);
    }
    bytes[*size] = '\0';
    return bytes;
}

static char *copy_text(const json_t *string, size_t *size)
{
    char *text;

    *size = json_string_length(string);
    text = malloc(*size + 1);
    if (!text)
        abort();
    memcpy(text, json_string_value(string), *size + 1);
    return text;
}

/* An example that is not built upon the base, or NULL. */
static const json_t *find_raw(const json_t *example)
{
    const json_t *query = json_object_get(example, "$query");

    if (json_is_string(example))
        return example;
    return query ? query : json_object_get(example, "$http");
}

char *pack_request(const json_t *pack, const json_t *example, size_t *size)
{
    const json_t *inner = json_object_get(example, "$request");
    const json_t *hex = json_object_get(example, "$hex");
    const json_t *raw = find_raw(example);
    json_t *request;
    char *text;

    if (inner)
        return pack_request(pack, inner, size);
    if (hex)
        return decode_hex(json_string_value(hex), size);
    if (raw)
        return copy_text(raw, size);
    request = json_deep_copy(json_object_get(pack, "base"));
    if (!json_object_get(example, "$facts"))
        request = pack_merge(request, example);
    text = json_dumps(request, JSON_COMPACT);
    json_decref(request);
    if (!text)
        abort();
    *size = strlen(text);
    return text;
}

snapguard_encoding pack_encoding(const json_t *example)
{
    const json_t *inner = json_object_get(example, "$request");

    if (inner)
        return pack_encoding(inner);
    if (json_object_get(example, "$query"))
        return SNAPGUARD_QUERY;
    return json_object_get(example, "$http") ? SNAPGUARD_HTTP : SNAPGUARD_JSON;
}

char *pack_facts(const json_t *example)
{
    const json_t *facts = json_object_get(example, "$facts");
    char *text = facts ? json_dumps(facts, JSON_COMPACT) : NULL;

    if (facts && !text)
        abort();
    return text;
}
