/* What binding begins and ends with, however a request is written. */
#ifndef SNAPGUARD_LIB_BINDING_H
#define SNAPGUARD_LIB_BINDING_H

#include "request.h"

/* Forget the request before. */
void sg_binding_begin(sg_request *request);

/* When all values are bound: what is required and not given, what was misnamed. For each
 * fault there is room for a value. False when memory is out. */
bool sg_binding_end(sg_request *request, const uint16_t *required);

#endif
