#include "names.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

/* ------------------------------------------------------------------------- SipHash-1-3
 */

static uint64_t rotate(uint64_t word, int bits)
{
    return word << bits | word >> (64 - bits);
}

static void mix(uint64_t v[4])
{
    v[0] += v[1];
    v[1] = rotate(v[1], 13) ^ v[0];
    v[0] = rotate(v[0], 32);
    v[2] += v[3];
    v[3] = rotate(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = rotate(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = rotate(v[1], 17) ^ v[2];
    v[2] = rotate(v[2], 32);
}

static void absorb(uint64_t v[4], uint64_t word)
{
    v[3] ^= word;
    mix(v);
    v[0] ^= word;
}

/* A file may be made so that its names collide in a simpler hash. */
static uint64_t hash_of(const char *name, size_t size)
{
    uint64_t v[4] = {
        0x736f6d6570736575, 0x646f72616e646f6d, 0x6c7967656e657261, 0x7465646279746573};
    uint64_t last = (uint64_t)size << 56;
    uint64_t word;

    for (; size >= sizeof word; name += sizeof word, size -= sizeof word) {
        memcpy(&word, name, sizeof word);
        absorb(v, word);
    }
    for (size_t i = 0; i < size; i++)
        last |= (uint64_t)(unsigned char)name[i] << 8 * i;
    absorb(v, last);
    v[2] ^= 0xFF;
    for (int i = 0; i < 3; i++)
        mix(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* ---------------------------------------------------------------------------- the table
 */

/* The name's own place, or the empty one that it would take. */
static cli_named *
place_of(const cli_names *names, uint64_t hash, const char *name, size_t size)
{
    size_t place = (size_t)hash & (names->capacity - 1);

    for (;; place = (place + 1) & (names->capacity - 1)) {
        cli_named *named = &names->places[place];

        if (!named->name || (named->hash == hash && named->size == size &&
                             memcmp(named->name, name, size) == 0))
            return named;
    }
}

static void grow(cli_names *names)
{
    cli_names bigger = {
        .capacity = names->capacity > 0 ? 2 * names->capacity : FIRST_CAPACITY,
        .count = names->count};
    size_t bytes = bigger.capacity * sizeof *bigger.places;

    bigger.places = cli_reallocate(NULL, bytes);
    memset(bigger.places, 0, bytes);
    for (size_t i = 0; i < names->capacity; i++) {
        const cli_named *named = &names->places[i];

        if (named->name)
            *place_of(&bigger, named->hash, named->name, named->size) = *named;
    }
    free(names->places);
    *names = bigger;
}

bool cli_names_set(cli_names *names, const char *name, size_t size, size_t number)
{
    uint64_t hash = hash_of(name, size);
    cli_named *named;
    bool is_new;

    if (2 * (names->count + 1) > names->capacity)
        grow(names);
    named = place_of(names, hash, name, size);
    is_new = !named->name;
    if (is_new) {
        named->name = cli_copy(name, size);
        named->hash = hash;
        named->size = size;
        names->count++;
    }
    named->number = number;
    return is_new;
}

bool cli_names_find(const cli_names *names, const char *name, size_t size, size_t *number)
{
    const cli_named *named;

    if (names->count == 0)
        return false;
    named = place_of(names, hash_of(name, size), name, size);
    if (named->name)
        *number = named->number;
    return named->name != NULL;
}

void cli_names_clear(cli_names *names)
{
    for (size_t i = 0; i < names->capacity && names->count > 0; i++) {
        free(names->places[i].name);
        names->places[i].name = NULL;
    }
    names->count = 0;
}

void cli_names_free(cli_names *names)
{
    cli_names_clear(names);
    free(names->places);
    *names = (cli_names){.places = NULL};
}
