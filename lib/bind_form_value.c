/* Values of a form: native lists and numbers, functions, and what is not known yet. */
#include "bind_form.h"
#include "given.h"
#include "list.h"
#include "screening.h"
#include "typed.h"

/* ------------------------------------------------------------------------- counting */

static void
stop(sg_binder *binder, uint32_t node, snapguard_limit unit, uint64_t count, size_t most)
{
    sg_target none = {.name = SG_NO_NAME};
    sg_fault *fault = sg_target_fault(binder->request, SG_FAULT_LIMIT, &none, node);

    binder->request->is_stopped = true;
    if (!fault)
        return;
    fault->unit = (uint8_t)unit;
    fault->count = count;
    fault->limit = most;
}

bool sg_binder_count_value(sg_binder *binder, uint32_t node)
{
    size_t most = binder->request->limits.values;

    if (!sg_binder_is_over(binder) && ++binder->values > most)
        stop(binder, node, SNAPGUARD_MAX_VALUES, 0, most);
    return !sg_binder_is_over(binder);
}

/* The same for its bytes. Those of elements count with their array, unless they stand
 * elsewhere. */
static bool count_bytes(sg_binder *binder, uint32_t node)
{
    const sg_node *value = sg_target_node(binder->request, node);
    size_t most = binder->request->limits.bytes;

    binder->bytes += value->end - value->begin;
    if (binder->bytes > most)
        stop(binder, node, SNAPGUARD_MAX_BYTES, binder->bytes, most);
    return !sg_binder_is_over(binder);
}

static sg_value *add_value(sg_binder *binder, const sg_given_node *given)
{
    sg_request *request = binder->request;
    const sg_target target = {.name = given->name, .item = given->item};
    sg_value *value;

    if (!sg_array_reserve(
            &request->values, request->document->allocator, request->values.count + 1,
            sizeof *value)) {
        request->out_of_memory = true;
        return NULL;
    }
    value = sg_given_value(request, &request->given[given->name], &target, given->key);
    value->node = given->node;
    return value;
}

/* ------------------------------------------------------------------- what is unknown */

void sg_binder_leave_open(sg_binder *binder, uint16_t name)
{
    if (name != SG_NO_NAME && sg_target_name(binder->request, name)->is_needed)
        binder->request->is_undetermined = true;
}

void sg_binder_unknown(sg_binder *binder, uint16_t name, uint32_t item)
{
    const sg_given_node given = {
        .name = name,
        .item = item,
        .key = binder->request->root,
        .node = binder->request->root,
    };
    sg_value *value;

    if (sg_target_name(binder->request, name)->role != SG_ROLE_LEAF ||
        sg_request_find(binder->request, name, item))
        return;
    value = add_value(binder, &given);
    if (value)
        value->state = SG_STATE_UNKNOWN;
    sg_binder_leave_open(binder, name);
}

static bool add_reference(sg_binder *binder, uint16_t name, const sg_resolved *resolved)
{
    sg_request *request = binder->request;
    const sg_node *node = sg_target_node(request, resolved->node);
    sg_reference *added =
        sg_array_next(&request->references, request->document->allocator, sizeof *added);

    if (added)
        *added = (sg_reference){node->begin, node->end, name, resolved->reference};
    return added != NULL;
}

bool sg_binder_resolve(
    sg_binder *binder, uint16_t name, uint32_t node, sg_resolved *resolved)
{
    sg_request *request = binder->request;

    *resolved = (sg_resolved){SG_RESOLVED_KNOWN, node, SG_NO_NODE, false};
    if (!binder->inputs)
        return true;
    if (!sg_intrinsic_resolve(binder->inputs, request->document, node, resolved) ||
        (resolved->how == SG_RESOLVED_KNOWN && resolved->reference != SG_NO_NODE &&
         !add_reference(binder, name, resolved)))
        request->out_of_memory = true;
    if (resolved->how == SG_RESOLVED_TOO_MUCH)
        stop(binder, node, SNAPGUARD_MAX_BYTES, 0, (size_t)binder->inputs->most);
    return !sg_binder_is_over(binder);
}

/* ---------------------------------------------------------------------------- lists */

