/* The part of the loader that reads how templates and plans write the parameters. */
#include "pack.h"

/* The name of a parameter, of one of these roles. */
static bool load_name(
    sg_loader *loader, uint16_t *name, const json_t *wire, sg_role role, sg_role other)
{
    const sg_names *names = &loader->program->names;

    *name = json_is_string(wire)
                ? sg_names_find_wire(names, sg_text_of(json_string_value(wire)))
                : SG_NO_NAME;
    return (*name != SG_NO_NAME &&
            (names->names[*name].role == role || names->names[*name].role == other)) ||
           sg_loader_fail(loader, "forms", "must name such a parameter here");
}

static bool
load_properties(sg_loader *loader, sg_properties *properties, json_t *members);

/* {"parameter": "…", "insteadOf": "…", "unset": […]}, or its name alone. */
static bool load_value(sg_loader *loader, sg_property *property, const json_t *json)
{
    const json_t *wire = json_is_string(json) ? json : json_object_get(json, "parameter");

    property->shape = SG_SHAPE_VALUE;
    property->is_substitute = json_object_get(json, "insteadOf") != NULL;
    return load_name(loader, &property->name, wire, SG_ROLE_LEAF, SG_ROLE_NEWER) &&
           sg_loader_texts(
               loader, &property->unset, &property->unset_count, json, "unset");
}

/* {"pairs": "…", "key": "…", "value": "…"} */
static bool load_pairs(sg_loader *loader, sg_property *property, const json_t *json)
{
    property->shape = SG_SHAPE_PAIRS;
    return load_name(
               loader, &property->name, json_object_get(json, "pairs"), SG_ROLE_LIST,
               SG_ROLE_LIST) &&
           load_name(
               loader, &property->pair_key, json_object_get(json, "key"), SG_ROLE_LEAF,
               SG_ROLE_LEAF) &&
           load_name(
               loader, &property->pair_value, json_object_get(json, "value"),
               SG_ROLE_LEAF, SG_ROLE_LEAF);
}

/* {"object": "…", "members": {…}}, or likewise "block" or "items". */
static bool load_members(sg_loader *loader, sg_property *property, const json_t *json)
{
    static const struct {
        const char *word;
        sg_shape shape;
        sg_role role;
    } shapes[] = {
        {"object", SG_SHAPE_OBJECT, SG_ROLE_GROUP},
        {"block",  SG_SHAPE_BLOCK,  SG_ROLE_GROUP},
        {"items",  SG_SHAPE_ITEMS,  SG_ROLE_LIST },
    };

    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        const json_t *wire = json_object_get(json, shapes[i].word);

        if (!wire)
            continue;
        property->shape = (uint8_t)shapes[i].shape;
        return load_name(loader, &property->name, wire, shapes[i].role, shapes[i].role) &&
               load_properties(
                   loader, &property->members, json_object_get(json, "members"));
    }
    return sg_loader_fail(loader, "forms", "must say here how a property is written");
}

static bool load_property(sg_loader *loader, sg_property *property, const json_t *json)
{
    property->name = SG_NO_NAME;
    if (json_is_null(json))
        return true;
    if (json_is_string(json) || json_object_get(json, "parameter"))
        return load_value(loader, property, json);
    if (json_object_get(json, "pairs"))
        return load_pairs(loader, property, json);
    return load_members(loader, property, json);
}

static bool load_properties(sg_loader *loader, sg_properties *properties, json_t *members)
{
    sg_property *all = sg_loader_allocate(loader, json_object_size(members), sizeof *all);
    const char *key;
    json_t *json;

    if (!all)
        return false;
    json_object_foreach (members, key, json) {
        sg_property *property = &all[properties->count++];

        property->key = sg_arena_copy(&loader->program->arena, sg_text_of(key));
        if (!property->key.bytes)
            return sg_loader_out_of_memory(loader);
        if (!load_property(loader, property, json))
            return false;
    }
    properties->all = all;
    return true;
}

static bool is_outside(const sg_names *names, uint16_t name, const json_t *outside)
{
    size_t i;
    const json_t *wire;

    json_array_foreach (outside, i, wire)
        if (json_is_string(wire) &&
            sg_text_equals(names->names[name].wire, sg_text_of(json_string_value(wire))))
            return true;
    return false;
}

/* The parameters that are required, but for those that come from outside. */
static bool load_required(sg_loader *loader, sg_form *form, const json_t *outside)
{
    const sg_names *names = &loader->program->names;
    uint16_t *required = sg_loader_allocate(loader, names->count, sizeof *required);
    size_t count = 0;

    if (!required)
        return false;
    for (uint16_t i = 1; i < names->count; i++)
        if (names->names[i].required && !is_outside(names, i, outside))
            required[count++] = i;
    required[count] = SG_NO_NAME;
    form->required = required;
    return true;
}

static bool load_form(sg_loader *loader, sg_form *form, const json_t *json)
{
    form->called = sg_loader_string(loader, json, "called");
    form->reference = sg_loader_string(loader, json, "reference");
    form->others_are_silent = json_is_true(json_object_get(json, "othersAreSilent"));
    form->empty_list_is_absent = json_is_true(json_object_get(json, "emptyListIsAbsent"));
    return form->called && form->reference &&
           sg_loader_texts(loader, &form->types, &form->type_count, json, "types") &&
           load_required(loader, form, json_object_get(json, "outside")) &&
           load_properties(loader, &form->members, json_object_get(json, "members"));
}

bool sg_pack_load_forms(sg_loader *loader, const json_t *forms)
{
    static const char *const ids[SG_LANGUAGE_COUNT] = {
        [SG_ROS] = "ros", [SG_TFPLAN] = "tfplan"};
    size_t i;
    const json_t *json;

    loader->subject = "forms";
    json_array_foreach (forms, i, json) {
        const char *id = sg_loader_string(loader, json, "id");
        size_t language = 0;

        while (id && language < SG_LANGUAGE_COUNT && strcmp(id, ids[language]) != 0)
            language++;
        if (!id || language == SG_LANGUAGE_COUNT)
            return sg_loader_fail(loader, "id", "is no language that is known");
        if (!load_form(loader, &loader->program->forms[language], json))
            return false;
    }
    return true;
}
