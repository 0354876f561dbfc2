#include "read_json.h"

#include "compiler.h"
#include "hex.h"
#include "keys.h"
#include "scanner.h"
#include "utf8.h"

/* What does not change from byte to byte.
 *
 * Behind the text stands a byte that can be read and is no part of JSON, or the last byte
 * that is no blank is a closing bracket. So every loop ends there, and only what stands
 * behind such a bracket, or in a string, has to be compared with `end`. */
typedef struct sg_reader {
    sg_document *document;
    const char *end;
    uintptr_t origin; /* the address of position 0 */
    sg_node *nodes;
    size_t depth; /* of open containers */
    sg_read_limits limits;
    sg_read_end *stop;
    bool out_of_memory;
    sg_read_what what;
} sg_reader;

/* What does. Its address goes to no function that is not inlined, so that all of it is
 * kept in registers. */
typedef struct sg_cursor {
    sg_node *node; /* the next one */
    sg_node *open; /* the innermost container that is not closed, or NULL */
    size_t values; /* that the limit leaves */
    sg_scanner scanner;
} sg_cursor;

static inline uint32_t offset_of(const sg_reader *reader, const char *p)
{
    return (uint32_t)((uintptr_t)p - reader->origin);
}

/* Every failure ends here, with NULL as the next position. The range is one character, or
 * nothing at the end of the text. */
static SG_RARE const char *fail(sg_reader *reader, sg_syntax reason, const char *p)
{
    size_t size = sg_utf8_sequence(p, reader->end);
    bool is_end = p == reader->end;

    *reader->stop = (sg_read_end){
        .kind = size || is_end ? SG_FAULT_SYNTAX : SG_FAULT_UTF8,
        .reason = reason,
        .begin = offset_of(reader, p),
        .end = offset_of(reader, p) + (uint32_t)(size ? size : !is_end),
    };
    return NULL;
}

static SG_RARE const char *fail_surrogate(sg_reader *reader, const char *escape)
{
    fail(reader, SG_SYNTAX_SURROGATE, escape);
    reader->stop->end = reader->stop->begin + 6;
    return NULL;
}

static SG_RARE const char *exceed(sg_reader *reader, snapguard_limit limit, const char *p)
{
    fail(reader, SG_SYNTAX_NONE, p);
    reader->stop->kind = SG_FAULT_LIMIT;
    reader->stop->limit = limit;
    return NULL;
}

static inline bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static inline const char *skip_space(const char *p)
{
    while ((unsigned char)*p <= ' ' && is_blank(*p))
        p++;
    return p;
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline const char *set_node(
    const sg_reader *reader, sg_node *node, sg_kind kind, unsigned flags,
    const char *begin, const char *end)
{
    *node = (sg_node){
        offset_of(reader, begin), offset_of(reader, end), 0, (uint16_t)kind,
        (uint16_t)flags};
    return end;
}

/* ------------------------------------------------------------------------ strings */

static const char *read_hex(sg_reader *reader, const char *p, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++, p++) {
        int digit = p < reader->end ? sg_hex_digit(*p) : -1;

        if (digit < 0)
            return fail(reader, SG_SYNTAX_HEX, p);
        *unit = *unit << 4 | (uint32_t)digit;
    }
    return p;
}

static const char *read_unicode(sg_reader *reader, const char *escape)
{
    uint32_t unit;
    const char *p = read_hex(reader, escape + 2, &unit);

    if (!p || unit < 0xD800 || unit > 0xDFFF)
        return p;
    if (unit >= 0xDC00 || reader->end - p < 2 || p[0] != '\\' || p[1] != 'u')
        return fail_surrogate(reader, escape);
    p = read_hex(reader, p + 2, &unit);
    if (p && (unit < 0xDC00 || unit > 0xDFFF))
        return fail_surrogate(reader, escape);
    return p;
}

static const char *read_escape(sg_reader *reader, const char *p)
{
    if (reader->end - p < 2)
        return fail(reader, SG_SYNTAX_STRING_END, reader->end);
    switch (p[1]) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        return p + 2;
    case 'u':
        return read_unicode(reader, p);
    default:
        return fail(reader, SG_SYNTAX_ESCAPE, p + 1);
    }
}

