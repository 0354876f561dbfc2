#include "sniff.h"

#include <stdbool.h>
#include <string.h>

/* What begins with a line that ends in a version is HTTP. */
static bool is_http(const unsigned char *data, size_t size)
{
    const unsigned char *end = size ? memchr(data, '\n', size) : NULL;
    size_t line = end ? (size_t)(end - data) : 0;

    for (size_t i = 0; i + 6 < line; i++)
        if (memcmp(data + i, " HTTP/", 6) == 0)
            return true;
    return false;
}

snapguard_encoding sniff_encoding(const unsigned char *data, size_t size)
{
    size_t blanks = 0;

    while (blanks < size && data[blanks] <= ' ')
        blanks++;
    if (blanks < size && data[blanks] == '{')
        return SNAPGUARD_JSON;
    if (blanks < size && data[blanks] == '[')
        return SNAPGUARD_JSON_REQUESTS;
    return is_http(data, size) ? SNAPGUARD_HTTP : SNAPGUARD_QUERY;
}
