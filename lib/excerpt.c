#include "excerpt.h"

#include "percent.h"
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

static void add_escape(sg_writer *writer, char c)
{
    static const char digits[] = "0123456789abcdef";
    const char control[] = {'\\', 'u', '0', '0', digits[c >> 4 & 15], digits[c & 15]};
    const char quoted[] = {'\\', c};

    if ((unsigned char)c < 0x20)
        sg_writer_add(writer, (sg_text){control, sizeof control});
    else
        sg_writer_add(writer, (sg_text){quoted, sizeof quoted});
}

static void add_escaped(sg_writer *writer, sg_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];

        if ((unsigned char)c < 0x20 || c == '"' || c == '\\')
            add_escape(writer, c);
        else
            sg_writer_add(writer, (sg_text){text.bytes + i, 1});
    }
}

static void
write_encoded(sg_text text, const sg_node *node, bool with_quotes, sg_writer *writer)
{
    char decoded[SG_EXCERPT_BYTES];
    char escaped[2 + 6 * SG_EXCERPT_BYTES];
    sg_writer json = {escaped, sizeof escaped, 0};
    sg_text says = sg_excerpt_decode(text, node, decoded);

    if (says.size > SG_EXCERPT_BYTES)
        says.size = SG_EXCERPT_BYTES;
    if (with_quotes)
        sg_writer_add(&json, SG_LITERAL("\""));
    add_escaped(&json, says);
    if (with_quotes)
        sg_writer_add(&json, SG_LITERAL("\""));
    sg_writer_add_excerpt(writer, (sg_text){escaped, json.used}, SG_EXCERPT);
}

void sg_excerpt_write(sg_text text, const sg_node *node, sg_writer *writer)
{
    if (node->flags & SG_ENCODED)
        write_encoded(text, node, true, writer);
    else
        sg_writer_add_excerpt(writer, sg_node_raw(text, node), SG_EXCERPT);
}

void sg_excerpt_write_content(sg_text text, const sg_node *node, sg_writer *writer)
{
    if (node->flags & SG_ENCODED)
        write_encoded(text, node, false, writer);
    else
        sg_writer_add_excerpt(writer, sg_node_content(text, node), SG_EXCERPT);
}
