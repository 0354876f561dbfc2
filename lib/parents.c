#include "parents.h"

/* Fill the parents of what a container holds itself. */
static void fill(const sg_document *document, uint32_t container, sg_parent *parents)
{
    const sg_node *node = sg_document_node(document, container);
    bool is_object = node->kind == SG_OBJECT;
    uint32_t index = 0;

    if (node->kind != SG_ARRAY && !is_object)
        return;
    for (uint32_t i = container + 1; i < node->link; index++) {
        parents[i] = (sg_parent){container, index};
        parents[i + is_object] = parents[i];
        i = sg_document_after(document, i + is_object);
    }
}

const sg_parent *sg_parents_of(sg_document *document, uint32_t count)
{
    sg_array *array = &document->parents;
    sg_parent *parents;

    if (array->count == count)
        return array->data;
    if (!sg_array_reserve(array, document->allocator, count, sizeof *parents))
        return NULL;
    array->count = count;
    parents = array->data;
    parents[0] = (sg_parent){SG_NO_NODE, 0};
    for (uint32_t i = 0; i < count; i++)
        fill(document, i, parents);
    return parents;
}

uint32_t sg_parents_find(const sg_document *document, uint32_t count, uint32_t begin)
{
    uint32_t low = 0;
    uint32_t high = count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (sg_document_node(document, middle)->begin <= begin)
            low = middle;
        else
            high = middle;
    }
    return low;
}
