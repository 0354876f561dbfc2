#include "help.h"

#include "output.h"
#include "wrap.h"

#include <string.h>

/* Where the descriptions stand. A longer option has its description on the next line. */
enum { HELP_COLUMN = 28 };

static size_t put_counted(cli_writer *writer, const char *text)
{
    cli_put(writer, text);
    return strlen(text);
}

/* Write what the option takes, and answer how many columns that took. */
static size_t put_argument(cli_writer *writer, const cli_option *option)
{
    size_t columns = 0;

    if (option->argument) {
        columns += put_counted(writer, " ");
        columns += put_counted(writer, option->argument);
    }
    for (const char *const *choice = option->choices; choice && *choice; choice++) {
        columns += put_counted(writer, choice == option->choices ? " " : "|");
        columns += put_counted(writer, *choice);
    }
    return columns;
}

static void put_option(cli_writer *writer, const cli_option *option)
{
    const char letter[] = {'-', option->letter, ',', ' ', '\0'};
    size_t columns = put_counted(writer, "  ");

    columns += put_counted(writer, option->letter ? letter : "    ");
    columns += put_counted(writer, "--");
    columns += put_counted(writer, option->name);
    columns += put_argument(writer, option);
    if (columns + 2 > HELP_COLUMN) {
        cli_put(writer, "\n");
        columns = 0;
    }
    cli_put_spaces(writer, HELP_COLUMN - columns);
    cli_put_wrapped(writer, option->help, HELP_COLUMN, HELP_COLUMN);
}

void cli_put_options(cli_writer *writer, const cli_option *options)
{
    cli_put(writer, "Options:\n");
    for (; options->name; options++)
        put_option(writer, options);
}

cli_exit cli_help(const cli_command *command)
{
    cli_writer writer;

    cli_output_begin(&writer);
    cli_put(&writer, "Examples:\n");
    cli_put(&writer, command->examples);
    cli_print(&writer, "\nUsage: snapguard %s %s\n\n", command->name, command->usage);
    cli_put_wrapped(&writer, command->summary, 0, 0);
    cli_put(&writer, "\n");
    cli_put_options(&writer, command->options);
    if (command->notes)
        cli_print(&writer, "\n%s", command->notes);
    return cli_output_end(&writer);
}
