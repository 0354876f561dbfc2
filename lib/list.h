/* Lists that are held in a string: "[\"0\",\"12\"]". */
#ifndef SNAPGUARD_LIB_LIST_H
#define SNAPGUARD_LIB_LIST_H

#include "request.h"

/* Read the list of a value. What is not the text of a JSON array becomes a fault, and the
 * value faulted. False when memory is out. */
bool sg_list_read(sg_request *request, uint32_t value);

/* Make the elements of a list known, one node each. False when memory is out. */
bool sg_list_open(sg_request *request, sg_list *list);

/* The same as sg_list_number(), for any element. */
int64_t sg_list_any_number(const sg_list *list, const sg_node *element);

/* Take an array of the document for the list of a value: its elements are known, but for
 * so many more that are not among them. False when memory is out. */
bool sg_list_take(sg_request *request, uint32_t value, uint32_t array, uint32_t unknown);

/* What an element says, if it is a text: a number is as good as one where the list is an
 * array of a template or plan. Decoded, in the document's memory for that. */
static inline bool sg_list_is_text(const sg_list *list, const sg_node *element)
{
    return element->kind == SG_STRING || (list->is_native && element->kind == SG_NUMBER);
}

static inline sg_text
sg_list_text(sg_document *document, const sg_list *list, const sg_node *element)
{
    return element->kind == SG_STRING ? sg_document_string(document, list->text, element)
                                      : sg_node_raw(list->text, element);
}

/* An element's number: a canonical decimal from 0 up, as a JSON string or number; else
 * -1. Mostly it is a string of one or two digits. */
static inline int64_t sg_list_number(const sg_list *list, const sg_node *element)
{
    uint32_t quotes = sg_node_quotes(element);
    uint32_t size = element->end - element->begin - 2 * quotes;
    const char *digits = list->text.bytes + element->begin + quotes;
    int first;
    int second;

    if (element->kind != SG_STRING || size - 1 > 1)
        return sg_list_any_number(list, element);
    first = digits[0] - '0';
    if (size == 1)
        return first >= 0 && first <= 9 ? first : -1;
    second = digits[1] - '0';
    return first >= 1 && first <= 9 && second >= 0 && second <= 9 ? first * 10 + second
                                                                  : -1;
}

#endif
