/* What a condition is asked about. */
#ifndef SNAPGUARD_LIB_SCOPE_H
#define SNAPGUARD_LIB_SCOPE_H

#include "condition.h"

/* One value or element, in the ways that it can be compared. */
typedef struct sg_asked {
    bool is_text;
    bool is_number;
    bool boolean;
    sg_text text; /* decoded */
    int64_t number;
} sg_asked;

typedef struct sg_scope {
    sg_request *request;
    sg_regex_state *regex;
    uint16_t list; /* Tag, and the N of Tag.N, where that is known; or 0: */
    uint32_t item;
    bool is_beyond; /* a limit was met, and kept something from being decided */
    sg_asked asked; /* what the terms about one value are asked of */
} sg_scope;

/* What a match costs that ran into a limit, and another one, in steps: see scope.c. */
enum { SG_STEPS_BEYOND = 4096, SG_STEPS_PATTERN = 32 };

/* Note that something took so many steps more. */
void sg_scope_take_steps(sg_scope *scope, uint32_t steps);

/* Ask a term, and all that it is made of. It is asked as deep as the loader lets
 * conditions be. */
sg_truth sg_scope_ask(sg_scope *scope, const sg_term *term);

/* Whether a condition holds. One that a limit kept from being decided does: that way
 * nothing is a way around a rule. */
bool sg_scope_allows(sg_scope *scope, const sg_term *condition);

/* Take a value that is given for what is asked. */
void sg_scope_take(sg_scope *scope, const sg_value *value);

/* What is known of several things when one more has been asked: it is `end` as soon as
 * one of them is, and open if one of the others is. */
static inline sg_truth sg_truth_gather(sg_truth all, sg_truth one, sg_truth end)
{
    if (all == end || one == end)
        return end;
    return one == SG_OPEN ? SG_OPEN : all;
}

typedef sg_truth sg_term_function(sg_scope *scope, const sg_term *term);

#define TERM(name) sg_term_function sg_ask_##name;
#include "terms.def"
#undef TERM

#endif
