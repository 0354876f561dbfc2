/* The caller's allocator, and arrays that only grow. */
#ifndef SNAPGUARD_LIB_MEMORY_H
#define SNAPGUARD_LIB_MEMORY_H

#include <snapguard/snapguard.h>

#include "text.h"

extern const snapguard_allocator sg_default_allocator;

void *sg_allocate(const snapguard_allocator *allocator, size_t size);
void *sg_allocate_zeroed(const snapguard_allocator *allocator, size_t count, size_t size);
void sg_release(const snapguard_allocator *allocator, void *block);

/* An array of equal elements that keeps its memory when it is emptied. */
typedef struct sg_array {
    void *data;
    size_t count;
    size_t capacity;
} sg_array;

/* Make room for `count` elements of `size` bytes in all. False when memory is out; the
 * array is unchanged then. */
bool sg_array_grow(
    sg_array *array, const snapguard_allocator *allocator, size_t count, size_t size);

static inline bool sg_array_reserve(
    sg_array *array, const snapguard_allocator *allocator, size_t count, size_t size)
{
    return count <= array->capacity || sg_array_grow(array, allocator, count, size);
}

/* Append one element, zeroed. NULL when memory is out. */
void *sg_array_add(sg_array *array, const snapguard_allocator *allocator, size_t size);

/* The same, not zeroed, for elements that are written at once and often. */
static inline void *
sg_array_next(sg_array *array, const snapguard_allocator *allocator, size_t size)
{
    if (array->count == array->capacity &&
        !sg_array_reserve(array, allocator, array->count + 1, size))
        return NULL;
    return (char *)array->data + array->count++ * size;
}

void sg_array_free(sg_array *array, const snapguard_allocator *allocator);

#endif
