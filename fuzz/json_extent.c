#include "json_extent.h"

#include <stdbool.h>
#include <stdint.h>

static void add_member(json_extent *around, const json_t *member)
{
    json_extent inside = json_extent_of(member);

    around->values += inside.values;
    if (around->depth < inside.depth + 1)
        around->depth = inside.depth + 1;
}

json_extent json_extent_of(const json_t *value)
{
    bool is_leaf = !json_is_object(value) && !json_is_array(value);
    json_extent all = {.values = 1, .depth = !is_leaf};
    const char *name;
    json_t *member;
    size_t i;

    json_array_foreach (value, i, member)
        add_member(&all, member);
    json_object_foreach ((json_t *)(uintptr_t)value, name, member)
        add_member(&all, member);
    return all;
}
