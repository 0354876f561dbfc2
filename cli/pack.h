/* The rule packs as JSON values, for the commands that print from them: the built-in one,
 * and those that the user added. An ordinary check never comes here: the library reads
 * the packs for itself. */
#ifndef CLI_PACK_H
#define CLI_PACK_H

#include "nearest.h"
#include "packs.h"

#include <jansson.h>

typedef struct cli_pack {
    json_t *root;  /* The built-in one. Owned. */
    json_t *own;   /* An array of the others. Owned. */
    json_t *rules; /* Those of all packs. Owned. */
    const json_t *errors;
    const json_t *parameters;
} cli_pack;

/* `packs`: those that the library has taken; NULL, none. */
void cli_pack_load(cli_pack *pack, const cli_packs *packs);
void cli_pack_free(cli_pack *pack);

/* The pack of an organisation that a rule is of, or NULL for a documented one. */
const json_t *cli_pack_of(const cli_pack *pack, const json_t *rule);

/* What the examples of a pack are built upon: its base on that of the built-in one. The
 * caller owns it. */
json_t *cli_pack_base(const cli_pack *pack, const json_t *own);

/* The element of an array whose `key` is this text, or NULL. */
const json_t *cli_pack_find(const json_t *array, const char *key, const char *text);

/* A member that is a string; "" where it is not there. */
const char *cli_pack_text(const json_t *object, const char *key);

/* Offer that member of each element. */
void cli_pack_offer(cli_nearest *nearest, const json_t *array, const char *key);

#endif
