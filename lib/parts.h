/* The parts of one HTTP request: where they stand in a source. */
#ifndef SNAPGUARD_LIB_PARTS_H
#define SNAPGUARD_LIB_PARTS_H

#include "program.h"

/* The headers that matter: those that name the operation, and the type of the body. */
typedef enum sg_header_kind {
    SG_HEADER_NAME = SG_CLAIM_NAME,
    SG_HEADER_VERSION = SG_CLAIM_VERSION,
    SG_HEADER_CONTENT_TYPE,
    SG_HEADER_COUNT
} sg_header_kind;

typedef struct sg_stretch {
    uint32_t begin;
    uint32_t end;
} sg_stretch;

enum {
    SG_HEADER_MOST = 2,   /* values of one header that are kept */
    SG_HEADER_BYTES = 512 /* of a value; a longer one is no name and no type */
};

typedef struct sg_parts {
    sg_stretch headers[SG_HEADER_COUNT][SG_HEADER_MOST];
    uint32_t header_counts[SG_HEADER_COUNT]; /* with SG_HEADER_MOST + 1 for any more */
    sg_stretch query;
    sg_stretch body;
} sg_parts;

typedef enum sg_body_kind {
    SG_BODY_FORM,
    SG_BODY_JSON,
    SG_BODY_CONTESTED, /* one of these to some readers, and not to others */
    SG_BODY_OTHER
} sg_body_kind;

/* Which header a name is, in any letter case; SG_HEADER_COUNT if it does not matter. A
 * content coding is as good as a type: a body that is packed is not read. */
sg_header_kind sg_parts_header(const sg_program *program, sg_text name, sg_text value);

/* A header's value without the blanks around it, as far as it matters. */
sg_text sg_parts_value(sg_text value);

/* How many values of a header are kept. */
static inline uint32_t sg_parts_kept(const sg_parts *parts, size_t kind)
{
    uint32_t count = parts->header_counts[kind];

    return count < SG_HEADER_MOST ? count : SG_HEADER_MOST;
}

/* Keep another value of a header. False if it is not kept: it is the same as one before,
 * or there are enough. */
bool sg_parts_add(
    sg_parts *parts, const char *source, sg_header_kind kind, sg_stretch value);

/* How the body is to be read, by the type that its header says. */
sg_body_kind sg_parts_body(const sg_parts *parts, const char *source);

/* Whether the headers name an operation, and none of them this one. */
bool sg_parts_name_another(
    const sg_parts *parts, const char *source, const sg_program *program);

#endif
