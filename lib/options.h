/* What a caller asked of an engine. */
#ifndef SNAPGUARD_LIB_OPTIONS_H
#define SNAPGUARD_LIB_OPTIONS_H

#include "arena.h"

/* The most that a count may be that the caller states: one of a facts document, and the
 * minutes of a snapshot. */
enum { SG_MOST_COUNT = INT32_MAX };

enum { SG_MOST_PACKS = 16 };

enum { SG_LIMIT_COUNT = SNAPGUARD_MAX_DOCUMENT_DEPTH + 1 };

typedef struct sg_severity_choice {
    const char *rule;
    bool reset; /* back to the pack's own */
    snapguard_severity severity;
} sg_severity_choice;

struct snapguard_options {
    snapguard_allocator allocator;
    sg_arena arena;
    sg_array choices; /* sg_severity_choice, in the order they were made */
    sg_array packs;   /* sg_text, in the order they were added */
    size_t limits[SG_LIMIT_COUNT];
    sg_text regions; /* NULL bytes: the pack's own */
    sg_text facts;   /* NULL bytes: none */
    int64_t minutes; /* that a snapshot takes; -1: what the facts say */
    bool strict;
    bool jit;
};

/* Every default, without memory of its own. */
void sg_options_init(snapguard_options *options, const snapguard_allocator *allocator);

#endif
