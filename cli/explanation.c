#include "explanation.h"

#include "answers.h"
#include "glyph.h"
#include "text.h"
#include "wrap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MARGIN = 2, FIELD_COLUMN = 12, ANSWER_BYTES = 2048 };

/* What a rule of an organisation does not say is left out. */
static void put_field(cli_writer *writer, const char *name, const char *text)
{
    if (!*text)
        return;
    cli_print(writer, "  %-*s", FIELD_COLUMN - MARGIN, name);
    cli_put_wrapped(writer, text, FIELD_COLUMN, FIELD_COLUMN);
}

static void put_answers(cli_writer *writer, const cli_pack *pack, const json_t *rule)
{
    json_t *answers = cli_rule_answers(pack, rule);
    char line[ANSWER_BYTES];
    const json_t *answer;
    size_t i;

    json_array_foreach (answers, i, answer) {
        const json_t *error = json_object_get(answer, "error");
        const char *where = cli_pack_text(answer, "where");

        snprintf(
            line, sizeof line, "HTTP %d %s: %s (%s)%s%s",
            (int)json_integer_value(json_object_get(error, "status")),
            cli_pack_text(error, "code"), cli_pack_text(error, "message"),
            cli_pack_text(answer, "basis"), *where ? ", " : "", where);
        put_field(writer, i == 0 ? "answer" : "", line);
    }
    if (json_array_size(answers) == 0)
        put_field(
            writer, "answer",
            cli_pack_of(pack, rule) ? "none: this is a rule of your own"
                                    : "none: the page gives no error for this");
    json_decref(answers);
}

static void put_example(cli_writer *writer, const char *title, const cli_example *example)
{
    if (!example->bytes)
        return;
    if (example->facts) {
        cli_print(writer, "\n  %s with these facts:\n", title);
        cli_put_lines(writer, example->facts, strlen(example->facts), 2 * MARGIN);
        cli_put(writer, "  and this request:\n");
    } else {
        cli_print(writer, "\n  %s:\n", title);
    }
    cli_put_lines(writer, example->bytes, example->size, 2 * MARGIN);
}

/* The message and the help are those that the example really gives. */
static void put_texts(
    cli_writer *writer, cli_demonstration *demonstration, const cli_example *example,
    const char *rule)
{
    const snapguard_finding *finding = cli_example_finding(demonstration, example, rule);
    cli_text text = {.bytes = NULL};

    if (finding && cli_text_read(&text, finding, SNAPGUARD_TEXT_MESSAGE, true))
        put_field(writer, "message", text.bytes);
    if (finding && cli_text_read(&text, finding, SNAPGUARD_TEXT_HELP, true))
        put_field(writer, "help", text.bytes);
    free(text.bytes);
}

static void put_severity(cli_writer *writer, const json_t *rule)
{
    const char *strict = cli_pack_text(rule, "strict");
    char line[64];

    snprintf(
        line, sizeof line, "%s%s%s", cli_pack_text(rule, "severity"),
        *strict ? "; with --strict: " : "", strict);
    put_field(writer, "severity", line);
}

/* Most rules need the request alone; then there is nothing to say. */
static void put_decided(cli_writer *writer, const json_t *rule)
{
    const char *fact = cli_pack_text(rule, "fact");
    char line[256];

    if (!*fact)
        return;
    snprintf(line, sizeof line, "by the fact %s", fact);
    put_field(writer, "decided", line);
}

static void put_heading(cli_writer *writer, const json_t *rule)
{
    const char *title = cli_pack_text(rule, "title");
    const char *why = cli_pack_text(rule, "why");

    cli_print(writer, "%s%s%s\n\n", cli_pack_text(rule, "id"), *title ? ": " : "", title);
    if (!*why)
        return;
    cli_put_spaces(writer, MARGIN);
    cli_put_wrapped(writer, why, MARGIN, MARGIN);
    cli_put(writer, "\n");
}

/* What a pack says that it is, or else its name. */
static const char *own_title(const json_t *own)
{
    const char *title = cli_pack_text(own, "title");

    return *title ? title : cli_pack_text(own, "name");
}

static const char *fix_words(const json_t *fix)
{
    const json_t *safe = json_object_get(fix, "safe");

    if (!fix)
        return "no: only you know what is meant";
    if (json_is_string(safe))
        return "yes, with --fix where the service refuses the request as it is, and else "
               "with --unsafe-fixes";
    return json_is_true(safe) ? "yes, with --fix" : "yes, with --unsafe-fixes";
}

void cli_explain_rule(
    cli_writer *writer, const cli_pack *pack, cli_demonstration *demonstration,
    const json_t *rule)
{
    const char *id = cli_pack_text(rule, "id");
    const json_t *own = cli_pack_of(pack, rule);
    bool is_error = strcmp(cli_pack_text(rule, "severity"), "error") == 0;
    cli_example accept = cli_example_make(pack, rule, "accept");
    cli_example reject = cli_example_make(pack, rule, "reject");

    put_heading(writer, rule);
    put_severity(writer, rule);
    put_field(writer, "category", own ? "policy" : cli_pack_text(rule, "category"));
    put_field(writer, "pack", own_title(own));
    put_decided(writer, rule);
    put_texts(writer, demonstration, &reject, id);
    put_answers(writer, pack, rule);
    put_field(writer, "source", cli_pack_text(rule, "source"));
    if (!own)
        put_field(writer, "fixable", fix_words(json_object_get(rule, "fix")));
    put_example(writer, "Accepted", &accept);
    put_example(writer, is_error ? "Refused" : "Reported", &reject);
    cli_example_free(&accept);
    cli_example_free(&reject);
}

static bool
is_answered_with(const cli_pack *pack, const json_t *rule, const json_t *error)
{
    json_t *answers = cli_rule_answers(pack, rule);
    bool is_one = false;

    for (size_t i = 0; i < json_array_size(answers); i++)
        is_one |= cli_answer_is(json_array_get(answers, i), error);
    json_decref(answers);
    return is_one;
}

static void put_rules(cli_writer *writer, const cli_pack *pack, const json_t *error)
{
    const char *name = "rules";
    const json_t *rule;
    size_t i;

    json_array_foreach (pack->rules, i, rule) {
        if (!is_answered_with(pack, rule, error))
            continue;
        put_field(writer, name, cli_pack_text(rule, "id"));
        name = "";
    }
}

void cli_explain_error(cli_writer *writer, const cli_pack *pack, const json_t *error)
{
    bool by_account = strcmp(cli_pack_text(error, "decided"), "account") == 0;
    bool is_common = strcmp(cli_pack_text(error, "table"), "common") == 0;
    const char *description = cli_pack_text(error, "description");

    cli_print(
        writer, "%s: HTTP %d %s\n\n", cli_pack_text(error, "id"),
        (int)json_integer_value(json_object_get(error, "status")),
        cli_pack_text(error, "code"));
    put_field(writer, "message", cli_pack_text(error, "message"));
    if (*description && strcmp(description, "-") != 0)
        put_field(writer, "meaning", description);
    put_field(
        writer, "source",
        is_common ? "the common errors of the service" : "Error codes, the page");
    put_field(
        writer, "decided",
        by_account ? "by facts about the account, which --facts states: the request "
                     "alone cannot tell"
                   : "by the request");
    put_rules(writer, pack, error);
}
