#include "locate.h"

#include "memory.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* Text that is JSON, and how far it was gone through. */
typedef struct cursor {
    const char *text;
    size_t size;
    size_t at;
} cursor;

static char peek(const cursor *here)
{
    return here->at < here->size ? here->text[here->at] : '\0';
}

static void skip_blanks(cursor *here)
{
    while (here->at < here->size && strchr(" \t\r\n", here->text[here->at]))
        here->at++;
}

/* From one quotation mark to behind the other. */
static void skip_string(cursor *here)
{
    here->at++;
    while (here->at < here->size && here->text[here->at] != '"')
        here->at += here->text[here->at] == '\\' ? 2 : 1;
    here->at += here->at < here->size;
}

static void skip_scalar(cursor *here)
{
    while (here->at < here->size && !strchr(",]} \t\r\n", here->text[here->at]))
        here->at++;
}

static void skip_value(cursor *here)
{
    size_t depth = 0;

    do {
        char first = peek(here);

        if (first == '"')
            skip_string(here);
        else if (strchr("{[,:]} \t\r\n", first))
            here->at++;
        else
            skip_scalar(here);
        depth += first == '{' || first == '[';
        depth -= depth > 0 && (first == '}' || first == ']');
    } while (depth > 0 && here->at < here->size);
}

/* Behind one value to the next one of an array, or key of an object. */
static bool skip_comma(cursor *here)
{
    skip_blanks(here);
    if (peek(here) != ',')
        return false;
    here->at++;
    skip_blanks(here);
    return true;
}

/* Whether a key, which may have escapes, is this name. */
static bool is_called(const cursor *here, const char *name)
{
    cursor end = *here;
    json_t *key;
    bool is_same;

    skip_string(&end);
    key = json_loadb(here->text + here->at, end.at - here->at, JSON_DECODE_ANY, NULL);
    is_same = key && strcmp(json_string_value(key), name) == 0;
    json_decref(key);
    return is_same;
}

/* To the value of a member, from the first key of its object. */
static bool find_member(cursor *here, const char *name, size_t *key)
{
    while (peek(here) == '"') {
        bool is_it = is_called(here, name);

        *key = here->at;
        skip_string(here);
        skip_blanks(here);
        here->at++;
        skip_blanks(here);
        if (is_it)
            return true;
        skip_value(here);
        if (!skip_comma(here))
            return false;
    }
    return false;
}

/* To an element, from the first one of its array. */
static bool find_element(cursor *here, const char *digits, size_t *key)
{
    size_t index = strtoul(digits, NULL, 10);

    for (; index > 0; index--) {
        skip_value(here);
        if (!skip_comma(here))
            return false;
    }
    *key = here->at;
    return true;
}

/* Take one token of a pointer, and undo its escapes. */
static char *take_token(const char **pointer)
{
    size_t size = strcspn(*pointer + 1, "/");
    char *token = cli_copy(*pointer + 1, size);
    char *to = token;

    for (const char *from = token; *from; from++) {
        bool is_escape = from[0] == '~' && (from[1] == '0' || from[1] == '1');

        from += is_escape;
        *to++ = is_escape ? (char)(*from == '0' ? '~' : '/') : *from;
    }
    *to = '\0';
    *pointer += 1 + size;
    return token;
}

/* Go to what one token names. False where it is not there; then nothing changes. */
static bool step(cursor *here, const char **pointer, size_t *key)
{
    char *token = take_token(pointer);
    cursor inner = *here;
    size_t found = 0;
    bool is_object = peek(here) == '{';
    bool is_found;

    inner.at++;
    skip_blanks(&inner);
    is_found = is_object ? find_member(&inner, token, &found)
                         : peek(here) == '[' && find_element(&inner, token, &found);
    if (is_found) {
        *here = inner;
        *key = found;
    }
    free(token);
    return is_found;
}

/* Count lines and characters, which begin with any byte but 10xxxxxx. */
static cli_place place_of(const char *text, size_t at)
{
    cli_place place = {1, 1};

    for (size_t i = 0; i < at; i++) {
        place.column += ((unsigned char)text[i] & 0xC0) != 0x80;
        if (text[i] == '\n')
            place = (cli_place){place.line + 1, 1};
    }
    return place;
}

cli_place cli_locate(const char *text, size_t size, const char *pointer, bool is_key)
{
    cursor here = {text, size, 0};
    bool is_there = true;
    size_t key;

    skip_blanks(&here);
    key = here.at;
    while (is_there && *pointer == '/')
        is_there = step(&here, &pointer, &key);
    return place_of(text, is_key && !*pointer && is_there ? key : here.at);
}
