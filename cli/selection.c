#include "selection.h"

#include "complain.h"
#include "memory.h"
#include "nearest.h"
#include "pack.h"
#include "severity.h"
#include "unreadable.h"

#include <stdlib.h>
#include <string.h>

static const char *const option_names[] = {
    [CLI_SELECT] = "select", [CLI_IGNORE] = "ignore", [CLI_LEVEL] = "severity"};

static void
add(cli_selection *selection, cli_choice_kind kind, snapguard_severity severity,
    const char *rule, size_t size)
{
    cli_choice choice = {kind, severity, cli_copy(rule, size)};

    selection->choices = cli_reallocate(
        selection->choices, (selection->count + 1) * sizeof *selection->choices);
    selection->choices[selection->count++] = choice;
    selection->selected += kind == CLI_SELECT;
}

/* Only what could be an id, or that of a rule of a pack, "acme/regions". The library
 * would take "*" as well, which would switch off even the rules that keep an unreadable
 * file from being called clean. */
static bool is_rule_id(const char *text, size_t size)
{
    return size > 0 && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-/") >= size;
}

static bool complain_id(const cli_option *option, const char *text, size_t size)
{
    cli_complain(
        "--%s: \"%.*s\" is not the id of a rule; \"snapguard rules\" lists them",
        option->name, (int)size, text);
    return false;
}

static bool
add_list(const cli_option *option, void *field, cli_choice_kind kind, const char *list)
{
    for (;;) {
        size_t size = strcspn(list, ",");

        if (!is_rule_id(list, size))
            return complain_id(option, list, size);
        add(field, kind, SNAPGUARD_OFF, list, size);
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

bool cli_set_level(const cli_option *option, void *field, const char *argument)
{
    const char *names[CLI_SEVERITIES + 1] = {NULL};
    const cli_option levels = {.name = option->name, .choices = names};
    size_t size = strcspn(argument, "=");
    int severity;

    if (!argument[size]) {
        cli_complain(
            "--%s: \"%s\" is not of the form RULE=LEVEL", option->name, argument);
        return false;
    }
    if (!is_rule_id(argument, size))
        return complain_id(option, argument, size);
    for (int i = 0; i < CLI_SEVERITIES; i++)
        names[i] = snapguard_severity_name((snapguard_severity)i);
    if (!cli_set_choice(&levels, &severity, argument + size + 1))
        return false;
    add(field, CLI_LEVEL, (snapguard_severity)severity, argument, size);
    return true;
}

static bool is_input_rule(const char *rule)
{
    for (size_t i = 0; cli_input_rules[i]; i++)
        if (strcmp(cli_input_rules[i], rule) == 0)
            return true;
    return false;
}

static bool is_selected(const cli_selection *selection, const char *rule)
{
    if (selection->selected == 0 || is_input_rule(rule))
        return true;
    for (size_t i = 0; i < selection->count; i++)
        if (selection->choices[i].kind == CLI_SELECT &&
            strcmp(selection->choices[i].rule, rule) == 0)
            return true;
    return false;
}

static snapguard_status select_none(snapguard_options *options)
{
    snapguard_status status = snapguard_options_set_severity(options, "*", SNAPGUARD_OFF);

    for (size_t i = 0; status == SNAPGUARD_OK && cli_input_rules[i]; i++)
        status = snapguard_options_reset_severity(options, cli_input_rules[i]);
    return status;
}

static snapguard_status apply(
    const cli_selection *selection, const cli_choice *choice, snapguard_options *options)
{
    if (choice->kind == CLI_SELECT)
        return snapguard_options_reset_severity(options, choice->rule);
    /* A rule that was not selected stays off, but its id is still looked up. */
    return snapguard_options_set_severity(
        options, choice->rule,
        is_selected(selection, choice->rule) ? choice->severity : SNAPGUARD_OFF);
}

snapguard_status
cli_selection_apply(const cli_selection *selection, snapguard_options *options)
{
    static const cli_choice_kind order[] = {CLI_SELECT, CLI_LEVEL, CLI_IGNORE};
    snapguard_status status = SNAPGUARD_OK;

    if (selection->selected > 0)
        status = select_none(options);
    for (size_t step = 0; step < sizeof order / sizeof order[0]; step++)
        for (size_t i = 0; status == SNAPGUARD_OK && i < selection->count; i++)
            if (selection->choices[i].kind == order[step])
                status = apply(selection, &selection->choices[i], options);
    return status;
}

static void complain_unknown(const cli_pack *pack, const cli_choice *choice)
{
    cli_nearest nearest;

    cli_nearest_begin(&nearest, choice->rule);
    cli_pack_offer(&nearest, pack->rules, "id");
    if (nearest.name)
        cli_complain(
            "--%s: no rule is called \"%s\"; did you mean \"%s\"?",
            option_names[choice->kind], choice->rule, nearest.name);
    else
        cli_complain(
            "--%s: no rule is called \"%s\"; \"snapguard rules\" lists them",
            option_names[choice->kind], choice->rule);
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

void cli_selection_free(cli_selection *selection)
{
    for (size_t i = 0; i < selection->count; i++)
        free(selection->choices[i].rule);
    free(selection->choices);
}
