/* Text is a pointer and a size everywhere; it never relies on a NUL. */
#ifndef SNAPGUARD_LIB_TEXT_H
#define SNAPGUARD_LIB_TEXT_H

#include "compiler.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct sg_text {
    const char *bytes;
    size_t size;
} sg_text;

#define SG_LITERAL(literal) ((sg_text){(literal), sizeof(literal) - 1})

static inline sg_text sg_text_of(const char *terminated)
{
    return (sg_text){terminated, strlen(terminated)};
}

/* ASCII only: the names and prefixes of the page are ASCII, and the locale is not read.
 */
static inline char sg_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static inline bool sg_text_begins_ignoring_case(sg_text text, sg_text prefix)
{
    if (prefix.size > text.size)
        return false;
    for (size_t i = 0; i < prefix.size; i++)
        if (text.bytes[i] != prefix.bytes[i] &&
            sg_lower(text.bytes[i]) != sg_lower(prefix.bytes[i]))
            return false;
    return true;
}

static inline bool sg_text_equals_ignoring_case(sg_text a, sg_text b)
{
    return a.size == b.size && sg_text_begins_ignoring_case(a, b);
}

/* What stands before the next comma of a list, which is not empty; the list is left with
 * what is behind it. */
static inline sg_text sg_text_next_item(sg_text *list)
{
    const char *comma = memchr(list->bytes, ',', list->size);
    sg_text item = {list->bytes, comma ? (size_t)(comma - list->bytes) : list->size};
    size_t read = item.size + (comma != NULL);

    list->bytes += read;
    list->size -= read;
    return item;
}

/* Without the blanks and controls around it. */
static inline sg_text sg_text_trim(sg_text text)
{
    for (; text.size && (unsigned char)text.bytes[0] <= ' '; text.size--)
        text.bytes++;
    while (text.size && (unsigned char)text.bytes[text.size - 1] <= ' ')
        text.size--;
    return text;
}

/* The same, but for blanks of HTTP only. */
static inline sg_text sg_text_trim_blanks(sg_text text)
{
    for (; text.size && (*text.bytes == ' ' || *text.bytes == '\t'); text.size--)
        text.bytes++;
    while (text.size &&
           (text.bytes[text.size - 1] == ' ' || text.bytes[text.size - 1] == '\t'))
        text.size--;
    return text;
}

static inline uint64_t sg_load64(const char *bytes)
{
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
    return word;
}

static inline uint32_t sg_load32(const char *bytes)
{
    uint32_t word;

    memcpy(&word, bytes, sizeof word);
    return word;
}

static inline uint16_t sg_load16(const char *bytes)
{
    uint16_t word;

    memcpy(&word, bytes, sizeof word);
    return word;
}

/* The first `size` bytes of a word that was loaded, at most 8. */
static inline uint64_t sg_mask64(size_t size)
{
    static const unsigned char ones[16] = {0xFF, 0xFF, 0xFF, 0xFF,
                                           0xFF, 0xFF, 0xFF, 0xFF};
    uint64_t mask;

    memcpy(&mask, ones + 8 - size, sizeof mask);
    return mask;
}

/* Names are short: a few words of memory are compared in place, without a call. */
static inline bool sg_text_equals(sg_text a, sg_text b)
{
    size_t n = a.size;
    uint64_t differ = 0;

    if (n != b.size)
        return false;
    if (n > 32)
        return memcmp(a.bytes, b.bytes, n) == 0;
    if (n >= 8) {
        for (size_t i = 0; i + 8 < n; i += 8)
            differ |= sg_load64(a.bytes + i) ^ sg_load64(b.bytes + i);
        return !(differ | (sg_load64(a.bytes + n - 8) ^ sg_load64(b.bytes + n - 8)));
    }
    if (n >= 4)
        return !(
            (sg_load32(a.bytes) ^ sg_load32(b.bytes)) |
            (sg_load32(a.bytes + n - 4) ^ sg_load32(b.bytes + n - 4)));
    if (n >= 2)
        return !(
            (sg_load16(a.bytes) ^ sg_load16(b.bytes)) |
            (sg_load16(a.bytes + n - 2) ^ sg_load16(b.bytes + n - 2)));
    return n == 0 || *a.bytes == *b.bytes;
}

static inline bool sg_text_begins(sg_text text, sg_text prefix)
{
    return prefix.size <= text.size &&
           sg_text_equals((sg_text){text.bytes, prefix.size}, prefix);
}

/* The first eight bytes of a text and its last eight, or all of a shorter one twice. */
typedef struct sg_ends {
    uint64_t first;
    uint64_t last;
} sg_ends;

static inline uint32_t sg_ends_hash(sg_ends ends, size_t size)
{
    uint64_t mixed = ends.first ^ (ends.last << 29 | ends.last >> 35);

    mixed = (mixed ^ mixed >> 32) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(mixed >> 32) + (uint32_t)size;
}

/* Reads both ends and the size, not every byte: names are short, an equal hash is always
 * followed by a comparison, and nothing that counts on it degrades worse than by a
 * logarithm when an attacker makes hashes collide (see duplicates.c). */
static inline uint32_t sg_text_hash(sg_text text)
{
    const char *p = text.bytes;
    size_t n = text.size;
    uint64_t all = 0;

    if (n >= 8)
        return sg_ends_hash((sg_ends){sg_load64(p), sg_load64(p + n - 8)}, n);
    if (n >= 4)
        all = sg_load32(p) | (uint64_t)sg_load32(p + n - 4) << (n - 4) * 8;
    else if (n > 0)
        all = (uint64_t)(unsigned char)p[0] |
              (uint64_t)(unsigned char)p[n / 2] << n / 2 * 8 |
              (uint64_t)(unsigned char)p[n - 1] << (n - 1) * 8;
    return sg_ends_hash((sg_ends){all, all}, n);
}

/* The same for a text in memory that can be read up to `end`: how long a name is can't be
 * foretold, so nothing here branches on it. */
static inline uint32_t sg_text_hash_before(sg_text text, const char *end)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    size_t size = text.size < 8 ? text.size : 8;

    if (end - text.bytes >= 8)
        return sg_ends_hash(
            (sg_ends){
                sg_load64(text.bytes) & sg_mask64(size),
                sg_load64(text.bytes + text.size - size) & sg_mask64(size)},
            text.size);
#endif
    (void)end;
    return sg_text_hash(text);
}

#endif
