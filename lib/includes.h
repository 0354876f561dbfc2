/* Whether a parameter has a value among its own: an element of a list, or the value of
 * one of the numbered items. */
#ifndef SNAPGUARD_LIB_INCLUDES_H
#define SNAPGUARD_LIB_INCLUDES_H

#include "condition.h"

/* Open where what is given can't be read. */
sg_truth sg_includes(const sg_request *request, uint16_t name, const sg_wanted *wanted);

#endif
