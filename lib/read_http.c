#include "read_http.h"

#include "utf8.h"

typedef struct sg_lines_reader {
    const char *begin;
    const char *end;
    const sg_program *program;
    sg_http *http;
    sg_read_end *stop;
    bool is_old;      /* of version 1.0 */
    uint32_t lengths; /* how many Content-Length were seen */
    uint64_t length;
} sg_lines_reader;

static uint32_t offset_of(const sg_lines_reader *reader, const char *p)
{
    return (uint32_t)(p - reader->begin);
}

static const char *fail(sg_lines_reader *reader, sg_syntax reason, const char *p)
{
    size_t size = sg_utf8_sequence(p, reader->end);

    *reader->stop = (sg_read_end){
        .kind = SG_FAULT_HTTP,
        .reason = reason,
        .begin = offset_of(reader, p),
        .end = offset_of(reader, p) + (uint32_t)(size ? size : p < reader->end),
    };
    return NULL;
}

/* The token characters of RFC 9110. */
static bool is_token(char c)
{
    char lower = sg_lower(c);

    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') ||
           (c && strchr("!#$%&'*+-.^_`|~", c));
}

static const char *skip_token(const char *p, const char *end)
{
    while (p < end && is_token(*p))
        p++;
    return p;
}

/* The end of a line, its CR and LF not included. NULL where the text ends before it does.
 */
static const char *find_line_end(const sg_lines_reader *reader, const char *p)
{
    const char *line_feed =
        p < reader->end ? memchr(p, '\n', (size_t)(reader->end - p)) : NULL;

    if (line_feed && line_feed > p && line_feed[-1] == '\r')
        line_feed--;
    return line_feed;
}

static const char *next_line(const char *line_end)
{
    return line_end + (*line_end == '\r' ? 2 : 1);
}

/* ------------------------------------------------------------------ the request line */

static const char *read_target(sg_lines_reader *reader, const char *p, const char *end)
{
    sg_stretch *query = &reader->http->parts.query;
    bool in_query = false;
    const char *begin = p;

    for (; p < end && *p != ' '; p++) {
        if ((unsigned char)*p < ' ' || *p == 0x7F || *p == '#')
            return fail(reader, SG_SYNTAX_TARGET, p);
        if (*p != '?' || in_query)
            continue;
        in_query = true;
        query->begin = offset_of(reader, p + 1);
    }
    if (in_query)
        query->end = offset_of(reader, p);
    return p > begin ? p : fail(reader, SG_SYNTAX_TARGET, p);
}

static const char *skip_spaces(const char *p, const char *end)
{
    while (p < end && *p == ' ')
        p++;
    return p;
}

/* Whether nothing but the version stands there, with blanks around it as servers take it.
 */
static bool is_version(const char *p, const char *end)
{
    return end - p >= 8 && memcmp(p, "HTTP/1.", 7) == 0 && (p[7] == '0' || p[7] == '1') &&
           skip_spaces(p + 8, end) == end;
}

static const char *read_request_line(sg_lines_reader *reader, const char *p)
{
    const char *end = find_line_end(reader, p);
    const char *line = p;

    if (!end)
        end = reader->end;
    p = skip_token(p, end);
    if (p == line || p == end || *p != ' ')
        return fail(reader, SG_SYNTAX_REQUEST_LINE, p);
    p = read_target(reader, skip_spaces(p, end), end);
    if (!p)
        return NULL;
    p = skip_spaces(p, end);
    if (!is_version(p, end))
        return fail(reader, SG_SYNTAX_HTTP_VERSION, p);
    reader->is_old = p[7] == '0';
    return end == reader->end ? fail(reader, SG_SYNTAX_HEADERS_END, end) : next_line(end);
}

/* Servers pass over empty lines before a request (RFC 9112, section 2.2). */
static const char *skip_empty_lines(const char *p, const char *end)
{
    while (p < end && (*p == '\r' || *p == '\n'))
        p++;
    return p;
}

/* ----------------------------------------------------------------------- the headers */

static const char *read_length(sg_lines_reader *reader, sg_text value)
{
    uint64_t length = 0;

    if (value.size == 0 || value.size > 18)
        return fail(reader, SG_SYNTAX_LENGTH, value.bytes);
    for (size_t i = 0; i < value.size; i++) {
        if (value.bytes[i] < '0' || value.bytes[i] > '9')
            return fail(reader, SG_SYNTAX_LENGTH, value.bytes + i);
        length = length * 10 + (uint64_t)(value.bytes[i] - '0');
    }
    if (reader->lengths++ || reader->http->is_chunked)
        return fail(reader, SG_SYNTAX_LENGTH_AGAIN, value.bytes);
    reader->length = length;
    return value.bytes;
}

