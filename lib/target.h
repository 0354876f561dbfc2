/* What a key of a request stands for, while it is bound. */
#ifndef SNAPGUARD_LIB_TARGET_H
#define SNAPGUARD_LIB_TARGET_H

#include "request.h"

/* What a key stands for. */
typedef struct sg_target {
    uint16_t name;
    uint16_t list; /* whose number `item` is, where a flat name says so, or 0 */
    uint32_t item;
    sg_item *entry; /* the item that holds it, if that is known already */
    bool is_item;   /* ends in a number: Tag.1 */
    bool is_repeat; /* a number behind a parameter that is no list: timePoints.1 */
    bool other_case;
    bool is_alias;
} sg_target;

static inline const sg_name *sg_target_name(const sg_request *request, uint16_t name)
{
    return &request->names[name];
}

static inline const sg_node *sg_target_node(const sg_request *request, uint32_t node)
{
    return sg_document_node(request->document, node);
}

/* Whether a string has nothing between so many quotes: then it is not given. */
static inline bool sg_target_is_empty_between(const sg_node *node, uint32_t quotes)
{
    return node->kind == SG_STRING && node->end - node->begin == 2 * quotes;
}

static inline bool sg_target_is_empty(const sg_node *node)
{
    return sg_target_is_empty_between(node, sg_node_quotes(node));
}

/* A fault of the value at a node. NULL, and the request out of memory, when memory is. */
sg_fault *sg_target_fault(
    sg_request *request, sg_fault_kind kind, const sg_target *target, uint32_t place);

/* The name is at fault, not the value. */
sg_fault *sg_target_name_fault(
    sg_request *request, sg_fault_kind kind, const sg_target *target, uint32_t key);

#endif
