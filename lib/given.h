/* What is given, while it is counted: parameters, values, the items that hold them. */
#ifndef SNAPGUARD_LIB_GIVEN_H
#define SNAPGUARD_LIB_GIVEN_H

#include "target.h"

static inline void sg_given_mark_one(sg_request *request, uint16_t name, uint32_t node)
{
    const sg_program *program = request->program;

    request->given[name].where = node + 1;
    if (sg_target_name(request, name)->is_asked_about)
        sg_mask_add(request->active, program->given[name], program->mask_words);
}

/* The groups from `name` outwards are given when a member is. */
void sg_given_mark_around(sg_request *request, uint16_t name, uint32_t node);

/* A name is given for the first time, at a node, and with it the groups around it. */
static inline void sg_given_mark_first(sg_request *request, uint16_t name, uint32_t node)
{
    sg_given_mark_one(request, name, node);
    if (sg_target_name(request, name)->parent != SG_ROOT_NAME)
        sg_given_mark_around(request, sg_target_name(request, name)->parent, node);
}

static inline void sg_given_mark(sg_request *request, uint16_t name, uint32_t node)
{
    if (!request->given[name].where)
        sg_given_mark_first(request, name, node);
}

/* One parameter is more than the limit allows, or cannot be read within it: nothing else
 * is judged. */
SG_RARE void sg_given_stop(sg_request *request, uint32_t key);

/* Count one parameter. False past the limit. */
static inline bool sg_given_count(sg_request *request, uint32_t key)
{
    if (++request->parameters <= request->limits.parameters)
        return true;
    sg_given_stop(request, key);
    return false;
}

static inline bool sg_item_is_before(const sg_item *a, const sg_item *b)
{
    return a->name != b->name ? a->name < b->name : a->number < b->number;
}

/* The item Tag.N, new or known. There is room for it: see reserve(). */
sg_item *
sg_given_item(sg_request *request, uint16_t list, uint32_t number, uint32_t node);

/* There is room for it: see reserve(). */
static inline sg_value *sg_given_value(
    sg_request *request, sg_given *given, const sg_target *target, uint32_t key)
{
    sg_value *value = (sg_value *)request->values.data + request->values.count++;
    uint32_t index = (uint32_t)request->values.count;

    *value = (sg_value){
        .name = target->name,
        .is_alias = target->is_alias,
        .item = target->item,
        .key = key,
        .node = key + 1,
    };
    if (given->first)
        sg_request_value(request, given->last - 1)->next = index;
    else
        given->first = index;
    given->last = index;
    if (target->item > given->highest)
        given->highest = target->item;
    return value;
}

#endif
