#include "catalog.h"

#include "answers.h"
#include "markdown.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static const char introduction[] =
    "Every rule that a request is checked by, in the order of the report. The page is\n"
    "written by `snapguard rules --format md` from the rule pack; do not edit it.\n"
    "Messages, helps and verdicts are those that the examples really get.\n\n";

static bool is_error(const json_t *rule)
{
    return strcmp(cli_pack_text(rule, "severity"), "error") == 0;
}

static void put_contents(cli_writer *writer, const cli_pack *pack)
{
    const json_t *rule;
    size_t i;

    cli_put(writer, "| rule | severity | what it asks |\n|---|---|---|\n");
    json_array_foreach (pack->rules, i, rule) {
        const char *id = cli_pack_text(rule, "id");

        cli_print(writer, "| [%s](#%s) | ", id, id);
        cli_print(writer, "%s | ", cli_pack_text(rule, "severity"));
        cli_md_prose(writer, cli_pack_text(rule, "title"));
        cli_put(writer, " |\n");
    }
    cli_put(writer, "\n");
}

static void put_answers(cli_writer *writer, const cli_pack *pack, const json_t *rule)
{
    json_t *answers = cli_rule_answers(pack, rule);
    const json_t *answer;
    size_t i;

    if (json_array_size(answers) == 0 && !cli_pack_of(pack, rule))
        cli_put(writer, "- API answer: none; the page gives no error for this.\n");
    json_array_foreach (answers, i, answer) {
        const json_t *error = json_object_get(answer, "error");
        const char *where = cli_pack_text(answer, "where");

        cli_print(
            writer, "- API answer: HTTP %d ",
            (int)json_integer_value(json_object_get(error, "status")));
        cli_md_code(writer, cli_pack_text(error, "code"));
        cli_put(writer, ": ");
        cli_md_prose(writer, cli_pack_text(error, "message"));
        cli_print(writer, " (%s)", cli_pack_text(answer, "basis"));
        if (*where)
            cli_print(writer, ", %s", where);
        cli_put(writer, "\n");
    }
    json_decref(answers);
}

static void put_text(
    cli_writer *writer, const char *name, const snapguard_finding *finding,
    snapguard_text which)
{
    cli_text text = {.bytes = NULL};

    if (finding && cli_text_read(&text, finding, which, true)) {
        cli_print(writer, "- %s: ", name);
        cli_md_code(writer, text.bytes);
        cli_put(writer, "\n");
    }
    free(text.bytes);
}

static void put_example(cli_writer *writer, const char *title, const cli_example *example)
{
    static const char *const languages[] = {
        [SNAPGUARD_JSON] = "json",
        [SNAPGUARD_QUERY] = "text",
        [SNAPGUARD_HTTP] = "http",
        [SNAPGUARD_ROS] = "yaml",
    };

    if (!example->bytes)
        return;
    if (example->facts) {
        cli_print(writer, "%s with these facts:\n\n", title);
        cli_md_block(writer, "json", example->facts, strlen(example->facts));
        cli_put(writer, "and this request:\n\n");
    } else {
        cli_print(writer, "%s:\n\n", title);
    }
    cli_md_block(writer, languages[example->encoding], example->bytes, example->size);
}

static const char *fix_words(const json_t *fix)
{
    const json_t *safe = json_object_get(fix, "safe");

    if (!fix)
        return "";
    if (json_is_string(safe))
        return ", fixable (safe where the service refuses the request as it is)";
    return json_is_true(safe) ? ", fixable" : ", fixable (unsafe)";
}

static void put_facts(cli_writer *writer, const cli_pack *pack, const json_t *rule)
{
    const char *strict = cli_pack_text(rule, "strict");

    cli_print(writer, "**%s**", cli_pack_text(rule, "severity"));
    if (*strict)
        cli_print(writer, " (**%s** with `--strict`)", strict);
    cli_print(
        writer, ", %s%s.%s",
        cli_pack_of(pack, rule) ? "policy" : cli_pack_text(rule, "category"),
        fix_words(json_object_get(rule, "fix")), *cli_pack_text(rule, "why") ? " " : "");
    cli_md_prose(writer, cli_pack_text(rule, "why"));
    cli_put(writer, "\n\n");
}

static void put_decided(cli_writer *writer, const json_t *rule)
{
    const char *fact = cli_pack_text(rule, "fact");

    if (!*fact)
        return;
    cli_put(writer, "- Decided by the fact ");
    cli_md_code(writer, fact);
    cli_put(writer, ", with `--facts`.\n");
}

static void put_sentence(cli_writer *writer, const char *text)
{
    if (!*text)
        return;
    cli_md_prose(writer, text);
    cli_put(writer, ".\n\n");
}

static void put_section(
    cli_writer *writer, const cli_pack *pack, cli_demonstration *demonstration,
    const json_t *rule)
{
    const char *id = cli_pack_text(rule, "id");
    cli_example accept = cli_example_make(pack, rule, "accept");
    cli_example reject = cli_example_make(pack, rule, "reject");
    const snapguard_finding *finding = cli_example_finding(demonstration, &reject, id);

    cli_print(writer, "## %s\n\n", id);
    put_sentence(writer, cli_pack_text(rule, "title"));
    put_facts(writer, pack, rule);
    put_example(writer, "Accepted", &accept);
    put_example(writer, is_error(rule) ? "Refused" : "Reported", &reject);
    put_text(writer, "Message", finding, SNAPGUARD_TEXT_MESSAGE);
    put_text(writer, "Help", finding, SNAPGUARD_TEXT_HELP);
    put_decided(writer, rule);
    put_answers(writer, pack, rule);
    if (*cli_pack_text(rule, "source")) {
        cli_put(writer, "- Source: ");
        cli_md_prose(writer, cli_pack_text(rule, "source"));
        cli_put(writer, "\n");
    }
    cli_put(writer, "\n");
    cli_example_free(&accept);
    cli_example_free(&reject);
}

void cli_catalog_md(
    cli_writer *writer, const cli_pack *pack, cli_demonstration *demonstration)
{
    const json_t *rule;
    size_t i;

    cli_put(writer, "# Rules\n\n");
    cli_put(writer, introduction);
    cli_put(writer, "Source of the documented ones: ");
    cli_md_prose(writer, cli_pack_text(pack->root, "source"));
    cli_print(writer, " (edition %s).\n\n", cli_pack_text(pack->root, "edition"));
    put_contents(writer, pack);
    json_array_foreach (pack->rules, i, rule) {
        put_section(writer, pack, demonstration, rule);
    }
}
