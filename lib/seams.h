/* Where the stretches of a source come from that was put together: from the parts of a
 * request, or from chunks. */
#ifndef SNAPGUARD_LIB_SEAMS_H
#define SNAPGUARD_LIB_SEAMS_H

#include "locate.h"

typedef struct sg_seam {
    uint32_t begin;  /* in the source */
    uint32_t origin; /* in the text that lines are counted in */
    uint32_t base;   /* there, where the part begins that positions count in */
    uint32_t part;   /* snapguard_part */
} sg_seam;

/* Add one in the order of the source. False when memory is out. */
bool sg_seams_add(
    sg_array *seams, const snapguard_allocator *allocator, const sg_seam *seam);

/* The seam that a byte of the source stands behind. Without seams, the source itself. */
sg_seam sg_seams_find(const sg_array *seams, size_t byte);

/* The position of a byte of the source that stands behind a seam, in its part. */
snapguard_position sg_seam_position(const sg_seam *seam, sg_lines *lines, size_t byte);

#endif
