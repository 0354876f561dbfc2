#include "seams.h"

bool sg_seams_add(
    sg_array *seams, const snapguard_allocator *allocator, const sg_seam *seam)
{
    sg_seam *place = sg_array_add(seams, allocator, sizeof *place);

    if (!place)
        return false;
    for (; place > (sg_seam *)seams->data && place[-1].begin > seam->begin; place--)
        place[0] = place[-1];
    *place = *seam;
    return true;
}

sg_seam sg_seams_find(const sg_array *seams, size_t byte)
{
    const sg_seam *all = seams->data;
    size_t low = 0;
    size_t high = seams->count;

    if (seams->count == 0)
        return (sg_seam){0, 0, 0, SNAPGUARD_PART_WHOLE};
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (all[middle].begin <= byte)
            low = middle;
        else
            high = middle;
    }
    return all[low];
}

/* The position of a byte that stands behind a seam. */
static snapguard_position position_of(const sg_seam *seam, sg_lines *lines, size_t byte)
{
    snapguard_position base;
    snapguard_position position =
        sg_lines_position(lines, byte - seam->begin + seam->origin);

    if (!seam->base)
        return position;
    base = sg_lines_position(lines, seam->base);
    if (position.line == base.line) {
        position.column -= base.column - 1;
        position.utf16 -= base.utf16 - 1;
    }
    position.line -= base.line - 1;
    position.byte -= base.byte;
    return position;
}

void sg_seams_range_between(
    const sg_array *seams, sg_lines *lines, snapguard_range *range, size_t begin,
    size_t end)
{
    sg_seam first = sg_seams_find(seams, begin);
    sg_seam last = sg_seams_find(seams, end > begin ? end - 1 : end);

    range->start = position_of(&first, lines, begin);
    range->end = position_of(&last, lines, end);
}
