#include "form.h"

bool sg_form_is_outside(const sg_form *form, const sg_names *names, uint16_t name)
{
    if (!names->names[name].required)
        return false;
    for (const uint16_t *one = form->required; *one != SG_NO_NAME; one++)
        if (*one == name)
            return false;
    return true;
}

const sg_property *sg_properties_find(const sg_properties *properties, sg_text key)
{
    for (size_t i = 0; i < properties->count; i++)
        if (sg_text_equals(properties->all[i].key, key))
            return &properties->all[i];
    return NULL;
}

const sg_property *
sg_properties_find_ignoring_case(const sg_properties *properties, sg_text key)
{
    for (size_t i = 0; i < properties->count; i++)
        if (sg_text_equals_ignoring_case(properties->all[i].key, key))
            return &properties->all[i];
    return NULL;
}

static bool gives(const sg_property *property, uint16_t name)
{
    return property->name == name && !property->is_substitute;
}

const sg_property *sg_form_find_name(const sg_form *form, uint16_t name)
{
    for (size_t i = 0; i < form->members.count; i++) {
        const sg_property *property = &form->members.all[i];

        if (gives(property, name))
            return property;
        for (size_t j = 0; j < property->members.count; j++)
            if (gives(&property->members.all[j], name))
                return &property->members.all[j];
    }
    return NULL;
}

static const sg_properties *beside(const sg_form *form, uint16_t holder)
{
    const sg_property *around =
        holder == SG_ROOT_NAME ? NULL : sg_form_find_name(form, holder);

    return around ? &around->members : &form->members;
}

const sg_property *sg_form_nearest(const sg_form *form, uint16_t holder, sg_text text)
{
    const sg_properties *properties = beside(form, holder);
    size_t best = sg_names_too_far(text);
    const sg_property *nearest = NULL;

    for (size_t i = 0; i < properties->count && best > 0; i++) {
        size_t far = sg_names_distance(text, properties->all[i].key);

        if (far < best) {
            best = far;
            nearest = &properties->all[i];
        }
    }
    return nearest;
}
