#include "memory.h"

#include <stdlib.h>

enum { LITTLE = 65536 }; /* bytes of an array */

static void *default_allocate(void *opaque, size_t size)
{
    (void)opaque;
    return malloc(size);
}

static void *default_reallocate(void *opaque, void *block, size_t size)
{
    (void)opaque;
    return realloc(block, size);
}

static void default_release(void *opaque, void *block)
{
    (void)opaque;
    free(block);
}

const snapguard_allocator sg_default_allocator = {
    default_allocate, default_reallocate, default_release, NULL};

void *sg_allocate(const snapguard_allocator *allocator, size_t size)
{
    return allocator->allocate(allocator->opaque, size ? size : 1);
}

void *sg_allocate_zeroed(const snapguard_allocator *allocator, size_t count, size_t size)
{
    void *block;

    if (size && count > SIZE_MAX / size)
        return NULL;
    block = sg_allocate(allocator, count * size);
    if (block)
        memset(block, 0, count * size);
    return block;
}

void sg_release(const snapguard_allocator *allocator, void *block)
{
    allocator->release(allocator->opaque, block);
}

/* Twice as much while it is little; then half as much again, or just what is asked for,
 * so that a large request takes no more than it needs. */
static size_t next_capacity(size_t capacity, size_t count, size_t size)
{
    capacity = capacity ? capacity : 8;
    while (capacity < count && capacity < LITTLE / size)
        capacity *= 2;
    if (capacity >= count)
        return capacity;
    capacity = capacity > SIZE_MAX / 2 ? count : capacity + capacity / 2;
    return capacity < count ? count : capacity;
}

bool sg_array_grow(
    sg_array *array, const snapguard_allocator *allocator, size_t count, size_t size)
{
    size_t capacity = next_capacity(array->capacity, count, size);
    void *data;

    if (capacity > SIZE_MAX / size)
        return false;
    data = allocator->reallocate(allocator->opaque, array->data, capacity * size);
    if (!data)
        return false;
    array->data = data;
    array->capacity = capacity;
    return true;
}

void *sg_array_add(sg_array *array, const snapguard_allocator *allocator, size_t size)
{
    void *element = sg_array_next(array, allocator, size);

    if (element)
        memset(element, 0, size);
    return element;
}

void sg_array_free(sg_array *array, const snapguard_allocator *allocator)
{
    sg_release(allocator, array->data);
    *array = (sg_array){NULL, 0, 0};
}
