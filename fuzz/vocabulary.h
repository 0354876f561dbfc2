/* What requests are made of, as the rule pack has it: names, values on both sides of
 * every bound, words that rules look for, whole examples. Nothing of it is written down
 * here, so that a new rule is fuzzed as soon as it stands in the pack. */
#ifndef SNAPGUARD_FUZZ_VOCABULARY_H
#define SNAPGUARD_FUZZ_VOCABULARY_H

#include <snapguard/snapguard.h>

/* Ends in NUL, which its size does not count. */
typedef struct vocabulary_text {
    char *bytes;
    size_t size;
} vocabulary_text;

/* Each text once. */
typedef struct vocabulary_list {
    vocabulary_text *texts;
    size_t count;
    size_t capacity;
} vocabulary_list;

typedef enum vocabulary_type {
    VOCABULARY_TEXT,
    VOCABULARY_INTEGER,
    VOCABULARY_BOOLEAN,
    VOCABULARY_LIST
} vocabulary_type;

typedef struct vocabulary_parameter {
    const char *name; /* "Tag.N.Key" */
    vocabulary_type type;
    vocabulary_list values; /* as JSON: "\"daily\"" */
    vocabulary_list texts;  /* as the wire carries them: "daily" */
} vocabulary_parameter;

typedef struct vocabulary {
    vocabulary_parameter *parameters;
    size_t parameter_count;
    vocabulary_list names; /* of every kind, also those that are known and silent */
    vocabulary_list words; /* what rules look for: "acs:", "cn-hangzhou" */
    vocabulary_list
        headers; /* that name the operation, with its value: "x-acs-action: …" */
    vocabulary_list facts;      /* whole documents */
    vocabulary_list fact_names; /* what is a key in them */
    vocabulary_list packs;      /* of one rule each, and what it needs */
    vocabulary_list members;    /* of what packs of organisations are made of */
    vocabulary_list properties; /* that templates and plans are made of */
    vocabulary_list templates;  /* the smallest valid one of each form and type */
    /* Whole examples, by their encoding; those of JSON as queries, too. */
    vocabulary_list requests[SNAPGUARD_HTTP + 1];
    vocabulary_text base;  /* the smallest valid request */
    const char *operation; /* "CreateAutoSnapshotPolicy" */
} vocabulary;

/* Made when it is first asked for, and never released. */
const vocabulary *vocabulary_get(void);

/* The parameter whose name ends in this segment, "Key" or "timePoints", or that a
 * template or plan calls so, "TimePoints" or "time_points"; NULL if none. */
const vocabulary_parameter *vocabulary_find(const char *segment, size_t size);

#endif
