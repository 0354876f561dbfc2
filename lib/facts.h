/* What is known about an account, found by its path: a table of members, each of them
 * known by the object around it and its key. */
#ifndef SNAPGUARD_LIB_FACTS_H
#define SNAPGUARD_LIB_FACTS_H

#include "request.h"

typedef struct sg_fact {
    sg_text key;     /* in the facts' own memory */
    uint32_t parent; /* the fact that it is a member of */
    uint32_t hash;   /* of the key */
    int64_t value;   /* of a count; 1 for true; 0 for false, and for an object */
} sg_fact;

struct snapguard_facts {
    snapguard_allocator allocator;
    sg_arena arena;
    sg_fact *facts; /* facts[0] is the document itself */
    size_t count;
    uint32_t *table; /* open addressing; 0 is an empty place */
    size_t mask;
    size_t longest; /* key, in bytes */
};

/* Of every byte: the ids of an account may differ in a few of them, anywhere. */
uint32_t sg_facts_hash(sg_text key);

/* Make room for `count` facts and the document itself. False when memory is out. */
bool sg_facts_init(snapguard_facts *facts, size_t count);

/* One fact more, of no value. Copies the key. 0 when memory is out. */
uint32_t sg_facts_add(snapguard_facts *facts, uint32_t parent, sg_text key);

/* Whether the steps of a path that name no parameter are given. */
bool sg_facts_have_start(const snapguard_facts *facts, const sg_fact_path *path);

/* The fact at the first steps of a path, whose parameters are those of the request. NULL
 * if it is not given, or one of the parameters can't be read. */
const sg_fact *sg_facts_at(
    const snapguard_facts *facts, const sg_request *request, const sg_fact_path *path,
    size_t steps);

/* How many minutes a snapshot takes: as the engine was told, or else by the fact at this
 * path. -1 where it is not known. */
int64_t sg_facts_minutes(const sg_request *request, const sg_fact_path *path);

/* Whether the request says what the last step of a path is. */
bool sg_facts_can_ask(const sg_request *request, const sg_fact_path *path);

/* Let the request's rules ask these facts, or none if NULL. `minutes` wins over the fact
 * of how long a snapshot takes; -1: it is not known otherwise. */
static inline void
sg_facts_begin(sg_request *request, const snapguard_facts *facts, int64_t minutes)
{
    if (!facts && minutes < 0)
        return;
    request->facts = facts;
    request->minutes = minutes;
    sg_mask_add(request->active, request->program->account, request->program->mask_words);
}

#endif
