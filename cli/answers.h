/* Which documented errors a rule of the pack is answered with. */
#ifndef CLI_ANSWERS_H
#define CLI_ANSWERS_H

#include "pack.h"

#include <stdbool.h>

/* A new array, one object for each row of the error table that the rule may be answered
 * with: "error" is the row, "basis" says where the answer comes from, and "where" when it
 * is this one ("for timePoints"), or is "". Empty for advice. */
json_t *cli_rule_answers(const cli_pack *pack, const json_t *rule);

/* Whether an element of that array is this row. */
bool cli_answer_is(const json_t *answer, const json_t *error);

/* Whether the rule names the parameter, or a group that it belongs to. A rule about
 * faults at any place names none. */
bool cli_rule_names(const json_t *rule, const char *parameter);

/* Whether the rule depends on the parameter: names it, or compares another one with it,
 * or runs only if it has a certain value. */
bool cli_rule_concerns(const json_t *rule, const char *parameter);

#endif
