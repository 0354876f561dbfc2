/* Keys that an object has twice. */
#ifndef SNAPGUARD_LIB_KEYS_H
#define SNAPGUARD_LIB_KEYS_H

#include "document.h"

/* While an object is open its end is not known, and in its place stands a bit for each
 * key, picked by the hash. Mostly no bit is picked twice, and then no two keys are equal.
 */
static inline void sg_keys_note(sg_node *object, uint32_t hash)
{
    uint32_t bit = UINT32_C(1) << (hash >> 27);

    object->flags |= object->end & bit ? SG_SUSPECTED : 0;
    object->end |= bit;
}

/* Look again at an object that may have a key twice: its members are the nodes behind it
 * up to `end`, and the link of a key is its hash. Each key but the first of its kind is
 * flagged, links to the first, and is recorded as a fault. False when memory is out. */
bool sg_keys_check(sg_document *document, uint32_t object, uint32_t end);

#endif
