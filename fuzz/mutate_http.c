#include "mutate.h"

#include "compose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_HEADERS = 64, MOST_EDITS = 3, LONGEST_INNER = 1 << 13 };

typedef struct http_stretch {
    size_t begin;
    size_t end;
} http_stretch;

typedef struct http_draft {
    fuzz_draft *draft;
    http_stretch target; /* of the request line */
    http_stretch query;  /* of the target; empty, at its end, where there is none */
    bool has_query;
    http_stretch headers[MOST_HEADERS]; /* lines, with their ends */
    size_t count;
    size_t headers_end; /* where the next header would stand */
    http_stretch body;
} http_draft;

/* ------------------------------------------------------------------------- reading */

static size_t line_end(const http_draft *http, size_t begin)
{
    const char *bytes = http->draft->bytes;
    const char *end = memchr(bytes + begin, '\n', http->draft->size - begin);

    return end ? (size_t)(end - bytes) + 1 : http->draft->size;
}

static void read_target(http_draft *http, size_t end)
{
    const char *bytes = http->draft->bytes;
    const char *blank = memchr(bytes, ' ', end);
    size_t begin = blank ? (size_t)(blank - bytes) + 1 : end;
    const char *query;

    blank = memchr(bytes + begin, ' ', end - begin);
    http->target = (http_stretch){begin, blank ? (size_t)(blank - bytes) : end};
    query = memchr(bytes + begin, '?', http->target.end - begin);
    http->has_query = query != NULL;
    http->query = http->target;
    http->query.begin = query ? (size_t)(query - bytes) + 1 : http->target.end;
}

static void read_draft(http_draft *http)
{
    const char *bytes = http->draft->bytes;
    size_t begin = line_end(http, 0);

    read_target(http, begin);
    http->count = 0;
    while (begin < http->draft->size && bytes[begin] != '\r' && bytes[begin] != '\n' &&
           http->count < MOST_HEADERS) {
        size_t end = line_end(http, begin);

        http->headers[http->count++] = (http_stretch){begin, end};
        begin = end;
    }
    http->headers_end = begin;
    http->body = (http_stretch){line_end(http, begin), http->draft->size};
}

/* Whether some header says so, in this letter case: what is written here does. */
static bool says(const http_draft *http, const char *text)
{
    size_t size = strlen(text);

    for (size_t i = 0; i < http->count; i++)
        for (size_t j = http->headers[i].begin; j + size <= http->headers[i].end; j++)
            if (memcmp(http->draft->bytes + j, text, size) == 0)
                return true;
    return false;
}

/* ------------------------------------------------------------------------- headers */

static const char *const some_headers[] = {
    "Content-Type: application/x-www-form-urlencoded",
    "Content-Type: application/json",
    "Content-Type: application/json; charset=utf-8",
    "Content-Type: text/plain",
    "Content-Type: multipart/form-data; boundary=x",
    "Content-Type: APPLICATION/JSON",
    "Content-Type:",
    "Content-Type: application/json, text/plain",
    "Content-Encoding: gzip",
    "Content-Encoding: identity",
    "Host: a",
    "Expect: 100-continue",
    "X: \xE5\xBF\xAB\xFF",
};

/* With most of these it is no request of HTTP/1.1 any more. */
static const char *const wrong_headers[] = {
    "Content-Length: 0",
    "Content-Length: 1",
    "Content-Length: -1",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip, chunked",
    " folded",
    "no colon",
    ": no name",
    "x-acs-action : a",
};

static void add_operation(fuzz_draft *draft, fuzz_piece *out)
{
    const vocabulary_text *text = compose_pick(draft, &vocabulary_get()->headers);
    size_t begin = out->size;

    piece_add(out, text->bytes, text->size);
    switch (draft_below(draft, 12)) {
    case 0:
        /* Another letter case of the name or the value. */
        out->bytes[begin + draft_below(draft, text->size)] ^= ' ';
        break;
    case 1:
        piece_add_text(out, " \t");
        break;
    case 2:
        out->size = begin + (size_t)(strchr(text->bytes, ':') - text->bytes) + 1;
        piece_add_text(out, draft_once_in(draft, 2) ? " DescribeRegions" : "");
        break;
    default:
        break;
    }
}

