/* Lines and columns, worked out only when somebody asks. */
#ifndef SNAPGUARD_LIB_LOCATE_H
#define SNAPGUARD_LIB_LOCATE_H

#include "memory.h"
#include "text.h"

/* Where a stretch of the text begins, and how many of its first bytes are a column each:
 * mostly all, and then its positions need no counting. */
typedef struct sg_mark {
    snapguard_position position;
    size_t plain;
} sg_mark;

/* The stretches of the text, as far as they were asked for. */
typedef struct sg_lines {
    const snapguard_allocator *allocator;
    sg_text text;
    sg_array marks; /* sg_mark, one a stretch */
} sg_lines;

/* Point the index at another text. It keeps its memory. */
void sg_lines_reset(sg_lines *lines, sg_text text);

void sg_lines_free(sg_lines *lines);

/* The position of a byte, or of the end of the text. Without memory for the index it is
 * as right, and only slower. */
snapguard_position sg_lines_position(sg_lines *lines, size_t byte);

/* The positions of both ends of a stretch. */
void sg_lines_range(sg_lines *lines, snapguard_range *range, size_t begin, size_t end);

/* The same as sg_lines_position(), from a known position that is not behind it. */
snapguard_position sg_lines_advance(sg_text text, snapguard_position from, size_t byte);

#endif
