#include "counting.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

typedef struct block {
    size_t size;
    alignas(max_align_t) char bytes[];
} block;

static block *block_of(void *bytes)
{
    return (block *)(void *)((char *)bytes - offsetof(block, bytes));
}

static bool fails(counting *memory)
{
    memory->calls++;
    if (!memory->fail_at || memory->calls < memory->fail_at)
        return false;
    if (memory->calls > memory->fail_at && !memory->latching)
        return false;
    memory->failed++;
    return true;
}

static void *allocate(void *opaque, size_t size)
{
    counting *memory = opaque;
    block *made;

    if (fails(memory))
        return NULL;
    made = malloc(sizeof *made + size);
    if (!made)
        return NULL;
    made->size = size;
    /* What is not written must not be read: it is not zero here. */
    memset(made->bytes, 0xA5, size);
    memory->blocks++;
    memory->bytes += size;
    if (memory->bytes > memory->peak)
        memory->peak = memory->bytes;
    return made->bytes;
}

static void release(void *opaque, void *bytes)
{
    counting *memory = opaque;

    if (!bytes)
        return;
    memory->blocks--;
    memory->bytes -= block_of(bytes)->size;
    memset(bytes, 0x5A, block_of(bytes)->size);
    free(block_of(bytes));
}

/* Always moves, as an unlucky realloc would: both blocks count at the peak. */
static void *reallocate(void *opaque, void *bytes, size_t size)
{
    void *moved = allocate(opaque, size);

    if (!moved || !bytes)
        return moved;
    memcpy(moved, bytes, block_of(bytes)->size < size ? block_of(bytes)->size : size);
    release(opaque, bytes);
    return moved;
}

void counting_init(counting *memory)
{
    *memory = (counting){
        .allocator = {allocate, reallocate, release, memory},
    };
}

void counting_fail(counting *memory, size_t n, bool latching)
{
    memory->fail_at = n ? memory->calls + n : 0;
    memory->latching = latching;
    memory->failed = 0;
}
