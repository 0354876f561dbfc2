/* Options of a command: one table that is parsed by and that the help is printed from. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "exit.h"
#include "origin.h"
#include "writer.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_option cli_option;
typedef struct cli_command cli_command;

struct cli_option {
    const char *name; /* Without "--". */
    char letter;      /* 0: there is no short form. */

    /* Store an argument (NULL for a switch) in the settings. Complains and answers false
     * where it is no good. NULL: the option is --help, which ends the run. */
    bool (*set)(const cli_option *option, void *field, const char *argument);
    size_t field; /* offsetof() in the settings of the command. */

    const char *argument;       /* What the help calls the argument. NULL: a switch. */
    const char *const *choices; /* Or the words it may be, up to a NULL. */
    size_t least, most;         /* Bounds of a number. */
    const char *help;

    const char *key; /* In a configuration file. NULL: it has no place there. */
    bool is_list;    /* May be given several times, and adds up; an array in a file. */
    bool is_map;     /* Likewise, as NAME=VALUE; an object in a file. */
    bool is_path;    /* In a file, it counts from the folder of the file. */
    const cli_origin *origin; /* Where the argument is from. NULL: the command line. */
};

struct cli_command {
    const char *name;
    const char *summary; /* For the list of commands. */
    const char *usage;   /* What follows the name in the usage line. */
    const char *examples;
    const char *notes;        /* Printed behind the options. May be NULL. */
    const char *const *words; /* What it can be told to do by the word behind its name, up
                               * to a NULL. NULL: there is one thing that it does. */
    const cli_option *options; /* Up to one without a name. */
    cli_exit (*run)(const cli_command *command, int count, char **arguments);
};

/* Each table of options holds this one. */
#define CLI_HELP_OPTION                                                                  \
    {                                                                                    \
        .name = "help", .letter = 'h', .help = "Print this help."                        \
    }

/* Setters. The field is a bool, an int (the index of the choice), a const char * (which
 * is borrowed from the arguments) and a size_t. */
bool cli_set_switch(const cli_option *option, void *field, const char *argument);
bool cli_set_choice(const cli_option *option, void *field, const char *argument);
bool cli_set_text(const cli_option *option, void *field, const char *argument);
bool cli_set_number(const cli_option *option, void *field, const char *argument);

/* Complain about the argument of an option, by the name that it was given under. */
void cli_option_complain(const cli_option *option, const char *format, ...)
    CLI_PRINTF(2, 3);

/* What cli_options_parse() came to. */
typedef enum cli_parsed {
    CLI_PARSED_RUN,   /* The settings are filled. */
    CLI_PARSED_HELP,  /* --help was given. */
    CLI_PARSED_WRONG, /* A complaint was printed. */
} cli_parsed;

/* Read the arguments of a command into its settings. Options may stand anywhere before
 * "--". The other words are moved to the front of `arguments`, and *count becomes their
 * number. `given`, which may be NULL, notes which of the command's options were. */
cli_parsed cli_options_parse(
    const cli_command *command, int *count, char **arguments, void *settings,
    bool *given);

/* Parse, and print the help where it is asked for. False: the run ends with *status. */
bool cli_command_start(
    const cli_command *command, int *count, char **arguments, void *settings, bool *given,
    cli_exit *status);

/* The option that an argument such as "--format=json" or "-fjson" names, or NULL. *value
 * becomes what follows the name in the same argument, or NULL. */
const cli_option *
cli_option_find(const cli_option *options, const char *argument, const char **value);

bool cli_option_takes_argument(const cli_option *option);

#endif
