/* Many bytes at a time: sixteen where the machine has SSE2, as every 64-bit PC does;
 * eight in portable C elsewhere. The answers are the same. */
#ifndef SNAPGUARD_LIB_SCAN_H
#define SNAPGUARD_LIB_SCAN_H

#include "text.h"

#if defined(__SSE2__) && !defined(SG_SCAN_PORTABLE)
#include <emmintrin.h>
#define SG_SCAN_SSE2 1
#endif

#define SG_EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The top bit of each byte that is 0, for the lowest such byte exactly. */
static inline uint64_t sg_scan_zero(uint64_t word)
{
    return (word - SG_EACH_BYTE(0x01)) & ~word & SG_EACH_BYTE(0x80);
}

/* The top bit of each byte that cannot stand for itself in a JSON string (quote,
 * backslash, control) or is not ASCII; for the lowest such byte exactly. */
static inline uint64_t sg_scan_special(uint64_t word)
{
    uint64_t control = (word - SG_EACH_BYTE(0x20)) & ~word & SG_EACH_BYTE(0x80);

    return control | (word & SG_EACH_BYTE(0x80)) |
           sg_scan_zero(word ^ SG_EACH_BYTE('"')) |
           sg_scan_zero(word ^ SG_EACH_BYTE('\\'));
}

static inline bool sg_scan_is_special(char c)
{
    return (unsigned char)c < 0x20 || (unsigned char)c >= 0x80 || c == '"' || c == '\\';
}

/* The number of the lowest bit that is set. `bits` is not 0. */
static inline unsigned sg_lowest_bit(uint64_t bits)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(bits);
#else
    unsigned bit = 0;

    for (; !(bits & 1); bits >>= 1)
        bit++;
    return bit;
#endif
}

/* 1 for each byte that has a meaning in a query, or is not ASCII (percent.c). */
extern const unsigned char sg_url_special[256];

#ifdef SG_SCAN_SSE2
static inline __m128i sg_scan_load16(const char *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}

/* A bit for each of sixteen bytes that is `byte`. */
static inline unsigned sg_scan_equal16(__m128i bytes, char byte)
{
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)));
}

/* A bit for each of sixteen bytes that is special. Signed, a control or a byte that is
 * not ASCII is less than a blank. */
static inline unsigned sg_scan_special16(const char *p)
{
    __m128i bytes = sg_scan_load16(p);
    __m128i special = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' '));

    special = _mm_or_si128(special, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
    special = _mm_or_si128(special, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    return (unsigned)_mm_movemask_epi8(special);
}

/* A bit for each of sixteen bytes that has a meaning in a query, or is not ASCII. */
static inline unsigned sg_scan_url16(const char *p)
{
    __m128i bytes = sg_scan_load16(p);
    __m128i special = _mm_or_si128(
        _mm_or_si128(
            _mm_cmpeq_epi8(bytes, _mm_set1_epi8('%')),
            _mm_cmpeq_epi8(bytes, _mm_set1_epi8('&'))),
        _mm_or_si128(
            _mm_cmpeq_epi8(bytes, _mm_set1_epi8('+')),
            _mm_cmpeq_epi8(bytes, _mm_set1_epi8('='))));

    /* The top bit of a byte that is not ASCII is set as well. */
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(special, bytes));
}
#else
static inline unsigned sg_scan_special16(const char *p)
{
    unsigned bits = 0;

    for (unsigned i = 0; i < 16; i++)
        bits |= (unsigned)sg_scan_is_special(p[i]) << i;
    return bits;
}

static inline unsigned sg_scan_url16(const char *p)
{
    unsigned bits = 0;

    for (unsigned i = 0; i < 16; i++)
        bits |= (unsigned)sg_url_special[(unsigned char)p[i]] << i;
    return bits;
}
#endif

/* Whether two texts begin with the same `size` bytes, at most 32; and 32 can be read. */
static inline bool sg_scan_begins_alike(const char *a, const char *b, size_t size)
{
#ifdef SG_SCAN_SSE2
    __m128i low = _mm_cmpeq_epi8(sg_scan_load16(a), sg_scan_load16(b));
    __m128i high = _mm_cmpeq_epi8(sg_scan_load16(a + 16), sg_scan_load16(b + 16));
    uint64_t equal = (uint64_t)(unsigned)_mm_movemask_epi8(high) << 16 |
                     (unsigned)_mm_movemask_epi8(low);

    return (~equal << (64 - size)) == 0;
#else
    return memcmp(a, b, size) == 0;
#endif
}

