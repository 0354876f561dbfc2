#include "bind_form.h"

#include "binding.h"
#include "given.h"

/* An object of properties, and what holds it. */
typedef struct sg_holder {
    const sg_properties *properties;
    uint16_t name; /* the group or list, or SG_ROOT_NAME */
    uint32_t item;
    uint32_t object;
    uint32_t unknown; /* what of it is known only later, or SG_NO_NODE */
} sg_holder;

static void bind_object(sg_binder *binder, const sg_holder *holder);

static const sg_document *document_of(const sg_binder *binder)
{
    return binder->request->document;
}

/* What is said of a member in an object that is like the member's own. */
static uint32_t mark_of(const sg_binder *binder, uint32_t unknown, uint32_t key)
{
    sg_document *document = binder->request->document;
    uint32_t end;

    if (!sg_binder_is(binder, unknown, SG_OBJECT))
        return unknown;
    end = sg_document_after(document, unknown);
    for (uint32_t i = unknown + 1; i < end; i = sg_document_after(document, i + 1))
        if (sg_node_compare(
                document->source, sg_document_node(document, i),
                sg_document_node(document, key)) == 0)
            return i + 1;
    return SG_NO_NODE;
}

/* Whether anything in it is known only later. */
static bool is_marked(const sg_binder *binder, uint32_t unknown)
{
    uint32_t end =
        unknown == SG_NO_NODE ? 0 : sg_document_after(document_of(binder), unknown);

    for (uint32_t i = unknown; i < end; i++)
        if (sg_binder_is(binder, i, SG_TRUE))
            return true;
    return false;
}

/* ------------------------------------------------------------------ what is unknown */

/* A group or list, whose members may be given later. */
static void note_open(sg_binder *binder, uint16_t name)
{
    sg_request *request = binder->request;
    uint16_t *added =
        sg_array_next(&request->open, request->document->allocator, sizeof *added);

    if (added)
        *added = name;
    else
        request->out_of_memory = true;
}

static void leave_open(sg_binder *binder, const sg_property *property, uint32_t item)
{
    if (property->name == SG_NO_NAME)
        return;
    if (property->shape == SG_SHAPE_VALUE) {
        sg_binder_unknown(binder, property->name, item);
        return;
    }
    note_open(binder, property->name);
    sg_binder_leave_open(binder, property->name);
    sg_binder_leave_open(binder, property->pair_key);
    sg_binder_leave_open(binder, property->pair_value);
    for (size_t i = 0; i < property->members.count; i++)
        if (property->shape == SG_SHAPE_ITEMS)
            sg_binder_leave_open(binder, property->members.all[i].name);
        else
            sg_binder_unknown(binder, property->members.all[i].name, item);
}

/* A numbered object that says only later what it holds: it lacks nothing. */
static void leave_item_open(sg_binder *binder, const sg_property *property, uint32_t item)
{
    const sg_properties *members = &property->members;

    for (size_t i = 0; i < members->count; i++)
        sg_binder_unknown(binder, members->all[i].name, item);
}

/* ---------------------------------------------------------------------------- items */

/* The numbered object, which is there now. NULL when memory is out. */
static sg_item *item_of(sg_binder *binder, uint16_t list, uint32_t number, uint32_t node)
{
    sg_request *request = binder->request;

    if (!sg_array_reserve(
            &request->items, request->document->allocator, request->items.count + 1,
            sizeof(sg_item))) {
        request->out_of_memory = true;
        return NULL;
    }
    return sg_given_item(request, list, number, node);
}

/* The numbered object around a member, if there is one, has it now. */
static void note_member(sg_binder *binder, const sg_holder *holder, uint16_t name)
{
    sg_item *item;

    if (!holder->item)
        return;
    item = item_of(binder, holder->name, holder->item, holder->object);
    if (item)
        item->members |= sg_target_name(binder->request, name)->bit;
}

static void
fault_type(sg_binder *binder, const sg_property *property, uint32_t item, uint32_t node)
{
    const sg_target target = {.name = property->name, .item = item, .is_item = item != 0};

    sg_target_fault(binder->request, SG_FAULT_TYPE, &target, node);
}

