#include "catalog.h"

#include "answers.h"
#include "markdown.h"

#include <string.h>

static const char introduction[] =
    "Which rules find which documented error, and how many examples hold each of them "
    "in\n"
    "place. The page is written by `snapguard rules --format coverage` from the rule\n"
    "pack; do not edit it. Every example is a test.\n\n";

/* Rules of packs have no page here. */
static void put_rule_link(cli_writer *writer, const char *id)
{
    if (strchr(id, '/'))
        cli_put(writer, id);
    else
        cli_print(writer, "[%s](rules.md#%s)", id, id);
}

/* The columns about the error, which stand before those about a rule. */
static void put_error(cli_writer *writer, const json_t *error)
{
    cli_print(
        writer, "| %s | %d | ", cli_pack_text(error, "id"),
        (int)json_integer_value(json_object_get(error, "status")));
    cli_md_code(writer, cli_pack_text(error, "code"));
    cli_put(writer, " | ");
    cli_md_prose(writer, cli_pack_text(error, "message"));
    cli_put(writer, " | ");
}

static size_t put_answered(
    cli_writer *writer, const cli_pack *pack, const json_t *error, const json_t *rule)
{
    json_t *answers = cli_rule_answers(pack, rule);
    const char *id = cli_pack_text(rule, "id");
    const json_t *answer;
    size_t rows = 0;
    size_t i;

    json_array_foreach (answers, i, answer) {
        if (!cli_answer_is(answer, error))
            continue;
        put_error(writer, error);
        put_rule_link(writer, id);
        cli_print(writer, " | %s", cli_pack_text(answer, "basis"));
        cli_print(
            writer, " | [%zu](rules.md#%s) | [%zu](rules.md#%s) |\n",
            json_array_size(json_object_get(rule, "accept")), id,
            json_array_size(json_object_get(rule, "reject")), id);
        rows++;
    }
    json_decref(answers);
    return rows;
}

static void put_errors(cli_writer *writer, const cli_pack *pack)
{
    const json_t *error;
    const json_t *rule;
    size_t i;
    size_t j;

    cli_put(writer, "## Documented errors\n\n");
    cli_put(
        writer, "| error | HTTP | code | message | rule | basis | accepted | refused |\n"
                "|---|---|---|---|---|---|---|---|\n");
    json_array_foreach (pack->errors, i, error) {
        size_t rows = 0;

        json_array_foreach (pack->rules, j, rule) {
            rows += put_answered(writer, pack, error, rule);
        }
        if (rows > 0)
            continue;
        put_error(writer, error);
        cli_put(writer, "**none** | | | |\n");
    }
    cli_put(writer, "\n");
}

/* The ids of the rules that depend on a parameter; without one, of those that look at any
 * place. */
static void put_rules_of(cli_writer *writer, const cli_pack *pack, const char *parameter)
{
    const char *comma = "";
    const json_t *rule;
    size_t i;

    json_array_foreach (pack->rules, i, rule) {
        bool is_one = parameter ? cli_rule_concerns(rule, parameter)
                                : json_object_get(rule, "at") == NULL;

        if (!is_one)
            continue;
        cli_put(writer, comma);
        put_rule_link(writer, cli_pack_text(rule, "id"));
        comma = ", ";
    }
    cli_put(writer, " |\n");
}

static void put_parameters(cli_writer *writer, const cli_pack *pack)
{
    const json_t *parameter;
    size_t i;

    cli_put(writer, "## Parameters\n\n");
    cli_put(writer, "| parameter | type | required | rules |\n|---|---|---|---|\n");
    json_array_foreach (pack->parameters, i, parameter) {
        bool is_required = json_is_true(json_object_get(parameter, "required"));

        cli_put(writer, "| ");
        cli_md_code(writer, cli_pack_text(parameter, "name"));
        cli_print(writer, " | %s | ", cli_pack_text(parameter, "type"));
        cli_print(writer, "%s | ", is_required ? "yes" : "no");
        put_rules_of(writer, pack, cli_pack_text(parameter, "name"));
    }
    cli_put(writer, "| every one, or the request as a whole | | | ");
    put_rules_of(writer, pack, NULL);
}

void cli_catalog_coverage(
    cli_writer *writer, const cli_pack *pack, cli_demonstration *demonstration)
{
    (void)demonstration;
    cli_put(writer, "# Coverage\n\n");
    cli_put(writer, introduction);
    put_errors(writer, pack);
    put_parameters(writer, pack);
}
