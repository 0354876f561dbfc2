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

void sg_pointer_write(
    const sg_document *document, sg_text text, uint32_t root, uint32_t node,
    sg_writer *writer)
{
    while (root < node)
        root = descend(document, text, root, node, writer);
}