/* A byte of a string that cannot be skipped over: an escape, a control or not ASCII. */
static const char *read_special(sg_reader *reader, const char *p, unsigned *flags)
{
    size_t size;

    if (*p == '\\') {
        *flags |= SG_ESCAPED;
        return read_escape(reader, p);
    }
    if ((unsigned char)*p < 0x20)
        return fail(reader, SG_SYNTAX_CONTROL, p);
    size = sg_utf8_sequence(p, reader->end);
    return size ? p + size : fail(reader, SG_SYNTAX_NONE, p);
}

/* A string that is not plain, from the first byte on that is not. JSON inside of a string
 * is full of escaped quotes. */
static SG_APART const char *read_rest(
    sg_reader *reader, sg_node *node, sg_kind kind, const char *begin, const char *p)
{
    unsigned flags = 0;

    while (p < reader->end && *p != '"') {
        p = read_special(reader, p, &flags);
        if (!p)
            return NULL;
        p = flags & SG_ESCAPED ? sg_scan_quoted(p, reader->end)
                               : sg_scan_plain(p, reader->end);
    }
    if (p == reader->end)
        return fail(reader, SG_SYNTAX_STRING_END, p);
    return set_node(reader, node, kind, flags, begin, p + 1);
}

static SG_INLINE const char *
read_string(sg_reader *reader, sg_cursor *cursor, const char *begin)
{
    sg_node *node = cursor->node;
    const char *p = sg_scanner_next(&cursor->scanner, begin + 1, sg_scan_special16);

    return p < reader->end && *p == '"'
               ? set_node(reader, node, SG_STRING, 0, begin, p + 1)
               : read_rest(reader, node, SG_STRING, begin, p);
}

static SG_APART const char *
read_rest_of_key(sg_reader *reader, sg_node *node, const char *begin, const char *p)
{
    sg_array *scratch = &reader->document->scratch.bytes;
    char *out = (char *)scratch->data + scratch->count;

    p = read_rest(reader, node, SG_KEY, begin, p);
    if (!p)
        return NULL;
    node->link = sg_text_hash((sg_text){
        out, sg_escape_resolve((sg_text){begin + 1, (size_t)(p - begin) - 2}, out)});
    return p;
}

/* A key's link is its hash. */
static SG_INLINE const char *
read_key_text(sg_reader *reader, sg_cursor *cursor, const char *begin)
{
    sg_node *node = cursor->node;
    const char *p = sg_scanner_next(&cursor->scanner, begin + 1, sg_scan_special16);

    if (p == reader->end || *p != '"')
        return read_rest_of_key(reader, node, begin, p);
    set_node(reader, node, SG_KEY, 0, begin, p + 1);
    node->link =
        sg_text_hash_before((sg_text){begin + 1, (size_t)(p - begin - 1)}, reader->end);
    return p + 1;
}

static SG_INLINE const char *read_key(sg_reader *reader, sg_cursor *cursor, const char *p)
{
    sg_node *node = cursor->node;

    p = skip_space(p);
    if (*p != '"')
        return fail(reader, SG_SYNTAX_KEY, p);
    p = read_key_text(reader, cursor, p);
    if (!p)
        return NULL;
    cursor->node++;
    sg_keys_note(cursor->open, node->link);
    p = skip_space(p);
    if (*p != ':')
        return fail(reader, SG_SYNTAX_COLON, p);
    return p + 1;
}

/* ------------------------------------------------------------------------ scalars */

static const char *read_digits(sg_reader *reader, const char *p)
{
    if (!is_digit(*p))
        return fail(reader, SG_SYNTAX_NUMBER, p);
    while (is_digit(*p))
        p++;
    return p;
}

static const char *read_fraction(sg_reader *reader, const char *p)
{
    if (*p == '.') {
        p = read_digits(reader, p + 1);
        if (!p)
            return NULL;
    }
    if (*p == 'e' || *p == 'E') {
        p++;
        if (*p == '+' || *p == '-')
            p++;
        p = read_digits(reader, p);
    }
    return p;
}

static const char *read_number(sg_reader *reader, sg_node *node, const char *begin)
{
    const char *p = begin + (*begin == '-');
    const char *integer;

    if (*p == '0' && is_digit(p[1]))
        return fail(reader, SG_SYNTAX_LEADING_ZERO, p + 1);
    integer = read_digits(reader, p);
    if (!integer)
        return NULL;
    p = read_fraction(reader, integer);
    if (!p)
        return NULL;
    return set_node(reader, node, SG_NUMBER, p == integer ? SG_INTEGER : 0, begin, p);
}

