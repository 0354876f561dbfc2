#include "walk.h"

#include "list.h"
#include "scan.h"

void sg_walk_begin(sg_walk *walk, const sg_request *request, const sg_value *value)
{
    const sg_list *list = sg_request_list(request, value);

    *walk = (sg_walk){
        .document = request->document,
        .list = list,
        .used = request->document->scratch.bytes.count,
    };
    if (list->is_opened) {
        walk->next = list->root + 1;
        walk->end = sg_document_after(request->document, list->root);
    } else if (list->is_plain) {
        walk->numbers = list->numbers;
    } else {
        walk->is_word = list->word.bytes != NULL;
    }
}

void sg_walk_end(sg_walk *walk)
{
    walk->document->scratch.bytes.count = walk->used;
}

static void take_node(sg_walk *walk, sg_asked *element)
{
    const sg_node *node = sg_document_node(walk->document, walk->next);

    *element = (sg_asked){
        .is_text = sg_list_is_text(walk->list, node),
        .number = sg_list_number(walk->list, node),
    };
    element->is_number = element->number >= 0;
    if (element->is_text)
        element->text = sg_list_text(walk->document, walk->list, node);
    walk->next = sg_document_after(walk->document, walk->next);
}

/* Of a plain list the elements are strings, of one digit or two. */
static void take_number(sg_walk *walk, sg_asked *element)
{
    unsigned number = sg_lowest_bit(walk->numbers);
    size_t size = number < 10 ? 1 : 2;

    walk->numbers &= walk->numbers - 1;
    walk->digits[0] = (char)('0' + number / 10);
    walk->digits[size - 1] = (char)('0' + number % 10);
    *element = (sg_asked){
        .is_text = true,
        .is_number = true,
        .text = {walk->digits, size},
        .number = number,
    };
}

static void take_word(sg_walk *walk, sg_asked *element)
{
    uint32_t number = 0;

    walk->is_word = false;
    *element = (sg_asked){.is_text = true, .text = walk->list->word};
    element->is_number = sg_names_is_index(element->text, &number);
    element->number = number;
}

bool sg_walk_next(sg_walk *walk, sg_asked *element)
{
    sg_walk_end(walk);
    if (walk->next < walk->end) {
        take_node(walk, element);
        return true;
    }
    if (walk->numbers) {
        take_number(walk, element);
        return true;
    }
    if (!walk->is_word)
        return false;
    take_word(walk, element);
    return true;
}