static bool insert_header(http_draft *http, fuzz_piece *out)
{
    fuzz_draft *draft = http->draft;
    size_t at = http->count && draft_once_in(draft, 2)
                    ? http->headers[draft_below(draft, http->count)].begin
                    : http->headers_end;

    if (!draft_once_in(draft, 3))
        add_operation(draft, out);
    else if (draft_once_in(draft, 6))
        piece_add_text(
            out, wrong_headers[draft_below(
                     draft, sizeof wrong_headers / sizeof *wrong_headers)]);
    else
        piece_add_text(
            out,
            some_headers[draft_below(draft, sizeof some_headers / sizeof *some_headers)]);
    piece_add_text(out, draft_once_in(draft, 16) ? "\n" : "\r\n");
    return draft_put_piece(draft, at, at, out);
}

static bool delete_header(http_draft *http, fuzz_piece *out)
{
    http_stretch header;

    (void)out;
    if (http->count == 0)
        return false;
    header = http->headers[draft_below(http->draft, http->count)];
    return draft_put(http->draft, header.begin, header.end, "", 0);
}

static bool duplicate_header(http_draft *http, fuzz_piece *out)
{
    http_stretch header;

    if (http->count == 0)
        return false;
    header = http->headers[draft_below(http->draft, http->count)];
    piece_add(out, http->draft->bytes + header.begin, header.end - header.begin);
    return draft_put_piece(http->draft, http->headers_end, http->headers_end, out);
}

static bool scramble_header(http_draft *http, fuzz_piece *out)
{
    http_stretch header;

    (void)out;
    if (http->count == 0)
        return false;
    header = http->headers[draft_below(http->draft, http->count)];
    return draft_scramble(http->draft, header.begin, header.end);
}

/* -------------------------------------------------------------------- query and body */

/* Change one stretch by itself, and put it back. */
static bool change_stretch(
    http_draft *http, http_stretch stretch, void (*change)(fuzz_draft *draft),
    fuzz_piece *out)
{
    static char bytes[LONGEST_INNER];
    fuzz_draft inner = {
        bytes, stretch.end - stretch.begin, sizeof bytes, http->draft->state};

    if (inner.size > sizeof bytes)
        return false;
    memcpy(bytes, http->draft->bytes + stretch.begin, inner.size);
    change(&inner);
    http->draft->state = inner.state;
    piece_add(out, bytes, inner.size);
    return draft_put_piece(http->draft, stretch.begin, stretch.end, out);
}

static bool change_query(http_draft *http, fuzz_piece *out)
{
    if (!http->has_query)
        return draft_put(http->draft, http->target.end, http->target.end, "?", 1);
    return change_stretch(http, http->query, mutate_query, out);
}

static void mend_length(http_draft *http);

static bool change_body(http_draft *http, fuzz_piece *out)
{
    bool is_json = says(http, "json");
    bool done;

    if (says(http, "chunked"))
        return draft_scramble(http->draft, http->body.begin, http->body.end);
    done = change_stretch(http, http->body, is_json ? mutate_json : mutate_query, out);
    if (done && !draft_once_in(http->draft, 16))
        mend_length(http);
    return done;
}

/* Let a length that is given be the right one again, as a client would. */
static void mend_length(http_draft *http)
{
    static const char name[] = "Content-Length: ";
    char digits[24];

    read_draft(http);
    for (size_t i = 0; i < http->count; i++) {
        http_stretch header = http->headers[i];
        size_t size = header.end - header.begin;

        if (size < sizeof name ||
            memcmp(http->draft->bytes + header.begin, name, sizeof name - 1) != 0)
            continue;
        snprintf(digits, sizeof digits, "%zu\r\n", http->body.end - http->body.begin);
        draft_put(
            http->draft, header.begin + sizeof name - 1, header.end, digits,
            strlen(digits));
        return;
    }
}

/* The query becomes the body: a form. */
static bool move_query(http_draft *http, fuzz_piece *out)
{
    fuzz_draft *draft = http->draft;

    if (!http->has_query || http->body.begin != http->body.end)
        return false;
    piece_add(out, draft->bytes + http->query.begin, http->query.end - http->query.begin);
    if (!draft_put_piece(draft, draft->size, draft->size, out))
        return false;
    draft_put(draft, http->query.begin - 1, http->query.end, "", 0);
    mend_length(http);
    return true;
}

static bool put_json_body(http_draft *http, fuzz_piece *out)
{
    const vocabulary_text *text =
        compose_pick(http->draft, &vocabulary_get()->requests[SNAPGUARD_JSON]);

    piece_add_text(out, "Content-Type: application/json\r\n\r\n");
    piece_add(out, text->bytes, text->size);
    if (!draft_put_piece(http->draft, http->headers_end, http->draft->size, out))
        return false;
    mend_length(http);
    return true;
}

