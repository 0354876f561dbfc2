/* The engine that a check wants. */
#ifndef CLI_ENGINE_H
#define CLI_ENGINE_H

#include "exit.h"
#include "named.h"
#include "packs.h"
#include "selection.h"

#include <snapguard/snapguard.h>

/* How long a snapshot takes, if that was said. */
typedef struct cli_minutes {
    size_t number;
    bool is_given;
} cli_minutes;

/* Setter of a cli_minutes. */
bool cli_set_minutes(const cli_option *option, void *field, const char *argument);

/* Setter without a field: the edition of the reference page has to be the one that the
 * rules follow. Complains where it is not, and names that. */
bool cli_set_edition(const cli_option *option, void *field, const char *argument);

typedef struct cli_engine_settings {
    cli_selection selection;
    cli_packs packs;
    cli_named regions; /* None: the list of the pack. */
    cli_named facts;   /* None: nothing is known about the account. */
    cli_minutes minutes;
    bool strict;
    size_t max_bytes; /* 0: the limits of the library. */
    size_t max_depth; /* 0: that of the library. */
} cli_engine_settings;

/* Make it, for inputs that no override is about, and the options that it is made from; or
 * complain and answer what the program ends with. */
cli_exit cli_engine_new(
    snapguard_engine **engine, snapguard_options **options,
    const cli_engine_settings *settings);

#endif
