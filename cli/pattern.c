#include "pattern.h"

#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add(cli_pattern *pattern, const char *text, size_t size)
{
    pattern->text = cli_reallocate(pattern->text, pattern->size + size + 1);
    memcpy(pattern->text + pattern->size, text, size);
    pattern->size += size;
    pattern->text[pattern->size] = '\0';
}

void cli_pattern_add(cli_pattern *pattern, const char *text)
{
    add(pattern, text, strlen(text));
}

void cli_pattern_add_literal(cli_pattern *pattern, const char *text)
{
    for (; *text; text++) {
        if (strchr("^$\\.*+?()[]{}|/", *text))
            add(pattern, "\\", 1);
        add(pattern, text, 1);
    }
}

void cli_pattern_add_any(cli_pattern *pattern, const json_t *strings)
{
    const json_t *string;
    size_t i;

    cli_pattern_add(pattern, "(?:");
    json_array_foreach (strings, i, string) {
        cli_pattern_add(pattern, i > 0 ? "|" : "");
        cli_pattern_add_literal(pattern, json_string_value(string));
    }
    cli_pattern_add(pattern, ")");
}

void cli_pattern_add_numbers(cli_pattern *pattern, json_int_t least, json_int_t most)
{
    char number[32];

    cli_pattern_add(pattern, "(?:");
    for (json_int_t i = least; i <= most; i++) {
        snprintf(
            number, sizeof number, "%s%" JSON_INTEGER_FORMAT, i > least ? "|" : "", i);
        cli_pattern_add(pattern, number);
    }
    cli_pattern_add(pattern, ")");
}

void cli_pattern_add_pcre(cli_pattern *pattern, const char *pcre)
{
    static const char *const names[][2] = {
        {"\\p{sc:", "\\p{Script="},
        {"\\z",     "$"          },
    };
    size_t count = sizeof names / sizeof names[0];

    while (*pcre) {
        size_t i = 0;

        while (i < count && strncmp(pcre, names[i][0], strlen(names[i][0])) != 0)
            i++;
        if (i < count) {
            cli_pattern_add(pattern, names[i][1]);
            pcre += strlen(names[i][0]);
        } else {
            add(pattern, pcre++, 1);
        }
    }
}

json_t *cli_pattern_take(cli_pattern *pattern)
{
    json_t *string = json_stringn(pattern->text ? pattern->text : "", pattern->size);

    free(pattern->text);
    *pattern = (cli_pattern){NULL, 0};
    return string;
}
