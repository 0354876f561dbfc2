#include "selection.h"

#include "complain.h"
#include "memory.h"
#include "nearest.h"
#include "pack.h"
#include "severity.h"
#include "unreadable.h"

#include <stdlib.h>
#include <string.h>

/* What the choices are called on the command line, and in a file. */
static const char *const option_names[] = {
    [CLI_SELECT] = "select", [CLI_IGNORE] = "ignore", [CLI_LEVEL] = "severity"};
static const char *const keys[] = {
    [CLI_SELECT] = "select",
    [CLI_IGNORE] = "ignore",
    [CLI_LEVEL] = "severities",
    [CLI_MENTION] = "rule"};

/* Whether a rule is selected, ignored or mentioned from there already. */
static bool is_repeated(
    const cli_selection *selection, cli_choice_kind kind, const char *rule, int layer)
{
    for (size_t i = 0; kind != CLI_LEVEL && i < selection->count; i++) {
        const cli_choice *choice = &selection->choices[i];

        if (choice->kind == kind && choice->origin.layer == layer &&
            strcmp(choice->rule, rule) == 0)
            return true;
    }
    return false;
}

static void
add(cli_selection *selection, cli_choice_kind kind, snapguard_severity severity,
    const char *rule, const cli_origin *origin)
{
    cli_choice choice = {.kind = kind, .severity = severity};

    choice.origin.layer = origin ? origin->layer : CLI_LAYER_COMMAND;
    if (is_repeated(selection, kind, rule, choice.origin.layer))
        return;
    choice.rule = cli_copy(rule, strlen(rule));
    if (origin) {
        const char *pointer = origin->spot.pointer;

        choice.origin = *origin;
        choice.origin.spot.is_key = kind == CLI_LEVEL;
        choice.origin.spot.pointer = pointer ? cli_copy(pointer, strlen(pointer)) : NULL;
    }
    selection->choices = cli_reallocate(
        selection->choices, (selection->count + 1) * sizeof *selection->choices);
    selection->choices[selection->count++] = choice;
}

void cli_selection_mention(
    cli_selection *selection, const char *rule, const cli_origin *origin)
{
    add(selection, CLI_MENTION, SNAPGUARD_OFF, rule, origin);
}

/* Also of a rule of a pack, "acme/regions". The library would take "*" as well, which
 * would switch off even the rules that keep an unreadable file from being called clean.
 */
bool cli_is_rule_id(const char *text, size_t size)
{
    return size > 0 && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-/") >= size;
}

/* The option, with the place of the key instead of the value behind it. */
static void
complain_id(const cli_option *option, bool is_key, const char *text, size_t size)
{
    cli_origin origin = {.layer = CLI_LAYER_COMMAND};
    cli_option here = *option;

    if (option->origin) {
        origin = *option->origin;
        origin.spot.is_key = is_key;
        here.origin = &origin;
    }
    cli_option_complain(
        &here, "\"%.*s\" is not the id of a rule; \"snapguard rules\" lists them",
        (int)size, text);
}

/* Who types --ignore invalid-json sees it; a file or a variable that does so would have
 * every text that cannot be read called clean, for years. */
static bool may_silence(const cli_option *option, const char *rule)
{
    if (!option->origin || !cli_is_input_rule(rule))
        return true;
    cli_option_complain(
        option,
        "\"%s\" stays an error, so that a text which was not read is never called clean; "
        "only the command line can change it",
        rule);
    return false;
}

static bool add_rule(
    const cli_option *option, void *field, cli_choice_kind kind, const char *text,
    size_t size)
{
    char *rule;
    bool is_fine;

    if (!cli_is_rule_id(text, size)) {
        complain_id(option, false, text, size);
        return false;
    }
    rule = cli_copy(text, size);
    is_fine = kind == CLI_SELECT || may_silence(option, rule);
    if (is_fine)
        add(field, kind, SNAPGUARD_OFF, rule, option->origin);
    free(rule);
    return is_fine;
}

