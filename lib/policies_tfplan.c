/* Policies of a Terraform plan. What a plan changes says which values are known only
 * later, and what is to be done; what it plans is looked at for the others only, as in a
 * plan that was cut down. */
#include "duplicates.h"
#include "policies.h"

/* ----------------------------------------------------------------------- resources */

/* What is only read exists already. */
static bool
is_managed(const sg_document *document, const sg_form *form, uint32_t resource)
{
    uint32_t mode = sg_document_member(document, resource, SG_LITERAL("mode"));

    if (!sg_policies_have_type(document, form, resource, SG_LITERAL("type")))
        return false;
    return mode == SG_NO_NODE || sg_document_says(document, mode, SG_LITERAL("managed"));
}

/* SG_NO_NODE where the resource has no text of an address. */
static uint32_t address_of(const sg_document *document, uint32_t resource)
{
    uint32_t address = sg_document_member(document, resource, SG_LITERAL("address"));

    if (address == SG_NO_NODE || sg_document_node(document, address)->kind != SG_STRING)
        return SG_NO_NODE;
    return address;
}

static bool is_object(const sg_document *document, uint32_t node)
{
    return node != SG_NO_NODE && sg_document_node(document, node)->kind == SG_OBJECT;
}

/* The elements of an array. Empty where it is none. */
static void
find_elements_of(const sg_document *document, uint32_t array, uint32_t range[2])
{
    bool is_array =
        array != SG_NO_NODE && sg_document_node(document, array)->kind == SG_ARRAY;

    range[0] = is_array ? array + 1 : 0;
    range[1] = is_array ? sg_document_after(document, array) : 0;
}

/* The same of one that is a member. */
static void find_elements(
    const sg_document *document, uint32_t object, sg_text name, uint32_t range[2])
{
    find_elements_of(document, sg_document_member(document, object, name), range);
}

/* ------------------------------------------------------------------------- changes */

/* Whether a policy is created, replaced or changed. */
static bool is_wanted(const sg_document *document, uint32_t change)
{
    uint32_t range[2];

    find_elements(document, change, SG_LITERAL("actions"), range);
    for (uint32_t i = range[0]; i < range[1]; i = sg_document_after(document, i))
        if (sg_document_says(document, i, SG_LITERAL("create")) ||
            sg_document_says(document, i, SG_LITERAL("update")))
            return true;
    return false;
}

static bool note_name(sg_policies *policies, const sg_document *document, uint32_t name)
{
    uint32_t *noted;

    if (name == SG_NO_NODE)
        return true;
    noted = sg_array_next(&policies->names, document->allocator, sizeof *noted);
    if (noted)
        *noted = name;
    return noted != NULL;
}

static bool
add_change(sg_policies *policies, const sg_document *document, uint32_t resource)
{
    uint32_t change = sg_document_member(document, resource, SG_LITERAL("change"));
    uint32_t name = address_of(document, resource);
    sg_policy policy = {.name = name, .whole = resource};

    if (!note_name(policies, document, name))
        return false;
    if (change == SG_NO_NODE || !is_wanted(document, change))
        return true;
    policy.object = sg_document_member(document, change, SG_LITERAL("after"));
    policy.unknown = sg_document_member(document, change, SG_LITERAL("after_unknown"));
    return !is_object(document, policy.object) ||
           sg_policies_add(policies, document, &policy);
}

static int compare_names(const void *items, uint32_t a, uint32_t b)
{
    const sg_document *document = items;

    return sg_node_compare(
        document->source, sg_document_node(document, a), sg_document_node(document, b));
}

static bool add_changes_of(
    sg_policies *policies, const sg_document *document, const sg_form *form,
    uint32_t changes)
{
    uint32_t range[2];

    find_elements_of(document, changes, range);
    for (uint32_t i = range[0]; i < range[1]; i = sg_document_after(document, i))
        if (is_managed(document, form, i) && !add_change(policies, document, i))
            return false;
    return true;
}

/* A name that stands there twice is a finding, and both are looked through. */
static bool
add_changes(sg_policies *policies, const sg_document *document, const sg_form *form)
{
    const sg_text name = SG_LITERAL("resource_changes");
    uint32_t changes = sg_document_member(document, 0, name);

    for (; changes != SG_NO_NODE;
         changes = sg_document_member_again(document, 0, changes, name))
        if (!add_changes_of(policies, document, form, changes))
            return false;
    sg_duplicates_sort(
        policies->names.data, policies->names.count, document, compare_names);
    return true;
}

/* ----------------------------------------------------------------- what is planned */

static bool
is_changed(const sg_policies *policies, const sg_document *document, uint32_t name)
{
    const uint32_t *names = policies->names.data;
    size_t low = 0;
    size_t high = policies->names.count;

    while (name != SG_NO_NODE && low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_names(document, names[middle], name);

        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool
add_planned(sg_policies *policies, const sg_document *document, uint32_t resource)
{
    sg_policy policy = {
        .name = address_of(document, resource),
        .whole = resource,
        .object = sg_document_member(document, resource, SG_LITERAL("values")),
        .unknown = SG_NO_NODE,
        .is_partial = true,
    };

    return !is_object(document, policy.object) ||
           is_changed(policies, document, policy.name) ||
           sg_policies_add(policies, document, &policy);
}

static bool
add_module(sg_policies *policies, const sg_document *document, uint32_t module)
{
    uint32_t *added = sg_array_next(&policies->path, document->allocator, sizeof *added);

    if (added)
        *added = module;
    return added != NULL;
}

/* A module's own resources, and the modules in it to look through later. */
static bool look_through(
    sg_policies *policies, const sg_document *document, const sg_form *form,
    uint32_t module)
{
    uint32_t range[2];

    find_elements(document, module, SG_LITERAL("resources"), range);
    for (uint32_t i = range[0]; i < range[1]; i = sg_document_after(document, i))
        if (is_managed(document, form, i) && !add_planned(policies, document, i))
            return false;
    find_elements(document, module, SG_LITERAL("child_modules"), range);
    for (uint32_t i = range[0]; i < range[1]; i = sg_document_after(document, i))
        if (!add_module(policies, document, i))
            return false;
    return true;
}

bool sg_policies_find_tfplan(
    sg_policies *policies, const sg_document *document, const sg_form *form)
{
    const sg_text name = SG_LITERAL("planned_values");
    uint32_t planned = sg_document_member(document, 0, name);

    if (!add_changes(policies, document, form))
        return false;
    for (; planned != SG_NO_NODE;
         planned = sg_document_member_again(document, 0, planned, name)) {
        uint32_t root = sg_document_member(document, planned, SG_LITERAL("root_module"));

        if (root != SG_NO_NODE && !add_module(policies, document, root))
            return false;
    }
    for (size_t i = 0; i < policies->path.count; i++)
        if (!look_through(
                policies, document, form, ((const uint32_t *)policies->path.data)[i]))
            return false;
    return true;
}
