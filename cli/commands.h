/* Every command of the program, one a file. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "options.h"

extern const cli_command cli_command_check;
extern const cli_command cli_command_completion;
extern const cli_command cli_command_explain;
extern const cli_command cli_command_fix;
extern const cli_command cli_command_fmt;
extern const cli_command cli_command_man;
extern const cli_command cli_command_pack;
extern const cli_command cli_command_rules;
extern const cli_command cli_command_schema;
extern const cli_command cli_command_show;
extern const cli_command cli_command_test;
extern const cli_command cli_command_version;

/* All of them, in the order of the help, up to NULL. */
extern const cli_command *const cli_commands[];

/* NULL if no command is called so. */
const cli_command *cli_command_named(const char *name);

#endif
