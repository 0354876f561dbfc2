#include "run.h"

#include "check.h"
#include "compiler.h"
#include "condition.h"
#include "escape.h"
#include "facts.h"
#include "proviso.h"
#include "scan.h"

typedef struct sg_run_state {
    snapguard_report *report;
    sg_request *request;
    const sg_instruction *instruction;
    sg_subject subject;
} sg_run_state;

/* ----------------------------------------------------------------------- findings */

/* Member by member, here and below: a copy would be read back in other pieces than it was
 * written in. */
static inline void set_place(sg_place *place, const sg_request *request, uint32_t node)
{
    const sg_node *at = sg_document_node(request->document, node);

    place->node = node;
    place->list = 0;
    place->inner = 0;
    place->begin = at->begin;
    place->end = at->end;
}

static void
set_place_of_element(sg_place *place, const sg_value *value, const sg_subject *subject)
{
    place->node = value->node;
    place->list = value->list;
    place->inner = subject->element_index;
    place->begin = subject->element->begin;
    place->end = subject->element->end;
}

static void set_place_of_brace(sg_place *place, const sg_request *request)
{
    set_place(place, request, request->root);
    place->end =
        place->begin + sg_node_quotes(sg_document_node(request->document, request->root));
}

/* The stretch of a value's decoded text that a check pointed at. */
static SG_APART void narrow_place(const sg_run_state *run, sg_place *place)
{
    const sg_document *document = run->request->document;
    const sg_node *node = sg_document_node(document, place->node);
    sg_text content = sg_node_content(document->source, node);
    size_t at = run->subject.at;
    size_t begin = sg_node_source(node, content, at);
    size_t end = sg_node_source(node, content, at + run->subject.at_size);

    place->begin += sg_node_quotes(node);
    place->end = place->begin + (uint32_t)end;
    place->begin += (uint32_t)begin;
}

static inline void
set_value(const sg_run_state *run, snapguard_finding *finding, const sg_value *value)
{
    finding->item = value->item;
    finding->key = value->key;
    if (run->subject.element) {
        set_place_of_element(&finding->place, value, &run->subject);
        return;
    }
    set_place(&finding->place, run->request, value->node);
    if (run->subject.at_size)
        narrow_place(run, &finding->place);
}

static SG_APART void set_no_value(const sg_run_state *run, snapguard_finding *finding)
{
    const sg_request *request = run->request;
    const sg_item *item = run->subject.item;
    uint16_t name = run->subject.name;

    finding->item = item ? item->number : 0;
    finding->key = SG_NO_NODE;
    if (item)
        set_place(&finding->place, request, item->node);
    else if (name != SG_NO_NAME && request->given[name].where)
        set_place(&finding->place, request, request->given[name].where - 1);
    else
        set_place_of_brace(&finding->place, request);
}

static SG_APART void set_related(const sg_run_state *run, snapguard_finding *finding)
{
    const sg_subject *subject = &run->subject;
    uint32_t element = subject->related_element;
    const sg_node *at = sg_document_node(
        run->request->document, element ? element : subject->related_value->node);

    finding->related_begin = at->begin;
    finding->related_end = at->end;
    finding->is_list_related = element != 0;
}

static inline void clear_answer(sg_subject *subject)
{
    subject->at_size = 0;
    subject->count = 0;
    subject->limit = 0;
    subject->related_value = NULL;
    subject->related_element = 0;
}

/* Every member is given, here and in report_fault(). */
static SG_APART bool report(sg_run_state *run)
{
    sg_subject *subject = &run->subject;
    const sg_proviso *proviso = run->instruction->proviso;
    snapguard_finding *finding = sg_report_draft(run->report);

    if (!finding)
        return false;
    if (proviso && !sg_proviso_is_met(proviso, subject)) {
        clear_answer(subject);
        return true;
    }
    finding->report = run->report;
    finding->instruction = run->instruction;
    finding->related_begin = 0;
    finding->related_end = 0;
    finding->is_list_related = false;
    finding->is_extra = false;
    finding->is_at_name = false;
    finding->is_item = subject->item != NULL;
    finding->reason = 0;
    finding->unit = 0;
    finding->first = subject->first;
    finding->second = subject->second;
    finding->name = subject->name;
    finding->edition = 0;
    finding->count = subject->count;
    finding->limit = subject->limit;
    if (subject->value)
        set_value(run, finding, subject->value);
    else
        set_no_value(run, finding);
    if (subject->related_value)
        set_related(run, finding);
    clear_answer(subject);
    return sg_report_add(run->report, finding);
}

/* ------------------------------------------------------------------------- values */

static inline bool holds(sg_run_state *run)
{
    const sg_instruction *instruction = run->instruction;

    return instruction->question->holds(&run->subject, &instruction->operand);
}

static SG_INLINE bool ask(sg_run_state *run)
{
    return holds(run) || report(run);
}

