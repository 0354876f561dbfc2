/* Pieces of requests, put together by chance from the vocabulary of the rule pack. */
#ifndef SNAPGUARD_FUZZ_COMPOSE_H
#define SNAPGUARD_FUZZ_COMPOSE_H

#include "draft.h"
#include "vocabulary.h"

/* One text of a list, which is not empty. */
const vocabulary_text *compose_pick(fuzz_draft *draft, const vocabulary_list *list);

/* The number of an item, of Tag.N.Key. */
void compose_item(fuzz_draft *draft, fuzz_piece *out);

/* What follows is JSON: a string of these bytes, its content alone, some value, one of a
 * parameter (of any if it is NULL), and a member of a request with its name. */
void compose_string(fuzz_draft *draft, const char *bytes, size_t size, fuzz_piece *out);
void compose_content(fuzz_draft *draft, const char *bytes, size_t size, fuzz_piece *out);
void compose_value(fuzz_draft *draft, fuzz_piece *out);
void compose_value_of(
    fuzz_draft *draft, const vocabulary_parameter *parameter, fuzz_piece *out);
void compose_member(fuzz_draft *draft, fuzz_piece *out);

#endif
