/* An HTTP request in its parts: written as one text, or fed piece by piece. */
#ifndef SNAPGUARD_TESTS_PARTS_H
#define SNAPGUARD_TESTS_PARTS_H

#include "chance.h"

#include <snapguard/snapguard.h>

enum { HEADERS_MOST = 8 };

typedef struct header {
    const char *name;
    const char *value;
} header;

typedef struct http_parts {
    header headers[HEADERS_MOST]; /* ends with one that has no name */
    const char *query;            /* or NULL */
    size_t query_size;
    const char *body;
    size_t body_size;
} http_parts;

/* How parts are fed: in pieces of at most these sizes (0: whole), at random with luck. */
typedef struct feeding {
    size_t query_piece;
    size_t body_piece;
    chance *luck;
    bool body_first;
    bool headers_last;
} feeding;

/* The request's text, with the length of its body. */
void http_write(const http_parts *parts, bytes *out);

/* The report of what was fed. NULL if a call was not done. */
const snapguard_report *
http_feed(snapguard_context *context, const http_parts *parts, const feeding *how);

#endif
