#define _XOPEN_SOURCE 700

#include "transcript.h"

#include "program.h"
#include "scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void give_up(const char *path, size_t line)
{
    fprintf(stderr, "%s:%zu: this is no line of a transcript\n", path, line);
    exit(EXIT_FAILURE);
}

/* Add a line to a text. A text that was not begun yet is empty. */
static void add(char **text, const char *line, const char *end)
{
    size_t size = *text ? strlen(*text) : 0;

    *text = realloc(*text, size + strlen(line) + strlen(end) + 1);
    if (!*text)
        abort();
    strcpy(*text + size, line);
    strcat(*text, end);
}

static transcript_case *begin(transcript *script)
{
    size_t size = (script->count + 1) * sizeof *script->cases;

    script->cases = realloc(script->cases, size);
    if (!script->cases)
        abort();
    script->cases[script->count] = (transcript_case){.status = 0};
    return &script->cases[script->count++];
}

/* False where the mark is none. */
static bool read_line(transcript_case *row, char mark, const char *rest)
{
    switch (mark) {
    case '$':
        add(&row->arguments, rest, "");
        return true;
    case '<':
        add(&row->input, rest, "\n");
        return true;
    case '>':
        add(&row->out, rest, "\n");
        return true;
    case '!':
        add(&row->err, rest, "\n");
        return true;
    case '~':
        if (row->part_count < TRANSCRIPT_PARTS)
            add(&row->parts[row->part_count++], rest, "");
        return true;
    case '=':
        row->status = atoi(rest);
        return true;
    default:
        return false;
    }
}

transcript transcript_read(const char *path)
{
    transcript result = {.cases = NULL};
    transcript_case *row = NULL;
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t capacity = 0;

    for (size_t number = 1; file && getline(&line, &capacity, file) >= 0; number++) {
        const char *rest = line[0] && line[1] == ' ' ? line + 2 : line + 1;

        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '\0' || strncmp(line, "##", 2) == 0)
            continue;
        if (line[0] == '#') {
            row = begin(&result);
            add(&row->name, rest, "");
        } else if (!row || !read_line(row, line[0], rest)) {
            give_up(path, number);
        }
    }
    if (!file || result.count == 0)
        give_up(path, 0);
    fclose(file);
    free(line);
    return result;
}

void transcript_free(transcript *script)
{
    for (size_t i = 0; i < script->count; i++) {
        transcript_case *row = &script->cases[i];

        free(row->name);
        free(row->arguments);
        free(row->input);
        free(row->out);
        free(row->err);
        for (size_t j = 0; j < row->part_count; j++)
            free(row->parts[j]);
    }
    free(script->cases);
}

static void find_parts(const transcript_case *row, const char *out)
{
    const char *rest = out;

    for (size_t i = 0; i < row->part_count; i++) {
        rest = strstr(rest, row->parts[i]);
        if (!rest)
            fail_msg("\"%s\" is not, or not there, in:\n%s", row->parts[i], out);
        rest += strlen(row->parts[i]);
    }
}

void transcript_goes_as_written(void **state)
{
    const transcript_case *row = *state;
    program_result result;

    if (program_lacks_zones(row->arguments))
        skip();
    result = program_do(&(program_run){
        .folder = scratch_path(), .arguments = row->arguments, .input = row->input});
    assert_string_equal(result.err, row->err ? row->err : "");
    if (row->part_count > 0)
        find_parts(row, result.out);
    else
        assert_string_equal(result.out, row->out ? row->out : "");
    assert_int_equal(result.status, row->status);
    program_forget(&result);
}