/* In a file, each element of a list comes by itself. */
static bool
add_list(const cli_option *option, void *field, cli_choice_kind kind, const char *list)
{
    bool is_element = option->origin && option->origin->spot.source;

    for (;;) {
        size_t size = is_element ? strlen(list) : strcspn(list, ",");

        if (!add_rule(option, field, kind, list, size))
            return false;
        if (!list[size])
            return true;
        list += size + 1;
    }
}

bool cli_set_select(const cli_option *option, void *field, const char *argument)
{
    return add_list(option, field, CLI_SELECT, argument);
}

bool cli_set_ignore(const cli_option *option, void *field, const char *argument)
{
    return add_list(option, field, CLI_IGNORE, argument);
}

const char *const *cli_severity_names(void)
{
    static const char *names[CLI_SEVERITIES + 1];

    for (int i = 0; i < CLI_SEVERITIES; i++)
        names[i] = snapguard_severity_name((snapguard_severity)i);
    return names;
}

static bool read_level(const cli_option *option, const char *level, int *severity)
{
    cli_option levels = *option;

    levels.choices = cli_severity_names();
    return cli_set_choice(&levels, severity, level);
}

bool cli_set_level(const cli_option *option, void *field, const char *argument)
{
    size_t size = strcspn(argument, "=");
    int severity;
    bool is_fine;
    char *rule;

    if (!argument[size]) {
        cli_option_complain(option, "\"%s\" is not of the form RULE=LEVEL", argument);
        return false;
    }
    if (!cli_is_rule_id(argument, size)) {
        complain_id(option, true, argument, size);
        return false;
    }
    if (!read_level(option, argument + size + 1, &severity))
        return false;
    rule = cli_copy(argument, size);
    is_fine = severity == SNAPGUARD_ERROR || may_silence(option, rule);
    if (is_fine)
        add(field, CLI_LEVEL, (snapguard_severity)severity, rule, option->origin);
    free(rule);
    return is_fine;
}

/* Whether a choice is about the inputs that these overrides are about. */
static bool is_active(const cli_choice *choice, cli_override_set overrides)
{
    int number = choice->origin.layer - CLI_LAYER_OVERRIDE;

    return choice->kind != CLI_MENTION &&
           (number < 0 || number >= CLI_MOST_OVERRIDES || overrides >> number & 1);
}

/* What the choices say about one rule. */
typedef struct resolution {
    int ignored;                 /* The nearest layer that ignores it, or -1. */
    int chosen;                  /* The nearest that selects it, */
    int others;                  /* and that selects anything. */
    int level;                   /* The nearest that gives it a severity, */
    snapguard_severity severity; /* and which. */
} resolution;

static void note(resolution *found, const cli_choice *choice, bool is_it)
{
    int layer = choice->origin.layer;

    if (choice->kind == CLI_SELECT && layer > found->others)
        found->others = layer;
    if (!is_it)
        return;
    if (choice->kind == CLI_SELECT && layer > found->chosen)
        found->chosen = layer;
    if (choice->kind == CLI_IGNORE && layer > found->ignored)
        found->ignored = layer;
    if (choice->kind == CLI_LEVEL && layer >= found->level) {
        found->level = layer;
        found->severity = choice->severity;
    }
}

static resolution
resolve(const cli_selection *selection, cli_override_set overrides, const char *rule)
{
    resolution found = {-1, -1, -1, -1, SNAPGUARD_OFF};

    for (size_t i = 0; i < selection->count; i++) {
        const cli_choice *choice = &selection->choices[i];

        if (is_active(choice, overrides))
            note(&found, choice, strcmp(choice->rule, rule) == 0);
    }
    return found;
}

static snapguard_status select_none(snapguard_options *options)
{
    snapguard_status status = snapguard_options_set_severity(options, "*", SNAPGUARD_OFF);

    for (size_t i = 0; status == SNAPGUARD_OK && cli_input_rules[i]; i++)
        status = snapguard_options_reset_severity(options, cli_input_rules[i]);
    return status;
}

