/* jansson as the reader's peer: the same verdict on every document, and the same values
 * where it is accepted, but for the written list of jansson's own faults. It asserts
 * nothing, so that tests and fuzz targets can use it. */
#ifndef SNAPGUARD_TESTS_READ_PEER_H
#define SNAPGUARD_TESTS_READ_PEER_H

#include "read_json.h"

#include <jansson.h>

typedef enum peer_outcome {
    PEER_ACCEPTED, /* by both, with the same values */
    PEER_REFUSED,  /* by both */
    PEER_EXCEPTED  /* by one of them, for a fault of jansson's own */
} peer_outcome;

typedef struct peer_answer {
    peer_outcome outcome;
    const char *disagreement; /* why they are not of one mind, or NULL */
    json_error_t error;       /* what jansson says, if it refuses */
} peer_answer;

/* Compare with what was read of a document's source, without limits that matter. */
peer_answer peer_compare(sg_document *document, const sg_read_end *end);

#endif
