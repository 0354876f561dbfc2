#include "commands.h"

#include "check.h"
#include "complain.h"
#include "explanation.h"
#include "output.h"

#include <string.h>

typedef struct settings {
    cli_packs packs;
    cli_pack_place place;
} settings;

static const cli_option options[] = {
    CLI_PACK_OPTIONS(settings, packs, place),
    CLI_HELP_OPTION,
    {.name = NULL},
};

static bool is_called(const json_t *error, const char *name)
{
    return strcmp(cli_pack_text(error, "id"), name) == 0 ||
           strcmp(cli_pack_text(error, "code"), name) == 0;
}

static bool is_known(const cli_pack *pack, const char *name)
{
    if (cli_pack_find(pack->rules, "id", name))
        return true;
    for (size_t i = 0; i < json_array_size(pack->errors); i++)
        if (is_called(json_array_get(pack->errors, i), name))
            return true;
    return false;
}

static void complain_unknown(const cli_pack *pack, const char *name)
{
    cli_nearest nearest;

    cli_nearest_begin(&nearest, name);
    cli_pack_offer(&nearest, pack->rules, "id");
    cli_pack_offer(&nearest, pack->errors, "code");
    cli_pack_offer(&nearest, pack->errors, "id");
    if (nearest.name)
        cli_complain(
            "no rule and no error is called \"%s\"; did you mean \"%s\"?", name,
            nearest.name);
    else
        cli_complain(
            "no rule and no error is called \"%s\"; \"snapguard rules\" lists the rules",
            name);
}

/* A blank line between two pages. */
static void separate(cli_writer *writer, bool *is_first)
{
    if (!*is_first)
        cli_put(writer, "\n");
    *is_first = false;
}

/* One name may be that of a rule and of several rows of the error table. */
static void explain(
    cli_writer *writer, const cli_pack *pack, cli_demonstration *demonstration,
    const char *name, bool *is_first)
{
    const json_t *rule = cli_pack_find(pack->rules, "id", name);
    const json_t *error;
    size_t i;

    if (rule) {
        separate(writer, is_first);
        cli_explain_rule(writer, pack, demonstration, rule);
    }
    json_array_foreach (pack->errors, i, error) {
        if (!is_called(error, name))
            continue;
        separate(writer, is_first);
        cli_explain_error(writer, pack, error);
    }
}

static bool knows_all(const cli_pack *pack, int count, char **names)
{
    for (int i = 0; i < count; i++) {
        if (!is_known(pack, names[i])) {
            complain_unknown(pack, names[i]);
            return false;
        }
    }
    return true;
}

static cli_exit explain_each(
    const cli_pack *pack, cli_demonstration *demonstration, int count, char **names)
{
    cli_writer writer;
    bool is_first = true;

    if (!knows_all(pack, count, names))
        return CLI_USAGE;
    cli_output_begin(&writer);
    for (int i = 0; i < count; i++)
        explain(&writer, pack, demonstration, names[i], &is_first);
    return cli_output_end(&writer);
}

static cli_exit explain_all(const cli_packs *packs, int count, char **names)
{
    cli_demonstration demonstration;
    cli_pack pack;
    cli_exit status = cli_demonstration_begin(&demonstration, packs);

    if (status != CLI_CLEAN)
        return status;
    cli_pack_load(&pack, packs);
    status = explain_each(&pack, &demonstration, count, names);
    cli_pack_free(&pack);
    cli_demonstration_end(&demonstration);
    return status;
}

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    settings chosen = {.packs = {.files = NULL}};
    cli_exit status;

    if (cli_command_start(command, &count, arguments, &chosen, NULL, &status)) {
        status = CLI_USAGE;
        if (count == 0)
            cli_complain("explain needs the id of a rule, or the code or id of an error");
        else if (cli_check_packs(&chosen.packs, &chosen.place))
            status = explain_all(&chosen.packs, count, arguments);
    }
    cli_packs_free(&chosen.packs);
    return status;
}

const cli_command cli_command_explain = {
    .name = "explain",
    .usage = "[OPTIONS] RULE|ERROR-CODE|ERROR-ID...",
    .summary =
        "Explain a rule, with examples, its source and what the API answers; or an "
        "error of the API, with the rules that find it before the API does.",
    .examples =
        "  snapguard explain time-point-value    a rule\n"
        "  snapguard explain ParameterInvalid    an error code, with all its rows\n"
        "  snapguard explain policy-quota        one row of the error table\n",
    .options = options,
    .run = run,
};
