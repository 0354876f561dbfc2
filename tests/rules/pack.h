/* The embedded rule pack, and its examples as requests. */
#ifndef SNAPGUARD_TESTS_RULES_PACK_H
#define SNAPGUARD_TESTS_RULES_PACK_H

#include <jansson.h>
#include <snapguard/snapguard.h>
#include <stdbool.h>

json_t *pack_load(void);

typedef struct pack_example {
    const char *rule;
    const char *kind; /* "accept" or "reject" */
    size_t index;
    const json_t *json;
} pack_example;

/* In the order of the pack, but for {"$yaml": …}, which the library does not read. `data`
 * is the caller's. */
void pack_each_example(
    const json_t *pack, void (*visit)(const pack_example *example, void *data),
    void *data);

/* The request that an example stands for: a merge patch on the base, the whole text, that
 * of {"$query": …} or {"$http": …}, the bytes of {"$hex": …}, or one of these as
 * "$request" beside "$facts". To be freed. */
char *pack_request(const json_t *pack, const json_t *example, size_t *size);

/* How that request is written: {"$query": …} and {"$http": …} are no JSON. */
snapguard_encoding pack_encoding(const json_t *example);

/* Whether it is a template in YAML, {"$yaml": …}: the program makes JSON of it. */
bool pack_is_yaml(const json_t *example);

/* The "$facts" of an example as JSON text, to be freed, or NULL. */
char *pack_facts(const json_t *example);

/* RFC 7396. Takes `target`, gives the result; `patch` is only read. */
json_t *pack_merge(json_t *target, const json_t *patch);

#endif
