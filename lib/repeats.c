#include "repeats.h"

#include "duplicates.h"

static int compare_values(const void *items, uint32_t a, uint32_t b)
{
    const sg_request *request = items;
    sg_text x = sg_request_value(request, a)->text;
    sg_text y = sg_request_value(request, b)->text;
    int order;

    if (x.size != y.size)
        return x.size < y.size ? -1 : 1;
    order = x.size ? memcmp(x.bytes, y.bytes, x.size) : 0;
    return (order > 0) - (order < 0);
}

/* Of equal ones the lowest number is the first, in whichever order they were given: a
 * client may sort names by their bytes, and so Tag.10 before Tag.2. */
static int compare_items(const void *items, uint32_t a, uint32_t b)
{
    uint32_t x = sg_request_value(items, a)->item;
    uint32_t y = sg_request_value(items, b)->item;
    int order = compare_values(items, a, b);

    return order ? order : (x > y) - (x < y);
}

static bool is_compared(const sg_value *value)
{
    return value->state == SG_STATE_GIVEN && value->text.size > 0;
}

/* A text that has escapes stands in other memory than the source. */
static uint32_t hash_of(const sg_request *request, const sg_value *value)
{
    sg_text source = request->document->source;

    return sg_document_node(request->document, value->node)->flags & SG_ESCAPED
               ? sg_text_hash(value->text)
               : sg_text_hash_before(value->text, source.bytes + source.size);
}

/* Whether it is worth a closer look. */
static bool is_suspected(const sg_request *request, uint16_t name)
{
    uint32_t hashes[SG_DUPLICATES_FEW];
    size_t count = 0;

    for (uint32_t i = request->given[name].first; i;
         i = sg_request_value(request, i - 1)->next) {
        const sg_value *value = sg_request_value(request, i - 1);

        if (!is_compared(value))
            continue;
        if (count == SG_DUPLICATES_FEW)
            return true;
        hashes[count++] = hash_of(request, value);
    }
    return sg_duplicates_suspected(hashes, count);
}

static bool collect(sg_request *request, uint16_t name)
{
    sg_array *order = &request->document->order;

    order->count = 0;
    for (uint32_t i = request->given[name].first; i;
         i = sg_request_value(request, i - 1)->next) {
        if (!is_compared(sg_request_value(request, i - 1)))
            continue;
        if (!sg_array_reserve(
                order, request->document->allocator, order->count + 1, sizeof i))
            return false;
        ((uint32_t *)order->data)[order->count++] = i - 1;
    }
    return true;
}

static bool mark(sg_request *request, uint16_t name)
{
    const sg_program *program = request->program;
    uint32_t *values;
    uint32_t first = 0;

    if (!collect(request, name))
        return false;
    values = request->document->order.data;
    sg_duplicates_sort(values, request->document->order.count, request, compare_items);
    for (uint32_t i = 1; i < request->document->order.count; i++) {
        if (compare_values(request, values[first], values[i])) {
            first = i;
            continue;
        }
        sg_request_value(request, values[i])->same = values[first] + 1;
        sg_mask_add(request->active, program->repeated[name], program->mask_words);
    }
    return true;
}

static sg_fault *fault_of(const sg_request *request, uint32_t index)
{
    return (sg_fault *)request->document->faults.data + index;
}

static int compare_names(const void *items, uint32_t a, uint32_t b)
{
    const sg_document *document = ((const sg_request *)items)->document;
    const sg_node *x = sg_document_node(document, fault_of(items, a)->key);
    const sg_node *y = sg_document_node(document, fault_of(items, b)->key);

    if (x->link != y->link)
        return x->link < y->link ? -1 : 1;
    return sg_node_compare(document->source, x, y);
}

/* Its reader has seen to the names that an object of JSON has twice. */
static bool may_be_again(const sg_request *request, const sg_fault *fault)
{
    return fault->kind == SG_FAULT_NAME_UNKNOWN && fault->name == SG_ROOT_NAME &&
           (request->body != SG_NO_NODE ||
            sg_document_node(request->document, fault->key)->flags & SG_ENCODED);
}

static bool collect_names(sg_request *request)
{
    sg_array *order = &request->document->order;

    order->count = 0;
    for (uint32_t i = 0; i < request->document->faults.count; i++) {
        if (!may_be_again(request, fault_of(request, i)))
            continue;
        if (!sg_array_reserve(
                order, request->document->allocator, order->count + 1, sizeof i))
            return false;
        ((uint32_t *)order->data)[order->count++] = i;
    }
    return true;
}

/* A name that is given twice is not unknown as well. */
static void mark_name(const sg_request *request, sg_fault *fault, const sg_fault *first)
{
    const sg_node *value = sg_document_node(request->document, fault->key + 1);
    const sg_node *other = sg_document_node(request->document, first->key + 1);

    *fault = (sg_fault){
        .kind = SG_FAULT_DUPLICATE_PARAMETER,
        .name = SG_NO_NAME,
        .key = fault->key,
        .place = {.node = fault->key + 1, .begin = value->begin, .end = value->end},
        .related_begin = other->begin,
        .related_end = other->end,
    };
}

/* A name without a meaning may stand twice in a query, or in query and body. */
static bool find_names(sg_request *request)
{
    uint32_t *order;
    uint32_t first = 0;
    uint32_t count;

    if (!collect_names(request))
        return false;
    order = request->document->order.data;
    count = (uint32_t)request->document->order.count;
    sg_duplicates_sort(order, count, request, compare_names);
    for (uint32_t i = 1; i < count; i++) {
        if (compare_names(request, order[first], order[i]) == 0)
            mark_name(
                request, fault_of(request, order[i]), fault_of(request, order[first]));
        else
            first = i;
    }
    return true;
}

bool sg_repeats_find(sg_request *request)
{
    const sg_program *program = request->program;

    if (request->document->faults.count > 1 && !find_names(request))
        return false;
    for (const uint16_t *name = program->unique; *name != SG_NO_NAME; name++)
        if (request->given[*name].first && is_suspected(request, *name) &&
            !mark(request, *name))
            return false;
    return true;
}
