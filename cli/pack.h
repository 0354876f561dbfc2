/* The built-in rule pack as a JSON value, for the commands that print from it. An
 * ordinary check never comes here: the library reads the pack for itself. */
#ifndef CLI_PACK_H
#define CLI_PACK_H

#include "nearest.h"

#include <jansson.h>

typedef struct cli_pack {
    json_t *root; /* Owned. */
    const json_t *rules;
    const json_t *errors;
    const json_t *parameters;
} cli_pack;

void cli_pack_load(cli_pack *pack);
void cli_pack_free(cli_pack *pack);

/* The element of an array whose `key` is this text, or NULL. */
const json_t *cli_pack_find(const json_t *array, const char *key, const char *text);

/* A member that is a string; "" where it is not there. */
const char *cli_pack_text(const json_t *object, const char *key);

/* Offer that member of each element. */
void cli_pack_offer(cli_nearest *nearest, const json_t *array, const char *key);

#endif
