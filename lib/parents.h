/* Where each node of a document stands among the others, for pointers to many of them. A
 * document may have a million policies beside each other. */
#ifndef SNAPGUARD_LIB_PARENTS_H
#define SNAPGUARD_LIB_PARENTS_H

#include "document.h"

typedef struct sg_parent {
    uint32_t node;  /* the container around it, or SG_NO_NODE */
    uint32_t index; /* among that one's elements or members */
} sg_parent;

/* The first `count` nodes' parents, found when they are first asked for. Keys have those
 * of their values. NULL when memory is out. */
const sg_parent *sg_parents_of(sg_document *document, uint32_t count);

/* The node of the first `count` that a place of the source is in: of those that begin
 * there or before, the last. */
uint32_t sg_parents_find(const sg_document *document, uint32_t count, uint32_t begin);

#endif
