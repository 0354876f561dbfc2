#include "pack.h"

#include "json.h"
#include "memory.h"

#include <snapguard/snapguard.h>
#include <string.h>

static json_t *read_json(const char *text, size_t size)
{
    json_t *root = json_loadb(text, size, 0, NULL);

    /* The library has read it before, so that it can only fail for memory. */
    if (!root)
        cli_out_of_memory();
    return root;
}

static void add_rules(cli_pack *pack, const json_t *root)
{
    if (json_array_extend(pack->rules, json_object_get(root, "rules")) != 0)
        cli_out_of_memory();
}

void cli_pack_load(cli_pack *pack, const cli_packs *packs)
{
    size_t length;
    const char *text = snapguard_builtin_pack(&length);

    pack->root = read_json(text, length);
    pack->own = json_array();
    pack->rules = json_array();
    pack->errors = json_object_get(pack->root, "errors");
    pack->parameters = json_object_get(pack->root, "parameters");
    add_rules(pack, pack->root);
    for (size_t i = 0; packs && i < packs->count; i++) {
        json_t *own = read_json(packs->files[i].bytes, packs->files[i].size);

        add_rules(pack, own);
        cli_json_append(pack->own, own);
    }
}

void cli_pack_free(cli_pack *pack)
{
    json_decref(pack->rules);
    json_decref(pack->own);
    json_decref(pack->root);
    pack->root = NULL;
}

/* The id of its rules begins with a pack's name and a slash. */
const json_t *cli_pack_of(const cli_pack *pack, const json_t *rule)
{
    const char *id = cli_pack_text(rule, "id");
    size_t size = strcspn(id, "/");
    const json_t *own;
    size_t i;

    json_array_foreach (pack->own, i, own) {
        const char *name = cli_pack_text(own, "name");

        if (id[size] && strlen(name) == size && memcmp(id, name, size) == 0)
            return own;
    }
    return NULL;
}

json_t *cli_pack_base(const cli_pack *pack, const json_t *own)
{
    const json_t *base = json_object_get(own, "base");
    json_t *nothing = json_object();
    json_t *merged =
        cli_json_merge(json_object_get(pack->root, "base"), base ? base : nothing);

    json_decref(nothing);
    return merged;
}

const char *cli_pack_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? text : "";
}

const json_t *cli_pack_find(const json_t *array, const char *key, const char *text)
{
    const json_t *element;
    size_t i;

    json_array_foreach (array, i, element) {
        if (strcmp(cli_pack_text(element, key), text) == 0)
            return element;
    }
    return NULL;
}

void cli_pack_offer(cli_nearest *nearest, const json_t *array, const char *key)
{
    const json_t *element;
    size_t i;

    json_array_foreach (array, i, element) {
        cli_nearest_offer(nearest, cli_pack_text(element, key));
    }
}