/* What comes of it for the rule. */
typedef enum outcome { OUTCOME_OFF, OUTCOME_DEFAULT, OUTCOME_LEVEL } outcome;

static outcome outcome_of(const resolution *found, const char *rule)
{
    bool is_left_out = found->others > found->chosen && !cli_is_input_rule(rule);
    bool is_ignored = found->ignored >= 0 && found->ignored >= found->chosen;

    if (is_left_out || is_ignored)
        return OUTCOME_OFF;
    if (found->level < 0)
        return OUTCOME_DEFAULT;
    if (found->severity != SNAPGUARD_OFF)
        return OUTCOME_LEVEL;
    return found->level < found->chosen ? OUTCOME_DEFAULT : OUTCOME_OFF;
}

bool cli_selection_is_off(const cli_selection *selection, const char *rule)
{
    const cli_override_set sets[] = {0, (cli_override_set)-1};
    bool is_off = false;

    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        resolution found = resolve(selection, sets[i], rule);

        is_off = is_off || outcome_of(&found, rule) == OUTCOME_OFF;
    }
    return is_off;
}

static snapguard_status apply(
    const cli_selection *selection, cli_override_set overrides, const char *rule,
    snapguard_options *options)
{
    resolution found = resolve(selection, overrides, rule);

    switch (outcome_of(&found, rule)) {
    case OUTCOME_OFF:
        return snapguard_options_set_severity(options, rule, SNAPGUARD_OFF);
    case OUTCOME_DEFAULT:
        return snapguard_options_reset_severity(options, rule);
    case OUTCOME_LEVEL:
        break;
    }
    return snapguard_options_set_severity(options, rule, found.severity);
}

/* Those that are not active are named, too, so that the library looks up all of them. */
snapguard_status cli_selection_apply(
    const cli_selection *selection, cli_override_set overrides,
    snapguard_options *options)
{
    snapguard_status status = snapguard_options_reset_severity(options, "*");

    if (status == SNAPGUARD_OK && resolve(selection, overrides, "").others >= 0)
        status = select_none(options);
    for (size_t i = 0; status == SNAPGUARD_OK && i < selection->count; i++)
        status = apply(selection, overrides, selection->choices[i].rule, options);
    return status;
}

static void complain_unknown(const cli_pack *pack, const cli_choice *choice)
{
    const bool is_mention = choice->kind == CLI_MENTION;
    const cli_option option = {
        .name = is_mention ? "waivers" : option_names[choice->kind],
        .key = keys[choice->kind],
        .origin = choice->origin.layer == CLI_LAYER_COMMAND ? NULL : &choice->origin};
    cli_nearest nearest;

    cli_nearest_begin(&nearest, choice->rule);
    cli_pack_offer(&nearest, pack->rules, "id");
    if (nearest.name)
        cli_option_complain(
            &option, "no rule is called \"%s\"; did you mean \"%s\"?", choice->rule,
            nearest.name);
    else
        cli_option_complain(
            &option, "no rule is called \"%s\"; \"snapguard rules\" lists them",
            choice->rule);
}

bool cli_selection_complain(const cli_selection *selection, const cli_packs *packs)
{
    bool is_unknown = false;
    cli_pack pack;

    cli_pack_load(&pack, packs);
    for (size_t i = 0; !is_unknown && i < selection->count; i++) {
        const cli_choice *choice = &selection->choices[i];

        is_unknown = !cli_pack_find(pack.rules, "id", choice->rule);
        if (is_unknown)
            complain_unknown(&pack, choice);
    }
    cli_pack_free(&pack);
    return is_unknown;
}

static void free_choice(cli_choice *choice)
{
    free((char *)choice->origin.spot.pointer);
    free(choice->rule);
}

void cli_selection_free(cli_selection *selection)
{
    for (size_t i = 0; i < selection->count; i++)
        free_choice(&selection->choices[i]);
    free(selection->choices);
}
