/* Values of a type: what is wrong with one as an integer, a boolean, a text or a list. */
#ifndef SNAPGUARD_LIB_TYPED_H
#define SNAPGUARD_LIB_TYPED_H

#include "target.h"

/* Any value but a string where a text or a list is wanted. */
void sg_typed_read(sg_request *request, const sg_target *target, uint32_t index);

#endif
