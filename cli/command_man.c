#include "commands.h"

#include "complain.h"
#include "manual.h"
#include "nearest.h"
#include "output.h"

#include <string.h>

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

/* Whether the command can be told to do this; a complaint says what it can. */
static bool knows(const cli_command *command, const char *word)
{
    const char *const *words = command->words;

    for (; words && *words; words++)
        if (strcmp(*words, word) == 0)
            return true;
    cli_complain(
        "there is no page about \"%s %s\", but one about \"%s\"", command->name, word,
        command->name);
    return false;
}

/* The command that the words name, or NULL after a complaint. What it can be told to do
 * is on its own page. */
static const cli_command *find(int count, char **words)
{
    const cli_command *command = cli_command_named(words[0]);

    if (!command)
        complain_unknown(words[0]);
    else if (count > 2)
        cli_complain(
            "man takes a command and what it can be told to do, but \"%s\" is given as "
            "well",
            words[2]);
    else if (count < 2 || knows(command, words[1]))
        return command;
    return NULL;
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    const cli_command *about;
    cli_writer writer;
    cli_exit status;

    if (!cli_command_start(command, &count, arguments, NULL, NULL, &status))
        return status;
    about = count > 0 ? find(count, arguments) : NULL;
    if (count > 0 && !about)
        return CLI_USAGE;
    cli_output_begin(&writer);
    if (about)
        cli_manual_command(&writer, about);
    else
        cli_manual_program(&writer);
    return cli_output_end(&writer);
}

const cli_command cli_command_man = {
    .name = "man",
    .usage = "[COMMAND [WORD]]",
    .summary = "Print a page of the manual: that of a command, or that of the program.",
    .examples = "  snapguard man check | man -l -\n"
                "  snapguard man > snapguard.1\n",
    .options = options,
    .run = run,
};
