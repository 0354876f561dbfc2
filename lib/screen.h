/* A screen says at once that a value breaks none of its parameter's rules. It is derived
 * from the rules when they are compiled, and only ever errs on the other side: what it
 * does not let pass is asked rule by rule. */
#ifndef SNAPGUARD_LIB_SCREEN_H
#define SNAPGUARD_LIB_SCREEN_H

#include "scan.h"
#include "words.h"

/* What a screen looks at, each with a bit of its own. What does not pass is asked by the
 * checks that are about it (checks.def). */
enum {
    SG_OF_SIZE = 1,
    SG_OF_START = 2,   /* the first byte, and what no text may begin with */
    SG_OF_BYTES = 4,   /* any byte of ASCII */
    SG_OF_FOREIGN = 8, /* any other byte */
    SG_OF_WORD = 16,   /* it is not one of those that are known */
    SG_OF_NUMBER = 32, /* an integer, or the numbers of a list */
    SG_OF_COUNT = 64,  /* of a list */
    SG_OF_FORM = 128,  /* a list that is not plain */
    SG_OF_ITEM = 256,  /* numbered items, all together */
    SG_ASPECT_COUNT = 9,
    SG_OF_ALL = (1 << SG_ASPECT_COUNT) - 1
};

enum {
    SG_SCREEN_ANYWHERE = 1, /* may stand anywhere */
    SG_SCREEN_FIRST = 2,    /* may stand at the start */
    SG_SCREEN_PREFIX = 4    /* no prefix begins with it */
};

enum { SG_SCREEN_PREFIXES = 8, SG_SCREEN_NUMBERS = 64 };

typedef struct sg_screen {
    bool usable;
    bool is_list;
    bool is_mute; /* the last that narrowed it asks what it can't say: see link.c */
    /* text; none is of a size between them where the screen is not usable */
    bool asks_bytes;
    size_t min_size; /* in bytes */
    size_t max_size;
    const sg_words *words; /* the text must be one of them, or NULL */
    uint8_t bytes[256];    /* what is known of each byte: SG_SCREEN_* */
    size_t banned_count;   /* bytes that may stand nowhere; and the last: */
    unsigned char banned;
    sg_text prefixes[SG_SCREEN_PREFIXES]; /* no text has one of them, in any case */
    size_t prefix_count;
    /* an integer; of a list, the elements that have a place in its order */
    int64_t min;
    int64_t max;
    /* a list; max_count for numbered items, too */
    uint64_t numbers; /* that may be among its elements */
    size_t min_count;
    size_t max_count;
    int64_t hours; /* numbers that are less apart are asked about; 0 if no rule asks */
    /* numbered items: the members that each must have, by their bits */
    uint32_t members;
} sg_screen;

void sg_screen_init(sg_screen *screen);

/* Let nothing pass. */
void sg_screen_disable(sg_screen *screen);

/* A byte that may not stand anywhere, or not at the start, for the screen to pass. */
void sg_screen_forbid(sg_screen *screen, unsigned char byte, int places);

/* No text that begins so passes, in whatever letter case. The prefix is not copied. */
void sg_screen_forbid_prefix(sg_screen *screen, sg_text prefix);

/* Only ASCII passes. */
void sg_screen_require_ascii(sg_screen *screen);

/* Of several such sets, one that holds no word of its own is enough; else the screen is
 * mute, as it is where the elements of a list are known by their numbers. */
void sg_screen_require_words(sg_screen *screen, const sg_words *words);

/* Only these numbers may be among the elements of a list. Mute where they are known by
 * their words. */
void sg_screen_require_numbers(sg_screen *screen, uint64_t numbers);

bool sg_screen_has_prefix(const sg_screen *screen, sg_text text);

/* Tags have one such byte. */
static inline bool
sg_screen_has_banned(const sg_screen *screen, sg_text text, size_t room)
{
    unsigned all = SG_SCREEN_ANYWHERE;

    if (screen->banned_count == 1)
        return sg_scan_has(text, (char)screen->banned, room);
    for (size_t i = 0; i < text.size; i++)
        all &= screen->bytes[(unsigned char)text.bytes[i]];
    return !all;
}

/* `room`: how many bytes can be read from the text's first on. */
static inline bool sg_screen_text(const sg_screen *screen, sg_text text, size_t room)
{
    uint8_t first;

    if (text.size < screen->min_size || text.size > screen->max_size)
        return false;
    if (screen->words && !sg_words_have(screen->words, text))
        return false;
    if (!screen->asks_bytes || text.size == 0)
        return true;
    first = screen->bytes[(unsigned char)text.bytes[0]];
    if (!(first & SG_SCREEN_FIRST) || sg_screen_has_banned(screen, text, room))
        return false;
    return (first & SG_SCREEN_PREFIX) || !sg_screen_has_prefix(screen, text);
}

/* In which aspects a text does not pass. None that is right is left out. */
unsigned sg_screen_failed(const sg_screen *screen, sg_text text, size_t room);

#endif