static void
bind_item(sg_binder *binder, const sg_property *property, const sg_holder *item)
{
    sg_resolved resolved;
    sg_holder holder = *item;
    sg_item *entry;

    if (!sg_binder_resolve(binder, property->name, item->object, &resolved) ||
        resolved.how == SG_RESOLVED_ABSENT)
        return;
    if (sg_binder_is(binder, resolved.node, SG_NULL) ||
        sg_target_is_empty(sg_target_node(binder->request, resolved.node)))
        return;
    if (resolved.how == SG_RESOLVED_KNOWN &&
        !sg_binder_is(binder, resolved.node, SG_OBJECT)) {
        fault_type(binder, property, item->item, resolved.node);
        return;
    }
    entry = item_of(binder, property->name, item->item, resolved.node);
    if (!entry)
        return;
    sg_given_mark(
        binder->request, property->name,
        binder->request->given[property->name].container - 1);
    if (resolved.how == SG_RESOLVED_UNKNOWN) {
        entry->members = UINT32_MAX;
        leave_item_open(binder, property, item->item);
        return;
    }
    holder.object = resolved.node;
    bind_object(binder, &holder);
}

static void bind_items(sg_binder *binder, const sg_property *property, uint32_t array)
{
    const sg_document *document = document_of(binder);
    uint32_t end = sg_document_after(document, array);
    sg_holder item = {
        .properties = &property->members,
        .name = property->name,
        .unknown = SG_NO_NODE,
    };

    if (!sg_binder_is(binder, array, SG_ARRAY)) {
        fault_type(binder, property, 0, array);
        return;
    }
    binder->request->given[property->name].container = array + 1;
    for (uint32_t i = array + 1; i < end && sg_binder_count_value(binder, i);
         i = sg_document_after(document, i)) {
        item.item++;
        item.object = i;
        bind_item(binder, property, &item);
    }
    binder->request->given[property->name].container = 0;
}

/* ---------------------------------------------------------------------------- pairs */

/* A key of the document as a value. The copy of the key in front of it makes both look
 * like a member. */
static void bind_pair_key(
    sg_binder *binder, const sg_property *property, const sg_holder *list, uint32_t key)
{
    uint32_t copy = sg_binder_copy(binder, key, SG_KEY);
    sg_holder holder = *list;
    const sg_given_node given = {
        .name = property->pair_key,
        .item = holder.item,
        .key = copy,
        .node = copy + 1,
        .unknown = SG_NO_NODE,
    };

    if (copy == SG_NO_NODE || sg_binder_copy(binder, key, SG_STRING) == SG_NO_NODE)
        return;
    holder.object = copy + 1;
    if (!item_of(binder, holder.name, holder.item, holder.object))
        return;
    if (!sg_target_is_empty(sg_target_node(binder->request, copy + 1)))
        note_member(binder, &holder, property->pair_key);
    sg_binder_value(binder, &given);
}

static void bind_pair(
    sg_binder *binder, const sg_property *property, const sg_holder *holder, uint32_t key,
    bool is_unknown)
{
    const sg_given_node given = {
        .name = property->pair_value,
        .item = holder->item,
        .key = key,
        .node = key + 1,
        .unknown = SG_NO_NODE,
    };

    bind_pair_key(binder, property, holder, key);
    if (sg_binder_is_over(binder))
        return;
    if (is_unknown)
        sg_binder_unknown(binder, property->pair_value, holder->item);
    else if (!sg_binder_is(binder, key + 1, SG_NULL))
        sg_binder_value(binder, &given);
}

/* Pairs that only the marks name: their values are known only later. */
static void bind_marked_pairs(
    sg_binder *binder, const sg_property *property, sg_holder *holder, uint32_t unknown)
{
    const sg_document *document = document_of(binder);
    uint32_t end = sg_document_after(document, unknown);

    for (uint32_t i = unknown + 1; i < end && sg_binder_count_value(binder, i + 1);
         i = sg_document_after(document, i + 1)) {
        if (!is_marked(binder, i + 1) || mark_of(binder, holder->object, i) != SG_NO_NODE)
            continue;
        holder->item++;
        bind_pair(binder, property, holder, i, true);
    }
}

