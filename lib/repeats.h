/* Items of a list that say the same: two tags with one key. */
#ifndef SNAPGUARD_LIB_REPEATS_H
#define SNAPGUARD_LIB_REPEATS_H

#include "request.h"

/* Mark each value that an earlier item has too, for the parameters that a rule wants to
 * be unique, and activate those rules. False when memory is out. */
bool sg_repeats_find(sg_request *request);

#endif
