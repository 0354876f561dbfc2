/* What a request says twice: two tags with one key, a name without a meaning. */
#ifndef SNAPGUARD_LIB_REPEATS_H
#define SNAPGUARD_LIB_REPEATS_H

#include "request.h"

/* Of names that are unknown, what is given again becomes a fault of its own. And mark
 * each value that an earlier item has too, for the parameters that a rule wants to be
 * unique, and activate those rules. False when memory is out. */
bool sg_repeats_find(sg_request *request);

#endif
