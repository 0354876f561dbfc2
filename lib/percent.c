#include "percent.h"

#include "scan.h"

const unsigned char sg_percent_digits[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
    ['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12,
    ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16, ['a'] = 11, ['b'] = 12,
    ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

#define SIXTEEN 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1

const unsigned char sg_url_special[256] = {
    ['%'] = 1, ['&'] = 1, ['+'] = 1, ['='] = 1, [0x80] = SIXTEEN, SIXTEEN,
    SIXTEEN,   SIXTEEN,   SIXTEEN,   SIXTEEN,   SIXTEEN,          SIXTEEN,
};

size_t sg_percent_decode(sg_text text, char *out)
{
    const char *p = text.bytes;
    const char *end = p + text.size;
    char *begin = out;

    while (p < end) {
        size_t read;
        size_t written;

        sg_percent_next(p, out, &read, &written);
        p += read;
        out++;
    }
    return (size_t)(out - begin);
}

size_t sg_percent_source(sg_text text, size_t size)
{
    size_t at = 0;

    for (; at < text.size && size > 0; size--)
        at += text.bytes[at] == '%' ? 3 : 1;
    return at;
}