static bool ask_element(sg_run_state *run, uint32_t index)
{
    sg_document *document = run->request->document;
    sg_subject *subject = &run->subject;
    size_t used = document->scratch.bytes.count;
    bool done;

    subject->element = sg_document_node(document, index);
    subject->element_index = index;
    subject->is_text = sg_list_is_text(subject->list, subject->element);
    if (subject->is_text && run->instruction->question->subject == SG_SUBJECT_TEXT)
        subject->text = sg_list_text(document, subject->list, subject->element);
    done = ask(run);
    document->scratch.bytes.count = used;
    return done;
}

static bool ask_each_element(sg_run_state *run, const sg_list *list)
{
    const sg_document *document = run->request->document;
    uint32_t end = sg_document_after(document, list->root);

    for (uint32_t i = list->root + 1; i < end; i = sg_document_after(document, i))
        if (!ask_element(run, i))
            return false;
    run->subject.element = NULL;
    run->subject.is_text = true;
    return true;
}

/* The only element of a list, which need not be opened to be asked. */
static bool ask_word(sg_run_state *run, sg_list *list)
{
    sg_subject *subject = &run->subject;
    bool done;

    subject->text = list->word;
    if (holds(run))
        return true;
    if (!sg_list_open(run->request, list))
        return false;
    subject->element_index = list->root + 1;
    subject->element = sg_document_node(run->request->document, subject->element_index);
    done = report(run);
    subject->element = NULL;
    return done;
}

static SG_APART bool ask_list(sg_run_state *run, const sg_value *value)
{
    sg_subject_kind kind = run->instruction->question->subject;
    sg_list *list = sg_request_list(run->request, value);

    run->subject.list = list;
    if (kind == SG_SUBJECT_LIST)
        return ask(run);
    if (kind == SG_SUBJECT_TEXT && list->word.bytes && !list->is_opened)
        return ask_word(run, list);
    if (!sg_list_open(run->request, list))
        return false;
    if (kind == SG_SUBJECT_ELEMENT && holds(run))
        return true;
    return ask_each_element(run, list);
}

static SG_INLINE bool ask_value(sg_run_state *run, const sg_value *value)
{
    sg_subject *subject = &run->subject;

    subject->value = value;
    if (value->list)
        return ask_list(run, value);
    subject->text = value->text;
    return ask(run);
}

static SG_APART bool ask_given(sg_run_state *run)
{
    const sg_request *request = run->request;
    uint32_t next = request->given[run->subject.name].first;

    while (next) {
        const sg_value *value = sg_request_value(request, next - 1);

        if (value->state == SG_STATE_GIVEN && !ask_value(run, value))
            return false;
        next = value->next;
    }
    return true;
}

/* Of a check that has a screen only the values that do not pass it. */
static SG_INLINE bool ask_failed(sg_run_state *run, unsigned aspects)
{
    const sg_request *request = run->request;
    uint32_t next = request->given[run->subject.name].asked;

    while (next) {
        const sg_value *value = sg_request_value(request, next - 1);

        if (value->failed & aspects && !ask_value(run, value))
            return false;
        next = value->next_asked;
    }
    return true;
}

/* ----------------------------------------------------------------- other subjects */

/* The condition's value is what the finding refers to. */
static bool ask_name(sg_run_state *run)
{
    const sg_instruction *instruction = run->instruction;

    if (holds(run))
        return true;
    if (instruction->condition_count)
        run->subject.related_value =
            sg_request_first(run->request, instruction->conditions[0].name);
    return report(run);
}

/* A member that is missing may stand there, and be empty. It is looked for only then:
 * for each item it would cost as much as there are items. */
static void find_missing(sg_run_state *run, uint16_t member, const sg_item *item)
{
    run->subject.name = member;
    run->subject.value = NULL;
    if (!(item->members & run->request->names[member].bit))
        run->subject.value = sg_request_find(run->request, member, item->number);
}

static bool ask_items(sg_run_state *run)
{
    const sg_item *items = run->request->items.data;
    uint16_t list = run->instruction->name;
    uint16_t member = run->instruction->operand.other;
    size_t begin = 0;
    size_t end;

    while (begin < run->request->items.count && items[begin].name != list)
        begin++;
    for (end = begin; end < run->request->items.count && items[end].name == list;)
        end++;
    run->subject.item_count = end - begin;
    for (size_t i = begin; i < end; i++) {
        run->subject.item = &items[i];
        run->subject.previous = i > begin ? &items[i - 1] : NULL;
        if (member != SG_NO_NAME)
            find_missing(run, member, &items[i]);
        if (!ask(run))
            return false;
    }
    run->subject.item = NULL;
    return true;
}

