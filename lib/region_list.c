#include "region_list.h"

#include "document.h"
#include "locate.h"
#include "read_json.h"

/* jansson has read it, so no limit is of use but its own depth. */
static const sg_read_limits limits = {2048, UINT32_MAX};

/* The member's value, or the root. */
static uint32_t find_member(sg_document *document, const char *member)
{
    uint32_t end = sg_document_after(document, 0);
    uint32_t key = 1;

    if (sg_document_node(document, 0)->kind != SG_OBJECT)
        return 0;
    while (key < end) {
        sg_text name = sg_document_string(
            document, document->source, sg_document_node(document, key));

        if (sg_text_equals(name, sg_text_of(member)))
            return key + 1;
        key = sg_document_after(document, key + 1);
    }
    return 0;
}

static bool is_meant(sg_document *document, const sg_node *node, const char *word)
{
    sg_text text;

    if (node->kind != SG_STRING)
        return !word;
    text = sg_document_string(document, document->source, node);
    return word ? sg_text_equals(text, sg_text_of(word)) : text.size == 0;
}

static uint32_t find_element(sg_document *document, uint32_t array, const char *word)
{
    uint32_t end = sg_document_after(document, array);

    if (sg_document_node(document, array)->kind != SG_ARRAY)
        return array;
    for (uint32_t i = array + 1; i < end; i = sg_document_after(document, i))
        if (is_meant(document, sg_document_node(document, i), word))
            return i;
    return array;
}

void sg_region_list_locate(
    snapguard_error *error, const snapguard_allocator *allocator, sg_text text,
    const char *member, const char *word)
{
    snapguard_position at = {.line = 1, .column = 1, .utf16 = 1};
    sg_document document;
    sg_read_end end;
    uint32_t node;

    if (!error)
        return;
    sg_document_init(&document, allocator);
    document.source = text;
    if (sg_scratch_reserve(&document, text.size) &&
        sg_read_json(&document, text, SG_READ_INNER, &limits, &end) &&
        end.kind == SG_FAULT_COUNT) {
        node = find_element(&document, find_member(&document, member), word);
        at = sg_lines_advance(text, at, sg_document_node(&document, node)->begin);
        error->line = at.line;
        error->column = at.column;
    }
    sg_document_free(&document);
}
