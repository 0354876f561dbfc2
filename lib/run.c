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
    const sg_check *check; /* the instruction's */
    sg_subject subject;
} sg_run_state;

/* ----------------------------------------------------------------------- findings */

static sg_place place_of(const sg_request *request, uint32_t node)
{
    const sg_node *at = sg_document_node(request->document, node);

    return (sg_place){node, 0, 0, at->begin, at->end};
}

static sg_place
place_of_element(const sg_request *request, const sg_value *value, uint32_t element)
{
    const sg_node *at = sg_document_node(request->document, element);

    return (sg_place){value->node, value->list, element, at->begin, at->end};
}

static sg_place place_of_brace(const sg_request *request)
{
    sg_place place = place_of(request, request->root);

    place.end =
        place.begin + sg_node_quotes(sg_document_node(request->document, request->root));
    return place;
}

/* The stretch of a value's decoded text that a check pointed at. */
static void narrow_place(const sg_run_state *run, sg_place *place)
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

static sg_place place_of_subject(const sg_run_state *run)
{
    const sg_subject *subject = &run->subject;
    const sg_request *request = run->request;
    sg_place place;

    if (subject->element)
        return place_of_element(request, subject->value, subject->element_index);
    if (subject->value) {
        place = place_of(request, subject->value->node);
        if (subject->at_size)
            narrow_place(run, &place);
        return place;
    }
    if (subject->item)
        return place_of(request, subject->item->node);
    if (subject->name != SG_NO_NAME && request->given[subject->name].where)
        return place_of(request, request->given[subject->name].where - 1);
    return place_of_brace(request);
}

static sg_place related_of(const sg_run_state *run)
{
    const sg_subject *subject = &run->subject;

    if (subject->related_element != SG_NO_NODE)
        return place_of_element(run->request, subject->value, subject->related_element);
    if (subject->related_value)
        return place_of(run->request, subject->related_value->node);
    return (sg_place){0, 0, 0, 0, 0};
}

static uint32_t item_of(const sg_subject *subject)
{
    if (subject->value)
        return subject->value->item;
    return subject->item ? subject->item->number : 0;
}

/* Every member is given here, and in report_fault(): else all are cleared first. */
static SG_APART bool report(sg_run_state *run)
{
    const sg_subject *subject = &run->subject;
    const sg_proviso *proviso = run->instruction->proviso;
    snapguard_finding *finding = sg_report_draft(run->report);

    if (!finding)
        return false;
    if (proviso && !sg_proviso_is_met(proviso, subject))
        return true;
    *finding = (snapguard_finding){
        .report = run->report,
        .instruction = run->instruction,
        .rule = &run->request->program->rules[run->instruction->rule],
        .place = place_of_subject(run),
        .related = related_of(run),
        .is_extra = false,
        .is_at_name = false,
        .is_item = subject->item != NULL,
        .reason = 0,
        .unit = 0,
        .name = subject->name,
        .edition = 0,
        .item = item_of(subject),
        .key = subject->value ? subject->value->key : SG_NO_NODE,
        .count = subject->count,
        .limit = subject->limit,
        .first = subject->first,
        .second = subject->second,
    };
    return sg_report_add(run->report, finding);
}

/* ----------------------------------------------------------------------- subjects */

/* A check that does not hold may add to this. */
static inline void clear_answer(sg_subject *subject)
{
    subject->at_size = 0;
    subject->count = 0;
    subject->limit = 0;
    subject->related_value = NULL;
    subject->related_element = SG_NO_NODE;
}

static inline bool ask(sg_run_state *run)
{
    sg_subject *subject = &run->subject;

    clear_answer(subject);
    if (run->check->holds(subject, &run->instruction->operand))
        return true;
    return report(run);
}

static bool ask_element(sg_run_state *run, uint32_t index)
{
    sg_document *document = run->request->document;
    sg_subject *subject = &run->subject;
    size_t used = document->scratch.bytes.count;
    bool done;

    subject->element = sg_document_node(document, index);
    subject->element_index = index;
    subject->is_text = subject->element->kind == SG_STRING;
    if (subject->is_text && run->check->subject == SG_SUBJECT_TEXT)
        subject->text =
            sg_document_string(document, subject->list->text, subject->element);
    done = ask(run);
    document->scratch.bytes.count = used;
    return done;
}

/* Whether the check holds for the only element of a list, which need not be opened. */
static bool holds_for_word(sg_run_state *run, const sg_list *list)
{
    if (!list->word.bytes || list->is_opened || run->check->subject != SG_SUBJECT_TEXT)
        return false;
    run->subject.text = list->word;
    return run->check->holds(&run->subject, &run->instruction->operand);
}

static bool ask_each_element(sg_run_state *run, const sg_list *list)
{
    const sg_document *document = run->request->document;
    uint32_t end = sg_document_after(document, list->root);

    for (uint32_t i = list->root + 1; i < end; i = sg_document_after(document, i))
        if (!ask_element(run, i))
            return false;
    run->subject.element = NULL;
    return true;
}