static const char *read_literal(
    sg_reader *reader, sg_node *node, sg_kind kind, sg_text literal, const char *begin)
{
    const char *p = begin;

    for (size_t i = 0; i < literal.size; i++, p++)
        if (*p != literal.bytes[i])
            return fail(reader, SG_SYNTAX_LITERAL, p);
    return set_node(reader, node, kind, 0, begin, p);
}

static SG_APART const char *read_other(sg_reader *reader, sg_node *node, const char *p)
{
    switch (*p) {
    case 't':
        return read_literal(reader, node, SG_TRUE, SG_LITERAL("true"), p);
    case 'f':
        return read_literal(reader, node, SG_FALSE, SG_LITERAL("false"), p);
    case 'n':
        return read_literal(reader, node, SG_NULL, SG_LITERAL("null"), p);
    default:
        return *p == '-' || is_digit(*p) ? read_number(reader, node, p)
                                         : fail(reader, SG_SYNTAX_VALUE, p);
    }
}

static SG_INLINE const char *
read_scalar(sg_reader *reader, sg_cursor *cursor, const char *p)
{
    p = *p == '"' ? read_string(reader, cursor, p) : read_other(reader, cursor->node, p);
    if (p)
        cursor->node++;
    return p;
}

/* --------------------------------------------------------------------- containers */

/* Look at an object that may have a key twice. */
static SG_APART bool check_keys(sg_reader *reader, sg_node *object, const sg_node *end)
{
    object->flags = 0;
    if (reader->what == SG_READ_SOURCE &&
        !sg_keys_check(
            reader->document, (uint32_t)(object - reader->nodes),
            (uint32_t)(end - reader->nodes)))
        reader->out_of_memory = true;
    return !reader->out_of_memory;
}

static SG_INLINE const char *
close_container(sg_reader *reader, sg_cursor *cursor, const char *p)
{
    sg_node *node = cursor->open;

    cursor->open = node->link == SG_NO_NODE ? NULL : reader->nodes + node->link;
    reader->depth--;
    node->link = (uint32_t)(cursor->node - reader->nodes);
    node->end = offset_of(reader, p + 1);
    if (node->flags & SG_SUSPECTED && !check_keys(reader, node, cursor->node))
        return NULL;
    return p + 1;
}

/* Behind a container's opening bracket. It has no end yet. */
static SG_INLINE const char *
open_container(sg_reader *reader, sg_cursor *cursor, const char *p)
{
    sg_kind kind = *p == '{' ? SG_OBJECT : SG_ARRAY;
    uint32_t outer = cursor->open ? (uint32_t)(cursor->open - reader->nodes) : SG_NO_NODE;

    if (reader->depth == reader->limits.depth)
        return exceed(reader, SNAPGUARD_MAX_DEPTH, p);
    *cursor->node = (sg_node){offset_of(reader, p), 0, outer, (uint16_t)kind, 0};
    cursor->open = cursor->node++;
    reader->depth++;
    return p + 1;
}

/* The same behind a closing bracket, which may be the last one. */
static inline const char *skip_last_space(const sg_reader *reader, const char *p)
{
    while (p < reader->end && is_blank(*p))
        p++;
    return p;
}

/* What stands behind the whole value. NULL where it is anything but blanks. */
static const char *read_end(sg_reader *reader, const char *p)
{
    p = skip_last_space(reader, p);
    return p == reader->end ? p : fail(reader, SG_SYNTAX_END, p);
}

static SG_RARE const char *fail_comma(sg_reader *reader, bool in_object, const char *p)
{
    return fail(reader, in_object ? SG_SYNTAX_OBJECT_COMMA : SG_SYNTAX_ARRAY_COMMA, p);
}

/* Close what ends here, up to the next comma, or the end of the text. */
static SG_INLINE const char *
read_closers(sg_reader *reader, sg_cursor *cursor, const char *p)
{
    p = skip_space(p);
    while (*p != ',') {
        bool in_object = cursor->open->kind == SG_OBJECT;

        if (*p != (in_object ? '}' : ']'))
            return fail_comma(reader, in_object, p);
        p = close_container(reader, cursor, p);
        if (!p)
            return NULL;
        if (!cursor->open)
            return read_end(reader, p);
        p = skip_last_space(reader, p);
        if (p == reader->end)
            return fail_comma(reader, cursor->open->kind == SG_OBJECT, p);
    }
    return p;
}

/* ------------------------------------------------------------------------- a text */

