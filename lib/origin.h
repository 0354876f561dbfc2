/* Documents that a host made from another text: places in one become places in the
 * other. */
#ifndef SNAPGUARD_LIB_ORIGIN_H
#define SNAPGUARD_LIB_ORIGIN_H

#include <snapguard/snapguard.h>

#include "text.h"

/* Whether the stretches stand one behind the other in a document of `length` bytes, and
 * come from the text. */
bool sg_origin_is_sound(const snapguard_origin *origin, size_t length);

/* Turn a stretch of the document into one of the text that it was made from. */
void sg_origin_translate(const snapguard_origin *origin, size_t *begin, size_t *end);

#endif
