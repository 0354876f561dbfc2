#include "query.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* How what may stand before a query begins. "/" is the target of a request line. */
static const char *const beginnings[] = {"?", "/", "http://", "https://"};

static const char mark[CLI_QUERY_MARK_BYTES + 1] = "\xEF\xBB\xBF";

static bool begins_with(const char *bytes, size_t size, const char *beginning)
{
    size_t length = strlen(beginning);

    return size >= length && memcmp(bytes, beginning, length) == 0;
}

static bool has_prefix(const char *bytes, size_t size)
{
    for (size_t i = 0; i < COUNT(beginnings); i++)
        if (begins_with(bytes, size, beginnings[i]))
            return true;
    return false;
}

/* The place behind the "?", or 0. A "?" behind a "#" begins no query. */
static size_t prefix_size(const char *bytes, size_t size)
{
    if (size > CLI_QUERY_PREFIX_BYTES)
        size = CLI_QUERY_PREFIX_BYTES;
    if (!has_prefix(bytes, size))
        return 0;
    for (size_t i = 0; i < size && bytes[i] != '#'; i++)
        if (bytes[i] == '?')
            return i + 1;
    return 0;
}

cli_query cli_query_find(const char *bytes, size_t size)
{
    cli_query found = {prefix_size(bytes, size), size};
    const char *fragment = NULL;

    while (found.end > found.begin &&
           (bytes[found.end - 1] == '\n' || bytes[found.end - 1] == '\r'))
        found.end--;
    if (found.begin > 1)
        fragment = memchr(bytes + found.begin, '#', found.end - found.begin);
    if (fragment)
        found.end = (size_t)(fragment - bytes);
    return found;
}

bool cli_query_has_mark(const char *bytes, size_t size)
{
    return begins_with(bytes, size, mark);
}

static bool is_name_character(char character)
{
    return (character >= 'a' && character <= 'z') ||
           (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') ||
           (character && strchr("_.-%", character));
}

/* A name with "=" behind it. */
static bool begins_pair(const char *at, const char *end)
{
    const char *name = at;

    while (at < end && is_name_character(*at))
        at++;
    return at > name && at < end && *at == '=';
}

static bool has_two_pairs(const char *at, const char *end)
{
    if (!begins_pair(at, end))
        return false;
    while ((at = memchr(at, '&', (size_t)(end - at))))
        if (begins_pair(++at, end))
            return true;
    return false;
}

static bool is_one_line(const char *at, const char *end)
{
    for (; at < end; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7F)
            return false;
    return true;
}

bool cli_query_is_one(const char *bytes, size_t size)
{
    cli_query query = cli_query_find(bytes, size);

    const char *begin = bytes + query.begin;
    const char *end = bytes + query.end;

    return is_one_line(bytes, end) &&
           (query.begin > 0 ? begins_pair(begin, end) : has_two_pairs(begin, end));
}
