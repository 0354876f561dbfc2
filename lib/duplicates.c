#include "duplicates.h"

#include "compiler.h"

enum { PLACES = 4 * SG_DUPLICATES_FEW, FEW = 8 };

/* Every pair of so few is looked at in no time. */
static bool have_equal_pair(const uint32_t *hashes, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (hashes[j] == hashes[i])
                return true;
    return false;
}

/* Each hash is put into a table of many places, behind those that want the same one. */
static SG_APART bool have_equal(const uint32_t *hashes, size_t count)
{
    uint8_t places[PLACES] = {0};

    for (size_t i = 0; i < count; i++) {
        size_t place = hashes[i] % PLACES;

        for (; places[place]; place = (place + 1) % PLACES)
            if (hashes[places[place] - 1] == hashes[i])
                return true;
        places[place] = (uint8_t)(i + 1);
    }
    return false;
}

/* Mostly no two hashes pick the same of so many bits, and then none are equal. */
static bool pick_equal(const uint32_t *hashes, size_t count)
{
    uint64_t seen[16] = {0};
    uint64_t again = 0;

    for (size_t i = 0; i < count; i++) {
        uint64_t *word = &seen[hashes[i] >> 6 & 15];
        uint64_t bit = UINT64_C(1) << (hashes[i] & 63);

        again |= *word & bit;
        *word |= bit;
    }
    return again && have_equal(hashes, count);
}

bool sg_duplicates_suspected(const uint32_t *hashes, size_t count)
{
    return count <= FEW ? have_equal_pair(hashes, count) : pick_equal(hashes, count);
}

typedef struct sg_heap {
    uint32_t *order;
    const void *items;
    sg_duplicates_compare *compare;
} sg_heap;

/* The number decides between equal items, so the order is total, and heapsort stable. */
static bool is_before(const sg_heap *heap, uint32_t a, uint32_t b)
{
    int order = heap->compare(heap->items, a, b);

    return order < 0 || (order == 0 && a < b);
}

static void sift_down(const sg_heap *heap, size_t root, size_t count)
{
    uint32_t *order = heap->order;

    for (;;) {
        size_t child = 2 * root + 1;
        uint32_t swapped = order[root];

        if (child >= count)
            return;
        if (child + 1 < count && is_before(heap, order[child], order[child + 1]))
            child++;
        if (!is_before(heap, order[root], order[child]))
            return;
        order[root] = order[child];
        order[child] = swapped;
        root = child;
    }
}

/* Few are in order at once. */
static void sort_few(const sg_heap *heap, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint32_t item = heap->order[i];
        size_t j = i;

        for (; j > 0 && is_before(heap, item, heap->order[j - 1]); j--)
            heap->order[j] = heap->order[j - 1];
        heap->order[j] = item;
    }
}

/* Heapsort: in place, without recursion, and as quick at its worst as at its best. The C
 * library's qsort may allocate. */
void sg_duplicates_sort(
    uint32_t *order, size_t count, const void *items, sg_duplicates_compare *compare)
{
    const sg_heap heap = {order, items, compare};

    if (count <= FEW) {
        sort_few(&heap, count);
        return;
    }
    for (size_t i = count / 2; i > 0; i--)
        sift_down(&heap, i - 1, count);
    for (size_t i = count; i > 1; i--) {
        uint32_t last = order[i - 1];

        order[i - 1] = order[0];
        order[0] = last;
        sift_down(&heap, 0, i - 1);
    }
}
