/* Conditions, compiled: a tree that lies flat, each term in front of those that it is
 * made of. The loader makes them (pack_conditions.c), condition.c asks them. */
#ifndef SNAPGUARD_LIB_TERM_H
#define SNAPGUARD_LIB_TERM_H

#include "regex.h"
#include "words.h"

typedef enum sg_term_kind {
#define TERM(name) SG_TERM_##name,
#include "terms.def"
#undef TERM
    SG_TERM_COUNT
} sg_term_kind;

/* One step of a path to a fact: a key, or the parameter that says what the key is. */
typedef struct sg_fact_step {
    sg_text key;
    uint32_t hash;
    uint16_t parameter; /* or SG_NO_NAME */
} sg_fact_step;

/* "regions.{regionId}.policyCount" */
typedef struct sg_fact_path {
    const sg_fact_step *steps;
    size_t count;
    size_t fixed; /* steps in front of the first parameter */
} sg_fact_path;

typedef struct sg_term {
    uint8_t kind; /* sg_term_kind */
    bool is_negated;
    bool is_some;  /* of several values, elements or items one will do */
    bool expected; /* truth */
    bool has_min;
    bool has_max;
    uint16_t name; /* of the request's terms: the parameter, list or group */
    uint16_t size; /* how many terms it is in all, itself and what it is made of */
    int64_t min;   /* range, length, count */
    int64_t max;
    const sg_words *words;
    const int64_t *numbers;
    size_t number_count;
    const sg_regex *pattern;
    const sg_fact_path *fact;
} sg_term;

/* One of the values that a parameter must have among its own. */
typedef struct sg_wanted {
    sg_text text;   /* as it is compared, and shown */
    int64_t number; /* or -1 where a text is wanted */
} sg_wanted;

#endif
