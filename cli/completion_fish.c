#include "completion.h"

static const char head[] =
    "# fish completion for snapguard, written by `snapguard completion fish`.\n"
    "function __snapguard_named\n"
    "    set -l words (commandline -opc)\n"
    "    for word in $words[2..-1]\n"
    "        switch $word\n"
    "            case ";

static const char middle[] = "\n"
                             "                echo $word\n"
                             "                return 0\n"
                             "        end\n"
                             "    end\n"
                             "    return 1\n"
                             "end\n"
                             "\n"
                             "function __snapguard_is\n"
                             "    set -l named (__snapguard_named; or echo ";

static void
put_words(cli_writer *writer, const cli_pack *pack, cli_operand operand, const char *name)
{
    switch (operand) {
    case CLI_OPERAND_ANY:
    case CLI_OPERAND_FILES:
        break;
    case CLI_OPERAND_RULES:
        cli_completion_put_rules(writer, pack);
        break;
    case CLI_OPERAND_COMMANDS:
        cli_completion_put_commands(writer, " ");
        break;
    case CLI_OPERAND_WORDS:
        cli_completion_put_words(writer, name);
        break;
    }
}

static void put_value(cli_writer *writer, const cli_pack *pack, const cli_option *option)
{
    cli_operand operand = cli_operand_called(option->argument);

    if (!option->choices && operand == CLI_OPERAND_FILES) {
        cli_put(writer, " -r");
        return;
    }
    cli_put(writer, " -x -a '");
    if (option->choices)
        cli_completion_put_choices(writer, option->choices);
    else
        put_words(writer, pack, operand, option->argument);
    cli_put(writer, "'");
}

static void put_option(
    cli_writer *writer, const cli_pack *pack, const cli_command *command,
    const cli_option *option)
{
    cli_print(
        writer, "complete -c snapguard -n '__snapguard_is %s' -l %s", command->name,
        option->name);
    if (option->letter)
        cli_print(writer, " -s %c", option->letter);
    if (cli_option_takes_argument(option))
        put_value(writer, pack, option);
    cli_put(writer, " -d '");
    cli_completion_put_sentence(writer, option->help, "\\");
    cli_put(writer, "'\n");
}

static void
put_operands(cli_writer *writer, const cli_pack *pack, const cli_command *command)
{
    cli_operand operand = cli_operand_called(command->usage);

    if (operand == CLI_OPERAND_FILES)
        return;
    cli_print(
        writer, "complete -c snapguard -n '__snapguard_is %s' -f -a '", command->name);
    put_words(writer, pack, operand, command->usage);
    cli_put(writer, "'\n");
}

void cli_completion_fish(cli_writer *writer, const cli_pack *pack)
{
    cli_put(writer, head);
    cli_completion_put_commands(writer, " ");
    cli_put(writer, middle);
    cli_put(writer, cli_commands[0]->name);
    cli_put(writer, ")\n    test \"$named\" = $argv[1]\nend\n\n");
    for (const cli_command *const *command = cli_commands; *command; command++) {
        cli_print(
            writer, "complete -c snapguard -n 'not __snapguard_named' -a %s -d '",
            (*command)->name);
        cli_completion_put_sentence(writer, (*command)->summary, "\\");
        cli_put(writer, "'\n");
    }
    for (const cli_command *const *command = cli_commands; *command; command++) {
        put_operands(writer, pack, *command);
        for (const cli_option *option = (*command)->options; option->name; option++)
            put_option(writer, pack, *command, option);
    }
}
