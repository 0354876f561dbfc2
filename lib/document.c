#include "document.h"

#include "percent.h"

const char *sg_syntax_text(sg_syntax reason)
{
    static const char *const texts[SG_SYNTAX_COUNT] = {
#define SYNTAX(name, text) [SG_SYNTAX_##name] = (text),
#include "syntax.def"
#undef SYNTAX
    };

    return texts[reason];
}

void sg_document_init(sg_document *document, const snapguard_allocator *allocator)
{
    memset(document, 0, sizeof *document);
    document->allocator = allocator;
}

void sg_document_free(sg_document *document)
{
    sg_array_free(&document->nodes, document->allocator);
    sg_array_free(&document->faults, document->allocator);
    sg_array_free(&document->duplicates, document->allocator);
    sg_array_free(&document->order, document->allocator);
    sg_array_free(&document->parents, document->allocator);
    sg_array_free(&document->scratch.bytes, document->allocator);
}

static sg_fault *add_fault(
    sg_array *faults, const snapguard_allocator *allocator, sg_fault_kind kind,
    uint32_t begin, uint32_t end)
{
    sg_fault *fault = sg_array_add(faults, allocator, sizeof *fault);

    if (!fault)
        return NULL;
    fault->kind = (uint8_t)kind;
    fault->name = SG_NO_NAME;
    fault->key = SG_NO_NODE;
    fault->place = (sg_place){.node = SG_NO_NODE, .begin = begin, .end = end};
    return fault;
}

sg_fault *
sg_document_fault(sg_document *document, sg_fault_kind kind, uint32_t begin, uint32_t end)
{
    return add_fault(&document->faults, document->allocator, kind, begin, end);
}

sg_fault *sg_document_duplicate(sg_document *document, uint32_t begin, uint32_t end)
{
    return add_fault(
        &document->duplicates, document->allocator, SG_FAULT_DUPLICATE_KEY, begin, end);
}

bool sg_scratch_reserve(sg_document *document, size_t size)
{
    return sg_array_reserve(
        &document->scratch.bytes, document->allocator, 3 * size + 2, 1);
}

sg_text sg_document_resolve(sg_document *document, sg_text text, const sg_node *node)
{
    sg_array *scratch = &document->scratch.bytes;
    char *out = (char *)scratch->data + scratch->count;
    sg_text content = sg_node_content(text, node);

    content.size = node->flags & SG_ENCODED ? sg_percent_decode(content, out)
                                            : sg_escape_resolve(content, out);
    scratch->count += content.size;
    return (sg_text){out, content.size};
}

size_t sg_node_source(const sg_node *node, sg_text content, size_t size)
{
    if (!(node->flags & SG_ESCAPED))
        return size < content.size ? size : content.size;
    return node->flags & SG_ENCODED ? sg_percent_source(content, size)
                                    : sg_escape_source(content, size);
}

/* What has no escapes stands for itself: so does what cannot be decoded, and the value of
 * a header, where "%" and "+" mean nothing. */
static void next_raw(const char *p, char *out, size_t *read, size_t *written)
{
    *out = *p;
    *read = 1;
    *written = 1;
}

static void next_encoded(const char *p, char *out, size_t *read, size_t *written)
{
    sg_percent_next(p, out, read, written);
}

sg_escape_function *sg_node_resolver(const sg_node *node)
{
    if (!(node->flags & SG_ENCODED))
        return sg_escape_next;
    return node->flags & SG_ESCAPED ? next_encoded : next_raw;
}

static int compare_raw(sg_text a, sg_text b)
{
    size_t size = a.size < b.size ? a.size : b.size;
    int order = size ? memcmp(a.bytes, b.bytes, size) : 0;

    if (order == 0)
        return (a.size > b.size) - (a.size < b.size);
    return order < 0 ? -1 : 1;
}

int sg_node_compare(sg_text text, const sg_node *a, const sg_node *b)
{
    /* Long texts that differ late are not looked at byte by byte. */
    if (!((a->flags | b->flags) & SG_ESCAPED))
        return compare_raw(sg_node_content(text, a), sg_node_content(text, b));
    return sg_escape_compare_as(
        sg_node_content(text, a), sg_node_resolver(a), sg_node_content(text, b),
        sg_node_resolver(b));
}

bool sg_node_says(sg_text text, const sg_node *node, sg_text wanted)
{
    sg_text content = sg_node_content(text, node);

    if (!(node->flags & SG_ESCAPED))
        return sg_text_equals(content, wanted);
    return sg_escape_compare_as(content, sg_node_resolver(node), wanted, next_raw) == 0;
}

bool sg_document_says(const sg_document *document, uint32_t index, sg_text wanted)
{
    const sg_node *node;

    if (index == SG_NO_NODE)
        return false;
    node = sg_document_node(document, index);
    return (node->kind == SG_STRING || node->kind == SG_KEY) &&
           sg_node_says(document->source, node, wanted);
}

static uint32_t
member_from(const sg_document *document, uint32_t object, uint32_t key, sg_text name)
{
    uint32_t end = sg_document_after(document, object);

    for (; key < end; key = sg_document_after(document, key + 1))
        if (sg_node_says(document->source, sg_document_node(document, key), name))
            return key + 1;
    return SG_NO_NODE;
}

uint32_t sg_document_member(const sg_document *document, uint32_t object, sg_text name)
{
    if (sg_document_node(document, object)->kind != SG_OBJECT)
        return SG_NO_NODE;
    return member_from(document, object, object + 1, name);
}

uint32_t sg_document_member_again(
    const sg_document *document, uint32_t object, uint32_t value, sg_text name)
{
    return member_from(document, object, sg_document_after(document, value), name);
}

bool sg_fault_is_unread(const sg_fault *fault)
{
    enum { READ, UNREAD };
    static const bool is_unread[SG_FAULT_COUNT] = {
#define FAULT(name, id, reading) [SG_FAULT_##name] = (reading) == UNREAD,
#include "faults.def"
#undef FAULT
    };

    return is_unread[fault->kind];
}