static void bind_pairs(
    sg_binder *binder, const sg_property *property, uint32_t object, uint32_t unknown)
{
    const sg_document *document = document_of(binder);
    sg_holder holder = {.name = property->name, .object = object};
    uint32_t end = sg_document_after(document, object);
    uint32_t i;

    if (!sg_binder_is(binder, object, SG_OBJECT)) {
        fault_type(binder, property, 0, object);
        return;
    }
    binder->request->given[property->name].container = object + 1;
    for (i = object + 1; i < end && !sg_binder_is_over(binder);
         i = sg_document_after(document, i + 1)) {
        if (sg_target_node(binder->request, i)->flags & SG_REPEATED)
            continue;
        holder.item++;
        bind_pair(binder, property, &holder, i, false);
    }
    if (sg_binder_is(binder, unknown, SG_OBJECT))
        bind_marked_pairs(binder, property, &holder, unknown);
    binder->request->given[property->name].container = 0;
}

/* ----------------------------------------------------------------------- properties */

static void bind_group(
    sg_binder *binder, const sg_property *property, uint32_t object, uint32_t unknown)
{
    sg_request *request = binder->request;
    const sg_holder holder = {
        .properties = &property->members,
        .name = property->name,
        .object = object,
        .unknown = unknown,
    };

    if (!sg_binder_is(binder, object, SG_OBJECT)) {
        fault_type(binder, property, 0, object);
        return;
    }
    request->given[property->name].container = object + 1;
    bind_object(binder, &holder);
    request->given[property->name].container = 0;
}

/* The only object of an array, or the object itself. An empty array is none. */
static void bind_block(
    sg_binder *binder, const sg_property *property, uint32_t array, uint32_t unknown)
{
    bool has_marks = sg_binder_is(binder, unknown, SG_ARRAY) &&
                     sg_target_node(binder->request, unknown)->link > unknown + 1;

    if (!sg_binder_is(binder, array, SG_ARRAY))
        bind_group(binder, property, array, unknown);
    else if (sg_target_node(binder->request, array)->link > array + 1)
        bind_group(binder, property, array + 1, has_marks ? unknown + 1 : SG_NO_NODE);
}

static void bind_value(
    sg_binder *binder, const sg_property *property, const sg_holder *holder, uint32_t key,
    const sg_resolved *resolved, uint32_t unknown)
{
    const sg_given_node given = {
        .name = property->name,
        .item = holder->item,
        .key = key,
        .node = resolved->node,
        .unknown = unknown,
        .is_commas = resolved->is_commas,
    };

    if (!sg_target_is_empty(sg_target_node(binder->request, given.node)))
        note_member(binder, holder, property->name);
    sg_binder_value(binder, &given);
}

/* A value that stands for none. */
static bool is_unset(const sg_binder *binder, const sg_property *property, uint32_t index)
{
    const sg_node *node = sg_target_node(binder->request, index);
    sg_text source = document_of(binder)->source;
    sg_text text = node->kind == SG_STRING ? sg_node_content(source, node)
                                           : sg_node_raw(source, node);

    for (size_t i = 0; i < property->unset_count; i++)
        if (sg_text_equals(text, property->unset[i]))
            return true;
    return false;
}

/* A text that stands for an object is JSON that only the service reads. */
static bool is_opaque(const sg_binder *binder, const sg_resolved *resolved)
{
    return resolved->reference != SG_NO_NODE &&
           sg_binder_is(binder, resolved->node, SG_STRING) &&
           !sg_target_is_empty(sg_target_node(binder->request, resolved->node));
}

static void bind_shape(
    sg_binder *binder, const sg_property *property, const sg_resolved *resolved,
    uint32_t unknown)
{
    if (sg_target_is_empty(sg_target_node(binder->request, resolved->node)))
        return;
    if (is_opaque(binder, resolved)) {
        leave_open(binder, property, 0);
        return;
    }
    if (property->shape == SG_SHAPE_OBJECT)
        bind_group(binder, property, resolved->node, unknown);
    else if (property->shape == SG_SHAPE_BLOCK)
        bind_block(binder, property, resolved->node, unknown);
    else if (property->shape == SG_SHAPE_ITEMS)
        bind_items(binder, property, resolved->node);
    else
        bind_pairs(binder, property, resolved->node, unknown);
}

static void fault_newer(sg_binder *binder, uint16_t name, uint32_t key)
{
    const sg_target root = {.name = SG_ROOT_NAME};
    sg_fault *fault =
        sg_target_name_fault(binder->request, SG_FAULT_NAME_UNKNOWN, &root, key);

    if (fault)
        fault->edition = name;
}