uint32_t sg_binder_copy(sg_binder *binder, uint32_t index, sg_kind kind)
{
    sg_document *document = binder->request->document;
    uint32_t copy = (uint32_t)document->nodes.count;
    bool is_container = kind == SG_ARRAY || kind == SG_OBJECT;
    sg_node *node;

    if (!sg_array_reserve(
            &document->nodes, document->allocator, document->nodes.count + 1,
            sizeof *node)) {
        binder->request->out_of_memory = true;
        return SG_NO_NODE;
    }
    node = (sg_node *)document->nodes.data + document->nodes.count++;
    *node = *sg_document_node(document, index);
    node->kind = (uint16_t)kind;
    node->link = is_container ? copy + 1 : 0;
    return copy;
}

/* Take the elements that were appended behind `array` for the value's list. */
static void take_list(sg_binder *binder, uint32_t value, uint32_t array, uint32_t unknown)
{
    sg_request *request = binder->request;
    sg_node *node = (sg_node *)request->document->nodes.data + array;

    node->link = (uint32_t)request->document->nodes.count;
    if (!sg_list_take(request, value, array, unknown))
        request->out_of_memory = true;
    if (unknown == 0)
        return;
    /* Nothing that depends on all elements can be decided. */
    sg_request_value(request, value)->is_contested = true;
    sg_binder_leave_open(binder, sg_request_value(request, value)->name);
}

/* One element of an array. Answers whether it will be known only later. */
static bool
copy_element(sg_binder *binder, uint16_t name, uint32_t element, bool is_marked_unknown)
{
    sg_resolved resolved;

    if (is_marked_unknown && sg_binder_is(binder, element, SG_NULL))
        return true;
    if (!sg_binder_resolve(binder, name, element, &resolved))
        return false;
    if (resolved.how != SG_RESOLVED_KNOWN)
        return resolved.how == SG_RESOLVED_UNKNOWN;
    if (sg_binder_count_value(binder, resolved.node) &&
        (resolved.reference == SG_NO_NODE || count_bytes(binder, resolved.node)))
        sg_binder_copy(
            binder, resolved.node,
            (sg_kind)sg_target_node(binder->request, resolved.node)->kind);
    return false;
}

static void bind_array(sg_binder *binder, const sg_given_node *given, uint32_t value)
{
    const sg_document *document = binder->request->document;
    uint32_t end = sg_document_after(document, given->node);
    uint32_t array = sg_binder_copy(binder, given->node, SG_ARRAY);
    uint32_t mark =
        sg_binder_is(binder, given->unknown, SG_ARRAY) ? given->unknown + 1 : SG_NO_NODE;
    uint32_t marks_end =
        mark == SG_NO_NODE ? 0 : sg_document_after(document, given->unknown);
    uint32_t unknown = 0;

    for (uint32_t i = given->node + 1; i < end && !sg_binder_is_over(binder);
         i = sg_document_after(document, i)) {
        bool is_marked = mark < marks_end && sg_binder_is(binder, mark, SG_TRUE);

        unknown += copy_element(binder, given->name, i, is_marked);
        if (mark < marks_end)
            mark = sg_document_after(document, mark);
    }
    if (!sg_binder_is_over(binder))
        take_list(binder, value, array, unknown);
}

/* The next element of a list with commas, without the blanks around it, as a node. */
static bool copy_item(sg_binder *binder, uint32_t text, sg_text item)
{
    sg_text source = binder->request->document->source;
    uint32_t copy;
    sg_node *node;

    item = sg_text_trim_blanks(item);
    copy = sg_binder_copy(binder, text, SG_STRING);
    if (copy == SG_NO_NODE)
        return false;
    node = (sg_node *)binder->request->document->nodes.data + copy;
    node->begin = (uint32_t)(item.bytes - source.bytes);
    node->end = node->begin + (uint32_t)item.size;
    node->flags = SG_ENCODED; /* without quotes, and as it stands */
    return true;
}

