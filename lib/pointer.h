/* JSON Pointers (RFC 6901) of findings, worked out from a node's place among its
 * neighbours. */
#ifndef SNAPGUARD_LIB_POINTER_H
#define SNAPGUARD_LIB_POINTER_H

#include "report.h"
#include "writer.h"

/* The pointer of the value at fault in its document. False, and nothing written, where
 * that is no JSON. */
bool sg_pointer_write(
    const snapguard_finding *finding, bool hides_values, sg_writer *writer);

/* Its pointer in the list that was opened. False where it stands in none. */
bool sg_pointer_write_inner(const snapguard_finding *finding, sg_writer *writer);

#endif