static void bind_property(
    sg_binder *binder, const sg_property *property, const sg_holder *holder, uint32_t key)
{
    uint32_t unknown = mark_of(binder, holder->unknown, key);
    sg_resolved resolved;

    if (property->name == SG_NO_NAME || sg_binder_is(binder, key + 1, SG_NULL) ||
        !sg_binder_resolve(binder, property->name, key + 1, &resolved) ||
        resolved.how == SG_RESOLVED_ABSENT)
        return;
    if (resolved.how == SG_RESOLVED_UNKNOWN) {
        note_member(binder, holder, property->name);
        leave_open(binder, property, holder->item);
    } else if (is_unset(binder, property, resolved.node)) {
        return;
    } else if (sg_target_name(binder->request, property->name)->role == SG_ROLE_NEWER) {
        fault_newer(binder, property->name, key);
    } else if (property->shape == SG_SHAPE_VALUE) {
        bind_value(binder, property, holder, key, &resolved, unknown);
    } else {
        bind_shape(binder, property, &resolved, unknown);
    }
}

/* ---------------------------------------------------------------------------- names */

static sg_text text_of(const sg_binder *binder, uint32_t key)
{
    return sg_document_string(
        binder->request->document, document_of(binder)->source,
        sg_target_node(binder->request, key));
}

/* A key that is no property, but may be meant to be one. */
static void bind_stray(
    sg_binder *binder, const sg_holder *holder, uint32_t key, const sg_property *meant)
{
    sg_request *request = binder->request;
    sg_target target = {
        .name = holder->name,
        .item = holder->item,
        .is_item = holder->item != 0,
    };

    if (sg_target_is_empty(sg_target_node(request, key + 1)) ||
        sg_binder_is(binder, key + 1, SG_NULL) || binder->form->others_are_silent ||
        !sg_given_count(request, key))
        return;
    if (!meant) {
        sg_target_name_fault(request, SG_FAULT_NAME_UNKNOWN, &target, key);
        return;
    }
    target.name = meant->name;
    target.is_item = false;
    request->known++;
    sg_target_name_fault(request, SG_FAULT_NAME_CASE, &target, key);
}

/* What an object has twice is a fault already, and which of the two counts can't be told.
 */
static void contest(sg_binder *binder, const sg_holder *holder, const sg_property *again)
{
    sg_value *value;

    if (!again || again->shape != SG_SHAPE_VALUE)
        return;
    value = sg_request_find(binder->request, again->name, holder->item);
    if (value)
        value->is_contested = true;
    else
        sg_binder_unknown(binder, again->name, holder->item);
}

/* One member of an object. Those that stand in for others come last. */
static void
bind_member(sg_binder *binder, const sg_holder *holder, uint32_t key, bool is_last)
{
    size_t *scratch = &binder->request->document->scratch.bytes.count;
    size_t used = *scratch;
    sg_text text = text_of(binder, key);
    const sg_property *property = sg_properties_find(holder->properties, text);
    const sg_property *meant = NULL;

    if (!property && !is_last)
        meant = sg_properties_find_ignoring_case(holder->properties, text);
    *scratch = used;
    if (meant && meant->name == SG_NO_NAME)
        meant = NULL;
    if (property && property->is_substitute != is_last)
        return;
    if (sg_target_node(binder->request, key)->flags & SG_REPEATED)
        contest(binder, holder, property);
    else if (!property && !is_last)
        bind_stray(binder, holder, key, meant);
    else if (property && (!is_last || !binder->request->given[property->name].first))
        bind_property(binder, property, holder, key);
}

/* Whether the object says nothing of a member. Null says that it is not given, and
 * nothing will come of it; but what is required cannot be meant so. */
static bool is_left_out(
    const sg_binder *binder, const sg_property *property, uint32_t object, uint32_t key)
{
    uint32_t value = mark_of(binder, object, key);

    if (value == SG_NO_NODE)
        return true;
    return sg_target_name(binder->request, property->name)->required &&
           sg_binder_is(binder, value, SG_NULL);
}

