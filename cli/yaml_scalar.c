#include "yaml_scalar.h"

#include "yaml_place.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ------------------------------------------------------------------------------- types
 */

/* Words of YAML 1.1, which the readers of templates know. */
static const struct {
    const char *word;
    const char *json;
} words[] = {
    {"true",  "true" },
    {"True",  "true" },
    {"TRUE",  "true" },
    {"yes",   "true" },
    {"Yes",   "true" },
    {"YES",   "true" },
    {"on",    "true" },
    {"On",    "true" },
    {"ON",    "true" },
    {"false", "false"},
    {"False", "false"},
    {"FALSE", "false"},
    {"no",    "false"},
    {"No",    "false"},
    {"NO",    "false"},
    {"off",   "false"},
    {"Off",   "false"},
    {"OFF",   "false"},
    {"null",  "null" },
    {"Null",  "null" },
    {"NULL",  "null" },
    {"~",     "null" },
};

static const char *word_of(const cli_yaml_scalar *scalar)
{
    for (size_t i = 0; i < COUNT(words); i++)
        if (strlen(words[i].word) == scalar->size &&
            memcmp(words[i].word, scalar->text, scalar->size) == 0)
            return words[i].json;
    return NULL;
}

static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

/* Behind digits, of which there is at least one; else NULL. */
static const char *need_digits(const char *at, const char *end)
{
    const char *behind = skip_digits(at, end);

    return behind > at ? behind : NULL;
}

/* Whether it is a number as JSON writes one. Others (010, 0x1F, 1_000, 1:30) stand for
 * different numbers in different readers of YAML: they are texts. */
static bool is_number(const char *at, const char *end)
{
    const char *digits = at < end && *at == '-' ? at + 1 : at;

    at = need_digits(digits, end);
    if (!at || (*digits == '0' && at > digits + 1))
        return false;
    if (at < end && *at == '.')
        at = need_digits(at + 1, end);
    if (at && at < end && (*at == 'e' || *at == 'E')) {
        at++;
        at += at < end && (*at == '+' || *at == '-');
        at = need_digits(at, end);
    }
    return at == end;
}

/* ------------------------------------------------------------------------------ places
 */

/* Where we are in what a scalar says, and in its source. */
typedef struct cursor {
    const char *text;
    const char *text_end;
    const char *source; /* The whole text. */
    size_t at;
    size_t end;
    cli_yaml_style style;
} cursor;

static size_t skip_blanks(const char *source, size_t at, size_t end)
{
    size_t size;

    while ((size = cli_yaml_blank(source, at, end)) > 0)
        at += size;
    return at;
}

static void put(cli_made *made, cursor *here, size_t size, size_t behind)
{
    cli_made_put_text(made, here->text, size, here->at, behind);
    here->text += size;
    here->at = behind;
}

/* How many bytes are the same in both. */
static size_t count_same(const cursor *here)
{
    const char *source = here->source + here->at;
    size_t most = (size_t)(here->text_end - here->text);
    size_t same = 0;

    if (most > here->end - here->at)
        most = here->end - here->at;
    while (same < most && here->text[same] == source[same] && source[same] != '\n' &&
           !(here->style == CLI_YAML_DOUBLE && source[same] == '\\') &&
           !(here->style == CLI_YAML_SINGLE && source[same] == '\''))
        same++;
    return same;
}

/* Bytes of the character at the start of a text. */
static size_t character_size(const char *text, const char *end)
{
    size_t size = 1;

    while (text + size < end && ((unsigned char)text[size] & 0xC0) == 0x80)
        size++;
    return size;
}

static size_t escape_size(char letter)
{
    return letter == 'x' ? 4 : letter == 'u' ? 6 : letter == 'U' ? 10 : 2;
}

/* An escape in double quotes. One before the end of a line says nothing, and neither do
 * the blanks behind it. */
