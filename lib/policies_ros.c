/* Policies of a ROS template: {"Resources": {NAME: {"Type": …, "Properties": {…}}}}. */
#include "policies.h"

static bool add_resource(sg_policies *policies, const sg_document *document, uint32_t key)
{
    uint32_t object = sg_document_member(document, key + 1, SG_LITERAL("Properties"));
    bool is_bare =
        object == SG_NO_NODE || sg_document_node(document, object)->kind == SG_NULL;
    sg_policy policy = {
        .name = key,
        .whole = key,
        .object = is_bare ? key + 1 : object,
        .is_bare = is_bare,
        .unknown = SG_NO_NODE,
    };

    return sg_policies_add(policies, document, &policy);
}

static bool find_among(
    sg_policies *policies, const sg_document *document, const sg_form *form,
    uint32_t resources)
{
    uint32_t end = sg_document_after(document, resources);

    if (sg_document_node(document, resources)->kind != SG_OBJECT)
        return true;
    for (uint32_t key = resources + 1; key < end;
         key = sg_document_after(document, key + 1))
        if (sg_policies_have_type(document, form, key + 1, SG_LITERAL("Type")) &&
            !add_resource(policies, document, key))
            return false;
    return true;
}

/* A name that stands there twice is a finding, and both are judged. */
bool sg_policies_find_ros(
    sg_policies *policies, const sg_document *document, const sg_form *form)
{
    const sg_text name = SG_LITERAL("Resources");
    uint32_t resources = sg_document_member(document, 0, name);

    for (; resources != SG_NO_NODE;
         resources = sg_document_member_again(document, 0, resources, name))
        if (!find_among(policies, document, form, resources))
            return false;
    return true;
}
