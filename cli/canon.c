#include "canon.h"

#include "memory.h"
#include "unescape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is nested deeper the library does not read. */
enum { MOST_DEPTH = 64, PATH_BYTES = 256 };

typedef struct canon_state {
    const cli_pack *pack;
    cli_text *out;
    cli_canon_layout layout;
    const char *at;
    const char *end;
    int depth;
} canon_state;

static bool put_value(canon_state *canon, const char *path);

static void put(const canon_state *canon, const char *text)
{
    cli_text_add(canon->out, text, strlen(text));
}

static void put_break(const canon_state *canon)
{
    if (canon->layout == CLI_CANON_LINE)
        return;
    put(canon, "\n");
    for (int i = 0; i < canon->depth; i++)
        put(canon, "  ");
}

/* ------------------------------------------------------------------------------ reading
 */

static char peek(canon_state *canon)
{
    while (canon->at < canon->end && (*canon->at == ' ' || *canon->at == '\t' ||
                                      *canon->at == '\r' || *canon->at == '\n'))
        canon->at++;
    return canon->at < canon->end ? *canon->at : '\0';
}

static bool skip_string(canon_state *canon)
{
    for (canon->at++; canon->at < canon->end && *canon->at != '"'; canon->at++)
        if (*canon->at == '\\' && canon->end - canon->at > 1)
            canon->at++;
    if (canon->at == canon->end)
        return false;
    canon->at++;
    return true;
}

/* A number or a literal. */
static bool skip_word(canon_state *canon)
{
    const char *begin = canon->at;

    while (canon->at < canon->end && *canon->at && !strchr(" \t\r\n,:[]{}\"", *canon->at))
        canon->at++;
    return canon->at > begin;
}

/* Pass over one mark, string or word, and answer its first character; NUL at the end, and
 * where there is none. */
static char next(canon_state *canon)
{
    char first = peek(canon);
    bool is_there = true;

    if (first == '"')
        is_there = skip_string(canon);
    else if (first && strchr(",:[]{}", first))
        canon->at++;
    else
        is_there = first && skip_word(canon);
    return is_there ? first : '\0';
}

static bool skip_value(canon_state *canon)
{
    long depth = 0;

    do {
        char first = next(canon);

        if (!first)
            return false;
        depth += (first == '[' || first == '{') - (first == ']' || first == '}');
    } while (depth > 0);
    return depth == 0;
}

/* -------------------------------------------------------------------------------- order
 */

typedef struct canon_member {
    const char *key; /* With its quotes. */
    size_t key_size;
    const char *value;
    size_t index;
    size_t ranks[3]; /* Its parameter or group, its number there, its place in that. */
    char path[PATH_BYTES];
} canon_member;

/* The path of a key below another: numbers become N, as the pack has them. */
static size_t make_path(char path[PATH_BYTES], const char *parent, const cli_text *key)
{
    size_t number = 0;
    size_t used = (size_t)snprintf(path, PATH_BYTES, "%s%s", parent, *parent ? "." : "");

    for (size_t i = 0; i < key->size && used + 2 < PATH_BYTES; i++) {
        char c = key->bytes[i];
        bool is_digit = c >= '0' && c <= '9';

        if (!is_digit || i == 0 || (key->bytes[i - 1] != '.' && path[used - 1] != 'N'))
            path[used++] = c ? c : ' ';
        else if (key->bytes[i - 1] == '.')
            path[used++] = 'N';
        if (is_digit && path[used - 1] == 'N' && number < 100000)
            number = number * 10 + (size_t)(c - '0');
    }
    path[used] = '\0';
    return number;
}

static bool begins(const char *name, const char *path, size_t size)
{
    return strncmp(name, path, size) == 0 && (name[size] == '\0' || name[size] == '.');
}

/* The first parameter that is called so, or is inside of it. */
static size_t rank(const cli_pack *pack, const char *path, size_t size)
{
    const json_t *parameter;
    size_t i;

    json_array_foreach (pack->parameters, i, parameter)
        if (begins(cli_pack_text(parameter, "name"), path, size))
            return i + 1;
    return *path == '$' ? 0 : json_array_size(pack->parameters) + 1;
}

