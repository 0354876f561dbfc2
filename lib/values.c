#include "values.h"

#include "condition.h"
#include "excerpt.h"
#include "list.h"
#include "path.h"
#include "writer.h"

/* ------------------------------------------------------------------------- texts */

/* Anything but a string as it stands. */
static void write_node(sg_writer *writer, sg_text text, const sg_node *node)
{
    if (node->kind == SG_STRING)
        sg_excerpt_write_whole(text, node, writer);
    else
        sg_writer_add(writer, sg_node_raw(text, node));
}

/* ------------------------------------------------------------------------ values */

const sg_value *sg_values_find(const snapguard_report *report, sg_text wire)
{
    const sg_request *request = report->request;
    sg_target target = {.name = SG_ROOT_NAME};
    const sg_value *value;

    /* Where a request could not be read, what is bound is that of an earlier one. */
    if (report->parameters == 0 ||
        !sg_path_follow(request, &target, SG_ROOT_NAME, wire) || target.other_case ||
        target.is_repeat || target.is_item)
        return NULL;
    value = sg_request_find(request, target.name, target.item);
    if (!value || sg_target_node(request, value->node)->flags & SG_BROKEN)
        return NULL;
    return value;
}

static bool
write_value(const snapguard_report *report, const sg_value *value, sg_writer *writer)
{
    const sg_request *request = report->request;
    const sg_name *name = sg_target_name(request, value->name);

    if (value->state != SG_STATE_GIVEN)
        return false;
    if (name->type == SG_TYPE_BOOLEAN)
        sg_writer_add(writer, value->boolean ? SG_LITERAL("true") : SG_LITERAL("false"));
    else
        write_node(
            writer, report->document->source, sg_target_node(request, value->node));
    return true;
}

size_t snapguard_report_value(
    const snapguard_report *report, const char *parameter, char *buffer, size_t size)
{
    const sg_value *value = sg_values_find(report, sg_text_of(parameter));
    sg_writer writer = {.buffer = buffer, .size = size};
    bool is_there = value && write_value(report, value, &writer);

    sg_writer_finish(&writer);
    return is_there ? writer.used : SNAPGUARD_NO_TEXT;
}

static bool is_value_deferred(const sg_request *request, const sg_value *value)
{
    return value->state == SG_STATE_UNKNOWN ||
           (value->list && sg_request_list(request, value)->unknown > 0);
}

bool snapguard_report_is_deferred(const snapguard_report *report, const char *parameter)
{
    const sg_request *request = report->request;
    sg_target target = {.name = SG_ROOT_NAME};
    const sg_value *value;

    /* Where nothing was bound, what can be found is that of an earlier request. */
    if ((request->values.count == 0 && request->open.count == 0) ||
        !sg_path_follow(request, &target, SG_ROOT_NAME, sg_text_of(parameter)) ||
        target.other_case || target.is_repeat)
        return false;
    value = sg_request_find(request, target.name, target.item);
    if (value)
        return is_value_deferred(request, value);
    return !target.item && sg_condition_is_deferred(request, target.name);
}

/* ---------------------------------------------------------------------- elements */

/* A list that no rule had to look into has no nodes, but what it holds is known. */
static void begin_list(sg_elements *elements, const sg_list *list)
{
    elements->list = list;
    if (list->is_opened) {
        elements->text = list->text;
        elements->node = list->root + 1;
        elements->end = sg_document_after(elements->document, list->root);
    } else {
        elements->is_word = list->word.bytes != NULL;
        elements->numbers = list->numbers;
    }
}

/* An array in place of its text is a finding, and can be read all the same. */
static void begin_array(sg_elements *elements, uint32_t node)
{
    elements->text = elements->document->source;
    elements->node = node + 1;
    elements->end = sg_document_after(elements->document, node);
}

sg_elements sg_values_elements(const snapguard_report *report, const sg_value *value)
{
    const sg_request *request = report->request;
    sg_elements elements = {.document = report->document};

    if (sg_target_name(request, value->name)->type != SG_TYPE_LIST)
        return elements;
    if (value->list && value->state == SG_STATE_GIVEN)
        begin_list(&elements, sg_request_list(request, value));
    else if (!value->list && sg_target_node(request, value->node)->kind == SG_ARRAY)
        begin_array(&elements, value->node);
    return elements;
}

static const sg_node *next_node(sg_elements *elements)
{
    uint32_t node = elements->node;

    if (node >= elements->end)
        return NULL;
    elements->node = sg_document_after(elements->document, node);
    return sg_document_node(elements->document, node);
}

uint64_t sg_values_numbers(const snapguard_report *report, const sg_value *value)
{
    sg_elements elements = sg_values_elements(report, value);
    const sg_list whole = {.text = elements.text};
    uint64_t numbers = elements.numbers;
    const sg_node *node;

    while ((node = next_node(&elements))) {
        int64_t number = sg_list_number(&whole, node);

        if (number >= 0 && number < SG_LIST_NUMBERS)
            numbers |= UINT64_C(1) << number;
    }
    return numbers;
}

/* The lists that are known by number alone rise. */
static bool write_number(sg_writer *writer, uint64_t numbers, size_t index)
{
    for (int64_t number = 0; number < SG_LIST_NUMBERS; number++) {
        if (!(numbers >> number & 1) || index-- > 0)
            continue;
        sg_writer_add_number(writer, number);
        return true;
    }
    return false;
}

static bool write_element(sg_elements *elements, size_t index, sg_writer *writer)
{
    const sg_node *node;

    if (elements->is_word && index == 0)
        sg_writer_add(writer, elements->list->word);
    if (elements->is_word || !elements->end)
        return elements->is_word ? index == 0
                                 : write_number(writer, elements->numbers, index);
    do
        node = next_node(elements);
    while (node && index-- > 0);
    if (node)
        write_node(writer, elements->text, node);
    return node != NULL;
}

size_t snapguard_report_element(
    const snapguard_report *report, const char *parameter, size_t index, char *buffer,
    size_t size)
{
    const sg_value *value = sg_values_find(report, sg_text_of(parameter));
    sg_writer writer = {.buffer = buffer, .size = size};
    sg_elements elements;
    bool is_there = false;

    if (value) {
        elements = sg_values_elements(report, value);
        is_there = write_element(&elements, index, &writer);
    }
    sg_writer_finish(&writer);
    return is_there ? writer.used : SNAPGUARD_NO_TEXT;
}
