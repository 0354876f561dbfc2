#include "draft.h"

#include <string.h>

/* A fuzzer has these; what replays inputs has neither. */
__attribute__((weak)) size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
__attribute__((weak)) void __msan_unpoison(const volatile void *block, size_t size);

void piece_add(fuzz_piece *piece, const char *bytes, size_t size)
{
    if (size > sizeof piece->bytes - piece->size)
        size = sizeof piece->bytes - piece->size;
    memcpy(piece->bytes + piece->size, bytes, size);
    piece->size += size;
}

void piece_add_text(fuzz_piece *piece, const char *text)
{
    piece_add(piece, text, strlen(text));
}

/* splitmix64, by Steele, Lea and Flood: every seed is a good one. */
static uint64_t next(fuzz_draft *draft)
{
    uint64_t z = draft->state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

void draft_seed(fuzz_draft *draft, uint64_t seed)
{
    draft->state = seed * UINT64_C(0xD1342543DE82EF95);
    next(draft);
}

size_t draft_below(fuzz_draft *draft, size_t bound)
{
    return (size_t)((next(draft) >> 32) % bound);
}

bool draft_once_in(fuzz_draft *draft, size_t times)
{
    return draft_below(draft, times) == 0;
}

static size_t weight_at(const size_t *weight, size_t offset)
{
    size_t value;

    memcpy(&value, (const char *)weight + offset, sizeof value);
    return value;
}

size_t draft_choose(fuzz_draft *draft, const size_t *weight, size_t size, size_t count)
{
    size_t total = 0;
    size_t chosen = 0;
    size_t at;

    for (size_t i = 0; i < count; i++)
        total += weight_at(weight, i * size);
    at = draft_below(draft, total);
    while (at >= weight_at(weight, chosen * size))
        at -= weight_at(weight, chosen++ * size);
    return chosen;
}

bool draft_put(
    fuzz_draft *draft, size_t begin, size_t end, const char *bytes, size_t size)
{
    size_t rest = draft->size - end;

    if (begin + size + rest > draft->most)
        return false;
    memmove(draft->bytes + begin + size, draft->bytes + end, rest);
    memcpy(draft->bytes + begin, bytes, size);
    draft->size = begin + size + rest;
    return true;
}

bool draft_put_piece(fuzz_draft *draft, size_t begin, size_t end, const fuzz_piece *piece)
{
    return draft_put(draft, begin, end, piece->bytes, piece->size);
}

bool draft_scramble(fuzz_draft *draft, size_t begin, size_t end)
{
    static fuzz_piece scrambled;
    size_t room = draft->most - (draft->size - (end - begin));

    if (!LLVMFuzzerMutate) {
        if (begin < end)
            draft->bytes[begin + draft_below(draft, end - begin)] ^=
                (char)(1 << draft_below(draft, 8));
        return begin < end;
    }
    if (end - begin > sizeof scrambled.bytes)
        end = begin + sizeof scrambled.bytes;
    if (room > sizeof scrambled.bytes)
        room = sizeof scrambled.bytes;
    if (room == 0)
        return false;
    memcpy(scrambled.bytes, draft->bytes + begin, end - begin);
    scrambled.size = LLVMFuzzerMutate((uint8_t *)scrambled.bytes, end - begin, room);
    /* The fuzzer itself is not instrumented. */
    if (__msan_unpoison) {
        __msan_unpoison(&scrambled, sizeof scrambled.size);
        __msan_unpoison(scrambled.bytes, scrambled.size);
    }
    return draft_put_piece(draft, begin, end, &scrambled);
}