static void bind_commas(sg_binder *binder, const sg_given_node *given, uint32_t value)
{
    sg_request *request = binder->request;
    const sg_node *node = sg_target_node(request, given->node);
    sg_text rest = sg_node_content(request->document->source, node);
    uint32_t array;

    /* What has escapes can't be cut where it stands. */
    if (node->flags & SG_ESCAPED) {
        sg_request_value(request, value)->state = SG_STATE_UNKNOWN;
        sg_binder_leave_open(binder, given->name);
        return;
    }
    array = sg_binder_copy(binder, given->node, SG_ARRAY);
    while (rest.size > 0 && !sg_binder_is_over(binder))
        if (!copy_item(binder, given->node, sg_text_next_item(&rest)))
            return;
    if (!sg_binder_is_over(binder))
        take_list(binder, value, array, 0);
}

/* --------------------------------------------------------------------- other values */

static void bind_list(sg_binder *binder, const sg_given_node *given, uint32_t value)
{
    sg_request *request = binder->request;
    const sg_target target = {.name = given->name, .item = given->item};

    if (sg_binder_is(binder, given->node, SG_ARRAY))
        bind_array(binder, given, value);
    else if (!sg_binder_is(binder, given->node, SG_STRING))
        sg_typed_read(request, &target, value);
    else if (given->is_commas)
        bind_commas(binder, given, value);
    else if (!sg_list_read(request, value))
        request->out_of_memory = true;
    if (!sg_binder_is_over(binder))
        sg_screening_value(request, sg_request_value(request, value));
}

/* A number or boolean is a text without quotes. False when memory is out. */
static bool take_as_text(sg_binder *binder, uint32_t value)
{
    uint32_t node = sg_request_value(binder->request, value)->node;
    uint32_t copy;

    if (sg_binder_is(binder, node, SG_STRING))
        return true;
    copy = sg_binder_copy(binder, node, SG_STRING);
    if (copy == SG_NO_NODE)
        return false;
    ((sg_node *)binder->request->document->nodes.data + copy)->flags = SG_ENCODED;
    sg_request_value(binder->request, value)->node = copy;
    return true;
}

static void bind_text(sg_binder *binder, const sg_given_node *given, uint32_t value)
{
    sg_request *request = binder->request;
    sg_text source = request->document->source;
    sg_value *text = sg_request_value(request, value);
    const sg_node *node;
    size_t room;

    if (!take_as_text(binder, value))
        return;
    node = sg_target_node(request, text->node);
    text->text = sg_document_string(request->document, source, node);
    room = node->flags & SG_ESCAPED
               ? text->text.size
               : (size_t)(source.bytes + source.size - text->text.bytes);
    sg_screening_text(request, sg_target_name(request, given->name)->screen, text, room);
}

static void bind_other(sg_binder *binder, const sg_given_node *given, uint32_t value)
{
    sg_request *request = binder->request;
    const sg_target target = {.name = given->name, .item = given->item};

    sg_typed_read(request, &target, value);
    if (!request->out_of_memory)
        sg_screening_value(request, sg_request_value(request, value));
}

static bool is_empty(const sg_binder *binder, const sg_given_node *given)
{
    const sg_node *node = sg_target_node(binder->request, given->node);
    const sg_name *name = sg_target_name(binder->request, given->name);

    if (sg_target_is_empty(node))
        return !name->empty_is_given;
    return node->kind == SG_ARRAY && node->link == given->node + 1 &&
           name->type == SG_TYPE_LIST && binder->form->empty_list_is_absent;
}

static void bind_typed(sg_binder *binder, const sg_given_node *given, uint32_t value)
{
    const sg_node *node = sg_target_node(binder->request, given->node);
    uint8_t type = sg_target_name(binder->request, given->name)->type;

    if (type == SG_TYPE_LIST)
        bind_list(binder, given, value);
    else if (type == SG_TYPE_TEXT && node->kind != SG_ARRAY && node->kind != SG_OBJECT)
        bind_text(binder, given, value);
    else
        bind_other(binder, given, value);
}

void sg_binder_value(sg_binder *binder, const sg_given_node *given)
{
    sg_request *request = binder->request;

    if (is_empty(binder, given) || !sg_given_count(request, given->key) ||
        !sg_binder_count_value(binder, given->node) ||
        !count_bytes(binder, given->node) || !add_value(binder, given))
        return;
    if (!request->given[given->name].where)
        sg_given_mark(request, given->name, given->node);
    bind_typed(binder, given, (uint32_t)request->values.count - 1);
}
