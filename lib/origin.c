#include "origin.h"

bool sg_origin_is_sound(const snapguard_origin *origin, size_t length)
{
    size_t begin = 0;

    if (!origin->bytes || origin->length > UINT32_MAX || length > UINT32_MAX)
        return false;
    for (size_t i = 0; i < origin->count; i++) {
        const snapguard_stretch *stretch = &origin->stretches[i];

        if (stretch->begin < begin || stretch->end <= stretch->begin ||
            stretch->end > length || stretch->origin_end < stretch->origin_begin ||
            stretch->origin_end > origin->length)
            return false;
        begin = stretch->end;
    }
    return true;
}

/* How many stretches begin before a byte. */
static size_t count_before(const snapguard_origin *origin, size_t byte)
{
    size_t low = 0;
    size_t high = origin->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (origin->stretches[middle].begin < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A stretch that is as long as what it comes from stands for it byte by byte. */
static bool is_same(const snapguard_stretch *stretch)
{
    return stretch->end - stretch->begin == stretch->origin_end - stretch->origin_begin;
}

static size_t start_of(const snapguard_stretch *stretch, size_t begin)
{
    bool is_inside = begin > stretch->begin && is_same(stretch);

    return stretch->origin_begin + (is_inside ? begin - stretch->begin : 0);
}

static size_t end_of(const snapguard_stretch *stretch, size_t end)
{
    bool is_inside = end < stretch->end && is_same(stretch);

    return is_inside ? stretch->origin_begin + (end - stretch->begin)
                     : stretch->origin_end;
}

/* What stands nowhere in the text is where the nearest thing before it stands that does,
 * as a brace that is only meant. */
static void
take_nearest(const snapguard_origin *origin, size_t before, size_t *begin, size_t *end)
{
    *begin = 0;
    *end = 0;
    while (before-- > 0) {
        const snapguard_stretch *stretch = &origin->stretches[before];

        *begin = stretch->origin_begin;
        *end = stretch->origin_end;
        if (*begin < *end)
            return;
    }
}

void sg_origin_translate(const snapguard_origin *origin, size_t *begin, size_t *end)
{
    size_t behind = count_before(origin, *end > *begin ? *end : *begin + 1);
    size_t first = count_before(origin, *begin + 1);
    bool is_point = *begin == *end;
    size_t from;
    size_t to;

    /* The first stretch that reaches behind the beginning. */
    if (first > 0 && origin->stretches[first - 1].end > *begin)
        first--;
    if (first >= behind) {
        take_nearest(origin, behind, begin, end);
        if (is_point)
            *begin = *end;
        return;
    }
    from = start_of(&origin->stretches[first], *begin);
    to = end_of(&origin->stretches[behind - 1], *end);
    if (is_point) {
        to = from;
    } else if (from >= to) {
        take_nearest(origin, first + 1, begin, end);
        return;
    }
    *begin = from;
    *end = to;
}
