#include "commands.h"

#include <string.h>

const cli_command *const cli_commands[] = {
    &cli_command_check,
    &cli_command_fix,
    &cli_command_fmt,
    &cli_command_explain,
    &cli_command_rules,
    &cli_command_pack,
    &cli_command_test,
    &cli_command_show,
    &cli_command_completion,
    &cli_command_man,
    &cli_command_schema,
    &cli_command_version,
    NULL,
};

const cli_command *cli_command_named(const char *name)
{
    for (const cli_command *const *command = cli_commands; *command; command++)
        if (strcmp((*command)->name, name) == 0)
            return *command;
    return NULL;
}
