#include "pack.h"

#include "memory.h"

#include <snapguard/snapguard.h>
#include <string.h>

void cli_pack_load(cli_pack *pack)
{
    size_t length;
    const char *text = snapguard_builtin_pack(&length);

    /* The library was built with this text, so that it can only fail for memory. */
    pack->root = json_loadb(text, length, 0, NULL);
    if (!pack->root)
        cli_out_of_memory();
    pack->rules = json_object_get(pack->root, "rules");
    pack->errors = json_object_get(pack->root, "errors");
    pack->parameters = json_object_get(pack->root, "parameters");
}

void cli_pack_free(cli_pack *pack)
{
    json_decref(pack->root);
    pack->root = NULL;
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
