/* Where the entries of a model stand in JSON that nests them. */
#ifndef SNAPGUARD_FUZZ_MODEL_GROUPS_H
#define SNAPGUARD_FUZZ_MODEL_GROUPS_H

#include "model.h"

/* The groups that JSON can nest. */
typedef enum model_group {
    GROUP_NONE,
    GROUP_TAG,
    GROUP_COPY,
    GROUP_ARN /* an array inside the group before */
} model_group;

/* Where in its group a name stands: in item `number` of an array, under `member`, which
 * is empty for an item itself. */
typedef struct model_position {
    model_group of;
    long number;
    oracle_text member;
} model_position;

/** The name of each group. */
extern const char *const model_heads[];

model_position model_locate(oracle_text name);

#endif
