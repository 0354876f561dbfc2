#include "excerpt.h"

#include "utf8.h"

sg_text sg_excerpt_decode(sg_text text, const sg_node *node, char *buffer)
{
    sg_text content = sg_node_content(text, node);
    size_t size;

    if (!(node->flags & SG_ENCODED) || !(node->flags & SG_ESCAPED))
        return content;
    size = sg_percent_source(content, SG_EXCERPT_BYTES);
    return (sg_text){buffer, sg_percent_decode((sg_text){content.bytes, size}, buffer)};
}

static void
write_encoded(sg_text text, const sg_node *node, bool with_quotes, sg_writer *writer)
{
    char decoded[SG_EXCERPT_ROOM];
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

void sg_excerpt_write_whole(sg_text text, const sg_node *node, sg_writer *writer)
{
    sg_text content = sg_node_content(text, node);
    const char *end = content.bytes + content.size;

    if (!(node->flags & SG_ESCAPED)) {
        sg_writer_add(writer, content);
        return;
    }
    for (const char *p = content.bytes; p < end;) {
        char bytes[SG_ESCAPE_MOST];
        size_t read;
        size_t written;

        sg_node_resolver(node)(p, bytes, &read, &written);
        sg_writer_add(writer, (sg_text){bytes, written});
        p += read;
    }
}
