#include "duplicates.h"

enum { BITS = 1024, BITS_A_WORD = 64, FEW_PAIRS = 8 };

/* Whether two hashes pick the same of many bits. Mostly none do, and that says it all. */
static bool share_a_bit(const uint32_t *hashes, size_t count)
{
    uint64_t seen[BITS / BITS_A_WORD] = {0};
    uint64_t again = 0;

    for (size_t i = 0; i < count; i++) {
        uint64_t *word = &seen[hashes[i] / BITS_A_WORD % (BITS / BITS_A_WORD)];
        uint64_t bit = UINT64_C(1) << hashes[i] % BITS_A_WORD;

        again |= *word & bit;
        *word |= bit;
    }
    return again != 0;
}

bool sg_duplicates_suspected(const uint32_t *hashes, size_t count)
{
    if (count > FEW_PAIRS && !share_a_bit(hashes, count))
        return false;
    for (size_t i = 1; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (hashes[j] == hashes[i])
                return true;
    return false;
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

/* Heapsort: in place, without recursion, and as quick at its worst as at its best. The C
 * library's qsort may allocate. */
void sg_duplicates_sort(
    uint32_t *order, size_t count, const void *items, sg_duplicates_compare *compare)
{
    const sg_heap heap = {order, items, compare};

    for (size_t i = count / 2; i > 0; i--)
        sift_down(&heap, i - 1, count);
    for (size_t i = count; i > 1; i--) {
        uint32_t last = order[i - 1];

        order[i - 1] = order[0];
        order[0] = last;
        sift_down(&heap, 0, i - 1);
    }
}
