#include "report.h"

#include "compiler.h"
#include "escape.h"

void sg_report_escaped(
    const snapguard_report *report, const sg_place *place, size_t *begin, size_t *end)
{
    const sg_document *document = report->document;
    const sg_list *list =
        (const sg_list *)report->request->lists.data + (place->list - 1);
    const sg_node *node =
        sg_document_node(document, sg_request_value(report->request, list->value)->node);
    sg_text content = sg_node_content(document->source, node);
    size_t start = (size_t)(content.bytes - document->source.bytes);

    *begin = sg_node_source(node, content, place->begin);
    content = (sg_text){content.bytes + *begin, content.size - *begin};
    *end = start + *begin + sg_node_source(node, content, place->end - place->begin);
    *begin += start;
}

static uint32_t element_of(const snapguard_finding *finding)
{
    return finding->place.list ? finding->place.inner : SG_NO_NODE;
}

static bool is_same_value(const sg_silence *silence, const snapguard_finding *finding)
{
    uint32_t inner = element_of(finding);

    return silence->name == finding->name && silence->item == finding->item &&
           (silence->inner == inner || silence->inner == SG_NO_NODE ||
            inner == SG_NO_NODE);
}

static bool has_fired(
    const snapguard_report *report, const sg_rule *rule, const snapguard_finding *finding)
{
    const sg_silence *silences = report->silences.data;

    for (size_t i = report->silences.count; i > 0; i--)
        if (silences[i - 1].rule == rule && is_same_value(&silences[i - 1], finding))
            return true;
    return false;
}

static bool is_silenced(const snapguard_report *report, const snapguard_finding *finding)
{
    const sg_rule *rules = report->request->program->rules;
    const sg_rule *rule = finding->instruction->rule;

    for (size_t i = 0; i < rule->unless_count; i++)
        if (has_fired(report, &rules[rule->unless[i]], finding))
            return true;
    return false;
}

SG_APART bool sg_report_silence(snapguard_report *report, const snapguard_finding *draft)
{
    sg_silence *silence =
        sg_array_next(&report->silences, report->document->allocator, sizeof *silence);

    if (!silence)
        return false;
    silence->rule = draft->instruction->rule;
    silence->name = draft->name;
    silence->item = draft->item;
    silence->inner = element_of(draft);
    report->silencing |= silence->rule->silences;
    return true;
}

static bool is_required(const sg_program *program, uint16_t name)
{
    return name != SG_NO_NAME && program->names.names[name].required;
}

bool sg_finding_reply(
    const snapguard_finding *finding, const sg_error_row **row, snapguard_basis *basis)
{
    const sg_program *program = finding->report->request->program;
    const sg_reply *reply = &finding->instruction->rule->reply;
    int32_t index = reply->error;

    *basis = reply->basis;
    if (reply->of_parameter) {
        index =
            finding->name != SG_NO_NAME ? program->names.names[finding->name].error : -1;
        if (index < 0) {
            index = reply->otherwise;
            *basis = reply->otherwise_basis;
        }
    }
    if (reply->when_missing &&
        (finding->is_extra || !is_required(program, finding->name)))
        index = -1;
    if (index >= 0)
        *row = &program->errors[index];
    return index >= 0;
}

/* Values stand in the order of the source, and elements in the order of their list. */
static bool is_before(const snapguard_finding *a, const snapguard_finding *b)
{
    const sg_document *document = a->report->document;
    uint32_t left = a->place.begin;
    uint32_t right = b->place.begin;

    if (a->place.list)
        left = sg_document_node(document, a->place.node)->begin;
    if (b->place.list)
        right = sg_document_node(document, b->place.node)->begin;
    if (left != right)
        return left < right;
    return a->place.list && b->place.list && a->place.begin < b->place.begin;
}

/* Mostly they come in it. */
SG_APART void sg_report_settle(snapguard_report *report)
{
    snapguard_finding *findings = report->findings.data;
    size_t last = report->findings.count - 1;
    snapguard_finding finding;
    size_t i = last;

    while (i > 0 &&
           findings[i - 1].instruction->rule == findings[last].instruction->rule &&
           is_before(&findings[last], &findings[i - 1]))
        i--;
    if (i == last)
        return;
    finding = findings[last];
    memmove(&findings[i + 1], &findings[i], (last - i) * sizeof finding);
    findings[i] = finding;
}

/* The first error is all that a brief report has. */
static bool decides(const snapguard_report *report, const snapguard_finding *draft)
{
    return draft->instruction->rule->severity == SNAPGUARD_ERROR &&
           !report->totals[SNAPGUARD_ERROR];
}

bool sg_report_add_if_wanted(snapguard_report *report, const snapguard_finding *draft)
{
    if (is_silenced(report, draft))
        return true;
    if (draft->instruction->rule->silences && !sg_report_silence(report, draft))
        return false;
    if (!report->is_brief || decides(report, draft))
        sg_report_count(report, draft);
    return true;
}

void sg_report_begin(snapguard_report *report, const sg_request *request)
{
    report->request = request;
    report->document = request->document;
    report->findings.count = 0;
    report->silences.count = 0;
    report->silencing = 0;
    memset(report->totals, 0, sizeof report->totals);
    report->verdict = SNAPGUARD_VALID;
}
