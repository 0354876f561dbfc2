#include "escape.h"

#include "hex.h"
#include "scan.h"
#include "utf8.h"

static uint32_t read_unit(const char *digits)
{
    uint32_t unit = 0;

    for (int i = 0; i < 4; i++)
        unit = unit << 4 | (uint32_t)sg_hex_digit(digits[i]);
    return unit;
}

static size_t resolve_unicode(const char *p, char *out, size_t *read)
{
    uint32_t unit = read_unit(p + 2);

    *read = 6;
    if (unit >= 0xD800 && unit < 0xDC00) {
        unit = 0x10000 + ((unit - 0xD800) << 10) + (read_unit(p + 8) - 0xDC00);
        *read = 12;
    }
    return sg_utf8_write(out, unit);
}

void sg_escape_next(const char *p, char *out, size_t *read, size_t *written)
{
    static const char plain[] = {['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r',
                                 ['t'] = '\t', ['"'] = '"',  ['/'] = '/',  ['\\'] = '\\'};

    if (p[0] == '\\' && p[1] == 'u') {
        *written = resolve_unicode(p, out, read);
        return;
    }
    *written = 1;
    *read = p[0] == '\\' ? 2 : 1;
    out[0] = p[0];
    if (p[0] == '\\')
        out[0] = plain[(unsigned char)p[1]];
}

size_t sg_escape_resolve(sg_text content, char *out)
{
    const char *p = content.bytes;
    const char *end = p + content.size;
    char *begin = out;

    while (p < end) {
        size_t read = 1;
        size_t written = 1;

        if (*p == '\\')
            sg_escape_next(p, out, &read, &written);
        else
            *out = *p;
        p += read;
        out += written;
    }
    return (size_t)(out - begin);
}

size_t sg_escape_source(sg_text content, size_t size)
{
    const char *p = content.bytes;
    const char *end = p + content.size;
    char bytes[4];

    while (p < end && size > 0) {
        size_t plain = (size_t)(end - p) < size ? (size_t)(end - p) : size;
        const char *escape = memchr(p, '\\', plain);
        size_t read;
        size_t written;

        plain = escape ? (size_t)(escape - p) : plain;
        p += plain;
        size -= plain;
        if (!escape)
            break;
        sg_escape_next(p, bytes, &read, &written);
        p += read;
        size -= written < size ? written : size;
    }
    return (size_t)(p - content.bytes);
}

/* Resolved bytes one by one, so that "\\u00e9" and its two raw bytes compare as equal. */
typedef struct sg_cursor {
    const char *p;
    const char *end;
    sg_escape_function *resolve;
    char bytes[4];
    size_t next;
    size_t count;
} sg_cursor;

static int next_byte(sg_cursor *cursor)
{
    size_t read;

    if (cursor->next == cursor->count) {
        if (cursor->p == cursor->end)
            return -1;
        cursor->resolve(cursor->p, cursor->bytes, &read, &cursor->count);
        cursor->p += read;
        cursor->next = 0;
    }
    return (unsigned char)cursor->bytes[cursor->next++];
}

/* Whether an escape of some kind may begin in eight bytes. */
static bool may_escape(uint64_t word)
{
    return (sg_scan_zero(word ^ SG_EACH_BYTE('\\')) |
            sg_scan_zero(word ^ SG_EACH_BYTE('%')) |
            sg_scan_zero(word ^ SG_EACH_BYTE('+'))) != 0;
}

static bool is_equal_plain(const sg_cursor *left, const sg_cursor *right)
{
    uint64_t word;

    if (left->end - left->p < 8 || right->end - right->p < 8)
        return false;
    word = sg_load64(left->p);
    return word == sg_load64(right->p) && !may_escape(word);
}

/* Such as "\n" in both. Those with digits are left to who resolves them. */
static bool is_equal_escape(const sg_cursor *left, const sg_cursor *right)
{
    return left->resolve == sg_escape_next && right->resolve == sg_escape_next &&
           left->end - left->p >= 2 && right->end - right->p >= 2 && left->p[0] == '\\' &&
           right->p[0] == '\\' && left->p[1] == right->p[1] && left->p[1] != 'u';
}

/* What is the same in both as it stands is passed over quickly. */
static void skip_equal(sg_cursor *left, sg_cursor *right)
{
    size_t size;

    do {
        size = is_equal_plain(left, right) ? 8 : is_equal_escape(left, right) ? 2 : 0;
        left->p += size;
        right->p += size;
    } while (size);
}

int sg_escape_compare_as(
    sg_text a, sg_escape_function *next_a, sg_text b, sg_escape_function *next_b)
{
    sg_cursor left = {a.bytes, a.bytes + a.size, next_a, {0}, 0, 0};
    sg_cursor right = {b.bytes, b.bytes + b.size, next_b, {0}, 0, 0};

    for (;;) {
        int x;
        int y;

        if (left.next == left.count && right.next == right.count)
            skip_equal(&left, &right);
        x = next_byte(&left);
        y = next_byte(&right);
        if (x != y)
            return x < y ? -1 : 1;
        if (x < 0)
            return 0;
    }
}

int sg_escape_compare(sg_text a, sg_text b)
{
    return sg_escape_compare_as(a, sg_escape_next, b, sg_escape_next);
}
