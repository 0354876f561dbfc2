#include "read_query.h"

#include "compiler.h"
#include "percent.h"
#include "scanner.h"
#include "utf8.h"

typedef struct sg_pairs {
    sg_document *document;
    const char *begin; /* of the source */
    const char *end;
    sg_read_end *stop;
} sg_pairs;

static uint32_t offset_of(const sg_pairs *pairs, const char *p)
{
    return (uint32_t)(p - pairs->begin);
}

/* The first thing that is wrong is what is said of the request. */
static const char *
fail(sg_pairs *pairs, sg_fault_kind kind, const char *begin, const char *end)
{
    if (pairs->stop->kind == SG_FAULT_COUNT)
        *pairs->stop = (sg_read_end){
            .kind = kind,
            .begin = offset_of(pairs, begin),
            .end = offset_of(pairs, end),
        };
    return NULL;
}

static bool is_escape(const char *p, const char *end)
{
    return end - p >= 3 && *p == '%' && sg_hex_digit(p[1]) >= 0 &&
           sg_hex_digit(p[2]) >= 0;
}

/* A "%" without two digits, and the one that it may have. */
static const char *fail_escape(sg_pairs *pairs, const char *p)
{
    const char *end = p + 1;

    if (end < pairs->end && sg_hex_digit(*end) >= 0)
        end++;
    return fail(pairs, SG_FAULT_PERCENT, p, end);
}

/* Decode the bytes of one character of UTF-8, or what there is of it. */
static size_t decode_ahead(const sg_pairs *pairs, const char **p, char *bytes)
{
    size_t count = 0;

    while (count < 4 && *p < pairs->end && (**p != '%' || is_escape(*p, pairs->end))) {
        size_t read;
        size_t written;

        sg_percent_next(*p, bytes + count++, &read, &written);
        *p += read;
    }
    return count;
}

/* Whether it could be a character if more bytes followed. */
static bool is_beginning(const char *bytes, size_t count)
{
    static const char lowest = (char)0x80;
    static const char highest = (char)0xBF;
    char filled[4];

    memcpy(filled, bytes, count);
    memset(filled + count, lowest, 4 - count);
    if (sg_utf8_sequence(filled, filled + 4) > count)
        return true;
    memset(filled + count, highest, 4 - count);
    return sg_utf8_sequence(filled, filled + 4) > count;
}

/* A character that is not ASCII, encoded or as it stands. */
static SG_APART const char *read_character(sg_pairs *pairs, const char *p)
{
    const char *ahead = p;
    char bytes[4];
    size_t count = decode_ahead(pairs, &ahead, bytes);
    size_t size = sg_utf8_sequence(bytes, bytes + count);
    sg_text rest = {p, (size_t)(pairs->end - p)};

    if (size)
        return p + sg_percent_source(rest, size);
    if (count < 4 && ahead < pairs->end && *ahead == '%' && is_beginning(bytes, count))
        return fail_escape(pairs, ahead);
    return fail(pairs, SG_FAULT_UTF8, p, p + sg_percent_source(rest, 1));
}

/* A character whose first byte stands as it is; the others may be escapes. */
static const char *read_raw_character(sg_pairs *pairs, const char *p, unsigned *flags)
{
    const char *end = read_character(pairs, p);

    if (end && memchr(p, '%', (size_t)(end - p)))
        *flags |= SG_ESCAPED;
    return end;
}

/* Whether two digits follow, and what they say is ASCII. */
static inline bool is_ascii_escape(const char *p)
{
    return sg_hex_digits[(unsigned char)p[1]] - 1U < 8 &&
           sg_hex_digits[(unsigned char)p[2]];
}

static SG_APART const char *read_other_escape(sg_pairs *pairs, const char *p)
{
    return is_escape(p, pairs->end) ? read_character(pairs, p) : fail_escape(pairs, p);
}

/* Escapes mostly stand side by side. */
static inline const char *read_escapes(sg_pairs *pairs, const char *p)
{
    do {
        p = pairs->end - p >= 3 && is_ascii_escape(p) ? p + 3
                                                      : read_other_escape(pairs, p);
    } while (p && p < pairs->end && *p == '%');
    return p;
}

static inline bool is_end(const sg_pairs *pairs, const char *p, bool is_key)
{
    return p == pairs->end || *p == '&' || (is_key && *p == '=');
}

static const char *skip_broken(const sg_pairs *pairs, const char *p, bool is_key)
{
    while (!is_end(pairs, p, is_key))
        p++;
    return p;
}

