#include "typed.h"

static bool read_integer(sg_text text, int64_t *integer)
{
    size_t i = text.size && text.bytes[0] == '-';
    bool negative = i == 1;
    int64_t value = 0;

    if (i == text.size)
        return false;
    for (; i < text.size; i++) {
        char c = text.bytes[i];

        if (c < '0' || c > '9')
            return false;
        /* Past 18 digits the size says enough: no parameter comes near it. */
        if (value < INT64_C(100000000000000000))
            value = value * 10 + (c - '0');
    }
    *integer = negative ? -value : value;
    return true;
}

static bool read_boolean(sg_text text, bool *boolean)
{
    *boolean = sg_text_equals_ignoring_case(text, SG_LITERAL("true"));
    return *boolean || sg_text_equals_ignoring_case(text, SG_LITERAL("false"));
}

/* In a query and a form everything is text. */
static sg_fault_kind as_text(const sg_node *node)
{
    return node->flags & SG_ENCODED ? SG_FAULT_COUNT : SG_FAULT_AS_TEXT;
}

/* Which fault a value has as one of its type; SG_FAULT_COUNT if it has none. */
static sg_fault_kind type_integer(sg_value *value, const sg_node *node)
{
    bool is_text = node->kind == SG_STRING;

    if (!is_text && (node->kind != SG_NUMBER || !(node->flags & SG_INTEGER)))
        return SG_FAULT_TYPE;
    if (!read_integer(value->text, &value->integer))
        return SG_FAULT_TYPE;
    return is_text ? as_text(node) : SG_FAULT_COUNT;
}

static sg_fault_kind type_boolean(sg_value *value, const sg_node *node)
{
    sg_text right;

    if (node->kind == SG_TRUE || node->kind == SG_FALSE) {
        value->boolean = node->kind == SG_TRUE;
        return SG_FAULT_COUNT;
    }
    if (node->kind != SG_STRING || !read_boolean(value->text, &value->boolean))
        return SG_FAULT_TYPE;
    right = value->boolean ? SG_LITERAL("true") : SG_LITERAL("false");
    return sg_text_equals(value->text, right) ? as_text(node) : SG_FAULT_BOOLEAN_CASE;
}

static sg_fault_kind type_text(sg_value *value, const sg_node *node)
{
    (void)value;
    (void)node;
    return SG_FAULT_TYPE;
}

static sg_fault_kind type_list(sg_value *value, const sg_node *node)
{
    (void)value;
    return node->kind == SG_ARRAY ? SG_FAULT_ARRAY : SG_FAULT_TYPE;
}

void sg_typed_read(sg_request *request, const sg_target *target, uint32_t index)
{
    static sg_fault_kind (*const readers[])(sg_value *, const sg_node *) = {
        [SG_TYPE_TEXT] = type_text,
        [SG_TYPE_INTEGER] = type_integer,
        [SG_TYPE_BOOLEAN] = type_boolean,
        [SG_TYPE_LIST] = type_list,
    };
    sg_value *value = sg_request_value(request, index);
    const sg_node *node = sg_target_node(request, value->node);
    sg_fault_kind kind;

    if (node->kind == SG_STRING)
        value->text =
            sg_document_string(request->document, request->document->source, node);
    else if (node->kind == SG_NUMBER)
        value->text = sg_node_raw(request->document->source, node);
    kind = readers[sg_target_name(request, value->name)->type](value, node);
    if (kind == SG_FAULT_TYPE || kind == SG_FAULT_ARRAY)
        value->state = SG_STATE_FAULTED;
    if (kind == SG_FAULT_COUNT)
        return;
    /* In a template a text is as good as a number or boolean. */
    if (kind != SG_FAULT_AS_TEXT || !request->form)
        sg_target_fault(request, kind, target, value->node);
}
