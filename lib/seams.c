#include "seams.h"

#include "origin.h"
#include "percent.h"

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

static const char *next_line(sg_text text, const char *p)
{
    size_t rest = text.size - (size_t)(p - text.bytes);

    return (const char *)memchr(p, '\n', rest) + 1;
}

/* There may be as many chunks as bytes, so that not each has a seam of its own. They were
 * read before: no line of them is without an end, and the last one is of size 0. */
static sg_seam find_chunk(sg_seam seam, sg_text text, size_t byte)
{
    const char *p = text.bytes + seam.origin;
    size_t begin = seam.begin;

    seam.has_chunks = false;
    for (;;) {
        size_t size = 0;

        for (; sg_hex_digit(*p) >= 0; p++)
            size = size << 4 | (size_t)sg_hex_digit(*p);
        if (size == 0)
            return seam;
        p = next_line(text, p);
        seam.begin = (uint32_t)begin;
        seam.origin = (uint32_t)(p - text.bytes);
        if (byte < begin + size)
            return seam;
        begin += size;
        p = next_line(text, p + size);
    }
}

sg_seam sg_seams_find(const sg_array *seams, sg_text text, size_t byte)
{
    const sg_seam *all = seams->data;
    size_t low = 0;
    size_t high = seams->count;

    if (seams->count == 0)
        return (sg_seam){.part = SNAPGUARD_PART_WHOLE};
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (all[middle].begin <= byte)
            low = middle;
        else
            high = middle;
    }
    return all[low].has_chunks ? find_chunk(all[low], text, byte) : all[low];
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
    sg_seam first;
    sg_seam last;

    if (lines->origin)
        sg_origin_translate(lines->origin, &begin, &end);
    first = sg_seams_find(seams, lines->text, begin);
    last = sg_seams_find(seams, lines->text, end > begin ? end - 1 : end);
    range->start = position_of(&first, lines, begin);
    range->end = position_of(&last, lines, end);
}
