#include "locate.h"

#include "scan.h"
#include "utf8.h"

enum { STRETCH = 128 }; /* bytes between two marks */

void sg_lines_reset(sg_lines *lines, sg_text text)
{
    lines->text = text;
    lines->marks.count = 0;
}

void sg_lines_free(sg_lines *lines)
{
    sg_array_free(&lines->marks, lines->allocator);
}

/* Eight bytes of plain ASCII without a line's end are eight columns. */
static size_t plain_bytes(const char *p, const char *end)
{
    const char *begin = p;

    for (; end - p >= 8; p += 8) {
        uint64_t word = sg_load64(p);

        if ((word & SG_EACH_BYTE(0x80)) || sg_scan_zero(word ^ SG_EACH_BYTE('\n')))
            break;
    }
    return (size_t)(p - begin);
}

snapguard_position sg_lines_advance(sg_text text, snapguard_position from, size_t byte)
{
    const char *p = text.bytes + from.byte;
    const char *end = text.bytes + byte;

    while (p < end) {
        size_t plain = plain_bytes(p, end);

        from.column += plain;
        from.utf16 += plain;
        p += plain;
        for (int i = 0; i < 8 && p < end; i++, p++) {
            bool begins = !sg_utf8_is_continuation(*p);

            from.column += begins;
            /* A character of four bytes takes two UTF-16 units. */
            from.utf16 += (size_t)begins + ((unsigned char)*p >= 0xF0);
            if (*p == '\n') {
                from.line++;
                from.column = 1;
                from.utf16 = 1;
            }
        }
    }
    from.byte = byte;
    return from;
}

snapguard_position sg_lines_position(sg_lines *lines, size_t byte)
{
    snapguard_position position = {1, 1, 1, 0};
    size_t wanted = byte / STRETCH;
    const snapguard_position *marks = lines->marks.data;

    if (lines->marks.count)
        position = marks[wanted < lines->marks.count ? wanted : lines->marks.count - 1];
    while (lines->marks.count <= wanted) {
        snapguard_position *mark;

        if (lines->marks.count)
            position =
                sg_lines_advance(lines->text, position, lines->marks.count * STRETCH);
        mark = sg_array_add(&lines->marks, lines->allocator, sizeof *mark);
        if (!mark)
            break;
        *mark = position;
    }
    return sg_lines_advance(lines->text, position, byte);
}
