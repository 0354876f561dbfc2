/* Memory that is handed out in order and taken back all at once. */
#ifndef SNAPGUARD_LIB_ARENA_H
#define SNAPGUARD_LIB_ARENA_H

#include "memory.h"

typedef struct sg_arena_block sg_arena_block;

typedef struct sg_arena {
    const snapguard_allocator *allocator;
    sg_arena_block *first;
    sg_arena_block *current;
    size_t used;  /* of the current block */
    size_t least; /* that a block has */
} sg_arena;

void sg_arena_init(sg_arena *arena, const snapguard_allocator *allocator);
void sg_arena_free(sg_arena *arena);

/* Take everything back. The blocks stay, so a context that was warmed up allocates no
 * more. */
void sg_arena_reset(sg_arena *arena);

/* Aligned for any object. NULL when memory is out. */
void *sg_arena_allocate(sg_arena *arena, size_t size);

/* A copy that ends in NUL. `bytes` is NULL when memory is out. */
sg_text sg_arena_copy(sg_arena *arena, sg_text text);

#endif
