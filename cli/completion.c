#include "completion.h"

#include <string.h>

void cli_completion_put_rules(cli_writer *writer, const cli_pack *pack)
{
    const json_t *rule;
    size_t i;

    json_array_foreach (pack->rules, i, rule) {
        cli_put(writer, i > 0 ? " " : "");
        cli_put(writer, cli_pack_text(rule, "id"));
    }
}

void cli_completion_put_commands(cli_writer *writer, const char *separator)
{
    for (size_t i = 0; cli_commands[i]; i++) {
        cli_put(writer, i > 0 ? separator : "");
        cli_put(writer, cli_commands[i]->name);
    }
}

void cli_completion_put_choices(cli_writer *writer, const char *const *choices)
{
    for (size_t i = 0; choices[i]; i++) {
        cli_put(writer, i > 0 ? " " : "");
        cli_put(writer, choices[i]);
    }
}

void cli_completion_put_words(cli_writer *writer, const char *usage)
{
    for (const char *c = usage; *c; c++)
        cli_write(writer, *c == '|' ? " " : c, 1);
}

/* A full stop or a colon within a number or a name ends no sentence. */
static size_t sentence_size(const char *help)
{
    const char *end = help;

    while (*end && !(strchr(".:;", *end) && (end[1] == ' ' || end[1] == '\0')))
        end++;
    return (size_t)(end - help);
}

void cli_completion_put_sentence(
    cli_writer *writer, const char *help, const char *escaped)
{
    const char *end = help + sentence_size(help);

    for (const char *c = help; c < end; c++) {
        if (*c == '\'') {
            cli_put(writer, "'\\''");
            continue;
        }
        if (strchr(escaped, *c))
            cli_put(writer, "\\");
        cli_write(writer, c, 1);
    }
}