/* What only the marks name is known only later. */
static void bind_marked(sg_binder *binder, const sg_holder *holder)
{
    const sg_document *document = document_of(binder);
    uint32_t end = sg_document_after(document, holder->unknown);

    for (uint32_t i = holder->unknown + 1; i < end;
         i = sg_document_after(document, i + 1)) {
        const sg_node *key = sg_document_node(document, i);
        const sg_property *property = sg_properties_find(
            holder->properties, sg_node_content(document->source, key));

        if (property && property->name != SG_NO_NAME && !(key->flags & SG_REPEATED) &&
            !binder->request->given[property->name].first && is_marked(binder, i + 1) &&
            is_left_out(binder, property, holder->object, i))
            leave_open(binder, property, holder->item);
    }
}

static void leave_all_open(sg_binder *binder, const sg_holder *holder)
{
    for (size_t i = 0; i < holder->properties->count; i++) {
        const sg_property *property = &holder->properties->all[i];

        if (property->name != SG_NO_NAME && !binder->request->given[property->name].first)
            leave_open(binder, property, holder->item);
    }
}

static void bind_members(sg_binder *binder, const sg_holder *holder, bool is_last)
{
    const sg_document *document = document_of(binder);
    uint32_t end = sg_document_after(document, holder->object);

    for (uint32_t key = holder->object + 1; key < end && !sg_binder_is_over(binder);
         key = sg_document_after(document, key + 1))
        bind_member(binder, holder, key, is_last);
}

static void bind_object(sg_binder *binder, const sg_holder *holder)
{
    bind_members(binder, holder, false);
    if (holder->name == SG_ROOT_NAME)
        bind_members(binder, holder, true);
    if (sg_binder_is(binder, holder->unknown, SG_OBJECT))
        bind_marked(binder, holder);
    else if (sg_binder_is(binder, holder->unknown, SG_TRUE))
        leave_all_open(binder, holder);
}

/* -------------------------------------------------------------------------- policies */

/* What comes from outside is never a finding. It is no reason for a doubt to documented
 * rules, but is to those of packs, which may well be about the region alone. */
static void leave_outside_open(sg_binder *binder)
{
    sg_request *request = binder->request;
    const sg_names *names = &request->program->names;

    for (const uint16_t *name = request->program->required; *name != SG_NO_NAME; name++)
        if (names->names[*name].is_needed_by_packs &&
            sg_form_is_outside(binder->form, names, *name))
            request->is_undetermined = true;
}

/* Nothing says which values are known only later, and these are left out: what is needed
 * and is not there may be one of them. Null is not given. */
static void leave_required_open(sg_binder *binder, uint32_t object)
{
    const uint16_t *name = binder->form->required;

    for (; *name != SG_NO_NAME; name++) {
        const sg_property *property = sg_form_find_name(binder->form, *name);

        if (property &&
            sg_document_member(document_of(binder), object, property->key) == SG_NO_NODE)
            leave_open(binder, property, 0);
    }
}

static void bind_policy(sg_binder *binder, const sg_policy *policy)
{
    sg_holder holder = {
        .properties = &binder->form->members,
        .name = SG_ROOT_NAME,
        .unknown = policy->unknown,
    };
    sg_resolved resolved;

    if (policy->is_bare ||
        !sg_binder_resolve(binder, SG_ROOT_NAME, policy->object, &resolved))
        return;
    holder.object = resolved.node;
    if (resolved.how == SG_RESOLVED_UNKNOWN)
        leave_all_open(binder, &holder);
    else if (sg_binder_is(binder, resolved.node, SG_OBJECT))
        bind_object(binder, &holder);
    if (policy->is_partial)
        leave_required_open(binder, policy->object);
}

bool sg_request_bind_form(
    sg_request *request, const sg_form *form, const sg_policy *policy, sg_inputs *inputs)
{
    sg_binder binder = {.request = request, .form = form, .inputs = inputs};
    const snapguard_allocator *allocator = request->document->allocator;

    request->root = policy->object;
    request->body = SG_NO_NODE;
    request->end = sg_document_after(request->document, policy->object);
    request->references.count = 0;
    request->open.count = 0;
    request->is_undetermined = false;
    sg_binding_begin(request);
    bind_policy(&binder, policy);
    leave_outside_open(&binder);
    if (!sg_array_reserve(
            &request->values, allocator,
            request->values.count + request->document->faults.count, sizeof(sg_value)))
        return false;
    return sg_binding_end(request, form->required);
}
