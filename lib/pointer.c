#include "pointer.h"

#include "escape.h"
#include "parents.h"

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

/* ---------------------------------------------------------------- templates and plans */

/* The way to a value from the document's own, from its end to its beginning: the numbers
 * of the nodes. Answers how many, or 0 where it is too far. */
static size_t climb(const sg_parent *parents, uint32_t node, uint32_t *path, size_t most)
{
    size_t count = 0;

    for (; parents[node].node != SG_NO_NODE; node = parents[node].node) {
        if (count == most)
            return 0;
        path[count++] = node;
    }
    return count;
}

static void write_step(
    const sg_document *document, const sg_parent *parent, uint32_t node,
    sg_writer *writer)
{
    sg_writer_add(writer, SG_LITERAL("/"));
    if (sg_document_node(document, parent->node)->kind == SG_OBJECT)
        write_key(
            sg_node_content(document->source, sg_document_node(document, node - 1)),
            writer);
    else
        sg_writer_add_number(writer, parent->index);
}

/* What a finding is about may be a copy, or stand in another list. Where it stands in the
 * source tells which of the document's own nodes it is. */
static uint32_t original_of(const snapguard_finding *finding)
{
    const snapguard_report *report = finding->report;
    const sg_request *request = report->request;
    const sg_place *place = &finding->place;
    const sg_list *lists = request->lists.data;
    uint32_t node = place->node;

    if (place->list && place->inner != SG_NO_NODE && lists[place->list - 1].is_native)
        node = place->inner;
    if (node >= request->source_nodes)
        node = sg_parents_find(
            report->document, request->source_nodes,
            sg_document_node(report->document, node)->begin);
    return node + (sg_document_node(report->document, node)->kind == SG_KEY);
}

/* Where pairs are one parameter and another one, a key is a value of the request. */
static bool is_key_a_value(const snapguard_finding *finding)
{
    const sg_request *request = finding->report->request;
    const sg_property *property;

    if (finding->item == 0 || finding->name == SG_NO_NAME)
        return false;
    property = sg_form_find_name(request->form, request->names[finding->name].parent);
    if (!property)
        property = sg_form_find_name(request->form, finding->name);
    return property && property->shape == SG_SHAPE_PAIRS;
}

/* The container around a node of the document. */
static uint32_t around(const sg_document *document, uint32_t node)
{
    sg_writer nothing = {.buffer = NULL};
    uint32_t root = 0;
    uint32_t container = 0;

    while (root < node) {
        container = root;
        root = descend(document, document->source, root, node, &nothing);
    }
    return container;
}

/* Without memory for the parents each level is looked through. */
static void
write_original(const snapguard_finding *finding, bool hides_values, sg_writer *writer)
{
    sg_document *document = finding->report->document;
    const sg_parent *parents =
        sg_parents_of(document, finding->report->request->source_nodes);
    uint32_t node = original_of(finding);
    uint32_t path[SG_MOST_DEPTH];
    size_t count = parents ? climb(parents, node, path, SG_MOST_DEPTH) : 0;
    bool hides_last = hides_values && is_key_a_value(finding);

    if (!parents)
        write_path(
            document, document->source, 0, hides_last ? around(document, node) : node,
            writer);
    while (count-- > (size_t)hides_last)
        write_step(document, &parents[path[count]], path[count], writer);
}

/* ------------------------------------------------------------------- all other requests
 */

bool sg_pointer_write(
    const snapguard_finding *finding, bool hides_values, sg_writer *writer)
{
    const sg_document *document = finding->report->document;
    uint32_t root = root_of(finding);

    if (finding->report->request->form && finding->place.node != SG_NO_NODE) {
        write_original(finding, hides_values, writer);
        return true;
    }
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
    if (list->is_native)
        return false;
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
