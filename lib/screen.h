/* A screen says at once that a value breaks none of its parameter's rules. It is derived
 * from the rules when they are compiled, and only ever errs on the other side: what it
 * does not let pass is asked rule by rule. */
#ifndef SNAPGUARD_LIB_SCREEN_H
#define SNAPGUARD_LIB_SCREEN_H

#include "words.h"

enum {
    SG_SCREEN_ANYWHERE = 1, /* may stand anywhere */
    SG_SCREEN_FIRST = 2,    /* may stand at the start */
    SG_SCREEN_PREFIX = 4    /* no prefix begins with it */
};

enum { SG_SCREEN_PREFIXES = 8 };

typedef struct sg_screen {
    bool usable;
    /* text */
    bool asks_bytes;
    size_t min_size; /* in bytes */
    size_t max_size;
    const sg_words *words; /* the text must be one of them, or NULL */
    uint8_t bytes[256];    /* what is known of each byte: SG_SCREEN_* */
    size_t banned_count;   /* bytes that may stand nowhere; and the last: */
    unsigned char banned;
    sg_text prefixes[SG_SCREEN_PREFIXES]; /* no text has one of them, in any case */
    size_t prefix_count;
    /* an integer, or each element of a list */
    int64_t min;
    int64_t max;
    /* a list; max_count for numbered items, too */
    size_t min_count;
    size_t max_count;
    int64_t hours; /* numbers that are less apart are asked about; 0 if no rule asks */
    /* numbered items: the members that each must have, by their ordinals */
    uint32_t members;
} sg_screen;

void sg_screen_init(sg_screen *screen);

/* A byte that may not stand anywhere, or not at the start, for the screen to pass. */
void sg_screen_forbid(sg_screen *screen, unsigned char byte, int places);

/* No text that begins so passes, in whatever letter case. The prefix is not copied. */
void sg_screen_forbid_prefix(sg_screen *screen, sg_text prefix);

/* Only ASCII passes. */
void sg_screen_require_ascii(sg_screen *screen);

void sg_screen_require_words(sg_screen *screen, const sg_words *words);

bool sg_screen_has_prefix(const sg_screen *screen, sg_text text);

/* Tags have one such byte: the C library finds it faster than any table. */
static inline bool sg_screen_has_banned(const sg_screen *screen, sg_text text)
{
    unsigned all = SG_SCREEN_ANYWHERE;

    if (screen->banned_count == 1)
        return memchr(text.bytes, screen->banned, text.size) != NULL;
    for (size_t i = 0; i < text.size; i++)
        all &= screen->bytes[(unsigned char)text.bytes[i]];
    return !all;
}

static inline bool sg_screen_text(const sg_screen *screen, sg_text text)
{
    uint8_t first;

    if (!screen->usable || text.size < screen->min_size || text.size > screen->max_size)
        return false;
    if (screen->words && !sg_words_have(screen->words, text))
        return false;
    if (!screen->asks_bytes || text.size == 0)
        return true;
    first = screen->bytes[(unsigned char)text.bytes[0]];
    if (!(first & SG_SCREEN_FIRST) || sg_screen_has_banned(screen, text))
        return false;
    return (first & SG_SCREEN_PREFIX) || !sg_screen_has_prefix(screen, text);
}

#endif
