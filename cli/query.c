#include "query.h"

#include <string.h>

static const char mark[CLI_QUERY_MARK_BYTES + 1] = "\xEF\xBB\xBF";

static bool begins_with(const char *bytes, size_t size, const char *beginning)
{
    size_t length = strlen(beginning);

    return size >= length && memcmp(bytes, beginning, length) == 0;
}

static bool is_capital(char character)
{
    return character >= 'A' && character <= 'Z';
}

static bool is_letter(char character)
{
    return is_capital(character) || (character >= 'a' && character <= 'z');
}

/* How many bytes of blanks and of a method stand before a target, as in "GET /?a=b". */
static size_t method_size(const char *bytes, size_t size)
{
    size_t method = 0;
    size_t end;

    while (method < size && (bytes[method] == ' ' || bytes[method] == '\t'))
        method++;
    end = method;
    while (end < size && is_capital(bytes[end]))
        end++;
    return end > method && end < size && bytes[end] == ' ' ? end + 1 : method;
}

/* A URL with its scheme, which is any letters: neither case nor which one matters. */
static bool is_url(const char *bytes, size_t size)
{
    size_t scheme = 0;

    while (scheme < size && is_letter(bytes[scheme]))
        scheme++;
    return scheme > 0 && begins_with(bytes + scheme, size - scheme, "://");
}

/* "/" begins the target of a request line. */
static bool has_prefix(const char *bytes, size_t size)
{
    size_t method = method_size(bytes, size);
    const char *target = bytes + method;

    return begins_with(bytes, size, "?") || begins_with(target, size - method, "/") ||
           is_url(target, size - method);
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
    return is_letter(character) || (character >= '0' && character <= '9') ||
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

bool cli_query_may_be_one(const char *bytes, size_t size)
{
    return has_prefix(bytes, size) || begins_pair(bytes, bytes + size);
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
