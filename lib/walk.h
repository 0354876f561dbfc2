/* The elements of a list, one after the other, whether it is opened or not. */
#ifndef SNAPGUARD_LIB_WALK_H
#define SNAPGUARD_LIB_WALK_H

#include "scope.h"

typedef struct sg_walk {
    sg_document *document;
    const sg_list *list;
    uint32_t next; /* the node of an opened list */
    uint32_t end;
    uint64_t numbers; /* those of a plain list that are still to come */
    bool is_word;     /* the only word is still to come */
    size_t used;      /* of the memory for decoded texts */
    char digits[2];
} sg_walk;

/* Of the list of a value that is given. */
void sg_walk_begin(sg_walk *walk, const sg_request *request, const sg_value *value);

/* The next element; its text stays until the one behind it is taken. False behind the
 * last. */
bool sg_walk_next(sg_walk *walk, sg_asked *element);

/* Give the memory back that the last element's text took. */
void sg_walk_end(sg_walk *walk);

#endif