static void add_other_body(fuzz_draft *draft, fuzz_piece *out)
{
    static const char *const types[] = {
        "text/plain", "application/octet-stream", "multipart/form-data; boundary=x"};

    piece_add_text(out, "Content-Type: ");
    piece_add_text(out, types[draft_below(draft, sizeof types / sizeof *types)]);
    piece_add_text(out, "\r\n\r\nx");
}

/* A body of which nothing can be read. */
static bool put_other_body(http_draft *http, fuzz_piece *out)
{
    add_other_body(http->draft, out);
    if (!draft_put_piece(http->draft, http->headers_end, http->draft->size, out))
        return false;
    mend_length(http);
    return true;
}

static void add_chunk(const char *bytes, size_t size, bool has_extension, fuzz_piece *out)
{
    char line[32];

    snprintf(line, sizeof line, has_extension ? "%zx;a=b\r\n" : "%zx\r\n", size);
    piece_add_text(out, line);
    piece_add(out, bytes, size);
    piece_add_text(out, "\r\n");
}

/* The body in chunks of any size. */
static bool chunk_body(http_draft *http, fuzz_piece *out)
{
    fuzz_draft *draft = http->draft;
    size_t at = http->body.begin;

    if (says(http, "chunked") || says(http, "Content-Length") || at >= http->body.end)
        return false;
    piece_add_text(out, "Transfer-Encoding: chunked\r\n\r\n");
    while (at < http->body.end) {
        size_t rest = http->body.end - at;
        size_t size = 1 + draft_below(draft, rest < 40 ? rest : 40);

        add_chunk(draft->bytes + at, size, draft_once_in(draft, 8), out);
        at += size;
    }
    piece_add_text(out, draft_once_in(draft, 4) ? "0\r\nX: y\r\n\r\n" : "0\r\n\r\n");
    return draft_put_piece(draft, http->headers_end, draft->size, out);
}

/* What does not arrive any more: the end of the chunks, and of the last one's bytes. */
static bool cut_chunks(http_draft *http, fuzz_piece *out)
{
    enum { MOST_CUT = 12 };
    fuzz_draft *draft = http->draft;
    size_t cut = 1 + draft_below(draft, MOST_CUT);

    (void)out;
    if (!says(http, "chunked") || http->body.begin + cut > draft->size)
        return false;
    draft->size -= cut;
    return true;
}

/* -------------------------------------------------------------------------- the rest */

static bool change_line_end(http_draft *http, fuzz_piece *out)
{
    fuzz_draft *draft = http->draft;
    size_t start = draft->size ? draft_below(draft, draft->size) : 0;

    (void)out;
    for (size_t i = start; i + 1 < draft->size; i++)
        if (memcmp(draft->bytes + i, "\r\n", 2) == 0)
            return draft_put(draft, i, i + 2, "\n", draft_once_in(draft, 4) ? 0 : 1);
    return false;
}

static bool change_request_line(http_draft *http, fuzz_piece *out)
{
    static const char *const targets[] = {"/",  "*",     "/a?b", "http://a/", "/?",
                                          "/#", "/?a#b", "",     "/ /",       "/?\x7F"};
    static const char *const versions[] = {
        " HTTP/1.1\r\n", " HTTP/1.0\r\n", " HTTP/2\r\n", "\r\n", " http/1.1\r\n"};
    fuzz_draft *draft = http->draft;
    size_t end = line_end(http, 0);

    if (draft_once_in(draft, 2)) {
        piece_add_text(
            out, targets[draft_below(draft, sizeof targets / sizeof *targets)]);
        return draft_put_piece(draft, http->target.begin, http->query.begin, out);
    }
    piece_add_text(out, versions[draft_below(draft, sizeof versions / sizeof *versions)]);
    return draft_put_piece(draft, http->target.end, end, out);
}

static bool scramble_all(http_draft *http, fuzz_piece *out)
{
    (void)out;
    return draft_scramble(http->draft, 0, http->draft->size);
}

static bool truncate_at(http_draft *http, fuzz_piece *out)
{
    (void)out;
    http->draft->size =
        http->draft->size ? draft_below(http->draft, http->draft->size) : 0;
    return true;
}

static void add_example(fuzz_draft *draft, snapguard_encoding encoding, fuzz_piece *out)
{
    const vocabulary_text *text =
        compose_pick(draft, &vocabulary_get()->requests[encoding]);

    piece_add(out, text->bytes, text->size);
}

/* The operation's name as a pair, from the header that says it. */
static void add_pair_of_name(fuzz_piece *out)
{
    piece_add_text(out, "Action=");
    piece_add_text(out, strchr(vocabulary_get()->headers.texts[0].bytes, ':') + 2);
    piece_add_text(out, "&");
}

