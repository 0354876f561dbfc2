#include "commands.h"

#include "complain.h"
#include "manual.h"
#include "nearest.h"
#include "output.h"

static const cli_option options[] = {CLI_HELP_OPTION, {.name = NULL}};

static void complain_unknown(const char *name)
{
    cli_nearest nearest;

    cli_nearest_begin(&nearest, name);
    for (const cli_command *const *command = cli_commands; *command; command++)
        cli_nearest_offer(&nearest, (*command)->name);
    if (nearest.name)
        cli_complain(
            "no command is called \"%s\"; did you mean \"%s\"?", name, nearest.name);
    else
        cli_complain(
            "no command is called \"%s\"; \"snapguard --help\" lists the commands", name);
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    const cli_command *about = NULL;
    cli_writer writer;
    cli_exit status;

    if (!cli_command_start(command, &count, arguments, NULL, NULL, &status))
        return status;
    if (count > 1) {
        cli_complain("man takes the name of one command, but %d are given", count);
        return CLI_USAGE;
    }
    if (count == 1) {
        about = cli_command_named(arguments[0]);
        if (!about) {
            complain_unknown(arguments[0]);
            return CLI_USAGE;
        }
    }
    cli_output_begin(&writer);
    if (about)
        cli_manual_command(&writer, about);
    else
        cli_manual_program(&writer);
    return cli_output_end(&writer);
}

const cli_command cli_command_man = {
    .name = "man",
    .usage = "[COMMAND]",
    .summary = "Print a page of the manual: that of a command, or that of the program.",
    .examples = "  snapguard man check | man -l -\n"
                "  snapguard man > snapguard.1\n",
    .options = options,
    .run = run,
};
