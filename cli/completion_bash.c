#include "completion.h"

/* The word that is being completed is $current. A list is completed behind its last
 * comma. bash parts words at "=" as well, so that the option may be two words before. */
static const char head[] =
    "# bash completion for snapguard, written by `snapguard completion bash`.\n"
    "_snapguard_words()\n"
    "{\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$current\")\n"
    "}\n"
    "\n"
    "_snapguard_list()\n"
    "{\n"
    "    local given=\n"
    "    [[ $current == *,* ]] && given=${current%,*},\n"
    "    compopt -o nospace\n"
    "    mapfile -t COMPREPLY < <(compgen -P \"$given\" -W \"$1\" -- "
    "\"${current##*,}\")\n"
    "}\n"
    "\n"
    "_snapguard_files()\n"
    "{\n"
    "    compopt -o filenames\n"
    "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
    "}\n"
    "\n"
    "_snapguard()\n"
    "{\n"
    "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    local command= i\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        case ${COMP_WORDS[i]} in\n"
    "        ";

static const char middle[] = ") command=${COMP_WORDS[i]}; break ;;\n"
                             "        esac\n"
                             "    done\n"
                             "    if [[ $current == = ]]; then\n"
                             "        current=\n"
                             "    elif [[ $before == = ]]; then\n"
                             "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
                             "    fi\n"
                             "\n"
                             "    case ${command:-check}:$before in\n";

static const char tail[] =
    "    esac\n"
    "    if [[ -z $command ]]; then\n"
    "        mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W \"$commands\" -- "
    "\"$current\")\n"
    "    fi\n"
    "}\n"
    "complete -F _snapguard snapguard\n";

static void
put_call(cli_writer *writer, const cli_pack *pack, cli_operand operand, const char *name)
{
    switch (operand) {
    case CLI_OPERAND_ANY:
        cli_put(writer, "COMPREPLY=()");
        break;
    case CLI_OPERAND_FILES:
        cli_put(writer, "_snapguard_files");
        break;
    case CLI_OPERAND_RULES:
        cli_put(writer, "_snapguard_list \"");
        cli_completion_put_rules(writer, pack);
        cli_put(writer, "\"");
        break;
    case CLI_OPERAND_COMMANDS:
        cli_put(writer, "_snapguard_words \"$commands\"");
        break;
    case CLI_OPERAND_WORDS:
        cli_put(writer, "_snapguard_words \"");
        cli_completion_put_words(writer, name);
        cli_put(writer, "\"");
        break;
    }
}

static void put_value(
    cli_writer *writer, const cli_pack *pack, const cli_command *command,
    const cli_option *option)
{
    cli_print(writer, "    %s:--%s", command->name, option->name);
    if (option->letter)
        cli_print(writer, " | %s:-%c", command->name, option->letter);
    cli_put(writer, ") ");
    if (option->choices) {
        cli_put(writer, "_snapguard_words \"");
        cli_completion_put_choices(writer, option->choices);
        cli_put(writer, "\"");
    } else {
        put_call(writer, pack, cli_operand_called(option->argument), option->argument);
    }
    cli_put(writer, "; return ;;\n");
}

static void put_names(cli_writer *writer, const cli_command *command)
{
    cli_print(writer, "    %s) _snapguard_words \"", command->name);
    for (const cli_option *option = command->options; option->name; option++)
        cli_print(writer, "%s--%s", option == command->options ? "" : " ", option->name);
    cli_put(writer, "\" ;;\n");
}

void cli_completion_bash(cli_writer *writer, const cli_pack *pack)
{
    const cli_command *const *command;

    cli_put(writer, head);
    cli_completion_put_commands(writer, " | ");
    cli_put(writer, middle);
    for (command = cli_commands; *command; command++)
        for (const cli_option *option = (*command)->options; option->name; option++)
            if (cli_option_takes_argument(option))
                put_value(writer, pack, *command, option);
    cli_put(writer, "    esac\n\n    if [[ $current == -* ]]; then\n");
    cli_put(writer, "    case ${command:-check} in\n");
    for (command = cli_commands; *command; command++)
        put_names(writer, *command);
    cli_put(writer, "    esac\n    return\n    fi\n\n    local commands=\"");
    cli_completion_put_commands(writer, " ");
    cli_put(writer, "\"\n    case ${command:-check} in\n");
    for (command = cli_commands; *command; command++) {
        cli_print(writer, "    %s) ", (*command)->name);
        put_call(writer, pack, cli_operand_called((*command)->usage), (*command)->usage);
        cli_put(writer, " ;;\n");
    }
    cli_put(writer, tail);
}
