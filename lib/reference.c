#include "reference.h"

/* Whether `name` is the parameter, group or list `outer`, or a member of it. */
static bool is_inside(const sg_request *request, uint16_t name, uint16_t outer)
{
    while (name != outer && name != SG_ROOT_NAME && name != SG_NO_NAME)
        name = request->names[name].parent;
    return name == outer;
}

/* Positions in a text that was opened do not count in the source. */
static uint32_t begin_of(const sg_request *request, const sg_place *place)
{
    const sg_list *lists = request->lists.data;

    return place->list && !lists[place->list - 1].is_in_place
               ? sg_document_node(request->document, place->node)->begin
               : place->begin;
}

static void relate(const sg_request *request, snapguard_finding *finding)
{
    const sg_reference *references = request->references.data;
    uint32_t begin;

    if (finding->related_end || finding->place.node == SG_NO_NODE)
        return;
    begin = begin_of(request, &finding->place);
    for (size_t i = 0; i < request->references.count; i++) {
        const sg_reference *reference = &references[i];
        const sg_node *node = sg_document_node(request->document, reference->node);

        if (begin < reference->begin || begin >= reference->end ||
            !is_inside(request, finding->name, reference->name))
            continue;
        finding->related_begin = node->begin;
        finding->related_end = node->end;
        return;
    }
}

void sg_references_relate(snapguard_report *report)
{
    snapguard_finding *findings = report->findings.data;

    for (size_t i = 0; i < report->findings.count; i++)
        relate(report->request, &findings[i]);
}

/* A function is no value: nothing else refers to one. */
bool sg_reference_is_related(const snapguard_finding *finding)
{
    const sg_request *request = finding->report->request;
    const sg_reference *references = request->references.data;

    if (!request->form || !finding->related_end)
        return false;
    for (size_t i = 0; i < request->references.count; i++)
        if (sg_document_node(request->document, references[i].node)->begin ==
            finding->related_begin)
            return true;
    return false;
}
