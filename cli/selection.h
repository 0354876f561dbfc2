/* Which rules are to run, and how grave they are: --select, --ignore and --severity. */
#ifndef CLI_SELECTION_H
#define CLI_SELECTION_H

#include "options.h"
#include "packs.h"

#include <snapguard/snapguard.h>

typedef enum cli_choice_kind { CLI_SELECT, CLI_IGNORE, CLI_LEVEL } cli_choice_kind;

typedef struct cli_choice {
    cli_choice_kind kind;
    snapguard_severity severity; /* For CLI_LEVEL. */
    char *rule;                  /* Owned. */
} cli_choice;

typedef struct cli_selection {
    cli_choice *choices;
    size_t count;
    size_t selected; /* How many of them are CLI_SELECT. */
} cli_selection;

/* Setters for a cli_selection. */
bool cli_set_select(const cli_option *option, void *field, const char *argument);
bool cli_set_ignore(const cli_option *option, void *field, const char *argument);
bool cli_set_level(const cli_option *option, void *field, const char *argument);

/* Put the choices into the options of an engine. Their order on the command line does not
 * matter, but for two levels of one rule, where the last one counts: --select says which
 * rules run, --ignore takes some of them away, --severity sets levels of the others. */
snapguard_status
cli_selection_apply(const cli_selection *selection, snapguard_options *options);

/* Complain about the first rule that no pack has, and name the nearest one. False where
 * there is none. */
bool cli_selection_complain(const cli_selection *selection, const cli_packs *packs);

void cli_selection_free(cli_selection *selection);

#endif
