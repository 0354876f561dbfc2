/* The findings of one request. */
#ifndef SNAPGUARD_LIB_REPORT_H
#define SNAPGUARD_LIB_REPORT_H

#include "request.h"
#include "seams.h"

/* A finding refers to the request that it was made from, and its texts are written only
 * when they are asked for. */
struct snapguard_finding {
    const snapguard_report *report;
    const sg_instruction *instruction;
    sg_place place;
    uint32_t related_begin; /* what is related; the end is 0 where there is nothing */
    uint32_t related_end;
    bool is_list_related; /* it stands in the list of the place, and not in the source */
    bool is_extra;        /* the parameter is given rightly as well */
    bool is_at_name;      /* the key is at fault, not the value */
    bool is_item;         /* it is about Tag.N itself, not about the whole list */
    uint8_t reason;
    uint8_t unit;
    uint8_t first;
    uint8_t second;
    uint16_t name; /* SG_NO_NAME where there is none */
    uint16_t edition;
    uint32_t item;
    uint32_t key; /* or SG_NO_NODE */
    uint64_t count;
    uint64_t limit;
};

/* Where a rule fired that silences others there, kept past the limit of findings. */
typedef struct sg_silence {
    const sg_rule *rule;
    uint16_t name;
    uint32_t item;
    uint32_t inner; /* the element, or SG_NO_NODE for the whole value */
} sg_silence;

struct snapguard_report {
    const sg_request *request;
    sg_document *document;
    sg_lines *lines;
    const sg_array *seams; /* sg_seam; none where the lines are the document's own */
    bool is_brief;         /* one error is enough */
    snapguard_verdict verdict;
    sg_array findings;  /* snapguard_finding */
    sg_array silences;  /* sg_silence */
    uint64_t silencing; /* their rules' bits */
    size_t limit;
    size_t totals[SNAPGUARD_ERROR + 1];
    size_t parameters;
    const char *reason; /* why another reader could not read a text */
    uint32_t
        title; /* the node that says what the policy of a form is called, or SG_NO_NODE */
    bool is_json;     /* the document is of JSON */
    bool is_message;  /* it came as an HTTP message, or in parts of one */
    bool is_in_array; /* the request is an element of the document */
    uint32_t ordinal; /* of the request in its array */
    uint32_t begin;   /* of the request, in the source */
    uint32_t end;
};

/* Begin the report of the request that was bound. */
void sg_report_begin(snapguard_report *report, const sg_request *request);

/* Where the next finding is written. NULL when memory is out. */
static inline snapguard_finding *sg_report_draft(snapguard_report *report)
{
    sg_array *findings = &report->findings;

    if (!sg_array_reserve(
            findings, report->document->allocator, findings->count + 1,
            sizeof(snapguard_finding)))
        return NULL;
    return (snapguard_finding *)findings->data + findings->count;
}

/* Findings of one rule stand in the order of their places: put the last one there. */
void sg_report_settle(snapguard_report *report);

/* The draft is one finding more. It takes its place among those of its rule. */
static inline void
sg_report_count(snapguard_report *report, const snapguard_finding *draft)
{
    const sg_rule *rule = draft->instruction->rule;

    report->totals[rule->severity]++;
    if (report->findings.count == report->limit)
        return;
    if (report->findings.count++ > 0 && draft[-1].instruction->rule == rule)
        sg_report_settle(report);
}

/* The same as sg_report_add(), where the finding may not be wanted. */
bool sg_report_add_if_wanted(snapguard_report *report, const snapguard_finding *draft);

/* Note where a rule fired that may silence others. False when memory is out. */
bool sg_report_silence(snapguard_report *report, const snapguard_finding *draft);

/* The draft is one finding more, unless its rule is silenced. False when memory is out.
 */
static inline bool sg_report_add(snapguard_report *report, const snapguard_finding *draft)
{
    const sg_rule *rule = draft->instruction->rule;

    if (report->silencing & rule->unless_bits || report->is_brief)
        return sg_report_add_if_wanted(report, draft);
    if (rule->silences && !sg_report_silence(report, draft))
        return false;
    sg_report_count(report, draft);
    return true;
}

/* What the service answers, by the rule, or by the row of its parameter. False if that
 * is not known. */
bool sg_finding_reply(
    const snapguard_finding *finding, const sg_error_row **row, snapguard_basis *basis);

/* Whether one error is enough, and there is one. */
static inline bool sg_report_is_done(const snapguard_report *report)
{
    return report->is_brief && report->totals[SNAPGUARD_ERROR];
}

/* The same as sg_report_source(), for a place in a list. */
void sg_report_escaped(
    const snapguard_report *report, const sg_place *place, size_t *begin, size_t *end);

/* Whether a place is counted in the source, and not in what a string says. */
static inline bool
sg_report_is_in_source(const snapguard_report *report, const sg_place *place)
{
    const sg_list *lists = (const sg_list *)report->request->lists.data;

    return !place->list || lists[place->list - 1].is_in_place;
}

/* Where a place is in the source: the reader's positions inside of a string are turned
 * into those of its escapes. */
static inline void sg_report_source(
    const snapguard_report *report, const sg_place *place, size_t *begin, size_t *end)
{
    *begin = place->begin;
    *end = place->end;
    if (!sg_report_is_in_source(report, place))
        sg_report_escaped(report, place, begin, end);
}

#endif
