/* Requests made by chance: mostly right, so that what is wrong stands alone. */
#ifndef SNAPGUARD_TESTS_GENERATE_H
#define SNAPGUARD_TESTS_GENERATE_H

#include "chance.h"

#include <jansson.h>

/* The members of a nested request. */
json_t *generate_request(chance *luck);

#endif
