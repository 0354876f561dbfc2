#include "proviso.h"

#include "scope.h"

static const sg_item *find_item(const sg_request *request, uint16_t list, uint32_t number)
{
    const sg_item *items = request->items.data;

    for (size_t i = 0; i < request->items.count; i++)
        if (items[i].name == list && items[i].number == number)
            return &items[i];
    return NULL;
}

/* Whether the documented check can be asked of this, and what of it: a value of its kind,
 * the list around an element, the item that has the value for a member. */
static bool take_subject(sg_subject *subject, const sg_instruction *instruction)
{
    const sg_value *value = subject->value;

    switch (sg_checks[instruction->check].subject) {
    case SG_SUBJECT_LIST:
        subject->element = NULL;
        return value && value->list;
    case SG_SUBJECT_ELEMENT:
        return subject->element;
    case SG_SUBJECT_TEXT:
    case SG_SUBJECT_INTEGER:
        return value && (!value->list || subject->element);
    case SG_SUBJECT_ITEM:
        subject->item =
            value ? find_item(subject->request, instruction->name, value->item) : NULL;
        return subject->item && instruction->operand.other == subject->name;
    default:
        return false;
    }
}

/* What the value or the element says, which need not have been asked so far. */
static void take_text(sg_subject *subject)
{
    if (!subject->element) {
        subject->is_text = true;
        subject->text = subject->value->text;
    } else if (subject->is_text) {
        subject->text =
            sg_list_text(subject->request->document, subject->list, subject->element);
    }
}

static bool refuses(const sg_instruction *instruction, const sg_subject *refused)
{
    sg_document *document = refused->request->document;
    size_t used = document->scratch.bytes.count;
    sg_subject subject = *refused;
    bool holds = true;

    if (sg_instruction_applies(refused->request, instruction) &&
        take_subject(&subject, instruction)) {
        take_text(&subject);
        holds = sg_checks[instruction->check].holds(&subject, &instruction->operand);
    }
    document->scratch.bytes.count = used;
    return !holds;
}

/* Which tag it is that is asked about, or that has the value. */
static void take_item(sg_scope *scope, const sg_subject *subject)
{
    if (subject->value) {
        scope->list = subject->request->names[subject->value->name].parent;
        scope->item = subject->value->item;
    } else if (subject->item) {
        scope->list = subject->item->name;
        scope->item = subject->item->number;
    }
}

bool sg_proviso_is_met(const sg_proviso *proviso, const sg_subject *subject)
{
    const sg_instruction *instructions = subject->request->program->instructions;
    sg_scope scope = {.request = subject->request, .regex = subject->regex};

    for (size_t i = 0; i < proviso->refusal_count; i++)
        if (refuses(&instructions[proviso->refusals[i]], subject))
            return false;
    take_item(&scope, subject);
    return !proviso->condition || sg_scope_allows(&scope, proviso->condition);
}
