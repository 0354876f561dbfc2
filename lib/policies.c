#include "policies.h"

void sg_policies_free(sg_policies *policies, const snapguard_allocator *allocator)
{
    sg_array_free(&policies->all, allocator);
    sg_array_free(&policies->names, allocator);
    sg_array_free(&policies->path, allocator);
}

bool sg_policies_have_type(
    const sg_document *document, const sg_form *form, uint32_t object, sg_text member)
{
    uint32_t value = sg_document_member(document, object, member);

    for (size_t i = 0; i < form->type_count; i++)
        if (sg_document_says(document, value, form->types[i]))
            return true;
    return false;
}

bool sg_policies_add(
    sg_policies *policies, const sg_document *document, const sg_policy *policy)
{
    sg_policy *added = sg_array_next(&policies->all, document->allocator, sizeof *added);

    if (added)
        *added = *policy;
    return added != NULL;
}

bool sg_policies_find(
    sg_policies *policies, const sg_document *document, const sg_form *form,
    sg_language language)
{
    static bool (*const finders[SG_LANGUAGE_COUNT])(
        sg_policies *, const sg_document *, const sg_form *) = {
        [SG_ROS] = sg_policies_find_ros,
        [SG_TFPLAN] = sg_policies_find_tfplan,
    };

    policies->all.count = 0;
    policies->names.count = 0;
    policies->path.count = 0;
    return finders[language](policies, document, form);
}
