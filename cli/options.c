#include "options.h"

#include "complain.h"
#include "help.h"
#include "nearest.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Longer ones are cut where they are printed, too. */
enum { MESSAGE_BYTES = 8192 };

void cli_option_complain(const cli_option *option, const char *format, ...)
{
    const cli_origin *origin = option->origin;
    char message[MESSAGE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (!origin)
        cli_complain("--%s: %s", option->name, message);
    else if (origin->variable)
        cli_complain("%s: %s", origin->variable, message);
    else
        cli_source_complain(origin->spot, "%s: %s", option->key, message);
}

bool cli_set_switch(const cli_option *option, void *field, const char *argument)
{
    (void)option;
    (void)argument;
    *(bool *)field = true;
    return true;
}

bool cli_set_text(const cli_option *option, void *field, const char *argument)
{
    (void)option;
    *(const char **)field = argument;
    return true;
}

/* One line that names the words that are allowed, and the one that was meant. */
static void complain_choice(const cli_option *option, const char *argument)
{
    char allowed[256] = "";
    cli_nearest nearest;

    cli_nearest_begin(&nearest, argument);
    for (const char *const *choice = option->choices; *choice; choice++) {
        size_t used = strlen(allowed);

        snprintf(
            allowed + used, sizeof allowed - used, "%s%s", used > 0 ? ", " : "", *choice);
        cli_nearest_offer(&nearest, *choice);
    }
    if (nearest.name)
        cli_option_complain(
            option, "\"%s\" is not one of %s; did you mean \"%s\"?", argument, allowed,
            nearest.name);
    else
        cli_option_complain(option, "\"%s\" is not one of %s", argument, allowed);
}

bool cli_set_choice(const cli_option *option, void *field, const char *argument)
{
    for (int i = 0; option->choices[i]; i++) {
        if (strcmp(option->choices[i], argument) == 0) {
            *(int *)field = i;
            return true;
        }
    }
    complain_choice(option, argument);
    return false;
}

/* Read decimal digits. False where there is something else, or too much of them. */
static bool read_number(size_t *number, const char *text)
{
    *number = 0;
    for (const char *digit = text; *digit; digit++) {
        if (*digit < '0' || *digit > '9' || *number > (SIZE_MAX - 9) / 10)
            return false;
        *number = *number * 10 + (size_t)(*digit - '0');
    }
    return *text != '\0';
}

bool cli_set_number(const cli_option *option, void *field, const char *argument)
{
    size_t number;

    if (!read_number(&number, argument) || number < option->least ||
        number > option->most) {
        cli_option_complain(
            option, "\"%s\" is not a number from %zu to %zu", argument, option->least,
            option->most);
        return false;
    }
    *(size_t *)field = number;
    return true;
}

bool cli_option_takes_argument(const cli_option *option)
{
    return option->argument || option->choices;
}

static const cli_option *
find_long(const cli_option *options, const char *name, const char **value)
{
    size_t size = strcspn(name, "=");

    *value = name[size] ? name + size + 1 : NULL;
    for (; options->name; options++)
        if (strlen(options->name) == size && memcmp(options->name, name, size) == 0)
            return options;
    return NULL;
}

const cli_option *
cli_option_find(const cli_option *options, const char *argument, const char **value)
{
    if (argument[1] == '-')
        return find_long(options, argument + 2, value);

    *value = argument[2] ? argument + 2 : NULL;
    for (; options->name; options++)
        if (options->letter == argument[1])
            return options;
    return NULL;
}

static void complain_unknown(const cli_command *command, const char *argument)
{
    int size = (int)strcspn(argument, "=");
    char word[64];
    cli_nearest nearest;

    snprintf(word, sizeof word, "%.*s", size, argument + strspn(argument, "-"));
    word[strcspn(word, "=")] = '\0';
    cli_nearest_begin(&nearest, word);
    for (const cli_option *option = command->options; option->name; option++)
        cli_nearest_offer(&nearest, option->name);
    if (nearest.name)
        cli_complain(
            "unknown option \"%.*s\"; did you mean \"--%s\"?", size, argument,
            nearest.name);
    else
        cli_complain(
            "unknown option \"%.*s\"; \"snapguard %s --help\" lists the options", size,
            argument, command->name);
}

/* Read the option at arguments[*index], and move *index to the last argument it takes. */
static cli_parsed parse_option(
    const cli_command *command, int count, char **arguments, int *index, void *settings,
    bool *given)
{
    const char *value;
    const cli_option *option =
        cli_option_find(command->options, arguments[*index], &value);

    if (!option) {
        complain_unknown(command, arguments[*index]);
        return CLI_PARSED_WRONG;
    }
    if (!cli_option_takes_argument(option) && value) {
        cli_complain("--%s takes no argument", option->name);
        return CLI_PARSED_WRONG;
    }
    if (!option->set)
        return CLI_PARSED_HELP;
    if (cli_option_takes_argument(option) && !value) {
        if (++*index >= count) {
            cli_complain("--%s needs an argument", option->name);
            return CLI_PARSED_WRONG;
        }
        value = arguments[*index];
    }
    if (given)
        given[option - command->options] = true;
    return option->set(option, (char *)settings + option->field, value)
               ? CLI_PARSED_RUN
               : CLI_PARSED_WRONG;
}

cli_parsed cli_options_parse(
    const cli_command *command, int *count, char **arguments, void *settings, bool *given)
{
    bool options_end = false;
    int words = 0;

    for (int i = 0; i < *count; i++) {
        if (options_end || arguments[i][0] != '-' || arguments[i][1] == '\0') {
            arguments[words++] = arguments[i];
        } else if (strcmp(arguments[i], "--") == 0) {
            options_end = true;
        } else {
            cli_parsed parsed =
                parse_option(command, *count, arguments, &i, settings, given);

            if (parsed != CLI_PARSED_RUN)
                return parsed;
        }
    }
    *count = words;
    return CLI_PARSED_RUN;
}

bool cli_command_start(
    const cli_command *command, int *count, char **arguments, void *settings, bool *given,
    cli_exit *status)
{
    cli_parsed parsed = cli_options_parse(command, count, arguments, settings, given);

    *status = CLI_USAGE;
    if (parsed == CLI_PARSED_HELP)
        *status = cli_help(command);
    return parsed == CLI_PARSED_RUN;
}
