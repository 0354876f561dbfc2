#include "condition.h"

static sg_truth truth_of(bool holds)
{
    return holds ? SG_YES : SG_NO;
}

static sg_truth is_true(const sg_value *value)
{
    if (!value)
        return SG_NO;
    if (value->state != SG_STATE_GIVEN || value->is_contested)
        return SG_OPEN;
    return truth_of(value->boolean);
}

static bool is_around(const sg_request *request, uint16_t group, uint16_t name)
{
    while (name != group && name != SG_ROOT_NAME)
        name = request->program->names.names[name].parent;
    return name == group;
}

/* The name in another letter case, or a group that is no object: the parameter may have
 * been meant to be given. */
static bool may_be_meant(const sg_request *request, uint16_t name)
{
    const sg_fault *faults = request->document->faults.data;

    for (size_t i = 0; i < request->document->faults.count; i++)
        if ((faults[i].kind == SG_FAULT_TYPE || faults[i].kind == SG_FAULT_NAME_CASE) &&
            faults[i].name != SG_ROOT_NAME && faults[i].name != SG_NO_NAME &&
            is_around(request, faults[i].name, name))
            return true;
    return false;
}

static sg_truth is_given(const sg_request *request, uint16_t name)
{
    const sg_value *value = sg_request_first(request, name);

    if (!value)
        return may_be_meant(request, name) ? SG_OPEN : SG_NO;
    return value->state == SG_STATE_GIVEN && !value->is_contested ? SG_YES : SG_OPEN;
}

static sg_truth negate(sg_truth truth)
{
    return truth == SG_OPEN ? SG_OPEN : truth_of(truth == SG_NO);
}

static sg_truth holds(const sg_request *request, const sg_condition *condition)
{
    switch ((sg_demand)condition->demand) {
    case SG_DEMAND_TRUE:
        return is_true(sg_request_first(request, condition->name));
    case SG_DEMAND_NOT_TRUE:
        return negate(is_true(sg_request_first(request, condition->name)));
    case SG_DEMAND_GIVEN:
        return is_given(request, condition->name);
    case SG_DEMAND_ABSENT:
        return negate(is_given(request, condition->name));
    }
    return SG_OPEN;
}

sg_truth sg_conditions_hold(const sg_request *request, const sg_instruction *instruction)
{
    sg_truth all = SG_YES;

    for (size_t i = 0; i < instruction->condition_count; i++) {
        sg_truth one = holds(request, &instruction->conditions[i]);

        if (one == SG_NO)
            return SG_NO;
        if (one == SG_OPEN)
            all = SG_OPEN;
    }
    return all;
}
