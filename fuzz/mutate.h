/* Mutations that know how requests are written. A target says which ones are its own. */
#ifndef SNAPGUARD_FUZZ_MUTATE_H
#define SNAPGUARD_FUZZ_MUTATE_H

#include "draft.h"

/* How the inputs of a target are written. */
typedef struct mutation {
    void (*change)(fuzz_draft *draft);
    /* Take something of the other input over. */
    void (*cross)(fuzz_draft *draft, const char *other, size_t size);
} mutation;

/* Each target that has mutations defines this; mutate.c asks for it. */
extern const mutation target_mutation;

void mutate_json(fuzz_draft *draft);
/* JSON that a value holds: a list, not a request. */
void mutate_inner_json(fuzz_draft *draft);
void cross_json(fuzz_draft *draft, const char *other, size_t size);

void mutate_query(fuzz_draft *draft);
void cross_query(fuzz_draft *draft, const char *other, size_t size);

void mutate_http(fuzz_draft *draft);
void cross_http(fuzz_draft *draft, const char *other, size_t size);

/* Templates of ROS and plans of Terraform, in JSON. */
void mutate_template(fuzz_draft *draft);

/* Templates of ROS in YAML. */
void mutate_yaml(fuzz_draft *draft);
void cross_lines(fuzz_draft *draft, const char *other, size_t size);

/* Facts, lists of regions, packs, and the bytes that fuzz_pack takes for options. */
void mutate_pack(fuzz_draft *draft);

/* Those of the encoding that the bytes look like: see sniff_encoding(). */
void mutate_any(fuzz_draft *draft);
void cross_any(fuzz_draft *draft, const char *other, size_t size);

#endif
