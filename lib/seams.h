/* Where the stretches of a source come from that was put together: from the parts of a
 * request, or from chunks. */
#ifndef SNAPGUARD_LIB_SEAMS_H
#define SNAPGUARD_LIB_SEAMS_H

#include "locate.h"

typedef struct sg_seam {
    uint32_t begin;      /* in the source */
    uint32_t origin;     /* in the text that lines are counted in */
    uint32_t base;       /* there, where the part begins that positions count in */
    uint16_t part;       /* snapguard_part */
    uint16_t has_chunks; /* at the origin stands the size of a chunk; more may follow */
} sg_seam;

/* Add one in the order of the source. False when memory is out. */
bool sg_seams_add(
    sg_array *seams, const snapguard_allocator *allocator, const sg_seam *seam);

/* The seam that a byte of the source stands behind, that of its chunk where there are
 * some in `text`, which lines are counted in. Without seams, the source itself. */
sg_seam sg_seams_find(const sg_array *seams, sg_text text, size_t byte);

/* The same as sg_seams_range(), where there are seams. */
void sg_seams_range_between(
    const sg_array *seams, sg_lines *lines, snapguard_range *range, size_t begin,
    size_t end);

/* The positions of both ends of a stretch of the source, in their parts. */
static inline void sg_seams_range(
    const sg_array *seams, sg_lines *lines, snapguard_range *range, size_t begin,
    size_t end)
{
    if (seams->count)
        sg_seams_range_between(seams, lines, range, begin, end);
    else
        sg_lines_range(lines, range, begin, end);
}

#endif
