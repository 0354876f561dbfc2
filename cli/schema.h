/* The JSON Schema (2020-12) of a request, for editors: made from the pack. It says no
 * more than the rules do, and less where a schema cannot say it. */
#ifndef CLI_SCHEMA_H
#define CLI_SCHEMA_H

#include "pack.h"

#include <stdbool.h>

/* To be released with json_decref(). */
json_t *cli_schema(const cli_pack *pack);

/* The keywords that one rule comes to for a value of its parameter, added to `schema`;
 * for a list, to that of an element (`items`) and of the array. A kind of check that a
 * schema has no keyword for adds nothing. */
void cli_schema_constrain(json_t *schema, const json_t *rule);

/* A schema that a string fits which holds a JSON array as the rule's parameter must. */
void cli_schema_list(json_t *schema, const cli_pack *pack, const char *parameter);

/* Whether a rule is an error about this parameter, whatever else is given. */
bool cli_schema_is_about(const json_t *rule, const char *parameter);

#endif
