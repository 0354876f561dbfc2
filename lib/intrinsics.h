/* Values of a ROS template that are functions: {"Ref": …} and {"Fn::…": …}. */
#ifndef SNAPGUARD_LIB_INTRINSICS_H
#define SNAPGUARD_LIB_INTRINSICS_H

#include "document.h"

/* The template's own parameters, which have nothing to do with those of the operation. */
typedef struct sg_inputs {
    sg_array keys; /* uint32_t, by what they say; filled when the first is asked for */
    bool is_filled;
    uint64_t most; /* how many bytes all references may stand for */
    uint64_t left; /* of them */
} sg_inputs;

typedef enum sg_resolution {
    SG_RESOLVED_KNOWN,
    SG_RESOLVED_ABSENT,  /* as if it were not there */
    SG_RESOLVED_UNKNOWN, /* only when the template is used */
    SG_RESOLVED_TOO_MUCH /* all references together stand for too many bytes */
} sg_resolution;

typedef struct sg_resolved {
    sg_resolution how;
    uint32_t node;      /* the value, if it is known */
    uint32_t reference; /* the function that stands for it, or SG_NO_NODE */
    bool is_commas;     /* a list of texts with commas between them */
} sg_resolved;

void sg_inputs_free(sg_inputs *inputs, const snapguard_allocator *allocator);

/* Begin another template, whose references may stand for so many bytes in all. */
void sg_inputs_begin(sg_inputs *inputs, uint64_t bytes);

/* What a value stands for: itself, unless it is a function. False when memory is out. */
bool sg_intrinsic_resolve(
    sg_inputs *inputs, const sg_document *document, uint32_t node, sg_resolved *resolved);

#endif