static SG_RARE const char *exceed_values(sg_reader *reader, const char *p)
{
    return strchr("\"{[tfn-0123456789", *p) && *p
               ? exceed(reader, SNAPGUARD_MAX_VALUES, p)
               : fail(reader, SG_SYNTAX_VALUE, p);
}

/* A whole value, or a container's opening bracket. */
static SG_INLINE const char *
read_value(sg_reader *reader, sg_cursor *cursor, const char *p)
{
    p = skip_space(p);
    if (cursor->values == 0)
        return exceed_values(reader, p);
    cursor->values--;
    return *p == '{' || *p == '[' ? open_container(reader, cursor, p)
                                  : read_scalar(reader, cursor, p);
}

/* From one value to the next. A container's first member is due behind its bracket,
 * unless it is empty. Answers the node behind the last one. */
static sg_node *read_values(sg_reader *reader, const char *p, sg_node *first)
{
    sg_cursor cursor = {
        first, NULL, reader->limits.values, sg_scanner_of(p, reader->end)};
    bool in_object = false;

    for (;;) {
        const sg_node *open = cursor.open;

        if (in_object)
            p = read_key(reader, &cursor, p);
        if (p)
            p = read_value(reader, &cursor, p);
        if (!p)
            return cursor.node;
        if (cursor.open != open) {
            in_object = cursor.open->kind == SG_OBJECT;
            p = skip_space(p);
            if (*p != (in_object ? '}' : ']'))
                continue;
        }
        if (*p != ',' || !cursor.open) {
            p = cursor.open ? read_closers(reader, &cursor, p) : read_end(reader, p);
            if (!p || !cursor.open)
                return cursor.node;
            in_object = cursor.open->kind == SG_OBJECT;
        }
        p++;
    }
}

static sg_node *read_text(sg_reader *reader, const char *p, sg_node *first)
{
    if (reader->end - p < 3 || memcmp(p, "\xEF\xBB\xBF", 3) != 0)
        return read_values(reader, p, first);
    fail(reader, SG_SYNTAX_BYTE_ORDER_MARK, p);
    return first;
}

/* More nodes than this a text cannot have: a value takes two bytes with its comma, but
 * for brackets that are not closed, of which the depth allows only so many. */
static size_t most_nodes(size_t size, const sg_read_limits *limits)
{
    size_t by_size = size / 2 + limits->depth + 2;
    size_t by_values = 2 * limits->values + 2;

    return by_size < by_values ? by_size : by_values;
}

/* Whether the last byte that is no blank is a closing bracket, as of nearly every text.
 */
static bool is_closed(sg_text text)
{
    while (text.size > 0 && is_blank(text.bytes[text.size - 1]))
        text.size--;
    return text.size > 0 &&
           (text.bytes[text.size - 1] == '}' || text.bytes[text.size - 1] == ']');
}

/* A copy of any other text, with a byte behind it that ends every loop. */
static const char *copy_text(sg_document *document, sg_text text)
{
    char *copy = (char *)document->scratch.bytes.data + document->scratch.bytes.count;

    if (text.size)
        memcpy(copy, text.bytes, text.size);
    copy[text.size] = '\0';
    document->scratch.bytes.count += text.size + 1;
    return copy;
}

bool sg_read_json_at(
    sg_document *document, sg_text text, size_t begin, sg_read_what what,
    const sg_read_limits *limits, sg_read_end *end)
{
    sg_text rest = {text.bytes + begin, text.size - begin};
    size_t used = document->scratch.bytes.count;
    const char *p = is_closed(rest) ? rest.bytes : copy_text(document, rest);
    sg_reader reader = {
        .document = document,
        .end = p + rest.size,
        .origin = (uintptr_t)p - begin,
        .limits = *limits,
        .stop = end,
        .what = what,
    };
    const sg_node *last;

    *end = (sg_read_end){.kind = SG_FAULT_COUNT};
    if (!sg_array_reserve(
            &document->nodes, document->allocator,
            document->nodes.count + most_nodes(rest.size, limits), sizeof(sg_node)))
        return false;
    reader.nodes = document->nodes.data;
    last = read_text(&reader, p, reader.nodes + document->nodes.count);
    document->nodes.count = (size_t)(last - reader.nodes);
    document->scratch.bytes.count = used;
    return !reader.out_of_memory;
}

bool sg_read_json(
    sg_document *document, sg_text text, sg_read_what what, const sg_read_limits *limits,
    sg_read_end *end)
{
    return sg_read_json_at(document, text, 0, what, limits, end);
}
