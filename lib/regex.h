/* Patterns. The only door to PCRE2. */
#ifndef SNAPGUARD_LIB_REGEX_H
#define SNAPGUARD_LIB_REGEX_H

#include "memory.h"
#include "text.h"

typedef struct sg_regex sg_regex;

/* The memory that one thread's matches need. */
typedef struct sg_regex_state sg_regex_state;

typedef enum sg_regex_extent {
    SG_REGEX_WHOLE, /* the pattern matches the whole text, to its last byte */
    SG_REGEX_START  /* the pattern matches a beginning of the text, maybe an empty one */
} sg_regex_extent;

/* Compile a pattern, with UTF and Unicode properties. On SNAPGUARD_ERROR_PACK the error
 * says what is wrong with the pattern. Where machine code is refused, or not wanted, the
 * interpreter serves. */
snapguard_status sg_regex_new(
    sg_regex **regex, const snapguard_allocator *allocator, sg_text pattern,
    sg_regex_extent extent, bool jit, snapguard_error *error);

void sg_regex_free(sg_regex *regex, const snapguard_allocator *allocator);

/* Whether matches run as machine code. */
bool sg_regex_is_jit(const sg_regex *regex);

sg_regex_state *sg_regex_state_new(const snapguard_allocator *allocator);
void sg_regex_state_free(sg_regex_state *state, const snapguard_allocator *allocator);

/* Match well-formed UTF-8. `size` gets how far the match reaches. A match that runs into
 * a limit is no match: what cannot be decided is never let pass. Nor is one that runs out
 * of memory, which the interpreter may. */
bool sg_regex_match(
    const sg_regex *regex, sg_regex_state *state, sg_text text, size_t *size);

/* Whether the last match ran into a limit. */
bool sg_regex_was_beyond(const sg_regex_state *state);

/* Whether a match has run out of memory since this was asked before. */
bool sg_regex_ran_out(sg_regex_state *state);

#endif
