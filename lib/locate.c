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

snapguard_position sg_lines_advance(sg_text text, snapguard_position from, size_t byte)
{
    const char *p = text.bytes + from.byte;
    const char *end = text.bytes + byte;

    while (p < end) {
        size_t plain = sg_scan_columns(p, end);

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

static inline snapguard_position
advance_mark(sg_text text, const sg_mark *mark, size_t byte)
{
    snapguard_position position = mark->position;
    size_t ahead = byte - position.byte;
    size_t plain = ahead < mark->plain ? ahead : mark->plain;

    position.column += plain;
    position.utf16 += plain;
    position.byte += plain;
    return plain == ahead ? position : sg_lines_advance(text, position, byte);
}

static bool add_mark(sg_lines *lines)
{
    size_t begin = lines->marks.count * STRETCH;
    size_t rest = lines->text.size - begin;
    const char *p = lines->text.bytes + begin;
    sg_mark *mark = sg_array_next(&lines->marks, lines->allocator, sizeof *mark);

    if (!mark)
        return false;
    mark->position = begin ? advance_mark(lines->text, mark - 1, begin)
                           : (snapguard_position){1, 1, 1, 0};
    mark->plain = sg_scan_columns(p, p + (rest < STRETCH ? rest : STRETCH));
    return true;
}

snapguard_position sg_lines_position(sg_lines *lines, size_t byte)
{
    size_t wanted = byte / STRETCH;
    const sg_mark *mark;

    while (lines->marks.count <= wanted && add_mark(lines))
        ;
    if (lines->marks.count == 0)
        return sg_lines_advance(lines->text, (snapguard_position){1, 1, 1, 0}, byte);
    if (wanted >= lines->marks.count)
        wanted = lines->marks.count - 1;
    mark = (const sg_mark *)lines->marks.data + wanted;
    return advance_mark(lines->text, mark, byte);
}
