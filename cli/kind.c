#include "kind.h"

#include "ending.h"
#include "query.h"

#include <stdbool.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* How many lines are looked at, and how many of them have to be objects: a stream is
 * known as one even if its first lines are broken. */
enum { LINES_READ = 8, LINES_NEEDED = 2 };

const char *const cli_kind_names[] = {
    [CLI_KIND_AUTO] = "auto",     [CLI_KIND_REQUEST] = "request",
    [CLI_KIND_NDJSON] = "ndjson", [CLI_KIND_QUERY] = "query",
    [CLI_KIND_FORM] = "form",     [CLI_KIND_HTTP] = "http",
    [CLI_KIND_ROS] = "ros",       [CLI_KIND_TFPLAN] = "tfplan",
    [CLI_KINDS] = NULL,
};

static const char *const auto_endings[] = {".json", ".jsonl", ".ndjson",
                                           ".yaml", ".yml",   NULL};
static const char *const json_endings[] = {".json", ".jsonl", ".ndjson", NULL};
static const char *const query_endings[] = {".query", NULL};
static const char *const form_endings[] = {".form", NULL};
static const char *const http_endings[] = {".http", NULL};
static const char *const ros_endings[] = {".json", ".yaml", ".yml", NULL};
static const char *const plan_endings[] = {".json", NULL};

const char *const *const cli_kind_endings[] = {
    [CLI_KIND_AUTO] = auto_endings,   [CLI_KIND_REQUEST] = json_endings,
    [CLI_KIND_NDJSON] = json_endings, [CLI_KIND_QUERY] = query_endings,
    [CLI_KIND_FORM] = form_endings,   [CLI_KIND_HTTP] = http_endings,
    [CLI_KIND_ROS] = ros_endings,     [CLI_KIND_TFPLAN] = plan_endings,
};

/* Names that say what a file is. A .json file may be one request or a stream of them. */
static const struct {
    const char *ending;
    cli_kind kind;
} names[] = {
    {".ndjson", CLI_KIND_NDJSON},
    {".jsonl",  CLI_KIND_NDJSON},
    {".query",  CLI_KIND_QUERY },
    {".form",   CLI_KIND_FORM  },
    {".http",   CLI_KIND_HTTP  },
    {".yaml",   CLI_KIND_ROS   },
    {".yml",    CLI_KIND_ROS   },
};

#define ROS_VERSION "ROSTemplateFormatVersion"

/* Keys at the top of a document that give away what it is. */
static const struct {
    const char *key;
    cli_kind kind;
} templates[] = {
    {ROS_VERSION,         CLI_KIND_ROS   },
    {"planned_values",    CLI_KIND_TFPLAN},
    {"resource_changes",  CLI_KIND_TFPLAN},
    {"terraform_version", CLI_KIND_TFPLAN},
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

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

static bool is_letter(char character)
{
    return (character >= 'a' && character <= 'z') ||
           (character >= 'A' && character <= 'Z');
}

/* METHOD TARGET HTTP/1.1, in any version: that this is a request is clear, and whether it
 * is one that can be read is for the library to say. */
static bool is_request_line(span line)
{
    static const char version[] = " HTTP/";
    const size_t version_size = sizeof version - 1;
    size_t method = 0;

    while (method < line.size && is_letter(line.bytes[method]))
        method++;
    if (method == 0 || method == line.size || line.bytes[method] != ' ')
        return false;
    for (size_t i = method + 1; i + version_size < line.size; i++)
        if (memcmp(line.bytes + i, version, version_size) == 0)
            return is_digit(line.bytes[i + version_size]);
    return false;
}

/* A byte order mark hides nothing: what it is wrong in says so. */
static span skip_mark(span text)
{
    if (cli_query_has_mark(text.bytes, text.size))
        return (span){
            text.bytes + CLI_QUERY_MARK_BYTES, text.size - CLI_QUERY_MARK_BYTES};
    return text;
}

static bool is_version_line(span line)
{
    static const char version[] = ROS_VERSION;
    span rest = line;

    while (rest.size > 0 && memchr("{\"'", rest.bytes[0], 3)) {
        rest.bytes++;
        rest.size--;
    }
    if (rest.size < sizeof version ||
        memcmp(rest.bytes, version, sizeof version - 1) != 0)
        return false;
    rest.bytes += sizeof version - 1;
    return memchr(":\"' \t", rest.bytes[0], 5);
}

/* Members of the outermost object begin where lines do. */
bool cli_kind_says_ros(const char *bytes, size_t size)
{
    span rest = skip_mark((span){bytes, size});

    while (rest.size > 0) {
        bool is_indented = is_blank(rest.bytes[0]);
        span line = next_line(&rest);

        if (!is_indented && is_version_line(line))
            return true;
    }
    return false;
}

/* JSON says what it is by itself: its members need not stand on lines of their own. */
static bool is_yaml_template(span text)
{
    span rest = trim(text);

    return rest.size > 0 && rest.bytes[0] != '{' &&
           cli_kind_says_ros(text.bytes, text.size);
}

/* A request line goes first: what is sent behind it may look like anything. */
static cli_kind kind_of_text(span text)
{
    span plain = skip_mark(text);
    span rest = plain;

    if (is_request_line(next_line(&rest)))
        return CLI_KIND_HTTP;
    if (looks_like_stream(text))
        return CLI_KIND_NDJSON;
    if (is_yaml_template(plain))
        return CLI_KIND_ROS;
    return cli_query_is_one(plain.bytes, plain.size) ? CLI_KIND_QUERY : CLI_KIND_REQUEST;
}

cli_kind cli_kind_of(const char *name, const char *bytes, size_t size)
{
    for (size_t i = 0; i < COUNT(names); i++)
        if (cli_ends_in(name, names[i].ending))
            return names[i].kind;
    if (size > CLI_KIND_BYTES)
        size = CLI_KIND_BYTES;
    if (size == 0)
        return CLI_KIND_REQUEST;
    if (cli_ends_in(name, ".json"))
        return looks_like_stream((span){bytes, size}) ? CLI_KIND_NDJSON
                                                      : CLI_KIND_REQUEST;
    return kind_of_text((span){bytes, size});
}

static cli_kind kind_of_key(const char *key, size_t size)
{
    for (size_t i = 0; i < COUNT(templates); i++)
        if (strlen(templates[i].key) == size && memcmp(templates[i].key, key, size) == 0)
            return templates[i].kind;
    return CLI_KIND_REQUEST;
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
cli_kind cli_kind_of_document(const char *bytes, size_t size)
{
    span text = trim((span){bytes, size});
    size_t depth = 0;
    bool is_key = false;
    cli_kind kind = CLI_KIND_REQUEST;

    if (text.size == 0 || text.bytes[0] != '{')
        return kind;
    for (size_t i = 0; i < text.size && kind == CLI_KIND_REQUEST; i++) {
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