static const char *read_coding(sg_lines_reader *reader, sg_text value)
{
    if (reader->is_old)
        return fail(reader, SG_SYNTAX_OLD_CODING, value.bytes);
    if (!sg_text_equals_ignoring_case(value, SG_LITERAL("chunked")))
        return fail(reader, SG_SYNTAX_CODING, value.bytes);
    if (reader->lengths || reader->http->is_chunked)
        return fail(reader, SG_SYNTAX_LENGTH_AGAIN, value.bytes);
    reader->http->is_chunked = true;
    return value.bytes;
}

static const char *note_header(sg_lines_reader *reader, sg_text name, sg_text value)
{
    sg_header_kind kind = sg_parts_header(reader->program, name, value);
    uint32_t begin = offset_of(reader, value.bytes);

    if (sg_text_equals_ignoring_case(name, SG_LITERAL("content-length")))
        return read_length(reader, value);
    if (sg_text_equals_ignoring_case(name, SG_LITERAL("transfer-encoding")))
        return read_coding(reader, value);
    if (kind != SG_HEADER_COUNT)
        sg_parts_add(
            &reader->http->parts, reader->begin, kind,
            (sg_stretch){begin, begin + (uint32_t)sg_parts_value(value).size});
    return value.bytes;
}

static const char *read_header(sg_lines_reader *reader, const char *line, const char *end)
{
    const char *p = skip_token(line, end);
    sg_text value;

    if (p == line || p == end || *p != ':')
        return fail(reader, SG_SYNTAX_HEADER_NAME, p);
    value = sg_text_trim_blanks((sg_text){p + 1, (size_t)(end - p - 1)});
    for (size_t i = 0; i < value.size; i++) {
        char c = value.bytes[i];

        if (((unsigned char)c < ' ' && c != '\t') || c == 0x7F)
            return fail(reader, SG_SYNTAX_HEADER_VALUE, value.bytes + i);
    }
    return note_header(reader, (sg_text){line, (size_t)(p - line)}, value);
}

static const char *read_headers(sg_lines_reader *reader, const char *p)
{
    for (;;) {
        const char *end = find_line_end(reader, p);

        if (!end)
            return fail(reader, SG_SYNTAX_HEADERS_END, reader->end);
        if (end == p)
            return next_line(end);
        if (!read_header(reader, p, end))
            return NULL;
        p = next_line(end);
    }
}

/* -------------------------------------------------------------------------- the body */

/* Ends of lines behind a body are those of the file that it was saved to. */
static const char *trim_lines(const char *p, const char *end)
{
    while (end > p && (end[-1] == '\n' || end[-1] == '\r'))
        end--;
    return end;
}

static void read_body(sg_lines_reader *reader, const char *p)
{
    sg_stretch *body = &reader->http->parts.body;
    uint64_t rest = (uint64_t)(reader->end - p);
    const char *end = p;

    body->begin = offset_of(reader, p);
    if (reader->http->is_chunked) {
        end = reader->end;
    } else if (!reader->lengths) {
        end = trim_lines(p, reader->end);
    } else if (reader->length > rest) {
        fail(reader, SG_SYNTAX_BODY_SHORT, reader->end);
    } else {
        end = p + reader->length;
        if (trim_lines(end, reader->end) != end)
            fail(reader, SG_SYNTAX_BODY_LONG, end);
    }
    body->end = offset_of(reader, end);
    reader->http->body_size = body->end - body->begin;
}

void sg_read_http(
    const sg_program *program, sg_text text, sg_http *http, sg_read_end *end)
{
    sg_lines_reader reader = {
        .begin = text.bytes,
        .end = text.bytes + text.size,
        .program = program,
        .http = http,
        .stop = end,
    };
    const char *p;

    memset(http, 0, sizeof *http);
    *end = (sg_read_end){.kind = SG_FAULT_COUNT};
    p = read_request_line(&reader, skip_empty_lines(text.bytes, reader.end));
    if (p)
        p = read_headers(&reader, p);
    if (p)
        read_body(&reader, p);
}
