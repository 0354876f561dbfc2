/* The engine and the contexts that are made from it. */
#ifndef SNAPGUARD_LIB_ENGINE_H
#define SNAPGUARD_LIB_ENGINE_H

#include "options.h"
#include "report.h"

struct snapguard_engine {
    snapguard_allocator allocator;
    sg_program program;
    size_t limits[SG_LIMIT_COUNT];
};

struct snapguard_context {
    const snapguard_engine *engine;
    sg_document document;
    sg_request request;
    sg_regex_state *regex;
    sg_lines lines;
    snapguard_report report;
    size_t source_nodes; /* of the document itself; those of opened lists follow them */
    size_t duplicate;    /* the first duplicate key that no request has claimed yet */
    uint32_t next;       /* the next request's node, or SG_NO_NODE */
    uint32_t end;        /* the node behind the last request */
};

#endif
