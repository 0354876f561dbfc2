#include "percent.h"

#include "scan.h"

#define SIXTEEN 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1

const unsigned char sg_url_special[256] = {
    ['%'] = 1, ['&'] = 1, ['+'] = 1, ['='] = 1, [0x80] = SIXTEEN, SIXTEEN,
    SIXTEEN,   SIXTEEN,   SIXTEEN,   SIXTEEN,   SIXTEEN,          SIXTEEN,
};

/* Bytes that stand for themselves are copied by sixteen, as long as so many are left:
 * then there is room for as many. Answers how many stand for themselves. */
static inline size_t copy_plain(const char *p, char *out)
{
    memcpy(out, p, 16);
    return sg_lowest_bit(sg_scan_url16(p) | UINT64_C(1) << 16);
}

size_t sg_percent_decode(sg_text text, char *out)
{
    const char *p = text.bytes;
    const char *end = p + text.size;
    char *begin = out;

    while (p < end) {
        size_t read = end - p >= 16 ? copy_plain(p, out) : 0;
        size_t written = read;

        if (read == 0)
            sg_percent_next(p, out, &read, &written);
        p += read;
        out += written;
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
