#include "read_json.h"

#include "compiler.h"
#include "keys.h"
#include "scan.h"
#include "utf8.h"

typedef struct sg_reader {
    sg_document *document;
    sg_text text;
    const char *end;
    sg_node *nodes;
    uint32_t count;
    uint32_t
        open; /* the innermost container that is not closed; its link is the outer one */
    size_t depth;
    size_t values;
    sg_read_limits limits;
    sg_read_end *stop;
    bool out_of_memory;
    sg_read_what what;
} sg_reader;

static uint32_t offset_of(const sg_reader *reader, const char *p)
{
    return (uint32_t)(p - reader->text.bytes);
}

/* Every failure ends here, with NULL as the next position. The range is one character, or
 * nothing at the end of the text. */
static const char *fail(sg_reader *reader, sg_syntax reason, const char *p)
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

static const char *fail_surrogate(sg_reader *reader, const char *escape)
{
    fail(reader, SG_SYNTAX_SURROGATE, escape);
    reader->stop->end = reader->stop->begin + 6;
    return NULL;
}

static const char *exceed(sg_reader *reader, snapguard_limit limit, const char *p)
{
    fail(reader, SG_SYNTAX_NONE, p);
    reader->stop->kind = SG_FAULT_LIMIT;
    reader->stop->limit = limit;
    return NULL;
}

static inline const char *skip_space(const char *p, const char *end)
{
    if (p < end && (unsigned char)*p > ' ')
        return p;
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r'))
        p++;
    return p;
}

/* Whether a byte stands at `p`. */
static inline bool stands(const char *p, const char *end, char byte)
{
    return p < end && *p == byte;
}

/* The next byte that is no blank. Mostly it is the one that is due, and stands at once.
 */
static inline const char *seek(const char *p, const char *end, char due)
{
    return stands(p, end, due) ? p : skip_space(p, end);
}

static inline bool is_digit(const char *p, const char *end)
{
    return p < end && *p >= '0' && *p <= '9';
}

static inline const char *add_node(
    sg_reader *reader, sg_kind kind, unsigned flags, const char *begin, const char *end)
{
    reader->nodes[reader->count++] = (sg_node){
        offset_of(reader, begin), offset_of(reader, end), 0, (uint16_t)kind,
        (uint16_t)flags};
    return end;
}

/* ------------------------------------------------------------------------ strings */

static const char *read_hex(sg_reader *reader, const char *p, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++, p++) {
        char c = p < reader->end ? sg_lower(*p) : '\0';
        bool is_letter = c >= 'a' && c <= 'f';

        if (!is_letter && !(c >= '0' && c <= '9'))
            return fail(reader, SG_SYNTAX_HEX, p);
        *unit = *unit << 4 | (uint32_t)(is_letter ? c - 'a' + 10 : c - '0');
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
static const char *
read_rest(sg_reader *reader, sg_kind kind, const char *begin, const char *p)
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
    return add_node(reader, kind, flags, begin, p + 1);
}

static inline const char *read_string(sg_reader *reader, sg_kind kind, const char *begin)
{
    const char *p = sg_scan_plain(begin + 1, reader->end);

    return stands(p, reader->end, '"') ? add_node(reader, kind, 0, begin, p + 1)
                                       : read_rest(reader, kind, begin, p);
}

static uint32_t hash_escaped(sg_reader *reader, const sg_node *node)
{
    sg_array *scratch = &reader->document->scratch.bytes;
    size_t used = scratch->count;
    uint32_t hash =
        sg_text_hash(sg_document_string(reader->document, reader->text, node));

    scratch->count = used;
    return hash;
}

