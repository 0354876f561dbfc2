#include "words.h"

bool sg_words_init(sg_words *words, sg_arena *arena, size_t count)
{
    size_t places = 16;

    while (places < count * 4)
        places *= 2;
    words->mask = places - 1;
    words->table = sg_arena_allocate(arena, places * sizeof *words->table);
    if (words->table)
        memset(words->table, 0, places * sizeof *words->table);
    return words->table != NULL;
}

uint32_t sg_words_hash_long(sg_text word)
{
    const char *end = word.bytes + word.size;
    uint64_t mixed = sg_load64(end - 8) ^ word.size;

    for (const char *p = word.bytes; end - p >= 8; p += 8) {
        mixed = (mixed ^ sg_load64(p)) * UINT64_C(0x9E3779B97F4A7C15);
        mixed ^= mixed >> 32;
    }
    return (uint32_t)mixed;
}

bool sg_words_add(sg_words *words, sg_arena *arena, sg_text word)
{
    size_t i = sg_words_hash(word) & words->mask;

    if (sg_words_have(words, word))
        return true;
    while (words->table[i].bytes)
        i = (i + 1) & words->mask;
    words->table[i] = sg_arena_copy(arena, word);
    return words->table[i].bytes != NULL;
}

bool sg_words_are_among(const sg_words *words, const sg_words *others)
{
    for (size_t i = 0; i <= words->mask; i++)
        if (words->table[i].bytes && !sg_words_have(others, words->table[i]))
            return false;
    return true;
}
