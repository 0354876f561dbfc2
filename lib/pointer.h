/* JSON Pointers (RFC 6901), worked out from a node's place among its neighbours. */
#ifndef SNAPGUARD_LIB_POINTER_H
#define SNAPGUARD_LIB_POINTER_H

#include "document.h"
#include "writer.h"

/* The pointer of a value from `root`, whose text is `text`. */
void sg_pointer_write(
    const sg_document *document, sg_text text, uint32_t root, uint32_t node,
    sg_writer *writer);

#endif
