#include "catalog.h"

#include "answers.h"
#include "json.h"

static json_t *text_or_null(const json_t *rule, const char *key)
{
    const char *text = cli_pack_text(rule, key);

    return *text ? json_string(text) : json_null();
}

static json_t *error_json(const json_t *answer)
{
    const json_t *error = json_object_get(answer, "error");
    json_t *object = json_object();

    cli_json_set(object, "status", json_incref(json_object_get(error, "status")));
    cli_json_set(object, "code", json_string(cli_pack_text(error, "code")));
    cli_json_set(object, "message", json_string(cli_pack_text(error, "message")));
    cli_json_set(object, "basis", json_string(cli_pack_text(answer, "basis")));
    cli_json_set(object, "where", text_or_null(answer, "where"));
    return object;
}

/* "answer" is the one answer, or null: for advice, and where it depends on the parameter.
 * "answers" has them all. */
static void set_answers(json_t *object, const cli_pack *pack, const json_t *rule)
{
    json_t *answers = cli_rule_answers(pack, rule);
    const json_t *first = json_array_get(answers, 0);
    json_t *all = json_array();
    const json_t *answer;
    size_t i;

    json_array_foreach (answers, i, answer) {
        cli_json_append(all, error_json(answer));
    }
    cli_json_set(object, "basis", first ? text_or_null(first, "basis") : json_null());
    cli_json_set(
        object, "answer",
        json_array_size(answers) == 1 ? error_json(first) : json_null());
    cli_json_set(object, "answers", all);
    json_decref(answers);
}

static json_t *rule_json(const cli_pack *pack, const json_t *rule)
{
    json_t *safe = json_object_get(json_object_get(rule, "fix"), "safe");
    json_t *object = json_object();

    cli_json_set(object, "id", text_or_null(rule, "id"));
    cli_json_set(object, "title", text_or_null(rule, "title"));
    cli_json_set(object, "severity", text_or_null(rule, "severity"));
    cli_json_set(object, "strict", text_or_null(rule, "strict"));
    cli_json_set(
        object, "category",
        cli_pack_of(pack, rule) ? json_string("policy") : text_or_null(rule, "category"));
    set_answers(object, pack, rule);
    cli_json_set(
        object, "decided",
        json_string(json_object_get(rule, "fact") ? "facts" : "request"));
    cli_json_set(object, "fixable", json_boolean(json_object_get(rule, "fix") != NULL));
    cli_json_set(object, "fixSafe", safe ? json_incref(safe) : json_null());
    return object;
}

void cli_catalog_json(
    cli_writer *writer, const cli_pack *pack, cli_demonstration *demonstration)
{
    json_t *array = json_array();
    const json_t *rule;
    size_t i;

    (void)demonstration;
    json_array_foreach (pack->rules, i, rule) {
        cli_json_append(array, rule_json(pack, rule));
    }
    cli_json_put(writer, array, JSON_INDENT(2));
    cli_put(writer, "\n");
    json_decref(array);
}
