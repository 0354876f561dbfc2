#include "answers.h"

#include "json.h"

#include <stdio.h>
#include <string.h>

enum { WHERE_BYTES = 1024 };

/* "Tag" is the group of "Tag.N.Key". */
static bool is_in_group(const char *parameter, const char *name)
{
    size_t size = strlen(name);

    return strncmp(parameter, name, size) == 0 &&
           (parameter[size] == '\0' || parameter[size] == '.');
}

static bool entry_names(const json_t *entry, const char *parameter)
{
    const char *name = json_string_value(entry);

    return is_in_group(parameter, name ? name : cli_pack_text(entry, "parameter"));
}

bool cli_rule_names(const json_t *rule, const char *parameter)
{
    const json_t *at = json_object_get(rule, "at");
    const json_t *entry;
    size_t i;

    if (!json_is_array(at))
        return at && entry_names(at, parameter);
    json_array_foreach (at, i, entry) {
        if (entry_names(entry, parameter))
            return true;
    }
    return false;
}

/* Whether the parameter is a condition of a rule, or of one entry of its "at". */
static bool is_condition(const json_t *object, const char *parameter)
{
    static const char *const conditions[] = {"if", "ifNot"};
    static const char *const operands[] = {"from", "days", "member"};

    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++)
        if (json_object_get(json_object_get(object, conditions[i]), parameter))
            return true;
    for (size_t i = 0; i < sizeof operands / sizeof operands[0]; i++)
        if (strcmp(cli_pack_text(object, operands[i]), parameter) == 0)
            return true;
    return false;
}

/* Whether the path to the rule's fact goes by what the parameter says: "{regionId}". */
static bool is_in_path(const json_t *rule, const char *parameter)
{
    size_t size = strlen(parameter);
    const char *brace = strchr(cli_pack_text(rule, "fact"), '{');

    for (; brace; brace = strchr(brace + 1, '{'))
        if (strncmp(brace + 1, parameter, size) == 0 && brace[size + 1] == '}')
            return true;
    return false;
}

bool cli_rule_concerns(const json_t *rule, const char *parameter)
{
    const json_t *entry;
    size_t i;

    if (cli_rule_names(rule, parameter) || is_condition(rule, parameter) ||
        is_in_path(rule, parameter))
        return true;
    json_array_foreach (json_object_get(rule, "at"), i, entry) {
        if (is_condition(entry, parameter))
            return true;
    }
    return false;
}

static void
add(json_t *answers, const json_t *error, const char *basis, const char *where)
{
    json_t *answer = json_object();

    cli_json_set(answer, "error", json_deep_copy(error));
    cli_json_set(answer, "basis", json_string(basis));
    cli_json_set(answer, "where", json_string(where));
    cli_json_append(answers, answer);
}

/* Write "for A, B": the parameters whose own row this is and that the rule looks at. */
static void write_where(
    char where[WHERE_BYTES], const cli_pack *pack, const json_t *rule,
    const json_t *error)
{
    const json_t *parameter;
    size_t i;

    where[0] = '\0';
    json_array_foreach (pack->parameters, i, parameter) {
        const char *name = cli_pack_text(parameter, "name");
        size_t used = strlen(where);
        bool is_own =
            strcmp(cli_pack_text(parameter, "error"), cli_pack_text(error, "id")) == 0;

        if (is_own && (!json_object_get(rule, "at") || cli_rule_names(rule, name)))
            snprintf(
                where + used, WHERE_BYTES - used, "%s%s", used > 0 ? ", " : "for ", name);
    }
}

static void add_own_rows(json_t *answers, const cli_pack *pack, const json_t *rule)
{
    const char *basis = cli_pack_text(json_object_get(rule, "answer"), "basis");
    char where[WHERE_BYTES];
    const json_t *error;
    size_t i;

    json_array_foreach (pack->errors, i, error) {
        write_where(where, pack, rule, error);
        if (where[0])
            add(answers, error, basis, where);
    }
}

static void
add_row(json_t *answers, const cli_pack *pack, const json_t *answer, const char *where)
{
    const json_t *error =
        cli_pack_find(pack->errors, "id", cli_pack_text(answer, "error"));

    if (error)
        add(answers, error, cli_pack_text(answer, "basis"), where);
}

json_t *cli_rule_answers(const cli_pack *pack, const json_t *rule)
{
    const json_t *answer = json_object_get(rule, "answer");
    bool when_missing = json_object_get(answer, "when") != NULL;
    json_t *answers = json_array();

    add_row(answers, pack, answer, when_missing ? "for required parameters" : "");
    if (json_object_get(answer, "of")) {
        add_own_rows(answers, pack, rule);
        add_row(answers, pack, json_object_get(answer, "else"), "for other parameters");
    }
    return answers;
}

bool cli_answer_is(const json_t *answer, const json_t *error)
{
    const char *id = cli_pack_text(json_object_get(answer, "error"), "id");

    return strcmp(id, cli_pack_text(error, "id")) == 0;
}