static inline const char *read_key(sg_reader *reader, const char *p)
{
    sg_node *node = &reader->nodes[reader->count];

    p = seek(p, reader->end, '"');
    if (!stands(p, reader->end, '"'))
        return fail(reader, SG_SYNTAX_KEY, p);
    p = read_string(reader, SG_KEY, p);
    if (!p)
        return NULL;
    node->link = node->flags & SG_ESCAPED
                     ? hash_escaped(reader, node)
                     : sg_text_hash(sg_node_content(reader->text, node));
    sg_keys_note(&reader->nodes[reader->open], node->link);
    p = seek(p, reader->end, ':');
    if (!stands(p, reader->end, ':'))
        return fail(reader, SG_SYNTAX_COLON, p);
    return p + 1;
}

/* ------------------------------------------------------------------------ scalars */

static const char *read_digits(sg_reader *reader, const char *p)
{
    if (!is_digit(p, reader->end))
        return fail(reader, SG_SYNTAX_NUMBER, p);
    while (is_digit(p, reader->end))
        p++;
    return p;
}

static const char *read_fraction(sg_reader *reader, const char *p)
{
    if (p < reader->end && *p == '.') {
        p = read_digits(reader, p + 1);
        if (!p)
            return NULL;
    }
    if (p < reader->end && (*p == 'e' || *p == 'E')) {
        p++;
        if (p < reader->end && (*p == '+' || *p == '-'))
            p++;
        p = read_digits(reader, p);
    }
    return p;
}

static const char *read_number(sg_reader *reader, const char *begin)
{
    const char *p = begin + (*begin == '-');
    const char *integer;

    if (stands(p, reader->end, '0') && is_digit(p + 1, reader->end))
        return fail(reader, SG_SYNTAX_LEADING_ZERO, p + 1);
    integer = read_digits(reader, p);
    if (!integer)
        return NULL;
    p = read_fraction(reader, integer);
    if (!p)
        return NULL;
    return add_node(reader, SG_NUMBER, p == integer ? SG_INTEGER : 0, begin, p);
}

static const char *
read_literal(sg_reader *reader, sg_kind kind, sg_text literal, const char *begin)
{
    const char *p = begin;

    for (size_t i = 0; i < literal.size; i++, p++)
        if (!stands(p, reader->end, literal.bytes[i]))
            return fail(reader, SG_SYNTAX_LITERAL, p);
    return add_node(reader, kind, 0, begin, p);
}

/* --------------------------------------------------------------------- containers */

static const char *close_container(sg_reader *reader, const char *p)
{
    uint32_t index = reader->open;
    sg_node *node = &reader->nodes[index];

    reader->open = node->link;
    reader->depth--;
    node->link = reader->count;
    node->end = offset_of(reader, p + 1);
    if (!(node->flags & SG_SUSPECTED))
        return p + 1;
    node->flags = 0;
    if (reader->what == SG_READ_SOURCE &&
        !sg_keys_check(reader->document, index, reader->count)) {
        reader->out_of_memory = true;
        return NULL;
    }
    return p + 1;
}

/* Behind a container's opening bracket. It has no end yet. */
static const char *open_container(sg_reader *reader, sg_kind kind, const char *p)
{
    if (reader->depth == reader->limits.depth)
        return exceed(reader, SNAPGUARD_MAX_DEPTH, p);
    reader->nodes[reader->count] =
        (sg_node){offset_of(reader, p), 0, reader->open, (uint16_t)kind, 0};
    reader->open = reader->count++;
    reader->depth++;
    return p + 1;
}

/* ------------------------------------------------------------------------- a text */

static inline bool is_inside(const sg_reader *reader)
{
    return reader->open != SG_NO_NODE;
}

static inline bool is_in_object(const sg_reader *reader)
{
    return is_inside(reader) && reader->nodes[reader->open].kind == SG_OBJECT;
}

static const char *exceed_values(sg_reader *reader, const char *p)
{
    return strchr("\"{[tfn-0123456789", *p) && *p
               ? exceed(reader, SNAPGUARD_MAX_VALUES, p)
               : fail(reader, SG_SYNTAX_VALUE, p);
}

