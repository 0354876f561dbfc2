/* A set of words, such as the region ids that are known. */
#ifndef SNAPGUARD_LIB_WORDS_H
#define SNAPGUARD_LIB_WORDS_H

#include "arena.h"
#include "text.h"

typedef struct sg_words {
    sg_text name;     /* "regions" */
    const char *date; /* of the list; "" if it has none */
    sg_text *table;   /* open addressing; NULL bytes are an empty place */
    size_t mask;
} sg_words;

/* Room for `count` words. False when memory is out. */
bool sg_words_init(sg_words *words, sg_arena *arena, size_t count);

/* Copies the word. False when memory is out. */
bool sg_words_add(sg_words *words, sg_arena *arena, sg_text word);

/* Of every byte: what an organisation lists may differ in the middle alone. */
uint32_t sg_words_hash_long(sg_text word);

static inline uint32_t sg_words_hash(sg_text word)
{
    return word.size > 16 ? sg_words_hash_long(word) : sg_text_hash(word);
}

static inline bool sg_words_have(const sg_words *words, sg_text word)
{
    for (size_t i = sg_words_hash(word) & words->mask; words->table[i].bytes;
         i = (i + 1) & words->mask)
        if (sg_text_equals(words->table[i], word))
            return true;
    return false;
}

/* Whether each of the words is one of the others, too. */
bool sg_words_are_among(const sg_words *words, const sg_words *others);

#endif
