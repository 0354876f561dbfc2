/* Which rules are to run, and how grave they are: --select, --ignore and --severity, from
 * the command line, the environment and a file, whose overrides hold for some inputs. */
#ifndef CLI_SELECTION_H
#define CLI_SELECTION_H

#include "options.h"
#include "packs.h"

#include <snapguard/snapguard.h>
#include <stdint.h>

typedef enum cli_choice_kind {
    CLI_SELECT,
    CLI_IGNORE,
    CLI_LEVEL,
    CLI_MENTION /* It only has to be a rule. */
} cli_choice_kind;

typedef struct cli_choice {
    cli_choice_kind kind;
    snapguard_severity severity; /* For CLI_LEVEL. */
    char *rule;                  /* Owned. */
    cli_origin origin;           /* Its pointer is owned. */
} cli_choice;

typedef struct cli_selection {
    cli_choice *choices;
    size_t count;
} cli_selection;

/* Overrides of the file by their numbers, each a bit. */
typedef uint64_t cli_override_set;

/* Setters for a cli_selection. */
bool cli_set_select(const cli_option *option, void *field, const char *argument);
bool cli_set_ignore(const cli_option *option, void *field, const char *argument);
bool cli_set_level(const cli_option *option, void *field, const char *argument);

/* Whether the text could be the id of a rule. */
bool cli_is_rule_id(const char *text, size_t size);

/* Their levels, up to a NULL. */
const char *const *cli_severity_names(void);

/* Note that a rule is named in a file, so that it is looked up with the others. */
void cli_selection_mention(
    cli_selection *selection, const char *rule, const cli_origin *origin);

/* Whether a rule is switched off, or not selected, for some of the inputs. */
bool cli_selection_is_off(const cli_selection *selection, const char *rule);

/* Put the choices into the options of an engine that is for inputs which these overrides
 * are about, in place of those that were put there before.
 *
 * Within one layer their order does not matter, but for two levels of one rule, where the
 * last one counts: --select says which rules run, --ignore takes some of them away,
 * --severity sets levels of the others. A rule is chosen or not by the nearest layer that
 * ignores or selects anything about it, and its level is the nearest; "off" yields to a
 * nearer --select. */
snapguard_status cli_selection_apply(
    const cli_selection *selection, cli_override_set overrides,
    snapguard_options *options);

/* Complain about the first rule that no pack has, and name the nearest one. False where
 * there is none. */
bool cli_selection_complain(const cli_selection *selection, const cli_packs *packs);

void cli_selection_free(cli_selection *selection);

#endif
