#include "kind.h"

#include <stdbool.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* How many lines are looked at, and how many of them have to be objects: a stream is
 * known as one even if its first lines are broken. */
enum { LINES_READ = 8, LINES_NEEDED = 2 };

const char *const cli_kind_names[] = {
    [CLI_KIND_AUTO] = "auto",
    [CLI_KIND_REQUEST] = "request",
    [CLI_KIND_NDJSON] = "ndjson",
    NULL,
};

/* Keys at the top of a document that give away what it is. */
static const struct {
    const char *key;
    const char *kind;
} templates[] = {
    {"ROSTemplateFormatVersion", "a ROS template"  },
    {"planned_values",           "a Terraform plan"},
    {"terraform_version",        "a Terraform plan"},
};

typedef struct span {
    const char *bytes;
    size_t size;
} span;

static bool is_blank(char character)
{
    return character == ' ' || character == '\t' || character == '\r' ||
           character == '\n';
}

static span trim(span text)
{
    while (text.size > 0 && is_blank(text.bytes[0])) {
        text.bytes++;
        text.size--;
    }
    while (text.size > 0 && is_blank(text.bytes[text.size - 1]))
        text.size--;
    return text;
}

/* Cut the first line off. */
static span next_line(span *rest)
{
    const char *end = memchr(rest->bytes, '\n', rest->size);
    span line = {rest->bytes, end ? (size_t)(end - rest->bytes) + 1 : rest->size};

    rest->bytes += line.size;
    rest->size -= line.size;
    return trim(line);
}

/* A document of several lines may have two that look like objects, too. But then its
 * first line is only the beginning of something. */
static bool begins_document(span line)
{
    char last = line.bytes[line.size - 1];

    return line.bytes[0] == '[' || (line.bytes[0] == '{' && memchr("{[,:", last, 4));
}

static bool looks_like_stream(span rest)
{
    size_t lines = 0;
    size_t objects = 0;

    while (rest.size > 0 && lines < LINES_READ) {
        span line = next_line(&rest);

        if (line.size == 0)
            continue;
        if (lines++ == 0 && begins_document(line))
            return false;
        objects += line.bytes[0] == '{' && line.bytes[line.size - 1] == '}';
    }
    return objects >= LINES_NEEDED;
}

static bool ends_in(const char *name, const char *end)
{
    size_t size = strlen(name);
    size_t end_size = strlen(end);

    return size >= end_size && strcmp(name + size - end_size, end) == 0;
}

cli_kind cli_kind_of(const char *name, const char *bytes, size_t size)
{
    if (ends_in(name, ".ndjson") || ends_in(name, ".jsonl"))
        return CLI_KIND_NDJSON;
    if (size > CLI_KIND_BYTES)
        size = CLI_KIND_BYTES;
    return looks_like_stream((span){bytes, size}) ? CLI_KIND_NDJSON : CLI_KIND_REQUEST;
}

static const char *kind_of_key(const char *key, size_t size)
{
    for (size_t i = 0; i < COUNT(templates); i++)
        if (strlen(templates[i].key) == size && memcmp(templates[i].key, key, size) == 0)
            return templates[i].kind;
    return NULL;
}

/* The quote that ends the string whose first character is at `at`. */
static size_t string_end(span text, size_t at)
{
    while (at < text.size && text.bytes[at] != '"')
        at += text.bytes[at] == '\\' ? 2 : 1;
    return at < text.size ? at : text.size;
}

/* Only keys of the outermost object count, and they are where depth is 1 and a string
 * follows the brace or a comma. Text that is not JSON is no matter here. */
const char *cli_template_kind(const char *bytes, size_t size)
{
    span text = trim((span){bytes, size});
    size_t depth = 0;
    bool is_key = false;
    const char *kind = NULL;

    if (text.size == 0 || text.bytes[0] != '{')
        return NULL;
    for (size_t i = 0; i < text.size && !kind; i++) {
        char character = text.bytes[i];

        if (character == '"') {
            size_t end = string_end(text, i + 1);

            if (is_key)
                kind = kind_of_key(text.bytes + i + 1, end - i - 1);
            i = end;
        }
        depth += character == '{' || character == '[';
        depth -= (character == '}' || character == ']') && depth > 0;
        if (!is_blank(character))
            is_key = depth == 1 && (character == '{' || character == ',');
    }
    return kind;
}