/* Whether a byte stands in a text, of whose memory `room` bytes can be read. Most texts
 * are short, and how short can't be foretold. */
static inline bool sg_scan_has(sg_text text, char byte, size_t room)
{
#ifdef SG_SCAN_SSE2
    if (text.size <= 32 && room >= 32) {
        uint64_t equal = (uint64_t)sg_scan_equal16(sg_scan_load16(text.bytes + 16), byte)
                             << 16 |
                         sg_scan_equal16(sg_scan_load16(text.bytes), byte);

        return (equal & ((UINT64_C(1) << text.size) - 1)) != 0;
    }
#endif
    (void)room;
    return memchr(text.bytes, byte, text.size) != NULL;
}

/* The first byte from `p` on that is special, or `end`. */
static inline const char *sg_scan_plain(const char *p, const char *end)
{
#ifdef SG_SCAN_SSE2
    for (; end - p >= 16; p += 16) {
        unsigned special = sg_scan_special16(p);

        if (special)
            return p + sg_lowest_bit(special);
    }
#elif defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    for (; end - p >= 8; p += 8) {
        uint64_t special = sg_scan_special(sg_load64(p));

        if (special)
            return p + (sg_lowest_bit(special) >> 3);
    }
#endif
    while (p < end && !sg_scan_is_special(*p))
        p++;
    return p;
}

/* The first byte from `p` on that is special and no part of an escaped quote, or `end`.
 * Among sixteen bytes, the quotes must stand just behind the backslashes. */
static inline const char *sg_scan_quoted(const char *p, const char *end)
{
#ifdef SG_SCAN_SSE2
    unsigned escaped = 0; /* a bit for each byte behind a backslash */

    for (; end - p >= 16; p += 16) {
        __m128i bytes = sg_scan_load16(p);
        unsigned slashes = sg_scan_equal16(bytes, '\\');
        unsigned quotes = sg_scan_equal16(bytes, '"');
        unsigned other = sg_scan_special16(p) & ~(slashes | quotes);
        unsigned wrong;

        escaped = escaped >> 16 | slashes << 1;
        wrong = ((escaped ^ quotes) & 0xFFFF) | other;
        if (wrong) {
            unsigned first = sg_lowest_bit(wrong);

            return p + first - (escaped >> first & 1);
        }
    }
    p -= escaped >> 16;
#endif
    while (p + 1 < end) {
        if (!sg_scan_is_special(*p))
            p++;
        else if (p[0] == '\\' && p[1] == '"')
            p += 2;
        else
            return p;
    }
    return p;
}

#ifdef SG_SCAN_SSE2
/* The top bit of each byte that is not ASCII, or a line's end. */
static inline __m128i sg_scan_no_column16(const char *p)
{
    __m128i bytes = sg_scan_load16(p);

    return _mm_or_si128(bytes, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')));
}

/* Whether each of sixty-four bytes is a column. */
static inline bool sg_scan_are_columns64(const char *p)
{
    __m128i first = _mm_or_si128(sg_scan_no_column16(p), sg_scan_no_column16(p + 16));
    __m128i last = _mm_or_si128(sg_scan_no_column16(p + 32), sg_scan_no_column16(p + 48));

    return _mm_movemask_epi8(_mm_or_si128(first, last)) == 0;
}
#endif

/* How many bytes from `p` on are a column each: ASCII, and no line's end. */
static inline size_t sg_scan_columns(const char *p, const char *end)
{
    const char *begin = p;

#ifdef SG_SCAN_SSE2
    while (end - p >= 64 && sg_scan_are_columns64(p))
        p += 64;
    for (; end - p >= 16; p += 16) {
        unsigned other = (unsigned)_mm_movemask_epi8(sg_scan_no_column16(p));

        if (other)
            return (size_t)(p - begin) + sg_lowest_bit(other);
    }
#else
    for (; end - p >= 8; p += 8) {
        uint64_t word = sg_load64(p);

        if ((word & SG_EACH_BYTE(0x80)) || sg_scan_zero(word ^ SG_EACH_BYTE('\n')))
            break;
    }
#endif
    while (p < end && (unsigned char)*p < 0x80 && *p != '\n')
        p++;
    return (size_t)(p - begin);
}

#endif
