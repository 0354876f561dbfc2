#include "arena.h"

#include <stdalign.h>

enum { BLOCK_SIZE = 4096 };

struct sg_arena_block {
    sg_arena_block *next;
    size_t size;
    alignas(max_align_t) char bytes[];
};

void sg_arena_init(sg_arena *arena, const snapguard_allocator *allocator)
{
    *arena = (sg_arena){allocator, NULL, NULL, 0, BLOCK_SIZE};
}

void sg_arena_free(sg_arena *arena)
{
    sg_arena_block *block = arena->first;

    while (block) {
        sg_arena_block *next = block->next;

        sg_release(arena->allocator, block);
        block = next;
    }
    arena->first = NULL;
    sg_arena_reset(arena);
}

void sg_arena_reset(sg_arena *arena)
{
    arena->current = arena->first;
    arena->used = 0;
}

/* Move on to a block that holds `size`: the next one that was kept, or a new one that is
 * put in front of it. */
static bool next_block(sg_arena *arena, size_t size)
{
    sg_arena_block *current = arena->current;
    sg_arena_block **link = current ? &current->next : &arena->first;
    sg_arena_block *block = *link;

    if (!block || block->size < size) {
        size_t room = size > arena->least ? size : arena->least;

        block = room < SIZE_MAX - sizeof *block
                    ? sg_allocate(arena->allocator, sizeof *block + room)
                    : NULL;
        if (!block)
            return false;
        block->size = room;
        block->next = *link;
        *link = block;
    }
    arena->current = block;
    arena->used = 0;
    return true;
}

void *sg_arena_allocate(sg_arena *arena, size_t size)
{
    const size_t alignment = alignof(max_align_t);
    void *bytes;

    if (size > SIZE_MAX - alignment)
        return NULL;
    size = (size + alignment - 1) & ~(alignment - 1);
    if (!arena->current || arena->current->size - arena->used < size)
        if (!next_block(arena, size))
            return NULL;
    bytes = arena->current->bytes + arena->used;
    arena->used += size;
    return bytes;
}

sg_text sg_arena_copy(sg_arena *arena, sg_text text)
{
    char *copy = sg_arena_allocate(arena, text.size + 1);

    if (copy) {
        if (text.size)
            memcpy(copy, text.bytes, text.size);
        copy[text.size] = '\0';
    }
    return (sg_text){copy, text.size};
}