static bool report_fault(sg_run_state *run, const sg_fault *fault)
{
    snapguard_finding *finding = sg_report_draft(run->report);

    if (!finding)
        return false;
    *finding = (snapguard_finding){
        .report = run->report,
        .instruction = run->instruction,
        .place = fault->place,
        .related_begin = fault->related_begin,
        .related_end = fault->related_end,
        .is_list_related = false,
        .is_extra = fault->extra,
        .is_at_name = fault->is_at_name,
        .is_item = fault->is_item,
        .reason = fault->reason,
        .unit = fault->unit,
        .first = 0,
        .second = 0,
        .name = fault->name,
        .edition = fault->edition,
        .item = fault->item,
        .key = fault->key,
        .count = fault->count,
        .limit = fault->limit,
    };
    return sg_report_add(run->report, finding);
}

static bool ask_faults(sg_run_state *run)
{
    const sg_array *faults = &run->request->document->faults;
    const sg_instruction *instruction = run->instruction;

    for (size_t i = 0; i < faults->count; i++) {
        const sg_fault *fault = (const sg_fault *)faults->data + i;

        if (fault->kind != instruction->operand.fault ||
            (instruction->name != SG_NO_NAME && instruction->name != fault->name))
            continue;
        if (!report_fault(run, fault))
            return false;
    }
    return true;
}

static void decide(const sg_run_state *run)
{
    if (run->instruction->row != SG_NO_ROW)
        run->request->decided |= UINT64_C(1) << run->instruction->row;
}

/* What is known about the account decides also where the rule does not apply. */
static SG_APART bool ask_fact(sg_run_state *run)
{
    const sg_instruction *instruction = run->instruction;
    const sg_fact_path *path = instruction->operand.fact;
    sg_subject *subject = &run->subject;
    sg_truth applies_here = sg_conditions_hold(run->request, instruction);
    bool is_right;

    if (!run->request->facts)
        return true;
    if (applies_here == SG_NO && sg_facts_have_start(run->request->facts, path))
        decide(run);
    if (applies_here != SG_YES)
        return true;
    subject->is_open = false;
    if (subject->name != SG_NO_NAME)
        subject->value = sg_request_first(run->request, subject->name);
    is_right = holds(run);
    if (!subject->is_open)
        decide(run);
    return is_right || report(run);
}

/* ----------------------------------------------------------------------- the loop */

static SG_APART bool ask_other(sg_run_state *run)
{
    run->subject.value = NULL;
    switch (run->instruction->question->subject) {
    case SG_SUBJECT_FAULT:
        return ask_faults(run);
    case SG_SUBJECT_NAME:
        return ask_name(run);
    case SG_SUBJECT_ITEM:
        return ask_items(run);
    case SG_SUBJECT_FACT:
        return ask_fact(run);
    default:
        return true;
    }
}

/* A rule whose condition can't be decided says nothing. That of a fact is asked there. */
static SG_INLINE bool run_instruction(sg_run_state *run)
{
    const sg_instruction *instruction = run->instruction;
    const sg_check *check = instruction->question;

    if (instruction->condition_count && check->subject != SG_SUBJECT_FACT &&
        !sg_instruction_applies(run->request, instruction))
        return true;
    run->subject.name = instruction->name;
    if (check->subject > SG_SUBJECT_VALUE)
        return ask_other(run);
    return instruction->aspects ? ask_failed(run, instruction->aspects) : ask_given(run);
}

static bool run_word(sg_run_state *run, size_t word)
{
    const sg_instruction *first = run->request->program->instructions + word * 64;
    uint64_t bits = run->request->active[word];

    for (; bits; bits &= bits - 1) {
        run->instruction = first + sg_lowest_bit(bits);
        if (!run_instruction(run))
            return false;
        if (sg_report_is_done(run->report))
            return true;
    }
    return true;
}

static bool is_idle(const sg_request *request)
{
    uint64_t active = 0;

    for (size_t i = 0; i < request->program->mask_words; i++)
        active |= request->active[i];
    return !active;
}

static SG_APART bool
run_active(snapguard_report *report, sg_request *request, sg_regex_state *regex)
{
    sg_run_state run = {
        .report = report,
        .request = request,
        .subject = {.request = request, .is_text = true}
    };

    run.subject.regex = regex;
    for (size_t word = 0; word < request->program->mask_words; word++)
        if (request->active[word] && !sg_report_is_done(report) && !run_word(&run, word))
            return false;
    if (report->totals[SNAPGUARD_ERROR])
        report->verdict = SNAPGUARD_INVALID;
    return true;
}

static void keep_decisive(sg_request *request)
{
    for (size_t i = 0; i < request->program->mask_words; i++)
        request->active[i] &= request->program->decisive[i];
}

bool sg_run(snapguard_report *report, sg_request *request, sg_regex_state *regex)
{
    if (report->is_brief)
        keep_decisive(request);
    return is_idle(request) || run_active(report, request, regex);
}
