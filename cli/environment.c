#define _POSIX_C_SOURCE 200809L

#include "environment.h"

#include "complain.h"
#include "memory.h"
#include "nearest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

#define PREFIX "SNAPGUARD_"

enum { VARIABLE_BYTES = 64 };

/* "fail-on" becomes "SNAPGUARD_FAIL_ON". */
static void write_variable(char variable[VARIABLE_BYTES], const char *name)
{
    snprintf(variable, VARIABLE_BYTES, PREFIX "%s", name);
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

/* "SNAPGUARD_FAIL_ONE" becomes "fail-one". */
static void read_name(char name[VARIABLE_BYTES], const char *variable)
{
    snprintf(name, VARIABLE_BYTES, "%s", variable + sizeof PREFIX - 1);
    for (char *letter = name; *letter; letter++) {
        if (*letter >= 'A' && *letter <= 'Z')
            *letter = (char)(*letter - 'A' + 'a');
        if (*letter == '_')
            *letter = '-';
    }
}

static bool is_known(const cli_option *options, const char *variable)
{
    for (; options->name; options++) {
        char known[VARIABLE_BYTES];

        write_variable(known, options->name);
        if (strcmp(known, variable) == 0)
            return true;
    }
    return false;
}

/* A name that is near to none is likely somebody else's, such as that of a version in a
 * pipeline. */
static void remark(const cli_option *options, const char *variable)
{
    char name[VARIABLE_BYTES];
    char meant[VARIABLE_BYTES];
    cli_nearest nearest;

    if (is_known(options, variable))
        return;
    read_name(name, variable);
    cli_nearest_begin(&nearest, name);
    for (; options->name; options++)
        if (options->set)
            cli_nearest_offer(&nearest, options->name);
    if (!nearest.name)
        return;
    write_variable(meant, nearest.name);
    cli_complain("%s: there is no such variable; did you mean \"%s\"?", variable, meant);
}

void cli_environment_remark(const cli_option *options)
{
    for (char **entry = environ; *entry; entry++) {
        size_t size = strcspn(*entry, "=");
        char *variable;

        if (strncmp(*entry, PREFIX, sizeof PREFIX - 1) != 0 || !(*entry)[size] ||
            !(*entry)[size + 1])
            continue;
        variable = cli_copy(*entry, size);
        remark(options, variable);
        free(variable);
    }
}
