/* What `explain` prints: a page about a rule, or about a row of the error table. */
#ifndef CLI_EXPLANATION_H
#define CLI_EXPLANATION_H

#include "example.h"
#include "pack.h"
#include "writer.h"

void cli_explain_rule(
    cli_writer *writer, const cli_pack *pack, cli_demonstration *demonstration,
    const json_t *rule);

void cli_explain_error(cli_writer *writer, const cli_pack *pack, const json_t *error);

#endif
