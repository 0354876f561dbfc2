#include "target.h"

sg_fault *sg_target_fault(
    sg_request *request, sg_fault_kind kind, const sg_target *target, uint32_t place)
{
    const sg_node *node = sg_target_node(request, place);
    sg_fault *fault = sg_document_fault(request->document, kind, node->begin, node->end);

    if (!fault) {
        request->out_of_memory = true;
        return NULL;
    }
    fault->name = target->name;
    fault->item = target->item;
    fault->is_item = target->is_item;
    fault->place.node = place;
    return fault;
}

sg_fault *sg_target_name_fault(
    sg_request *request, sg_fault_kind kind, const sg_target *target, uint32_t key)
{
    sg_fault *fault = sg_target_fault(request, kind, target, key);

    if (fault) {
        fault->key = key;
        fault->is_at_name = true;
        fault->place.node = key + 1;
    }
    return fault;
}
