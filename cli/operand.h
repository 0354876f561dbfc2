/* What an argument is, by what the help calls it. What people read and what shells
 * complete has one source so. */
#ifndef CLI_OPERAND_H
#define CLI_OPERAND_H

#include <stdbool.h>

typedef enum cli_operand {
    CLI_OPERAND_ANY,      /* "N", "DATE": nothing is known of it. */
    CLI_OPERAND_FILES,    /* "FILE", "[PATH...|-]" */
    CLI_OPERAND_RULES,    /* "RULE", "RULE[,RULE]" */
    CLI_OPERAND_COMMANDS, /* "COMMAND" */
    CLI_OPERAND_WORDS     /* "bash|zsh|fish": words to be given as they stand. */
} cli_operand;

/* `name` may be NULL: CLI_OPERAND_ANY. */
cli_operand cli_operand_called(const char *name);

#endif
