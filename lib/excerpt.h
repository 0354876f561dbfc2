/* How a text of the request looks in a message: as JSON, on one line, and not too long.
 */
#ifndef SNAPGUARD_LIB_EXCERPT_H
#define SNAPGUARD_LIB_EXCERPT_H

#include "document.h"
#include "percent.h"
#include "writer.h"

enum { SG_EXCERPT = 64 }; /* characters */

/* A node as JSON: as it stands or, where it is percent-encoded, as a string of what it
 * says. */
void sg_excerpt_write(sg_text text, const sg_node *node, sg_writer *writer);

/* A string's content: likewise, without the quotes. */
void sg_excerpt_write_content(sg_text text, const sg_node *node, sg_writer *writer);

/* All of what a string or key says, without quotes. */
void sg_excerpt_write_whole(sg_text text, const sg_node *node, sg_writer *writer);

enum {
    SG_EXCERPT_BYTES = 4 * (SG_EXCERPT + 1),
    SG_EXCERPT_ROOM = SG_EXCERPT_BYTES + SG_PERCENT_SLACK
};

/* The beginning of what an encoded string says, long enough for an excerpt. A string of
 * JSON is given as it stands. `buffer` has room for SG_EXCERPT_ROOM. */
sg_text sg_excerpt_decode(sg_text text, const sg_node *node, char *buffer);

#endif