static int compare(const void *a, const void *b)
{
    const canon_member *x = a;
    const canon_member *y = b;

    for (int i = 0; i < 3; i++)
        if (x->ranks[i] != y->ranks[i])
            return x->ranks[i] < y->ranks[i] ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* ------------------------------------------------------------------------------- values
 */

/* Whether a parameter is a list that is held in a string. */
static bool is_list(const canon_state *canon, const char *path)
{
    const json_t *parameter = cli_pack_find(canon->pack->parameters, "name", path);

    return parameter && strcmp(cli_pack_text(parameter, "type"), "list") == 0;
}

/* Replace the text of an array by its canonical form. Any other text stays. */
static void shorten_list(const canon_state *canon, cli_text *said)
{
    cli_text list = {.bytes = NULL};

    if (said->size > 0 && said->bytes[0] == '[' &&
        cli_canon(&list, canon->pack, CLI_CANON_LINE, said->bytes, said->size)) {
        cli_text_clear(said);
        cli_text_add(said, list.bytes, list.size);
    }
    free(list.bytes);
}

static bool put_string(canon_state *canon, const char *path)
{
    const char *begin = canon->at;
    cli_text said = {.bytes = NULL};
    bool is_one = next(canon) == '"' &&
                  cli_unescape(&said, begin + 1, (size_t)(canon->at - begin) - 2);

    if (is_one && is_list(canon, path))
        shorten_list(canon, &said);
    if (is_one)
        cli_put_string(canon->out, said.bytes, said.size);
    free(said.bytes);
    return is_one;
}

/* Read one member, but for what its value says. */
static bool read_member(canon_state *canon, canon_member *member, const char *path)
{
    cli_text key = {.bytes = NULL};
    bool is_one;

    peek(canon);
    member->key = canon->at;
    is_one = next(canon) == '"';
    member->key_size = (size_t)(canon->at - member->key);
    is_one = is_one && cli_unescape(&key, member->key + 1, member->key_size - 2) &&
             next(canon) == ':';
    member->value = canon->at;
    is_one = is_one && skip_value(canon);
    if (is_one) {
        member->ranks[1] = make_path(member->path, path, &key);
        member->ranks[0] = rank(canon->pack, member->path, strcspn(member->path, "."));
        member->ranks[2] = rank(canon->pack, member->path, strlen(member->path));
    }
    free(key.bytes);
    return is_one;
}

/* Read all members up to the closing brace. NULL where there is something else. */
static canon_member *read_members(canon_state *canon, const char *path, size_t *count)
{
    canon_member *members = NULL;
    size_t capacity = 0;
    char end = ',';

    for (*count = 0; end == ','; ++*count) {
        if (*count == capacity) {
            capacity = capacity > 0 ? 2 * capacity : 8;
            members = cli_reallocate(members, capacity * sizeof *members);
        }
        members[*count].index = *count;
        if (!read_member(canon, &members[*count], path))
            break;
        end = next(canon);
    }
    if (end == '}')
        return members;
    free(members);
    return NULL;
}

static bool put_member(canon_state *canon, const canon_member *member)
{
    const char *behind = canon->at;
    bool is_one;

    put_break(canon);
    canon->at = member->key;
    is_one = put_string(canon, "");
    put(canon, canon->layout == CLI_CANON_LINE ? ":" : ": ");
    canon->at = member->value;
    is_one = is_one && put_value(canon, member->path);
    canon->at = behind;
    return is_one;
}

static bool put_object(canon_state *canon, const char *path)
{
    size_t count;
    canon_member *members = read_members(canon, path, &count);
    bool is_one = members != NULL;

    if (!is_one)
        return false;
    qsort(members, count, sizeof *members, compare);
    canon->depth++;
    for (size_t i = 0; i < count && is_one; i++) {
        put(canon, i > 0 ? "," : "");
        is_one = put_member(canon, &members[i]);
    }
    canon->depth--;
    put_break(canon);
    put(canon, "}");
    free(members);
    return is_one;
}

/* Elements of a list of objects are numbered; those of the document are requests. */
static bool put_array(canon_state *canon, const char *path)
{
    char inner[PATH_BYTES + 2];
    char end = ',';

    snprintf(inner, sizeof inner, "%s%s", path, *path ? ".N" : "");
    canon->depth++;
    while (end == ',') {
        put_break(canon);
        if (!put_value(canon, inner))
            return false;
        end = next(canon);
        put(canon, end == ',' ? "," : "");
    }
    canon->depth--;
    put_break(canon);
    put(canon, "]");
    return end == ']';
}

/* What is empty stays on its line. */
static bool put_container(canon_state *canon, const char *path)
{
    char open = next(canon);
    char close = open == '[' ? ']' : '}';
    const char text[] = {open, '\0'};
    const char whole[] = {open, close, '\0'};

    if (peek(canon) == close) {
        put(canon, whole);
        return next(canon) == close;
    }
    if (canon->depth == MOST_DEPTH)
        return false;
    put(canon, text);
    return open == '[' ? put_array(canon, path) : put_object(canon, path);
}

static bool put_value(canon_state *canon, const char *path)
{
    char first = peek(canon);
    const char *begin = canon->at;

    if (first == '[' || first == '{')
        return put_container(canon, path);
    if (first == '"')
        return put_string(canon, path);
    if (!next(canon) || strchr(",:]}", first))
        return false;
    cli_text_add(canon->out, begin, (size_t)(canon->at - begin));
    return true;
}

bool cli_canon(
    cli_text *out, const cli_pack *pack, cli_canon_layout layout, const char *bytes,
    size_t size)
{
    canon_state canon = {pack, out, layout, bytes, bytes + size, 0};

    return put_value(&canon, "") && !peek(&canon) && canon.at == canon.end;
}