static inline const char *set_node(
    const sg_pairs *pairs, sg_node *node, sg_kind kind, unsigned flags, const char *begin,
    const char *end)
{
    *node = (sg_node){
        offset_of(pairs, begin), offset_of(pairs, end), 0, (uint16_t)kind,
        (uint16_t)flags};
    return end;
}

/* Between two escapes there is mostly no more than a byte or two. */
static inline const char *skip_plain(const sg_pairs *pairs, const char *p)
{
    while (p < pairs->end && !sg_url_special[(unsigned char)*p])
        p++;
    return p;
}

/* A byte that does not stand for itself, or a character. NULL where it cannot be decoded.
 */
static inline const char *read_special(sg_pairs *pairs, const char *p, unsigned *flags)
{
    if (*p == '%') {
        *flags |= SG_ESCAPED;
        return read_escapes(pairs, p);
    }
    if (*p == '+')
        *flags |= SG_ESCAPED;
    return (unsigned char)*p < 0x80 ? p + 1 : read_raw_character(pairs, p, flags);
}

/* A name or value from the first byte on that may not stand for itself. */
static SG_APART const char *
read_rest(sg_pairs *pairs, sg_node *node, sg_kind kind, const char *begin, const char *p)
{
    unsigned flags = SG_ENCODED;
    bool is_key = kind == SG_KEY;

    while (!is_end(pairs, p, is_key)) {
        const char *at = p;

        p = read_special(pairs, p, &flags);
        if (!p)
            return set_node(
                pairs, node, kind, SG_ENCODED | SG_BROKEN, begin,
                skip_broken(pairs, at, is_key));
        p = skip_plain(pairs, p);
    }
    return set_node(pairs, node, kind, flags, begin, p);
}

/* One name or value. Answers where it ends. */
static SG_INLINE const char *read_piece(
    sg_pairs *pairs, sg_scanner *scanner, sg_node *node, sg_kind kind, const char *begin)
{
    const char *p = sg_scanner_next(scanner, begin, sg_scan_url16);

    return is_end(pairs, p, kind == SG_KEY)
               ? set_node(pairs, node, kind, SG_ENCODED, begin, p)
               : read_rest(pairs, node, kind, begin, p);
}

/* More nodes than this the pairs cannot have: one takes two bytes with its ampersand. */
static size_t most_nodes(size_t size, size_t values)
{
    size_t pairs = size / 2 + 1;

    return 1 + 2 * (pairs < values ? pairs : values);
}

bool sg_query_begin(sg_document *document, uint32_t begin, size_t size, size_t values)
{
    size_t most = document->nodes.count + most_nodes(size, values);
    sg_node *object;

    if (!sg_array_reserve(&document->nodes, document->allocator, most, sizeof(sg_node)))
        return false;
    object = (sg_node *)document->nodes.data + document->nodes.count++;
    *object = (sg_node){begin, begin, 0, SG_OBJECT, SG_ENCODED};
    return true;
}

/* From one pair to the next. Answers where it stopped: behind the last one, or where
 * there is room for no more. */
static const char *read_pairs(sg_pairs *pairs, const char *p, const sg_node *full)
{
    sg_array *nodes = &pairs->document->nodes;
    sg_node *node = (sg_node *)nodes->data + nodes->count;
    sg_scanner scanner = sg_scanner_of(p, pairs->end);

    while (p < pairs->end && (*p == '&' || node < full)) {
        if (*p == '&') {
            p++;
            continue;
        }
        p = read_piece(pairs, &scanner, node, SG_KEY, p);
        p = read_piece(
            pairs, &scanner, node + 1, SG_STRING,
            p < pairs->end && *p == '=' ? p + 1 : p);
        node += 2;
    }
    nodes->count = (size_t)(node - (sg_node *)nodes->data);
    return p;
}

uint32_t sg_query_read(
    sg_document *document, uint32_t object, uint32_t begin, uint32_t end, size_t values,
    sg_read_end *stop)
{
    const sg_node *first = (const sg_node *)document->nodes.data + object + 1;
    sg_pairs pairs = {
        .document = document,
        .begin = document->source.bytes,
        .end = document->source.bytes + end,
        .stop = stop,
    };
    const char *p =
        read_pairs(&pairs, document->source.bytes + begin, first + 2 * values);

    if (p < pairs.end) {
        fail(&pairs, SG_FAULT_LIMIT, p, p);
        stop->limit = SNAPGUARD_MAX_VALUES;
    }
    return offset_of(&pairs, p);
}

void sg_query_end(sg_document *document, uint32_t object)
{
    sg_node *node = (sg_node *)document->nodes.data + object;
    uint32_t end = (uint32_t)document->nodes.count;

    node->link = end;
    if (end == object + 1)
        return;
    node->begin = node[1].begin;
    node->end = node[end - object - 1].end;
}
