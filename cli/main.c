#define _POSIX_C_SOURCE 200809L

#include "commands.h"

#include "complain.h"
#include "help.h"
#include "nearest.h"
#include "output.h"
#include "wrap.h"

#include <snapguard/snapguard.h>

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is understood without a command. The options of check are, too. */
static const cli_option options[] = {
    {.name = "version", .help = "Print the version."},
    CLI_HELP_OPTION,
    {.name = NULL                },
};

static const char examples[] =
    "Examples:\n"
    "  snapguard policy.json                  check a request\n"
    "  snapguard check policies/              check every request below a directory\n"
    "  snapguard check --format json - < a    check standard input, for programs\n"
    "  snapguard explain time-point-value     what a rule wants, and why\n"
    "  snapguard explain ParameterInvalid     what an error of the API means\n"
    "  snapguard show policy.json             the week of a policy, as a picture\n"
    "\n"
    "Usage: snapguard [check] [OPTIONS] [PATH...|-]\n"
    "       snapguard COMMAND [OPTIONS] ...\n"
    "\n";

static cli_exit put_help(void)
{
    cli_writer writer;

    cli_output_begin(&writer);
    cli_put(&writer, examples);
    cli_put(&writer, "Commands, each with a --help of its own:\n");
    for (const cli_command *const *command = cli_commands; *command; command++) {
        cli_print(&writer, "  %-12s", (*command)->name);
        cli_put_wrapped(&writer, (*command)->summary, 14, 14);
    }
    cli_put(&writer, "\n");
    cli_put_options(&writer, options);
    cli_print(&writer, "\n%s", cli_command_check.notes);
    return cli_output_end(&writer);
}

static cli_exit put_version(void)
{
    cli_writer writer;

    cli_output_begin(&writer);
    cli_print(&writer, "snapguard %s\n", snapguard_version());
    return cli_output_end(&writer);
}

/* Whether the option takes the argument behind it, by the options of the first command
 * that has it: one that stands before the command may be any command's. */
static bool takes_next(const char *argument)
{
    for (const cli_command *const *command = cli_commands; *command; command++) {
        const char *value;
        const cli_option *option = cli_option_find((*command)->options, argument, &value);

        if (option)
            return cli_option_takes_argument(option) && !value;
    }
    return false;
}

/* The index of the first argument that is no option, or `count`. */
static int first_word(int count, char **arguments)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(arguments[i], "--") == 0)
            return count;
        if (arguments[i][0] != '-' || arguments[i][1] == '\0')
            return i;
        i += takes_next(arguments[i]);
    }
    return count;
}

/* Whether an option of the program itself is among the arguments. */
static bool asks_for(const char *option, const char *letter, int count, char **arguments)
{
    for (int i = 0; i < count && strcmp(arguments[i], "--") != 0; i++) {
        if (strcmp(arguments[i], option) == 0 || strcmp(arguments[i], letter) == 0)
            return true;
        i += arguments[i][0] == '-' && arguments[i][1] && takes_next(arguments[i]);
    }
    return false;
}

/* A word that is neither a command nor looks like a path, and no file is called so: most
 * likely a command that was mistyped. */
static bool is_mistyped(const char *word)
{
    struct stat status;
    cli_nearest nearest;

    if (!*word || strpbrk(word, "./-") || stat(word, &status) == 0)
        return false;
    cli_nearest_begin(&nearest, word);
    for (const cli_command *const *command = cli_commands; *command; command++)
        cli_nearest_offer(&nearest, (*command)->name);
    if (nearest.name)
        cli_complain(
            "no command and no file is called \"%s\"; did you mean \"%s\"?", word,
            nearest.name);
    else
        cli_complain(
            "no command and no file is called \"%s\"; \"snapguard --help\" lists the "
            "commands",
            word);
    return true;
}

/* Writing more than the user's limit of a file's size fails, and is not the end: what
 * stands there is kept, and what was begun removed. */
static void ignore_limit(void)
{
#ifdef SIGXFSZ
    signal(SIGXFSZ, SIG_IGN);
#endif
}

/* Where a standard descriptor is closed, the next file that is opened would take its
 * place, and be written to as if it were standard output. What is opened here instead
 * fails in every use, as the closed one would. */
static void guard_descriptors(void)
{
    static const int modes[] = {
        [STDIN_FILENO] = O_WRONLY,
        [STDOUT_FILENO] = O_RDONLY,
        [STDERR_FILENO] = O_RDONLY};

    for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
        if (fcntl(i, F_GETFD) < 0)
            (void)!open("/dev/null", modes[i]);
}

int main(int argument_count, char **argument_values)
{
    int count = argument_count > 0 ? argument_count - 1 : 0;
    char **arguments = argument_values + (argument_count > 0);
    int word = first_word(count, arguments);
    const cli_command *command = word < count ? cli_command_named(arguments[word]) : NULL;

    guard_descriptors();
    ignore_limit();
    if (command) {
        memmove(
            arguments + word, arguments + word + 1,
            (size_t)(count - word - 1) * sizeof *arguments);
        return (int)command->run(command, count - 1, arguments);
    }
    if (asks_for("--help", "-h", count, arguments))
        return (int)put_help();
    if (asks_for("--version", "--version", count, arguments))
        return (int)put_version();
    if (word < count && is_mistyped(arguments[word]))
        return CLI_USAGE;
    return (int)cli_command_check.run(&cli_command_check, count, arguments);
}