/* An example of HTTP or, since there are few, one of a query or of JSON as HTTP. */
static bool put_example(http_draft *http, fuzz_piece *out)
{
    fuzz_draft *draft = http->draft;
    bool is_json = draft_once_in(draft, 3);
    bool is_named_in_header = is_json || draft_once_in(draft, 2);

    if (draft_once_in(draft, 4)) {
        add_example(draft, SNAPGUARD_HTTP, out);
        return draft_put_piece(draft, 0, draft->size, out);
    }
    piece_add_text(out, "POST /?");
    /* What names no operation is mostly wasted. */
    if (!is_named_in_header && !draft_once_in(draft, 4))
        add_pair_of_name(out);
    if (!is_json)
        add_example(draft, SNAPGUARD_QUERY, out);
    piece_add_text(out, " HTTP/1.1\r\n");
    piece_add_text(
        out, is_named_in_header ? vocabulary_get()->headers.texts[0].bytes : "Host: a");
    if (is_json) {
        piece_add_text(out, "\r\nContent-Type: application/json\r\n\r\n");
        add_example(draft, SNAPGUARD_JSON, out);
    } else if (draft_once_in(draft, 4)) {
        piece_add_text(out, "\r\n");
        add_other_body(draft, out);
    } else {
        piece_add_text(out, "\r\n\r\n");
    }
    return draft_put_piece(draft, 0, draft->size, out);
}

typedef struct operation {
    bool (*change)(http_draft *http, fuzz_piece *out);
    size_t weight;
} operation;

static const operation operations[] = {
    {change_query,        30},
    {change_body,         20},
    {insert_header,       6 },
    {delete_header,       2 },
    {duplicate_header,    2 },
    {scramble_header,     1 },
    {move_query,          4 },
    {put_json_body,       6 },
    {put_other_body,      2 },
    {chunk_body,          5 },
    {cut_chunks,          3 },
    {change_line_end,     1 },
    {change_request_line, 1 },
    {scramble_all,        1 },
    {truncate_at,         1 },
    {put_example,         8 },
};

static const operation *choose(fuzz_draft *draft)
{
    return &operations[draft_choose(
        draft, &operations[0].weight, sizeof *operations,
        sizeof operations / sizeof *operations)];
}

/* What has no request line any more is mostly begun anew. */
static bool is_lost(const http_draft *http)
{
    const char *bytes = http->draft->bytes;
    size_t end = line_end(http, 0);

    for (size_t i = 0; i + 5 <= end; i++)
        if (memcmp(bytes + i, "HTTP/", 5) == 0)
            return http->headers_end == http->draft->size;
    return true;
}

/* Every second request is begun anew: a fuzzer keeps much that is no request any more. */
static void begin(http_draft *http)
{
    static fuzz_piece out;

    out.size = 0;
    read_draft(http);
    if (is_lost(http) ? !draft_once_in(http->draft, 4) : draft_once_in(http->draft, 2))
        put_example(http, &out);
    read_draft(http);
}

void mutate_http(fuzz_draft *draft)
{
    static http_draft http;
    static fuzz_piece out;

    http.draft = draft;
    begin(&http);
    for (size_t edits = 1 + draft_below(draft, MOST_EDITS); edits > 0; edits--) {
        read_draft(&http);
        for (bool done = false; !done && draft_below(draft, 32) > 0;) {
            out.size = 0;
            done = choose(draft)->change(&http, &out);
        }
    }
}

/* ----------------------------------------------------------------------- cross-over */

/* The query or the body of the other request instead of this one's, or a header beside.
 */
void cross_http(fuzz_draft *draft, const char *other, size_t size)
{
    static char bytes[LONGEST_INNER];
    static http_draft mine;
    static http_draft theirs;
    static fuzz_draft copy;
    http_stretch from;
    http_stretch to;

    if (size > sizeof bytes)
        return;
    memcpy(bytes, other, size);
    copy = (fuzz_draft){bytes, size, sizeof bytes, 0};
    mine.draft = draft;
    theirs.draft = &copy;
    begin(&mine);
    read_draft(&theirs);
    switch (draft_below(draft, 3)) {
    case 0:
        from = theirs.query;
        to = mine.query;
        break;
    case 1:
        from = theirs.body;
        to = mine.body;
        break;
    default:
        from = (http_stretch){0, 0};
        if (theirs.count)
            from = theirs.headers[draft_below(draft, theirs.count)];
        to = (http_stretch){mine.headers_end, mine.headers_end};
    }
    if (draft_put(draft, to.begin, to.end, bytes + from.begin, from.end - from.begin))
        mend_length(&mine);
}
