/* A text by blocks of 64 bytes, with a bit for each byte that is special. The next one is
 * found by a shift; looking for it among the bytes would make each string wait for the
 * loads and comparisons of the one before. */
#ifndef SNAPGUARD_LIB_SCANNER_H
#define SNAPGUARD_LIB_SCANNER_H

#include "scan.h"

enum { SG_BLOCK = 64 };

/* The special ones of sixteen bytes, a bit each. */
typedef unsigned sg_scanner_function(const char *p);

typedef struct sg_scanner {
    const char *begin;
    const char *end;
    const char *block; /* where the current block begins */
    uint64_t bits;     /* of its bytes; the one at `end` is special, too */
} sg_scanner;

static SG_INLINE sg_scanner sg_scanner_of(const char *begin, const char *end)
{
    return (sg_scanner){begin, end, begin, 0};
}

static SG_INLINE uint64_t
sg_scanner_whole(const char *block, sg_scanner_function *special)
{
    uint64_t bits = 0;

    for (unsigned i = 0; i < SG_BLOCK; i += 16)
        bits |= (uint64_t)special(block + i) << i;
    return bits;
}

/* The last block, of less than 64 bytes; a copy, if the text has no more. */
static SG_INLINE uint64_t sg_scanner_part(
    const sg_scanner *scanner, const char *block, sg_scanner_function *special)
{
    char bytes[SG_BLOCK] = {0};
    size_t size = (size_t)(scanner->end - block);
    uint64_t end = UINT64_C(1) << size;

    if (size == 0)
        return end;
    if (scanner->end - scanner->begin >= SG_BLOCK)
        return sg_scanner_whole(scanner->end - SG_BLOCK, special) >> (SG_BLOCK - size) |
               end;
    memcpy(bytes, block, size);
    return (sg_scanner_whole(bytes, special) & (end - 1)) | end;
}

static SG_INLINE void
sg_scanner_load(sg_scanner *scanner, const char *block, sg_scanner_function *special)
{
    scanner->block = block;
    scanner->bits = scanner->end - block >= SG_BLOCK
                        ? sg_scanner_whole(block, special)
                        : sg_scanner_part(scanner, block, special);
}

/* The first special byte from `p` on, or the end. `p` is never less than the last one. */
static SG_INLINE const char *
sg_scanner_next(sg_scanner *scanner, const char *p, sg_scanner_function *special)
{
    size_t at = (size_t)(p - scanner->block);
    uint64_t bits = at < SG_BLOCK ? scanner->bits >> at : 0;

    if (bits)
        return p + sg_lowest_bit(bits);
    sg_scanner_load(scanner, p, special);
    while (!scanner->bits)
        sg_scanner_load(scanner, scanner->block + SG_BLOCK, special);
    return scanner->block + sg_lowest_bit(scanner->bits);
}

#endif
