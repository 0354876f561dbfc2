#include "scope.h"

/* How many terms all packs may ask of one request, some milliseconds' worth. What people
 * write asks a few hundred of a request that is right. */
enum { MOST_STEPS = 1 << 18 };

void sg_scope_take_steps(sg_scope *scope, uint32_t steps)
{
    scope->request->steps += steps;
}

sg_truth sg_scope_ask(sg_scope *scope, const sg_term *term)
{
    static sg_term_function *const functions[] = {
#define TERM(name) sg_ask_##name,
#include "terms.def"
#undef TERM
    };
    sg_truth truth;

    if (scope->request->steps >= MOST_STEPS) {
        scope->is_beyond = true;
        return SG_OPEN;
    }
    sg_scope_take_steps(scope, 1);
    truth = functions[term->kind](scope, term);
    if (!term->is_negated || truth == SG_OPEN)
        return truth;
    return truth == SG_YES ? SG_NO : SG_YES;
}

bool sg_scope_allows(sg_scope *scope, const sg_term *condition)
{
    sg_truth truth = sg_scope_ask(scope, condition);

    return truth == SG_YES || (truth == SG_OPEN && scope->is_beyond);
}

void sg_scope_take(sg_scope *scope, const sg_value *value)
{
    uint8_t type = scope->request->names[value->name].type;

    scope->asked = (sg_asked){
        .is_text = type == SG_TYPE_TEXT,
        .is_number = type == SG_TYPE_INTEGER,
        .boolean = value->boolean,
        .text = value->text,
        .number = value->integer,
    };
}

static sg_truth ask_each(sg_scope *scope, const sg_term *term, sg_truth end)
{
    const sg_term *behind = term + term->size;
    sg_truth all = end == SG_YES ? SG_NO : SG_YES;

    for (term++; term < behind && all != end; term += term->size)
        all = sg_truth_gather(all, sg_scope_ask(scope, term), end);
    return all;
}

sg_truth sg_ask_all(sg_scope *scope, const sg_term *term)
{
    return ask_each(scope, term, SG_NO);
}

sg_truth sg_ask_any(sg_scope *scope, const sg_term *term)
{
    return ask_each(scope, term, SG_YES);
}
