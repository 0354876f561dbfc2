#include "locate.h"

#include "compiler.h"
#include "scan.h"
#include "utf8.h"

enum { SOME = 4 }; /* stretches */

void sg_lines_reset(sg_lines *lines, sg_text text)
{
    lines->text = text;
    lines->marks.count = 0;
}

void sg_lines_free(sg_lines *lines)
{
    sg_array_free(&lines->marks, lines->allocator);
}

/* Of a byte that may be any. */
static inline void step_over(snapguard_position *position, char byte)
{
    bool begins = !sg_utf8_is_continuation(byte);

    position->column += begins;
    /* A character of four bytes takes two UTF-16 units. */
    position->utf16 += (size_t)begins + ((unsigned char)byte >= 0xF0);
    if (byte == '\n') {
        position->line++;
        position->column = 1;
        position->utf16 = 1;
    }
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
        for (int i = 0; i < 8 && p < end; i++, p++)
            step_over(&from, *p);
    }
    from.byte = byte;
    return from;
}

static snapguard_position locate(const sg_lines *lines, size_t mark, size_t byte)
{
    const sg_mark *from = (const sg_mark *)lines->marks.data + mark;
    size_t ahead = byte - mark * SG_STRETCH;

    if (ahead > from->plain)
        return sg_lines_advance(
            lines->text,
            (snapguard_position){
                from->line, from->column, from->utf16, mark * SG_STRETCH},
            byte);
    return (snapguard_position){
        from->line, from->column + ahead, from->utf16 + ahead, byte};
}

static bool add_mark(sg_lines *lines)
{
    size_t count = lines->marks.count;
    size_t begin = count * SG_STRETCH;
    size_t rest = lines->text.size - begin;
    const char *p = lines->text.bytes + begin;
    sg_mark *mark = sg_array_next(&lines->marks, lines->allocator, sizeof *mark);
    snapguard_position position = {1, 1, 1, 0};

    if (!mark)
        return false;
    if (count)
        position = locate(lines, count - 1, begin);
    mark->line = (uint32_t)position.line;
    mark->column = (uint32_t)position.column;
    mark->utf16 = (uint32_t)position.utf16;
    mark->plain =
        (uint32_t)sg_scan_columns(p, p + (rest < SG_STRETCH ? rest : SG_STRETCH));
    return true;
}

/* Mark the stretches up to a byte, as far as there is memory, and some more: who asks for
 * one position will mostly ask for others. */
static SG_APART void extend(sg_lines *lines, size_t byte)
{
    size_t most = lines->text.size / SG_STRETCH + 1;
    size_t wanted = byte / SG_STRETCH + SOME;

    wanted = wanted < most ? wanted : most;
    while (lines->marks.count < wanted && add_mark(lines))
        ;
}

static snapguard_position find(const sg_lines *lines, size_t byte)
{
    size_t mark = byte / SG_STRETCH;

    if (lines->marks.count == 0)
        return sg_lines_advance(lines->text, (snapguard_position){1, 1, 1, 0}, byte);
    return locate(lines, mark < lines->marks.count ? mark : lines->marks.count - 1, byte);
}

snapguard_position sg_lines_position(sg_lines *lines, size_t byte)
{
    if (byte / SG_STRETCH >= lines->marks.count)
        extend(lines, byte);
    return find(lines, byte);
}

SG_APART void
sg_lines_range(sg_lines *lines, snapguard_range *range, size_t begin, size_t end)
{
    if (end / SG_STRETCH >= lines->marks.count)
        extend(lines, end);
    if (sg_lines_plain_range(lines, range, begin, end))
        return;
    range->start = find(lines, begin);
    range->end = find(lines, end);
}
