#include "condition.h"

static bool is_around(const sg_request *request, uint16_t group, uint16_t name)
{
    while (name != group && name != SG_ROOT_NAME)
        name = request->names[name].parent;
    return name == group;
}

/* A group whose members are known only later, if it has any. */
static bool has_unknown(const sg_request *request, uint16_t group)
{
    for (uint16_t i = request->names[group].first; i; i = request->names[i].next) {
        const sg_value *value = sg_request_first(request, i);

        if (value && value->state == SG_STATE_UNKNOWN)
            return true;
    }
    return false;
}

bool sg_condition_is_deferred(const sg_request *request, uint16_t name)
{
    const uint16_t *open = request->open.data;

    if (!request->form)
        return false;
    for (size_t i = 0; i < request->open.count; i++)
        if (is_around(request, open[i], name))
            return true;
    return has_unknown(request, name);
}

bool sg_condition_may_come(const sg_request *request, uint16_t name)
{
    return request->form &&
           (sg_form_is_outside(request->form, &request->program->names, name) ||
            sg_condition_is_deferred(request, name));
}

bool sg_condition_may_be_meant(const sg_request *request, uint16_t name)
{
    const sg_fault *faults = request->document->faults.data;

    for (size_t i = 0; i < request->document->faults.count; i++)
        if ((faults[i].kind == SG_FAULT_TYPE || faults[i].kind == SG_FAULT_NAME_CASE) &&
            faults[i].name != SG_ROOT_NAME && faults[i].name != SG_NO_NAME &&
            is_around(request, faults[i].name, name))
            return true;
    return sg_condition_may_come(request, name);
}

static sg_truth ask_true(const sg_request *request, const sg_condition *condition)
{
    const sg_value *value = sg_request_first(request, condition->name);

    if (value && (value->state != SG_STATE_GIVEN || value->is_contested))
        return SG_OPEN;
    return sg_condition_is_met(request, condition) ? SG_YES : SG_NO;
}

static sg_truth ask_given(const sg_request *request, const sg_condition *condition)
{
    const sg_value *value = sg_request_first(request, condition->name);
    bool is_given = condition->demand == SG_DEMAND_GIVEN;

    if (!value && sg_condition_may_be_meant(request, condition->name))
        return SG_OPEN;
    if (value && (value->state != SG_STATE_GIVEN || value->is_contested))
        return SG_OPEN;
    return (value != NULL) == is_given ? SG_YES : SG_NO;
}

sg_truth sg_conditions_hold(const sg_request *request, const sg_instruction *instruction)
{
    sg_truth all = SG_YES;

    for (size_t i = 0; i < instruction->condition_count; i++) {
        const sg_condition *condition = &instruction->conditions[i];
        sg_truth one = condition->demand <= SG_DEMAND_NOT_TRUE
                           ? ask_true(request, condition)
                           : ask_given(request, condition);

        if (one == SG_NO)
            return SG_NO;
        if (one == SG_OPEN)
            all = SG_OPEN;
    }
    return all;
}
