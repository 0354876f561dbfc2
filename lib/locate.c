#include "locate.h"

#include "compiler.h"
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

/* Written straight to where it is wanted: a copy that is read again at once, in other
 * pieces than it was written in, is waited for. */
static inline void
locate(sg_text text, const sg_mark *mark, size_t byte, snapguard_position *position)
{
    size_t ahead = byte - mark->position.byte;

    if (ahead > mark->plain) {
        *position = sg_lines_advance(text, mark->position, byte);
        return;
    }
    position->line = mark->position.line;
    position->column = mark->position.column + ahead;
    position->utf16 = mark->position.utf16 + ahead;
    position->byte = byte;
}

static const sg_mark first_mark = {
    {1, 1, 1, 0},
    0
};

static bool add_mark(sg_lines *lines)
{
    size_t begin = lines->marks.count * STRETCH;
    size_t rest = lines->text.size - begin;
    const char *p = lines->text.bytes + begin;
    sg_mark *mark = sg_array_next(&lines->marks, lines->allocator, sizeof *mark);

    if (!mark)
        return false;
    locate(lines->text, begin ? mark - 1 : &first_mark, begin, &mark->position);
    mark->plain = sg_scan_columns(p, p + (rest < STRETCH ? rest : STRETCH));
    return true;
}

/* The last mark before a byte, as far as there is memory for marks. */
static SG_APART const sg_mark *extend(sg_lines *lines, size_t wanted)
{
    while (lines->marks.count <= wanted && add_mark(lines))
        ;
    if (lines->marks.count == 0)
        return &first_mark;
    if (wanted >= lines->marks.count)
        wanted = lines->marks.count - 1;
    return (const sg_mark *)lines->marks.data + wanted;
}

static inline const sg_mark *mark_before(sg_lines *lines, size_t byte)
{
    size_t wanted = byte / STRETCH;

    return wanted < lines->marks.count ? (const sg_mark *)lines->marks.data + wanted
                                       : extend(lines, wanted);
}

snapguard_position sg_lines_position(sg_lines *lines, size_t byte)
{
    snapguard_position position;

    locate(lines->text, mark_before(lines, byte), byte, &position);
    return position;
}

void sg_lines_range(sg_lines *lines, snapguard_range *range, size_t begin, size_t end)
{
    const sg_mark *mark = mark_before(lines, begin);

    locate(lines->text, mark, begin, &range->start);
    /* Mostly the range is one of plain columns. */
    if (end / STRETCH != begin / STRETCH)
        mark = mark_before(lines, end);
    locate(lines->text, mark, end, &range->end);
}
