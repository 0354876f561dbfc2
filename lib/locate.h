/* Lines and columns, worked out only when somebody asks. */
#ifndef SNAPGUARD_LIB_LOCATE_H
#define SNAPGUARD_LIB_LOCATE_H

#include "memory.h"
#include "text.h"

enum { SG_STRETCH = 128 }; /* bytes between two marks */

/* Where a stretch of the text begins, and how many of its first bytes are a column each:
 * mostly all, and then its positions need no counting. */
typedef struct sg_mark {
    uint32_t line;
    uint32_t column;
    uint32_t utf16;
    uint32_t plain;
} sg_mark;

/* The stretches of the text, as far as they were asked for. */
typedef struct sg_lines {
    const snapguard_allocator *allocator;
    sg_text text;
    sg_array marks;                 /* sg_mark, one a stretch */
    const snapguard_origin *origin; /* how a document was made from the text, or NULL */
} sg_lines;

/* Point the index at another text. It keeps its memory. */
void sg_lines_reset(sg_lines *lines, sg_text text);

void sg_lines_free(sg_lines *lines);

/* The position of a byte, or of the end of the text. Without memory for the index it is
 * as right, and only slower. */
snapguard_position sg_lines_position(sg_lines *lines, size_t byte);

/* The positions of both ends of a stretch, if it is one of plain columns that a mark is
 * known of; else false, and nothing is written. */
static inline bool sg_lines_plain_range(
    const sg_lines *lines, snapguard_range *range, size_t begin, size_t end)
{
    size_t ahead = begin % SG_STRETCH;
    const sg_mark *mark;

    if (begin / SG_STRETCH >= lines->marks.count)
        return false;
    mark = (const sg_mark *)lines->marks.data + begin / SG_STRETCH;
    if (ahead + (end - begin) > mark->plain)
        return false;
    range->start.line = mark->line;
    range->start.column = mark->column + ahead;
    range->start.utf16 = mark->utf16 + ahead;
    range->start.byte = begin;
    range->end.line = range->start.line;
    range->end.column = range->start.column + (end - begin);
    range->end.utf16 = range->start.utf16 + (end - begin);
    range->end.byte = end;
    return true;
}

/* The same for any stretch. */
void sg_lines_range(sg_lines *lines, snapguard_range *range, size_t begin, size_t end);

/* The same as sg_lines_position(), from a known position that is not behind it. */
snapguard_position sg_lines_advance(sg_text text, snapguard_position from, size_t byte);

#endif
