#include "keys.h"

#include "compiler.h"
#include "duplicates.h"

static int compare_keys(const void *items, uint32_t a, uint32_t b)
{
    const sg_document *document = items;
    const sg_node *x = sg_document_node(document, a);
    const sg_node *y = sg_document_node(document, b);

    if (x->link != y->link)
        return x->link < y->link ? -1 : 1;
    return sg_node_compare(document->source, x, y);
}

/* A key that is no longer looked up needs no hash: its link is the first key instead. */
static bool add_duplicate(sg_document *document, uint32_t again)
{
    const sg_node *key = sg_document_node(document, again);
    const sg_node *first = sg_document_node(document, key->link);
    sg_fault *fault = sg_document_duplicate(document, key->begin, key->end);

    if (!fault)
        return false;
    fault->key = again;
    fault->is_at_name = true;
    fault->place.node = again + 1;
    fault->related_begin = first->begin;
    fault->related_end = first->end;
    return true;
}

static void
mark_duplicates(const sg_document *document, const uint32_t *keys, size_t count)
{
    sg_node *nodes = document->nodes.data;
    uint32_t first = keys[0];
    size_t i = 1;

    while (i < count) {
        size_t same = i;

        while (same < count && compare_keys(document, first, keys[same]) == 0)
            same++;
        for (; i < same; i++) {
            nodes[keys[i]].flags |= SG_REPEATED;
            nodes[keys[i]].link = first;
        }
        first = i < count ? keys[i] : first;
        i++;
    }
}

/* Sort the keys, and record each one but the first, in the order of the text. */
static bool record_duplicates(sg_document *document, uint32_t object, uint32_t end)
{
    sg_array *order = &document->order;

    order->count = 0;
    for (uint32_t i = object + 1; i < end; i = sg_document_after(document, i + 1)) {
        if (!sg_array_reserve(order, document->allocator, order->count + 1, sizeof i))
            return false;
        ((uint32_t *)order->data)[order->count++] = i;
    }
    sg_duplicates_sort(order->data, order->count, document, compare_keys);
    mark_duplicates(document, order->data, order->count);
    for (uint32_t i = object + 1; i < end; i = sg_document_after(document, i + 1))
        if (sg_document_node(document, i)->flags & SG_REPEATED &&
            !add_duplicate(document, i))
            return false;
    return true;
}

SG_APART bool sg_keys_check(sg_document *document, uint32_t object, uint32_t end)
{
    uint32_t hashes[SG_DUPLICATES_FEW];
    size_t count = 0;
    uint32_t i = object + 1;

    for (; i < end && count < SG_DUPLICATES_FEW; i = sg_document_after(document, i + 1))
        hashes[count++] = sg_document_node(document, i)->link;
    if (i == end && !sg_duplicates_suspected(hashes, count))
        return true;
    return record_duplicates(document, object, end);
}
