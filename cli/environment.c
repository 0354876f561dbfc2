#include "environment.h"

#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VARIABLE_BYTES = 64 };

/* "fail-on" becomes "SNAPGUARD_FAIL_ON". */
static void write_variable(char variable[VARIABLE_BYTES], const char *name)
{
    snprintf(variable, VARIABLE_BYTES, "SNAPGUARD_%s", name);
    for (char *letter = variable; *letter; letter++) {
        if (*letter >= 'a' && *letter <= 'z')
            *letter = (char)(*letter - 'a' + 'A');
        if (*letter == '-')
            *letter = '_';
    }
}

static bool set_switch(const cli_option *option, void *field, const char *value)
{
    static const char *const words[] = {"0", "1", "false", "true", NULL};
    cli_option choice = *option;
    int word;

    choice.choices = words;
    if (!cli_set_choice(&choice, &word, value))
        return false;
    return word % 2 == 0 || option->set(option, field, NULL);
}

static bool
set_list(const cli_option *option, void *field, const char *value, cli_keeper *keeper)
{
    for (;;) {
        size_t size = strcspn(value, ",");

        if (!option->set(option, field, cli_keep(keeper, cli_copy(value, size))))
            return false;
        if (!value[size])
            return true;
        value += size + 1;
    }
}

static bool
set(const cli_option *option, void *field, const char *value, cli_keeper *keeper)
{
    if (!cli_option_takes_argument(option))
        return set_switch(option, field, value);
    if (option->is_list || option->is_map)
        return set_list(option, field, value, keeper);
    return option->set(option, field, value);
}

/* The origin outlives this: a rule that is not known is found out later. */
static bool apply(
    const cli_option *option, void *field, const char *variable, const char *value,
    cli_keeper *keeper)
{
    const cli_origin origin = {
        .layer = CLI_LAYER_ENVIRONMENT,
        .variable = cli_keep(keeper, cli_copy(variable, strlen(variable)))};
    cli_option here = *option;

    here.origin = &origin;
    return set(&here, field, value, keeper);
}

bool cli_environment_apply(
    const cli_option *options, void *settings, bool *given, cli_keeper *keeper)
{
    for (size_t i = 0; options[i].name; i++) {
        const cli_option *option = &options[i];
        bool adds_up = option->is_list || option->is_map;
        char variable[VARIABLE_BYTES];
        const char *value;

        write_variable(variable, option->name);
        value = getenv(variable);
        if (!option->set || !value || !*value || (given[i] && !adds_up))
            continue;
        given[i] = true;
        if (!apply(option, (char *)settings + option->field, variable, value, keeper))
            return false;
    }
    return true;
}
