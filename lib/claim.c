#include "claim.h"

/* What cannot be decoded may say anything. */
static bool is_ours(sg_request *request, sg_claim_kind kind, const sg_node *node)
{
    sg_document *document = request->document;
    size_t used = document->scratch.bytes.count;
    bool is = (node->flags & SG_BROKEN) ||
              sg_operation_is(
                  &request->program->operation[kind],
                  sg_document_string(document, document->source, node));

    document->scratch.bytes.count = used;
    return is;
}

static void note(sg_request *request, sg_claim_kind kind, const sg_node *node)
{
    sg_claim *claim = &request->claims[kind];

    if (!is_ours(request, kind, node))
        return;
    claim->is_ours = true;
    claim->is_said |= !(node->flags & SG_BROKEN);
}

/* Two spellings that are both taken for this operation's are one name. */
static bool is_contradiction(
    sg_request *request, sg_claim_kind kind, const sg_node *node, const sg_node *first)
{
    return sg_node_compare(request->document->source, node, first) != 0 &&
           (!is_ours(request, kind, node) || !is_ours(request, kind, first));
}

static void add_conflict(sg_request *request, const sg_claim *claim, uint32_t key)
{
    static const sg_target none = {.name = SG_NO_NAME};
    const sg_node *first = sg_target_node(request, claim->node - 1);
    sg_fault *fault = sg_target_fault(request, SG_FAULT_OPERATION, &none, key + 1);

    if (!fault)
        return;
    fault->related_begin = first->begin;
    fault->related_end = first->end;
}

bool sg_claim_take(sg_request *request, sg_claim_kind kind, uint32_t key)
{
    sg_claim *claim = &request->claims[kind];
    const sg_node *node = sg_target_node(request, key + 1);

    if (node->kind != SG_STRING || sg_target_is_empty(node))
        return true;
    note(request, kind, node);
    if (claim->node)
        return false;
    claim->node = key + 2;
    return true;
}

void sg_claim_bind(sg_request *request, sg_claim_kind kind, uint32_t key)
{
    const sg_claim *claim = &request->claims[kind];
    const sg_node *node = sg_target_node(request, key + 1);

    if (sg_claim_take(request, kind, key) || node->flags & SG_BROKEN)
        return;
    if (is_contradiction(request, kind, node, sg_target_node(request, claim->node - 1)))
        add_conflict(request, claim, key);
}

void sg_claim_note_misnamed(sg_request *request, sg_claim_kind kind, uint32_t key)
{
    const sg_node *node = sg_target_node(request, key + 1);

    if (node->kind == SG_STRING)
        note(request, kind, node);
}

void sg_claim_note(sg_request *request, uint32_t key)
{
    const sg_operation *operation = request->program->operation;
    sg_text name = sg_document_string(
        request->document, request->document->source, sg_target_node(request, key));

    for (int kind = 0; kind < SG_CLAIM_COUNT; kind++) {
        if (!sg_text_equals_ignoring_case(sg_text_trim(name), operation[kind].parameter))
            continue;
        if (sg_text_equals(name, operation[kind].parameter))
            sg_claim_take(request, (sg_claim_kind)kind, key);
        else
            sg_claim_note_misnamed(request, (sg_claim_kind)kind, key);
    }
}

void sg_claim_note_broken(sg_request *request, uint32_t key)
{
    for (int kind = 0; kind < SG_CLAIM_COUNT; kind++)
        sg_claim_note_misnamed(request, (sg_claim_kind)kind, key);
}

void sg_claim_seek(sg_request *request, uint32_t key, uint32_t end)
{
    for (; key < end; key = sg_document_after(request->document, key + 1)) {
        if (sg_target_node(request, key)->flags & SG_BROKEN)
            sg_claim_note_broken(request, key);
        else
            sg_claim_note(request, key);
    }
}
