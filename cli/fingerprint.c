#include "fingerprint.h"

#include "memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

/* FNV-1a, 64 bits. Nobody gains by a collision here, so a simple hash will do. */
static const uint64_t basis = 0xcbf29ce484222325;
static const uint64_t prime = 0x100000001b3;

static uint64_t add(uint64_t hash, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * prime;
    return hash;
}

static uint64_t *find(const cli_fingerprints *seen, uint64_t hash)
{
    size_t slot = (size_t)hash & (seen->capacity - 1);

    while (seen->slots[slot] != 0 && seen->slots[slot] != hash)
        slot = (slot + 1) & (seen->capacity - 1);
    return &seen->slots[slot];
}

static void grow(cli_fingerprints *seen)
{
    cli_fingerprints bigger = {
        .capacity = seen->capacity > 0 ? 2 * seen->capacity : FIRST_CAPACITY,
        .count = seen->count};

    bigger.slots = cli_reallocate(NULL, bigger.capacity * sizeof *bigger.slots);
    memset(bigger.slots, 0, bigger.capacity * sizeof *bigger.slots);
    for (size_t i = 0; i < seen->capacity; i++)
        if (seen->slots[i] != 0)
            *find(&bigger, seen->slots[i]) = seen->slots[i];
    free(seen->slots);
    *seen = bigger;
}

/* False where it was there already. */
static bool insert(cli_fingerprints *seen, uint64_t hash)
{
    uint64_t *slot;

    if (2 * (seen->count + 1) > seen->capacity)
        grow(seen);
    slot = find(seen, hash);
    if (*slot == hash)
        return false;
    *slot = hash;
    seen->count++;
    return true;
}

void cli_fingerprint(
    cli_fingerprints *seen, const char *const *texts, size_t count,
    char digits[CLI_FINGERPRINT_DIGITS + 1])
{
    uint64_t hash = basis;

    /* The NUL goes in as well, so that "a" "bc" differs from "ab" "c". */
    for (size_t i = 0; i < count; i++)
        hash = texts[i] ? add(hash, texts[i], strlen(texts[i]) + 1) : add(hash, "", 1);
    if (hash == 0)
        hash = prime;
    while (!insert(seen, hash))
        hash = add(hash, "+", 1) | 1;

    for (size_t i = CLI_FINGERPRINT_DIGITS; i-- > 0; hash >>= 4)
        digits[i] = "0123456789abcdef"[hash & 15];
    digits[CLI_FINGERPRINT_DIGITS] = '\0';
}

void cli_fingerprints_clear(cli_fingerprints *seen)
{
    if (seen->count > 0)
        memset(seen->slots, 0, seen->capacity * sizeof *seen->slots);
    seen->count = 0;
}

void cli_fingerprints_free(cli_fingerprints *seen)
{
    free(seen->slots);
    *seen = (cli_fingerprints){.slots = NULL};
}
