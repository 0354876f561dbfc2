#include "percent.h"

#include "scan.h"

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
