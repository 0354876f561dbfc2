#include "intrinsics.h"

#include "duplicates.h"

void sg_inputs_free(sg_inputs *inputs, const snapguard_allocator *allocator)
{
    sg_array_free(&inputs->keys, allocator);
}

void sg_inputs_begin(sg_inputs *inputs, uint64_t bytes)
{
    inputs->keys.count = 0;
    inputs->is_filled = false;
    inputs->most = bytes;
    inputs->left = bytes;
}

/* -------------------------------------------------------------------------- inputs */

static int compare_keys(const void *items, uint32_t a, uint32_t b)
{
    const sg_document *document = items;

    return sg_node_compare(
        document->source, sg_document_node(document, a), sg_document_node(document, b));
}

static bool fill(sg_inputs *inputs, const sg_document *document)
{
    uint32_t object = sg_document_member(document, 0, SG_LITERAL("Parameters"));
    uint32_t end;

    inputs->is_filled = true;
    if (object == SG_NO_NODE || sg_document_node(document, object)->kind != SG_OBJECT)
        return true;
    end = sg_document_after(document, object);
    for (uint32_t key = object + 1; key < end;
         key = sg_document_after(document, key + 1)) {
        uint32_t *added = sg_array_next(&inputs->keys, document->allocator, sizeof key);

        if (!added)
            return false;
        *added = key;
    }
    sg_duplicates_sort(inputs->keys.data, inputs->keys.count, document, compare_keys);
    return true;
}

/* The key of the only input that is called so, or SG_NO_NODE. */
static uint32_t find(const sg_inputs *inputs, const sg_document *document, uint32_t name)
{
    const uint32_t *keys = inputs->keys.data;
    size_t low = 0;
    size_t high = inputs->keys.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_keys(document, keys[middle], name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == inputs->keys.count || compare_keys(document, keys[low], name) != 0)
        return SG_NO_NODE;
    /* Which of two counts can't be told. */
    if (low + 1 < inputs->keys.count && compare_keys(document, keys[low + 1], name) == 0)
        return SG_NO_NODE;
    return keys[low];
}

/* ----------------------------------------------------------------------- functions */

static bool begins_with_function(sg_text text, const sg_node *key)
{
    static const sg_text prefix = {"Fn::", 4};
    sg_text content = sg_node_content(text, key);
    const char *p = content.bytes;
    char bytes[SG_ESCAPE_MOST];
    size_t read;
    size_t written;

    for (size_t i = 0; i < prefix.size; i++, p += read) {
        if (p >= content.bytes + content.size)
            return false;
        sg_node_resolver(key)(p, bytes, &read, &written);
        if (bytes[0] != prefix.bytes[i])
            return false;
    }
    return true;
}

/* The key of an object that is a function, or SG_NO_NODE: it has no other member. */
static uint32_t function_of(const sg_document *document, uint32_t node)
{
    const sg_node *object = sg_document_node(document, node);
    uint32_t key = node + 1;

    if (object->kind != SG_OBJECT || object->link == key ||
        sg_document_after(document, key + 1) != object->link)
        return SG_NO_NODE;
    return sg_document_says(document, key, SG_LITERAL("Ref")) ||
                   begins_with_function(document->source, sg_document_node(document, key))
               ? key
               : SG_NO_NODE;
}

static bool is_said_twice(const sg_document *document, uint32_t object, uint32_t first)
{
    uint32_t end = sg_document_after(document, object);

    for (uint32_t key = object + 1; key < end; key = sg_document_after(document, key + 1))
        if (sg_document_node(document, key)->flags & SG_REPEATED &&
            sg_document_node(document, key)->link == first)
            return true;
    return false;
}

/* What an input is if nobody says otherwise. */
static void take_default(
    sg_inputs *inputs, const sg_document *document, uint32_t input, sg_resolved *resolved)
{
    uint32_t value = sg_document_member(document, input, SG_LITERAL("Default"));
    const sg_node *node;

    if (value == SG_NO_NODE || is_said_twice(document, input, value - 1))
        return;
    node = sg_document_node(document, value);
    resolved->how = node->kind == SG_NULL ? SG_RESOLVED_ABSENT : SG_RESOLVED_KNOWN;
    resolved->node = value;
    resolved->is_commas = sg_document_says(
        document, sg_document_member(document, input, SG_LITERAL("Type")),
        SG_LITERAL("CommaDelimitedList"));
    if (node->end - node->begin > inputs->left)
        resolved->how = SG_RESOLVED_TOO_MUCH;
    else
        inputs->left -= node->end - node->begin;
}

static bool resolve_reference(
    sg_inputs *inputs, const sg_document *document, uint32_t name, sg_resolved *resolved)
{
    uint32_t input;

    if (sg_document_node(document, name)->kind != SG_STRING)
        return true;
    if (sg_document_says(document, name, SG_LITERAL("ALIYUN::NoValue"))) {
        resolved->how = SG_RESOLVED_ABSENT;
        return true;
    }
    if (!inputs->is_filled && !fill(inputs, document))
        return false;
    input = find(inputs, document, name);
    if (input != SG_NO_NODE)
        take_default(inputs, document, input + 1, resolved);
    return true;
}

bool sg_intrinsic_resolve(
    sg_inputs *inputs, const sg_document *document, uint32_t node, sg_resolved *resolved)
{
    uint32_t function = function_of(document, node);

    *resolved = (sg_resolved){SG_RESOLVED_KNOWN, node, SG_NO_NODE, false};
    if (function == SG_NO_NODE)
        return true;
    resolved->how = SG_RESOLVED_UNKNOWN;
    resolved->reference = node;
    return !sg_document_says(document, function, SG_LITERAL("Ref")) ||
           resolve_reference(inputs, document, function + 1, resolved);
}
