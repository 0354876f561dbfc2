/* An input that is being changed, in the memory that the fuzzer gave for it. */
#ifndef SNAPGUARD_FUZZ_DRAFT_H
#define SNAPGUARD_FUZZ_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct fuzz_draft {
    char *bytes;
    size_t size;
    size_t most;    /* that it may become */
    uint64_t state; /* all chance comes from here, and it from the seed alone */
} fuzz_draft;

/* A text that is put together, to be put into a draft. What is too much is dropped. */
enum { LONGEST_PIECE = 1 << 15 };

typedef struct fuzz_piece {
    size_t size;
    char bytes[LONGEST_PIECE];
} fuzz_piece;

void piece_add(fuzz_piece *piece, const char *bytes, size_t size);
void piece_add_text(fuzz_piece *piece, const char *text);

void draft_seed(fuzz_draft *draft, uint64_t seed);

/* A number below `bound`, which is not 0. */
size_t draft_below(fuzz_draft *draft, size_t bound);

/* True once in so many times. */
bool draft_once_in(fuzz_draft *draft, size_t times);

/* One of `count` things, the more likely the greater its weight: the first one's is at
 * `weight`, the others' follow in steps of `size` bytes. Answers which. */
size_t draft_choose(fuzz_draft *draft, const size_t *weight, size_t size, size_t count);

/* Put these bytes in the place of those from `begin` to `end`. False, and nothing done,
 * if the draft would become too long. */
bool draft_put(
    fuzz_draft *draft, size_t begin, size_t end, const char *bytes, size_t size);
bool draft_put_piece(
    fuzz_draft *draft, size_t begin, size_t end, const fuzz_piece *piece);

/* Let the fuzzer change the bytes from `begin` to `end` as it likes; without one, change
 * a bit. */
bool draft_scramble(fuzz_draft *draft, size_t begin, size_t end);

#endif
