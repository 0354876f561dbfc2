#include "locate.h"

#include "memory.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* Text that is JSON, and how far it was gone through. */
typedef struct walk {
    const char *text;
    size_t size;
    size_t at;
} walk;

static char peek(const walk *walk)
{
    return walk->at < walk->size ? walk->text[walk->at] : '\0';
}

static void skip_blanks(walk *walk)
{
    while (walk->at < walk->size && strchr(" \t\r\n", walk->text[walk->at]))
        walk->at++;
}

/* From one quotation mark to behind the other. */
static void skip_string(walk *walk)
{
    walk->at++;
    while (walk->at < walk->size && walk->text[walk->at] != '"')
        walk->at += walk->text[walk->at] == '\\' ? 2 : 1;
    walk->at += walk->at < walk->size;
}

static void skip_scalar(walk *walk)
{
    while (walk->at < walk->size && !strchr(",]} \t\r\n", walk->text[walk->at]))
        walk->at++;
}

static void skip_value(walk *walk)
{
    size_t depth = 0;

    do {
        char first = peek(walk);

        if (first == '"')
            skip_string(walk);
        else if (strchr("{[,:]} \t\r\n", first))
            walk->at++;
        else
            skip_scalar(walk);
        depth += first == '{' || first == '[';
        depth -= depth > 0 && (first == '}' || first == ']');
    } while (depth > 0 && walk->at < walk->size);
}

/* Behind one value to the next one of an array, or key of an object. */
static bool skip_comma(walk *walk)
{
    skip_blanks(walk);
    if (peek(walk) != ',')
        return false;
    walk->at++;
    skip_blanks(walk);
    return true;
}

/* Whether a key, which may have escapes, is this name. */
static bool is_called(const walk *walk, const char *name)
{
    struct walk end = *walk;
    json_t *key;
    bool is_same;

    skip_string(&end);
    key = json_loadb(walk->text + walk->at, end.at - walk->at, JSON_DECODE_ANY, NULL);
    is_same = key && strcmp(json_string_value(key), name) == 0;
    json_decref(key);
    return is_same;
}

/* To the value of a member, from the first key of its object. */
static bool find_member(walk *walk, const char *name, size_t *key)
{
    while (peek(walk) == '"') {
        bool is_it = is_called(walk, name);

        *key = walk->at;
        skip_string(walk);
        skip_blanks(walk);
        walk->at++;
        skip_blanks(walk);
        if (is_it)
            return true;
        skip_value(walk);
        if (!skip_comma(walk))
            return false;
    }
    return false;
}

/* To an element, from the first one of its array. */
static bool find_element(walk *walk, const char *digits, size_t *key)
{
    size_t index = strtoul(digits, NULL, 10);

    for (; index > 0; index--) {
        skip_value(walk);
        if (!skip_comma(walk))
            return false;
    }
    *key = walk->at;
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
static bool step(walk *walk, const char **pointer, size_t *key)
{
    char *token = take_token(pointer);
    struct walk inner = *walk;
    bool is_object = peek(walk) == '{';
    bool is_found;

    inner.at++;
    skip_blanks(&inner);
    is_found = is_object ? find_member(&inner, token, key)
                         : peek(walk) == '[' && find_element(&inner, token, key);
    if (is_found)
        *walk = inner;
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
    walk walk = {text, size, 0};
    size_t key = 0;

    skip_blanks(&walk);
    key = walk.at;
    while (*pointer == '/' && step(&walk, &pointer, &key))
        continue;
    return place_of(text, is_key && !*pointer ? key : walk.at);
}
