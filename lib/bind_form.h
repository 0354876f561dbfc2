/* Binding in a template or plan: the properties of a policy become values of the
 * operation's parameters, as the form says. */
#ifndef SNAPGUARD_LIB_BIND_FORM_H
#define SNAPGUARD_LIB_BIND_FORM_H

#include "intrinsics.h"
#include "policies.h"
#include "target.h"

/* Bind a policy. `inputs` is NULL where the language has no functions. False when memory
 * is out. */
bool sg_request_bind_form(
    sg_request *request, const sg_form *form, const sg_policy *policy, sg_inputs *inputs);

/* ----------------------------------------------- between the files of this binding */

typedef struct sg_binder {
    sg_request *request;
    const sg_form *form;
    sg_inputs *inputs;
    uint64_t bytes; /* of all values so far */
    uint64_t values;
} sg_binder;

/* A value that is to be bound: nodes of the document. */
typedef struct sg_given_node {
    uint16_t name; /* the parameter */
    uint32_t item;
    uint32_t key;     /* of the property */
    uint32_t node;    /* the value */
    uint32_t unknown; /* what of it is known only later, or SG_NO_NODE */
    bool is_commas;   /* a text that holds a list, with commas */
} sg_given_node;

/* Bind one value to its parameter. */
void sg_binder_value(sg_binder *binder, const sg_given_node *given);

/* A parameter will be known only later, unless it is given otherwise. */
void sg_binder_unknown(sg_binder *binder, uint16_t name, uint32_t item);

/* The verdict can depend on what is not known of a parameter, group or list. */
void sg_binder_leave_open(sg_binder *binder, uint16_t name);

/* What a value stands for. False where the binding is over: a limit, or no memory. */
bool sg_binder_resolve(
    sg_binder *binder, uint16_t name, uint32_t node, sg_resolved *resolved);

/* Count a value against the limit of a request. False where the binding is over. */
bool sg_binder_count_value(sg_binder *binder, uint32_t node);

/* Append a copy of a node, as an element that holds nothing. Answers its number, or
 * SG_NO_NODE when memory is out. */
uint32_t sg_binder_copy(sg_binder *binder, uint32_t node, sg_kind kind);

static inline bool sg_binder_is_over(const sg_binder *binder)
{
    return binder->request->is_stopped || binder->request->out_of_memory;
}

static inline bool sg_binder_is(const sg_binder *binder, uint32_t node, sg_kind kind)
{
    return node != SG_NO_NODE && sg_target_node(binder->request, node)->kind == kind;
}

#endif
