#include "completion.h"

static const char head[] =
    "#compdef snapguard\n"
    "# zsh completion for snapguard, written by `snapguard completion zsh`.\n"
    "_snapguard()\n"
    "{\n"
    "    local command i\n"
    "    for ((i = 2; i < CURRENT; i++)); do\n"
    "        case $words[i] in\n"
    "        (";

/* The name of the command is taken out, so that its words are counted from 1. */
static const char middle[] = ")\n"
                             "            command=$words[i]\n"
                             "            words[i]=()\n"
                             "            ((CURRENT--))\n"
                             "            break\n"
                             "            ;;\n"
                             "        esac\n"
                             "    done\n"
                             "    local -a start\n"
                             "    [[ -n $command ]] || start=('1:command:((";

/* Run by the completion system, or sourced. */
static const char tail[] = "    esac\n"
                           "}\n"
                           "if [[ $funcstack[1] == _snapguard ]]; then\n"
                           "    _snapguard \"$@\"\n"
                           "else\n"
                           "    compdef _snapguard snapguard\n"
                           "fi\n";

static void put_action(
    cli_writer *writer, const cli_pack *pack, cli_operand operand, const char *name)
{
    switch (operand) {
    case CLI_OPERAND_ANY:
        cli_put(writer, " ");
        break;
    case CLI_OPERAND_FILES:
        cli_put(writer, "_files");
        break;
    case CLI_OPERAND_RULES:
        cli_put(writer, "_values -s , rule ");
        cli_completion_put_rules(writer, pack);
        break;
    case CLI_OPERAND_COMMANDS:
        cli_put(writer, "(");
        cli_completion_put_commands(writer, " ");
        cli_put(writer, ")");
        break;
    case CLI_OPERAND_WORDS:
        cli_put(writer, "(");
        cli_completion_put_words(writer, name);
        cli_put(writer, ")");
        break;
    }
}

static void put_names(cli_writer *writer, const cli_option *option)
{
    const char *plus = cli_option_takes_argument(option) ? "+" : "";
    const char *equals = cli_option_takes_argument(option) ? "=" : "";

    if (option->letter)
        cli_print(
            writer, "'*'{-%c%s,--%s%s}'", option->letter, plus, option->name, equals);
    else
        cli_print(writer, "'*--%s%s", option->name, equals);
}

static void put_option(cli_writer *writer, const cli_pack *pack, const cli_option *option)
{
    cli_put(writer, " \\\n            ");
    put_names(writer, option);
    cli_put(writer, "[");
    cli_completion_put_sentence(writer, option->help, "[]");
    cli_put(writer, "]");
    if (option->choices) {
        cli_print(writer, ":%s:(", option->name);
        cli_completion_put_choices(writer, option->choices);
        cli_put(writer, ")");
    } else if (option->argument) {
        cli_print(writer, ":%s:", option->name);
        put_action(writer, pack, cli_operand_called(option->argument), option->argument);
    }
    cli_put(writer, "'");
}

static void
put_command(cli_writer *writer, const cli_pack *pack, const cli_command *command)
{
    cli_print(writer, "    (%s)\n        _arguments -s -S", command->name);
    if (command == cli_commands[0])
        cli_put(writer, " \"$start[@]\"");
    for (const cli_option *option = command->options; option->name; option++)
        put_option(writer, pack, option);
    cli_put(writer, " \\\n            '*:argument:");
    put_action(writer, pack, cli_operand_called(command->usage), command->usage);
    cli_put(writer, "'\n        ;;\n");
}

void cli_completion_zsh(cli_writer *writer, const cli_pack *pack)
{
    cli_put(writer, head);
    cli_completion_put_commands(writer, "|");
    cli_put(writer, middle);
    for (size_t i = 0; cli_commands[i]; i++) {
        cli_print(writer, "%s%s\\:\"", i > 0 ? " " : "", cli_commands[i]->name);
        cli_completion_put_sentence(writer, cli_commands[i]->summary, "\"\\");
        cli_put(writer, "\"");
    }
    cli_print(writer, "))')\n    case ${command:-%s} in\n", cli_commands[0]->name);
    for (size_t i = 0; cli_commands[i]; i++)
        put_command(writer, pack, cli_commands[i]);
    cli_put(writer, tail);
}