static void pass_escape(cli_made *made, cursor *here)
{
    size_t next = here->at + 1;
    size_t behind;

    if (next == here->end || cli_yaml_end_of_line(here->source, next, here->end)) {
        here->at = skip_blanks(here->source, next, here->end);
        return;
    }
    behind = here->at + escape_size(here->source[next]);
    put(made, here, character_size(here->text, here->text_end),
        behind < here->end ? behind : here->end);
}

/* Ends of lines and the blanks around them: what is left of them in the text stands for
 * all of them. */
static void pass_lines(cli_made *made, cursor *here)
{
    size_t behind = skip_blanks(here->source, here->at, here->end);
    size_t size = 0;

    while (here->text + size < here->text_end && here->text[size] == '\n')
        size++;
    if (size == 0 && here->text < here->text_end && *here->text == ' ')
        size = 1;
    /* The last end of a line is no part of what is shown. */
    if (here->text + size == here->text_end)
        put(made, here, size, here->at);
    else if (size > 0)
        put(made, here, size, behind);
    here->at = behind;
}

/* One step where the two are not the same. False where there is no telling. */
static bool pass_difference(cli_made *made, cursor *here)
{
    const char *source = here->source + here->at;
    size_t blank = cli_yaml_blank(here->text, 0, (size_t)(here->text_end - here->text));

    if (here->at == here->end) {
        put(made, here, (size_t)(here->text_end - here->text), here->at);
    } else if (here->style == CLI_YAML_DOUBLE && *source == '\\') {
        pass_escape(made, here);
    } else if (here->style == CLI_YAML_SINGLE && *source == '\'') {
        put(made, here, 1, here->at + 2 < here->end ? here->at + 2 : here->end);
    } else if (cli_yaml_blank(here->source, here->at, here->end)) {
        pass_lines(made, here);
    } else if (blank) {
        put(made, here, blank, here->at);
    } else {
        return false;
    }
    return true;
}

static void put_content(cli_made *made, cursor *here)
{
    while (here->text < here->text_end && !made->is_full) {
        size_t same = count_same(here);

        if (same > 0)
            put(made, here, same, here->at + same);
        else if (!pass_difference(made, here))
            put(made, here, (size_t)(here->text_end - here->text), here->end);
    }
}

/* Behind the first line of a block, which says how it is to be read. */
static size_t behind_header(const cli_yaml_scalar *scalar)
{
    size_t at = scalar->begin;

    while (at < scalar->end && !cli_yaml_end_of_line(scalar->source, at, scalar->end))
        at++;
    return skip_blanks(scalar->source, at, scalar->end);
}

void cli_yaml_put_string(cli_made *made, const cli_yaml_scalar *scalar)
{
    bool is_quoted = scalar->style == CLI_YAML_SINGLE || scalar->style == CLI_YAML_DOUBLE;
    cursor here = {scalar->text,   scalar->text + scalar->size,
                   scalar->source, scalar->begin,
                   scalar->end,    scalar->style};

    if (is_quoted) {
        cli_made_put_from(made, "\"", 1, here.at, here.at + 1);
        here.at++;
        here.end--;
    } else if (scalar->style == CLI_YAML_BLOCK) {
        cli_made_put_from(made, "\"", 1, here.at, here.at + 1);
        here.at = behind_header(scalar);
    } else {
        cli_made_put(made, "\"", 1);
    }
    put_content(made, &here);
    if (is_quoted)
        cli_made_put_from(made, "\"", 1, scalar->end - 1, scalar->end);
    else
        cli_made_put(made, "\"", 1);
}

void cli_yaml_put_plain(cli_made *made, const cli_yaml_scalar *scalar)
{
    const char *word = scalar->size == 0 ? "null" : word_of(scalar);
    const char *number = scalar->text;
    const char *end = scalar->text + scalar->size;

    if (word) {
        cli_made_put_from(made, word, strlen(word), scalar->begin, scalar->end);
        return;
    }
    number += scalar->size > 1 && *number == '+' && number[1] != '-';
    if (is_number(number, end))
        cli_made_put_from(
            made, number, (size_t)(end - number), scalar->begin, scalar->end);
    else
        cli_yaml_put_string(made, scalar);
}
