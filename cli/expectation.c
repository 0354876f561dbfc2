#define _POSIX_C_SOURCE 200809L

#include "expectation.h"

#include "complain.h"
#include "input.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A longer list of findings is no list. */
enum { MOST_BYTES = 1 << 20 };

static const char blanks[] = " \t\r";

/* "cases/daily.json" and "cases/daily.query" share "cases/daily.expect". */
static char *name_beside(const char *path)
{
    static const char ending[] = ".expect";
    const char *dot = strrchr(path, '.');
    size_t size = dot && !strchr(dot, '/') ? (size_t)(dot - path) : strlen(path);
    char *name = cli_reallocate(NULL, size + sizeof ending);

    memcpy(name, path, size);
    memcpy(name + size, ending, sizeof ending);
    return name;
}

static bool is_below(const char *path, const char *folder)
{
    size_t size = strlen(folder);

    for (const char *slash = strchr(path, '/'); slash;
         path = slash + 1, slash = strchr(path, '/'))
        if ((size_t)(slash - path) == size && memcmp(path, folder, size) == 0)
            return true;
    return false;
}

static bool
complain_rule(const cli_pack *pack, const char *path, size_t number, const char *rule)
{
    cli_nearest nearest;

    cli_nearest_begin(&nearest, rule);
    cli_pack_offer(&nearest, pack->rules, "id");
    if (nearest.name)
        cli_complain(
            "%s:%zu: no rule is called \"%s\"; did you mean \"%s\"?", path, number, rule,
            nearest.name);
    else
        cli_complain("%s:%zu: no rule is called \"%s\"", path, number, rule);
    return false;
}

static bool complain_size(const char *path)
{
    cli_complain("%s: this is no list of findings: it is too long", path);
    return false;
}

static void add_line(cli_expectation *expectation, char *rule, char *parameter)
{
    expectation->lines = cli_reallocate(
        expectation->lines, (expectation->count + 1) * sizeof *expectation->lines);
    expectation->lines[expectation->count++] = (cli_expected_line){rule, parameter};
}

/* The next word of a line, or NULL. */
static char *take_word(const char **line, const char *end)
{
    size_t size = 0;

    while (*line < end && strchr(blanks, **line))
        ++*line;
    while (*line + size < end && !strchr(blanks, (*line)[size]))
        size++;
    if (size == 0)
        return NULL;
    *line += size;
    return cli_copy(*line - size, size);
}

static bool read_line(
    cli_expectation *expectation, const cli_pack *pack, const char *path, size_t number,
    const char *line, const char *end)
{
    char *rule = take_word(&line, end);
    char *parameter = take_word(&line, end);
    char *more = take_word(&line, end);
    bool is_comment = !rule || rule[0] == '#';
    bool is_right = is_comment || !more;

    if (!is_right)
        cli_complain(
            "%s:%zu: a line is the id of a rule, and perhaps a parameter", path, number);
    else if (!is_comment && !cli_pack_find(pack->rules, "id", rule))
        is_right = complain_rule(pack, path, number, rule);
    if (is_right && !is_comment) {
        add_line(expectation, rule, parameter);
    } else {
        free(rule);
        free(parameter);
    }
    free(more);
    return is_right;
}

static bool
read_lines(cli_expectation *expectation, const cli_pack *pack, const cli_input *input)
{
    const char *line = input->bytes;
    const char *behind = input->held > 0 ? line + input->held : line;
    bool is_right = true;

    for (size_t number = 1; is_right && line < behind; number++) {
        const char *end = memchr(line, '\n', (size_t)(behind - line));

        end = end ? end : behind;
        is_right = read_line(expectation, pack, input->name, number, line, end);
        line = end + 1;
    }
    return is_right;
}

bool cli_expectation_read(
    cli_expectation *expectation, const cli_pack *pack, const char *path)
{
    cli_input input = {.bytes = NULL};
    char *name = name_beside(path);
    bool is_right = true;

    *expectation = (cli_expectation){.kind = CLI_EXPECTED_NOTHING};
    if (access(name, F_OK) == 0) {
        expectation->kind = CLI_EXPECTED_FINDINGS;
        is_right = cli_input_file(&input, name, MOST_BYTES);
        if (!is_right)
            cli_complain("%s: %s", name, strerror(input.error));
        else if (input.held >= MOST_BYTES)
            is_right = complain_size(name);
        else
            is_right = read_lines(expectation, pack, &input);
        free(input.bytes);
    } else if (is_below(path, "accept")) {
        expectation->kind = CLI_EXPECTED_ACCEPT;
    } else if (is_below(path, "reject")) {
        expectation->kind = CLI_EXPECTED_REJECT;
    }
    free(name);
    return is_right;
}

void cli_expectation_free(cli_expectation *expectation)
{
    for (size_t i = 0; i < expectation->count; i++) {
        free(expectation->lines[i].rule);
        free(expectation->lines[i].parameter);
    }
    free(expectation->lines);
}

bool cli_expected_is(
    const cli_expected_line *line, const char *rule, const char *parameter)
{
    return strcmp(line->rule, rule) == 0 &&
           (!line->parameter || strcmp(line->parameter, parameter) == 0);
}
