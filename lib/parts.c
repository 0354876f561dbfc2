#include "parts.h"

sg_header_kind sg_parts_header(const sg_program *program, sg_text name, sg_text value)
{
    /* One without a value names nothing, neither this operation nor another one. */
    for (int i = 0; i < SG_CLAIM_COUNT; i++)
        if (sg_text_equals_ignoring_case(name, program->operation[i].header))
            return value.size ? (sg_header_kind)i : SG_HEADER_COUNT;
    if (sg_text_equals_ignoring_case(name, SG_LITERAL("content-type")))
        return SG_HEADER_CONTENT_TYPE;
    if (sg_text_equals_ignoring_case(name, SG_LITERAL("content-encoding")) &&
        value.size && !sg_text_equals_ignoring_case(value, SG_LITERAL("identity")))
        return SG_HEADER_CONTENT_TYPE;
    return SG_HEADER_COUNT;
}

sg_text sg_parts_value(sg_text value)
{
    value = sg_text_trim_blanks(value);
    if (value.size > SG_HEADER_BYTES)
        value.size = SG_HEADER_BYTES;
    return value;
}

static sg_text text_of(const char *source, sg_stretch stretch)
{
    return (sg_text){source + stretch.begin, stretch.end - stretch.begin};
}

bool sg_parts_add(
    sg_parts *parts, const char *source, sg_header_kind kind, sg_stretch value)
{
    uint32_t *count = &parts->header_counts[kind];

    for (uint32_t i = 0; i < sg_parts_kept(parts, kind); i++)
        if (sg_text_equals(
                text_of(source, parts->headers[kind][i]), text_of(source, value)))
            return false;
    if (*count == SG_HEADER_MOST)
        *count = SG_HEADER_MOST + 1;
    if (*count > SG_HEADER_MOST)
        return false;
    parts->headers[kind][(*count)++] = value;
    return true;
}

/* The type itself: what stands before any parameter, such as a charset. */
static sg_text media_type(sg_text value)
{
    const char *semicolon = value.size ? memchr(value.bytes, ';', value.size) : NULL;

    if (semicolon)
        value.size = (size_t)(semicolon - value.bytes);
    /* Of a longer one the end is not known, so it may not be taken for a shorter one. */
    return value.size == SG_HEADER_BYTES ? value : sg_text_trim_blanks(value);
}

/* Whether a type says somewhere what it is taken for: some readers look no closer, and
 * others end a type at a blank. */
static bool mentions(sg_text type, sg_text word)
{
    for (; type.size >= word.size; type.bytes++, type.size--)
        if (sg_text_begins_ignoring_case(type, word))
            return true;
    return false;
}

/* What is no type, as a coding is none, or one whose end is not known, may be passed
 * over by others. */
static sg_body_kind kind_of_type(sg_text type)
{
    static const sg_text form = {"application/x-www-form-urlencoded", 33};
    static const sg_text json = {"application/json", 16};

    if (type.size == 0 || sg_text_equals_ignoring_case(type, form))
        return SG_BODY_FORM;
    if (sg_text_equals_ignoring_case(type, json))
        return SG_BODY_JSON;
    if (mentions(type, SG_LITERAL("urlencoded")) || mentions(type, SG_LITERAL("json")))
        return SG_BODY_CONTESTED;
    return type.size < SG_HEADER_BYTES && memchr(type.bytes, '/', type.size)
               ? SG_BODY_OTHER
               : SG_BODY_CONTESTED;
}

/* What two types are together that are read differently. */
static sg_body_kind both(sg_body_kind a, sg_body_kind b)
{
    return a == b ? a : SG_BODY_CONTESTED;
}

/* Of a list of types one reader takes the first, another the last. */
static sg_body_kind kind_of(sg_text value)
{
    sg_body_kind kind = kind_of_type(media_type(value));

    while (value.size) {
        sg_text type = media_type(sg_text_next_item(&value));
        sg_body_kind other = kind_of_type(type);

        if (type.size && other < SG_BODY_CONTESTED)
            kind = both(kind, other);
    }
    return kind;
}

sg_body_kind sg_parts_body(const sg_parts *parts, const char *source)
{
    const sg_stretch *values = parts->headers[SG_HEADER_CONTENT_TYPE];
    uint32_t count = sg_parts_kept(parts, SG_HEADER_CONTENT_TYPE);
    sg_body_kind kind = SG_BODY_FORM;

    if (parts->header_counts[SG_HEADER_CONTENT_TYPE] > SG_HEADER_MOST)
        return SG_BODY_CONTESTED;
    for (uint32_t i = 0; i < count; i++) {
        sg_body_kind other = kind_of(text_of(source, values[i]));

        kind = i ? both(kind, other) : other;
    }
    return kind;
}

bool sg_parts_name_another(
    const sg_parts *parts, const char *source, const sg_program *program)
{
    uint32_t count = parts->header_counts[SG_HEADER_NAME];

    if (count > SG_HEADER_MOST)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (sg_operation_is(
                &program->operation[SG_CLAIM_NAME],
                text_of(source, parts->headers[SG_HEADER_NAME][i])))
            return false;
    return count > 0;
}