/* A whole value, or a container's opening bracket. */
static inline const char *read_value(sg_reader *reader, const char *p)
{
    if (p == reader->end)
        return fail(reader, SG_SYNTAX_VALUE, p);
    if (reader->values == reader->limits.values)
        return exceed_values(reader, p);
    reader->values++;
    switch (*p) {
    case '"':
        return read_string(reader, SG_STRING, p);
    case '{':
        return open_container(reader, SG_OBJECT, p);
    case '[':
        return open_container(reader, SG_ARRAY, p);
    case 't':
        return read_literal(reader, SG_TRUE, SG_LITERAL("true"), p);
    case 'f':
        return read_literal(reader, SG_FALSE, SG_LITERAL("false"), p);
    case 'n':
        return read_literal(reader, SG_NULL, SG_LITERAL("null"), p);
    default:
        return *p == '-' || is_digit(p, reader->end) ? read_number(reader, p)
                                                     : fail(reader, SG_SYNTAX_VALUE, p);
    }
}

/* Close what ends here, up to the next comma or the end of the text. */
static const char *read_closers(sg_reader *reader, const char *p)
{
    while (is_inside(reader)) {
        bool is_object = is_in_object(reader);

        p = skip_space(p, reader->end);
        if (stands(p, reader->end, ','))
            return p;
        if (!stands(p, reader->end, is_object ? '}' : ']'))
            return fail(
                reader, is_object ? SG_SYNTAX_OBJECT_COMMA : SG_SYNTAX_ARRAY_COMMA, p);
        p = close_container(reader, p);
        if (!p)
            return NULL;
    }
    p = skip_space(p, reader->end);
    return p == reader->end ? p : fail(reader, SG_SYNTAX_END, p);
}

/* From one value to the next. A container's first member is due behind its bracket,
 * unless it is empty. */
static void read_values(sg_reader *reader, const char *p)
{
    bool in_object = false;

    for (;;) {
        uint32_t open = reader->open;

        if (in_object)
            p = read_key(reader, p);
        if (p)
            p = read_value(reader, skip_space(p, reader->end));
        if (!p)
            return;
        if (reader->open != open) {
            in_object = is_in_object(reader);
            p = skip_space(p, reader->end);
            if (!stands(p, reader->end, in_object ? '}' : ']'))
                continue;
        }
        if (!stands(p, reader->end, ',') || !is_inside(reader)) {
            p = read_closers(reader, p);
            if (!p || !is_inside(reader))
                return;
            in_object = is_in_object(reader);
        }
        p++;
    }
}

static void read_text(sg_reader *reader, const char *p)
{
    if (reader->end - p >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
        fail(reader, SG_SYNTAX_BYTE_ORDER_MARK, p);
    else
        read_values(reader, p);
}

/* More nodes than this a text cannot have: a value takes two bytes with its comma, but
 * for brackets that are not closed, of which the depth allows only so many. */
static size_t most_nodes(size_t size, const sg_read_limits *limits)
{
    size_t by_size = size / 2 + limits->depth + 2;
    size_t by_values = 2 * limits->values + 2;

    return by_size < by_values ? by_size : by_values;
}

bool sg_read_json_at(
    sg_document *document, sg_text text, size_t begin, sg_read_what what,
    const sg_read_limits *limits, sg_read_end *end)
{
    sg_reader reader = {
        .document = document,
        .text = text,
        .end = text.bytes + text.size,
        .count = (uint32_t)document->nodes.count,
        .open = SG_NO_NODE,
        .limits = *limits,
        .stop = end,
        .what = what,
    };

    *end = (sg_read_end){.kind = SG_FAULT_COUNT};
    if (!sg_array_reserve(
            &document->nodes, document->allocator,
            document->nodes.count + most_nodes(text.size - begin, limits),
            sizeof(sg_node)))
        return false;
    reader.nodes = document->nodes.data;
    read_text(&reader, text.bytes + begin);
    document->nodes.count = reader.count;
    return !reader.out_of_memory;
}

bool sg_read_json(
    sg_document *document, sg_text text, sg_read_what what, const sg_read_limits *limits,
    sg_read_end *end)
{
    return sg_read_json_at(document, text, 0, what, limits, end);
}
