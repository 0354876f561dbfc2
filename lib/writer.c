#include "writer.h"

#include "utf8.h"

static void add_raw(sg_writer *writer, sg_text text)
{
    if (writer->used < writer->size) {
        size_t room = writer->size - writer->used;

        if (text.size)
            memcpy(
                writer->buffer + writer->used, text.bytes,
                text.size < room ? text.size : room);
    }
    writer->used += text.size;
}

static bool is_special(char c)
{
    return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

static void add_escape(sg_writer *writer, char c)
{
    static const char digits[] = "0123456789abcdef";
    const char control[] = {'\\', 'u', '0', '0', digits[c >> 4 & 15], digits[c & 15]};
    const char quoted[] = {'\\', c};

    if ((unsigned char)c < 0x20)
        add_raw(writer, (sg_text){control, sizeof control});
    else
        add_raw(writer, (sg_text){quoted, sizeof quoted});
}

void sg_writer_add_json(sg_writer *writer, sg_text text)
{
    while (text.size) {
        size_t plain = 0;

        while (plain < text.size && !is_special(text.bytes[plain]))
            plain++;
        add_raw(writer, (sg_text){text.bytes, plain});
        if (plain < text.size)
            add_escape(writer, text.bytes[plain++]);
        text.bytes += plain;
        text.size -= plain;
    }
}

void sg_writer_add(sg_writer *writer, sg_text text)
{
    if (writer->is_json)
        sg_writer_add_json(writer, text);
    else
        add_raw(writer, text);
}

void sg_writer_add_count(sg_writer *writer, uint64_t count)
{
    char digits[20];
    size_t i = sizeof digits;

    do {
        digits[--i] = (char)('0' + count % 10);
        count /= 10;
    } while (count);
    sg_writer_add(writer, (sg_text){digits + i, sizeof digits - i});
}

void sg_writer_add_number(sg_writer *writer, int64_t number)
{
    if (number < 0)
        sg_writer_add(writer, SG_LITERAL("-"));
    sg_writer_add_count(writer, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

/* One character; a line's end or another control becomes a blank, and a byte that is no
 * UTF-8, as messages of jansson may hold, is replaced. */
static size_t add_character(sg_writer *writer, sg_text text)
{
    size_t size = sg_utf8_sequence(text.bytes, text.bytes + text.size);

    if (size == 0) {
        sg_writer_add(writer, SG_LITERAL("\xEF\xBF\xBD"));
        return 1;
    }
    if ((unsigned char)text.bytes[0] < 0x20)
        sg_writer_add(writer, SG_LITERAL(" "));
    else
        sg_writer_add(writer, (sg_text){text.bytes, size});
    return size;
}

void sg_writer_add_excerpt(sg_writer *writer, sg_text text, size_t most)
{
    bool fits = text.size <= most || sg_utf8_length(text) <= most;

    for (size_t i = 0; text.size && i < (fits ? most : most - 1); i++) {
        size_t size = add_character(writer, text);

        text.bytes += size;
        text.size -= size;
    }
    if (!fits)
        sg_writer_add(writer, SG_LITERAL("\xE2\x80\xA6"));
}

void sg_writer_finish(sg_writer *writer)
{
    size_t end = writer->used;

    if (writer->size == 0)
        return;
    if (end >= writer->size) {
        end = writer->size - 1;
        while (end > 0 && sg_utf8_is_continuation(writer->buffer[end]))
            end--;
    }
    writer->buffer[end] = '\0';
}
