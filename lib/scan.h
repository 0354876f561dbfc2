/* Eight bytes at a time, in portable C. */
#ifndef SNAPGUARD_LIB_SCAN_H
#define SNAPGUARD_LIB_SCAN_H

#include "text.h"

#define SG_EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The top bit of each byte that is 0, for the lowest such byte exactly. */
static inline uint64_t sg_scan_zero(uint64_t word)
{
    return (word - SG_EACH_BYTE(0x01)) & ~word & SG_EACH_BYTE(0x80);
}

/* The top bit of each byte that cannot stand for itself in a JSON string (quote, backslash,
 * control) or is not ASCII; for the lowest such byte exactly. */
static inline uint64_t sg_scan_special(uint64_t word)
{
    uint64_t control = (word - SG_EACH_BYTE(0x20)) & ~word & SG_EACH_BYTE(0x80);

    return control | (word & SG_EACH_BYTE(0x80)) | sg_scan_zero(word ^ SG_EACH_BYTE('"')) |
           sg_scan_zero(word ^ SG_EACH_BYTE('\\'));
}

static inline bool sg_scan_is_special(char c)
{
    return (unsigned char)c < 0x20 || (unsigned char)c >= 0x80 || c == '"' || c == '\\';
}

/* The first byte from `p` on that is special, or `end`. */
static inline const char *sg_scan_plain(const char *p, const char *end)
{
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    while (end - p >= 8) {
        uint64_t special = sg_scan_special(sg_load64(p));

        if (special)
            return p + (__builtin_ctzll(special) >> 3);
        p += 8;
    }
#endif
    while (p < end && !sg_scan_is_special(*p))
        p++;
    return p;
}

#endif