static bool ask_list(sg_run_state *run, const sg_value *value)
{
    sg_list *list = sg_request_list(run->request, value);

    run->subject.list = list;
    run->subject.is_text = true;
    if (holds_for_word(run, list))
        return true;
    if (!sg_list_open(run->request, list))
        return false;
    if (run->check->subject == SG_SUBJECT_ELEMENT &&
        run->check->holds(&run->subject, &run->instruction->operand))
        return true;
    return ask_each_element(run, list);
}

static bool ask_value(sg_run_state *run, const sg_value *value)
{
    sg_subject *subject = &run->subject;

    subject->value = value;
    if (value->list && run->check->subject != SG_SUBJECT_LIST)
        return ask_list(run, value);
    subject->text = value->text;
    subject->is_text = true;
    subject->list = value->list ? sg_request_list(run->request, value) : NULL;
    return ask(run);
}

/* Of a check that has a screen only the values that do not pass it. */
static bool ask_values(sg_run_state *run)
{
    const sg_request *request = run->request;
    const sg_given *given = &request->given[run->subject.name];
    unsigned aspects = run->instruction->aspects;
    uint32_t next = aspects ? given->asked : given->first;

    while (next) {
        const sg_value *value = sg_request_value(request, next - 1);
        bool is_asked = !aspects || value->failed & aspects;

        if (is_asked && value->state == SG_STATE_GIVEN && !ask_value(run, value))
            return false;
        next = aspects ? value->next_asked : value->next;
    }
    return true;
}

/* The condition's value is what the finding refers to. */
static bool ask_name(sg_run_state *run)
{
    const sg_instruction *instruction = run->instruction;
    sg_subject *subject = &run->subject;

    clear_answer(subject);
    if (run->check->holds(subject, &instruction->operand))
        return true;
    if (instruction->condition_count)
        subject->related_value =
            sg_request_first(run->request, instruction->conditions[0].name);
    return report(run);
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
        /* A member that is missing may stand there, and be empty. */
        if (member != SG_NO_NAME) {
            run->subject.name = member;
            run->subject.value = sg_request_find(run->request, member, items[i].number);
        }
        if (!ask(run))
            return false;
    }
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
        .rule = &run->request->program->rules[run->instruction->rule],
        .place = fault->place,
        .related = {SG_NO_NODE, 0, 0, fault->related_begin, fault->related_end},
        .is_extra = fault->extra,
        .is_at_name = fault->is_at_name,
        .is_item = fault->is_item,
        .reason = fault->reason,
        .unit = fault->unit,
        .name = fault->name,
        .edition = fault->edition,
        .item = fault->item,
        .key = fault->key,
        .count = fault->count,
        .limit = fault->limit,
        .first = 0,
        .second = 0,
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
    bool holds;

    if (!run->request->facts)
        return true;
    if (applies_here == SG_NO && sg_facts_have_start(run->request->facts, path))
        decide(run);
    if (applies_here != SG_YES)
        return true;
    clear_answer(subject);
    subject->is_open = false;
    if (subject->name != SG_NO_NAME)
        subject->value = sg_request_first(run->request, subject->name);
    holds = run->check->holds(subject, &instruction->operand);
    if (!subject->is_open)
        decide(run);
    return holds || report(run);
}

/* ----------------------------------------------------------------------- the loop */

static bool run_instruction(sg_run_state *run)
{
    static bool (*const askers[])(sg_run_state *) = {
        [SG_SUBJECT_FAULT] = ask_faults,   [SG_SUBJECT_INTEGER] = ask_values,
        [SG_SUBJECT_TEXT] = ask_values,    [SG_SUBJECT_LIST] = ask_values,
        [SG_SUBJECT_ELEMENT] = ask_values, [SG_SUBJECT_NAME] = ask_name,
        [SG_SUBJECT_ITEM] = ask_items,     [SG_SUBJECT_FACT] = ask_fact,
    };
    const sg_instruction *instruction = run->instruction;

    /* A rule whose condition can't be decided says nothing. */
    if (instruction->check != SG_CHECK_fact &&
        !sg_instruction_applies(run->request, instruction))
        return true;
    run->check = &sg_checks[instruction->check];
    run->subject.name = instruction->name;
    run->subject.value = NULL;
    run->subject.item = NULL;
    run->subject.element = NULL;
    run->subject.list = NULL;
    return askers[run->check->subject](run);
}

static bool run_word(sg_run_state *run, size_t word)
{
    const sg_program *program = run->request->program;
    uint64_t bits = run->request->active[word];

    for (; bits; bits &= bits - 1) {
        run->instruction = &program->instructions[word * 64 + sg_lowest_bit(bits)];
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
        .report = report, .request = request, .subject = {.request = request}};

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
