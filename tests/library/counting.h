/* An allocator that counts, and that fails when it is told to. */
#ifndef SNAPGUARD_TESTS_COUNTING_H
#define SNAPGUARD_TESTS_COUNTING_H

#include <snapguard/snapguard.h>

typedef struct counting {
    snapguard_allocator allocator; /* hand this to the library */
    size_t calls;                  /* of allocate and reallocate, failed ones included */
    size_t failed;
    size_t blocks;  /* that live now */
    size_t bytes;   /* that live now */
    size_t peak;    /* of bytes */
    size_t fail_at; /* the call that fails, counted in `calls`; 0: none */
    bool latching;  /* and every call after it */
} counting;

void counting_init(counting *memory);

/* From now on the n-th call fails; with 0, none does. */
void counting_fail(counting *memory, size_t n, bool latching);

#endif
