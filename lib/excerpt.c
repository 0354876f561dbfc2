#include "excerpt.h"

#include "percent.h"
#include "utf8.h"

/* Byte by byte: there is room for what is decoded, and not for the whole text. */
sg_text sg_excerpt_decode(sg_text text, const sg_node *node, char *buffer)
{
    sg_text content = sg_node_content(text, node);
    const char *p = content.bytes;
    const char *end = p + content.size;
    size_t size = 0;

    if (!(node->flags & SG_ENCODED) || !(node->flags & SG_ESCAPED))
        return content;
    while (p < end && size < SG_EXCERPT_BYTES) {
        size_t read;
        size_t written;

        sg_percent_next(p, buffer + size, &read, &written);
        p += read;
        size += written;
    }
    return (sg_text){buffer, size};
}

static void
write_encoded(sg_text text, const sg_node *node, bool with_quotes, sg_writer *writer)
{
    char decoded[SG_EXCERPT_BYTES];
    char escaped[2 + 6 * SG_EXCERPT_BYTES];
    sg_writer json = {.buffer = escaped, .size = sizeof escaped};
    sg_text says = sg_excerpt_decode(text, node, decoded);

    if (says.size > SG_EXCERPT_BYTES)
        says.size = SG_EXCERPT_BYTES;
    if (with_quotes)
        sg_writer_add(&json, SG_LITERAL("\""));
    sg_writer_add_json(&json, says);
    if (with_quotes)
        sg_writer_add(&json, SG_LITERAL("\""));
    sg_writer_add_excerpt(writer, (sg_text){escaped, json.used}, SG_EXCERPT);
}

void sg_excerpt_write(sg_text text, const sg_node *node, sg_writer *writer)
{
    if (node->flags & SG_ENCODED) {
        write_encoded(text, node, true, writer);
    } else if (sg_node_quotes(node) > 1) {
        sg_writer_add(writer, SG_LITERAL("\""));
        sg_writer_add(writer, sg_node_content(text, node));
        sg_writer_add(writer, SG_LITERAL("\""));
    } else {
        sg_writer_add_excerpt(writer, sg_node_raw(text, node), SG_EXCERPT);
    }
}

void sg_excerpt_write_content(sg_text text, const sg_node *node, sg_writer *writer)
{
    if (node->flags & SG_ENCODED)
        write_encoded(text, node, false, writer);
    else
        sg_writer_add_excerpt(writer, sg_node_content(text, node), SG_EXCERPT);
}
