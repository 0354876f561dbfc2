/* A request as pairs of flat names and values, and the encodings that pairs have. */
#ifndef SNAPGUARD_TESTS_PAIRS_H
#define SNAPGUARD_TESTS_PAIRS_H

#include "chance.h"

#include <jansson.h>
#include <stdbool.h>

typedef struct pair {
    char *name;
    json_t *value;
} pair;

typedef struct pair_list {
    pair *pairs;
    size_t count;
    bool is_flat; /* the flat form can say all that the request says */
    bool is_text; /* so can a query, where everything is text */
    bool is_once; /* no name stands twice */
} pair_list;

/* What a request of JSON gives. The pack says what its parameters are. */
pair_list pairs_of(const json_t *pack, const json_t *request);
void pairs_free(pair_list *list);

void pairs_shuffle(pair_list *list, chance *luck);

/* Append the pairs from `begin` to `end` as a query or form. With `luck`, spelled in one
 * of the many ways; without, in the shortest. */
void pairs_write_query(
    const pair_list *list, size_t begin, size_t end, chance *luck, bytes *out);

/* The same as an object of JSON. */
void pairs_write_json(const pair_list *list, size_t begin, size_t end, bytes *out);

/* Append one text, percent-encoded. */
void percent_encode(const char *text, size_t size, chance *luck, bytes *out);

#endif
