#include "pointer.h"

#include "escape.h"

/* A key as a pointer's token: resolved, with ~ and / escaped in their turn. */
static void write_key(sg_text content, sg_writer *writer)
{
    const char *p = content.bytes;
    const char *end = p + content.size;

    while (p < end) {
        char bytes[4];
        size_t read;
        size_t written;

        sg_escape_next(p, bytes, &read, &written);
        if (bytes[0] == '~')
            sg_writer_add(writer, SG_LITERAL("~0"));
        else if (bytes[0] == '/')
            sg_writer_add(writer, SG_LITERAL("~1"));
        else
            sg_writer_add(writer, (sg_text){bytes, written});
        p += read;
    }
}

/* The child of a container that is `node`, or holds it. Writes its token. */
static uint32_t descend(
    const sg_document *document, sg_text text, uint32_t container, uint32_t node,
    sg_writer *writer)
{
    bool is_object = sg_document_node(document, container)->kind == SG_OBJECT;
    uint32_t child = container + 1 + is_object;
    int64_t index = 0;

    while (sg_document_after(document, child) <= node) {
        child = sg_document_after(document, child) + is_object;
        index++;
    }
    sg_writer_add(writer, SG_LITERAL("/"));
    if (is_object)
        write_key(sg_node_content(text, sg_document_node(document, child - 1)), writer);
    else
        sg_writer_add_number(writer, index);
    return child;
}

/* The way to a value from `root`, whose text is `text`. */
static void write_path(
    const sg_document *document, sg_text text, uint32_t root, uint32_t node,
    sg_writer *writer)
{
    while (root < node)
        root = descend(document, text, root, node, writer);
}

/* The object that the value is a member of, in one way or another. */
static uint32_t root_of(const snapguard_finding *finding)
{
    const sg_request *request = finding->report->request;
    uint32_t node = finding->place.node;
    bool is_in_body = request->root != SG_NO_NODE && request->body != SG_NO_NODE &&
                      node != SG_NO_NODE && node >= request->body;

    return is_in_body ? request->body : request->root;
}

/* Queries and headers have no pointers. */
static bool is_in_json(const snapguard_finding *finding, uint32_t root)
{
    uint32_t node = finding->place.node;

    if (root == SG_NO_NODE)
        return finding->report->is_json;
    return !(sg_document_node(finding->report->document, root)->flags & SG_ENCODED) &&
           (node == SG_NO_NODE ||
            !(sg_document_node(finding->report->document, node)->flags & SG_ENCODED));
}

bool sg_pointer_write(const snapguard_finding *finding, sg_writer *writer)
{
    const sg_document *document = finding->report->document;
    uint32_t root = root_of(finding);

    if (!is_in_json(finding, root))
        return false;
    /* An array's element is not searched for: there may be a million before it. */
    if (root != SG_NO_NODE && finding->report->is_in_array) {
        sg_writer_add(writer, SG_LITERAL("/"));
        sg_writer_add_count(writer, finding->report->ordinal);
    }
    if (finding->place.node != SG_NO_NODE)
        write_path(document, document->source, root, finding->place.node, writer);
    return true;
}

bool sg_pointer_write_inner(const snapguard_finding *finding, sg_writer *writer)
{
    const sg_place *place = &finding->place;
    const snapguard_report *report = finding->report;
    const sg_list *list = (const sg_list *)report->request->lists.data;

    if (!place->list || place->inner == SG_NO_NODE)
        return false;
    list += place->list - 1;
    /* Elements that hold nothing stand side by side, and need not be counted. */
    if (place->inner > list->root &&
        sg_document_after(report->document, list->root) - list->root - 1 == list->count) {
        sg_writer_add(writer, SG_LITERAL("/"));
        sg_writer_add_number(writer, place->inner - list->root - 1);
        return true;
    }
    write_path(report->document, list->text, list->root, place->inner, writer);
    return true;
}
