/* RFC 6901 pointers, followed in a text that somebody else has read. */
#include "locate.h"
#include "read_json.h"

/* No text has more values than bytes. */
enum { MOST_BYTES = 1 << 26, MOST_DEPTH = 1024, MOST_VALUES = MOST_BYTES };

/* Whether a key is what a token of a pointer says: "~1" is a slash, "~0" a tilde. */
static bool is_token(sg_text token, sg_text key)
{
    size_t i = 0;

    for (; token.size && i < key.size; i++, token.bytes++, token.size--) {
        char c = *token.bytes;

        if (c == '~' && token.size > 1 &&
            (token.bytes[1] == '0' || token.bytes[1] == '1')) {
            c = token.bytes[1] == '0' ? '~' : '/';
            token.bytes++;
            token.size--;
        }
        if (c != key.bytes[i])
            return false;
    }
    return token.size == 0 && i == key.size;
}

static uint32_t find_member(sg_document *document, uint32_t object, sg_text token)
{
    uint32_t end = sg_document_after(document, object);
    size_t used = document->scratch.bytes.count;
    uint32_t found = SG_NO_NODE;

    for (uint32_t key = object + 1; key < end && found == SG_NO_NODE;
         key = sg_document_after(document, key + 1)) {
        if (is_token(
                token, sg_document_string(
                           document, document->source, sg_document_node(document, key))))
            found = key + 1;
        document->scratch.bytes.count = used;
    }
    return found;
}

static uint32_t find_element(const sg_document *document, uint32_t array, sg_text token)
{
    uint32_t end = sg_document_after(document, array);
    uint32_t element = array + 1;
    uint32_t index;

    if (!sg_names_is_index(token, &index))
        return SG_NO_NODE;
    for (; index > 0 && element < end; index--)
        element = sg_document_after(document, element);
    return element < end ? element : SG_NO_NODE;
}

/* Token by token. SG_NO_NODE if there is no such value. */
static uint32_t follow(sg_document *document, const char *pointer)
{
    uint32_t node = 0;

    while (*pointer == '/' && node != SG_NO_NODE) {
        sg_text token = {pointer + 1, strcspn(pointer + 1, "/")};
        uint16_t kind = sg_document_node(document, node)->kind;

        pointer = token.bytes + token.size;
        if (kind == SG_OBJECT)
            node = find_member(document, node, token);
        else
            node = kind == SG_ARRAY ? find_element(document, node, token) : SG_NO_NODE;
    }
    return *pointer ? SG_NO_NODE : node;
}

static snapguard_status
find(sg_document *document, sg_text text, const char *pointer, snapguard_range *range)
{
    static const sg_read_limits limits = {MOST_DEPTH, MOST_VALUES};
    snapguard_position start = {.line = 1, .column = 1, .utf16 = 1};
    sg_read_end end;
    uint32_t node;

    document->source = text;
    if (!sg_scratch_reserve(document, text.size) ||
        !sg_read_json(document, text, SG_READ_SOURCE, &limits, &end))
        return SNAPGUARD_ERROR_MEMORY;
    node = end.kind == SG_FAULT_COUNT ? follow(document, pointer) : SG_NO_NODE;
    if (node == SG_NO_NODE)
        return SNAPGUARD_ERROR_ARGUMENT;
    range->start = sg_lines_advance(text, start, sg_document_node(document, node)->begin);
    range->end =
        sg_lines_advance(text, range->start, sg_document_node(document, node)->end);
    return SNAPGUARD_OK;
}

snapguard_status snapguard_locate(
    snapguard_range *range, const snapguard_allocator *allocator, const char *text,
    size_t length, const char *pointer)
{
    sg_document document;
    snapguard_status status;

    if (length > MOST_BYTES)
        return SNAPGUARD_ERROR_ARGUMENT;
    sg_document_init(&document, allocator ? allocator : &sg_default_allocator);
    status = find(&document, (sg_text){length ? text : "", length}, pointer, range);
    sg_document_free(&document);
    return status;
}
