/* Packs of organisations, written shortly. */
#ifndef SNAPGUARD_TESTS_PACKS_H
#define SNAPGUARD_TESTS_PACKS_H

#include <stddef.h>

/* What each pack begins with, in the short form of pack_new(). */
#define PACK_HEAD                                                                        \
    "'schema':'snapguard/pack/1','edition':'2024-04-11','operation':{'product':'Ecs',"   \
    "'name':'CreateAutoSnapshotPolicy','version':'2014-05-26'}"

typedef struct pack_text {
    char *bytes; /* to be freed */
    size_t size;
    size_t line; /* of the mark; 0 if there is none */
    size_t column;
} pack_text;

/* The text that a short form stands for: ' is a quote, ` a quote inside of a string, <128
 * x> is x 128 times, and @ marks a place and is left out. */
pack_text pack_new(const char *text);

/* The pack of these rules, called "acme", which begin on a line of their own. */
pack_text pack_of_rules(const char *rules);

#endif
