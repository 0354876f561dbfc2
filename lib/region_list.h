/* Where the caller's own list of regions is wrong. jansson reads it, and keeps no places.
 */
#ifndef SNAPGUARD_LIB_REGION_LIST_H
#define SNAPGUARD_LIB_REGION_LIST_H

#include "memory.h"
#include "text.h"

/* Set the error's line and column to those of a member's first element that is `word`, or
 * for NULL that is no text; where there is none, to those of the member, and else of the
 * whole. A bare array is the member "regions". A NULL error is fine, and without memory
 * the error stays as it is. */
void sg_region_list_locate(
    snapguard_error *error, const snapguard_allocator *allocator, sg_text text,
    const char *member, const char *word);

#endif
