#include "catalog.h"

#include "answers.h"

#include <stdio.h>
#include <string.h>

/* The last column is not padded, so that it may be of any width. */
enum { COLUMNS = 6, CELL_BYTES = 128 };

typedef struct row {
    char cells[COLUMNS][CELL_BYTES];
} row;

static const row heading = {
    {"RULE", "SEVERITY", "CATEGORY", "DECIDED BY", "BASIS", "API ANSWER"}
};

/* One answer stands for itself; of several, each for some parameters, only what they have
 * in common fits into a table. */
static void write_answer(row *line, const cli_pack *pack, const json_t *rule)
{
    json_t *answers = cli_rule_answers(pack, rule);
    const json_t *first = json_array_get(answers, 0);
    const json_t *error = json_object_get(first, "error");

    snprintf(
        line->cells[4], CELL_BYTES, "%s", first ? cli_pack_text(first, "basis") : "-");
    if (!first)
        snprintf(line->cells[5], CELL_BYTES, "-");
    else if (json_array_size(answers) > 1)
        snprintf(line->cells[5], CELL_BYTES, "the parameter's own");
    else
        snprintf(
            line->cells[5], CELL_BYTES, "%d %s",
            (int)json_integer_value(json_object_get(error, "status")),
            cli_pack_text(error, "code"));
    json_decref(answers);
}

static void fill(row *line, const cli_pack *pack, const json_t *rule)
{
    const char *strict = cli_pack_text(rule, "strict");

    snprintf(line->cells[0], CELL_BYTES, "%s", cli_pack_text(rule, "id"));
    snprintf(
        line->cells[1], CELL_BYTES, "%s%s%s", cli_pack_text(rule, "severity"),
        *strict ? "/" : "", strict);
    snprintf(
        line->cells[2], CELL_BYTES, "%s",
        cli_pack_of(pack, rule) ? "policy" : cli_pack_text(rule, "category"));
    snprintf(
        line->cells[3], CELL_BYTES, "%s",
        json_object_get(rule, "fact") ? "facts" : "request");
    write_answer(line, pack, rule);
}

static void widen(size_t widths[COLUMNS], const row *line)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (strlen(line->cells[i]) > widths[i])
            widths[i] = strlen(line->cells[i]);
}

static void put_row(cli_writer *writer, const size_t widths[COLUMNS], const row *line)
{
    for (size_t i = 0; i + 1 < COLUMNS; i++)
        cli_print(writer, "%-*s  ", (int)widths[i], line->cells[i]);
    cli_print(writer, "%s\n", line->cells[COLUMNS - 1]);
}

void cli_catalog_text(
    cli_writer *writer, const cli_pack *pack, cli_demonstration *demonstration)
{
    size_t widths[COLUMNS] = {0};
    const json_t *rule;
    size_t i;
    row line;

    (void)demonstration;
    widen(widths, &heading);
    json_array_foreach (pack->rules, i, rule) {
        fill(&line, pack, rule);
        widen(widths, &line);
    }
    put_row(writer, widths, &heading);
    json_array_foreach (pack->rules, i, rule) {
        fill(&line, pack, rule);
        put_row(writer, widths, &line);
    }
}
