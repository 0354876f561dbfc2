/* What must be so for a rule to apply. */
#ifndef SNAPGUARD_LIB_CONDITION_H
#define SNAPGUARD_LIB_CONDITION_H

#include "request.h"

/* A condition on a value that is at fault, or given twice, can't be decided. */
typedef enum sg_truth { SG_NO, SG_YES, SG_OPEN } sg_truth;

/* Whether a condition on a boolean holds, and can be decided. */
static inline bool
sg_condition_is_met(const sg_request *request, const sg_condition *condition)
{
    const sg_value *value = sg_request_first(request, condition->name);
    bool is_negated = condition->demand == SG_DEMAND_NOT_TRUE;

    if (!value)
        return is_negated;
    return value->state == SG_STATE_GIVEN && !value->is_contested &&
           value->boolean != is_negated;
}

/* The name in another letter case, or a group that is no object: the parameter may have
 * been meant to be given. Or it may be given once all of a template or plan is known. */
bool sg_condition_may_be_meant(const sg_request *request, uint16_t name);

/* The latter alone, also of a group or list. */
bool sg_condition_may_come(const sg_request *request, uint16_t name);

/* The same, but for what comes from outside of the document. */
bool sg_condition_is_deferred(const sg_request *request, uint16_t name);

/* Whether all conditions of the instruction hold: no if one does not, open if one can't
 * be decided. */
sg_truth sg_conditions_hold(const sg_request *request, const sg_instruction *instruction);

/* The same, where it is all that matters. Nearly every rule that has a condition has one
 * on a boolean. */
static inline bool
sg_instruction_applies(const sg_request *request, const sg_instruction *instruction)
{
    if (instruction->condition_count == 1 &&
        instruction->conditions[0].demand <= SG_DEMAND_NOT_TRUE)
        return sg_condition_is_met(request, &instruction->conditions[0]);
    return sg_conditions_hold(request, instruction) == SG_YES;
}

#endif
