/* The engine and the contexts that are made from it. */
#ifndef SNAPGUARD_LIB_ENGINE_H
#define SNAPGUARD_LIB_ENGINE_H

#include "intrinsics.h"
#include "options.h"
#include "policies.h"
#include "read_http.h"
#include "report.h"

struct snapguard_engine {
    snapguard_allocator allocator;
    sg_program program;
    size_t limits[SG_LIMIT_COUNT];
    snapguard_facts *facts; /* its own, or NULL */
    int64_t minutes;        /* that a snapshot takes; -1: what the facts say */
};

/* What was fed of a request. What is over the limit is counted, but not kept. */
typedef struct sg_fed {
    sg_array headers; /* the values that matter, one behind the other */
    sg_array query;
    sg_array body;
    uint64_t query_size;
    uint64_t body_size;
    sg_parts parts; /* where the headers stand */
    bool is_begun;  /* by snapguard_begin(), since the last snapguard_check() */
    bool out_of_memory;
} sg_fed;

struct snapguard_context {
    const snapguard_engine *engine;
    const snapguard_facts *facts; /* NULL: the engine's own */
    sg_document document;
    sg_request request;
    sg_regex_state *regex;
    sg_lines lines;
    snapguard_report report;
    sg_fed fed;
    sg_array joined;     /* a source that was put together from chunks */
    sg_array seams;      /* sg_seam: where it comes from */
    size_t source_nodes; /* of the document itself; those of opened lists follow them */
    size_t duplicate;    /* the first duplicate key that no request has claimed yet */
    uint32_t next;       /* the next request's node, or SG_NO_NODE */
    uint32_t end;        /* the node behind the last request */
    snapguard_origin origin; /* what the document was made from, if it was */
    sg_policies policies;    /* of a template or plan, */
    size_t policy;           /* the one that is judged, */
    sg_inputs inputs;        /* the template's parameters, */
    sg_array duplicates;     /* uint32_t: duplicate keys in the order of their nodes */
};

#endif
