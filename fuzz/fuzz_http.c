/* One raw HTTP/1.1 request of any bytes. The report obeys the laws of every report. Fed
 * in parts, the request is judged by the same rules, and however the parts are cut, the
 * report is the same; its body in chunks changes nothing, and what is said of it is said
 * of the same bytes; and where no body is needed, the verdict is the same without it. */
#include "judge.h"
#include "law.h"
#include "mutate.h"
#include "target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_HEADERS = 128, LONGEST = 1 << 17, MOST_FINDINGS = 64 };

const mutation target_mutation = {mutate_http, cross_http};

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    judge_open(*count, *arguments);
    return 0;
}

/* ---------------------------------------------------------------------- in parts */

typedef struct text {
    const char *bytes;
    size_t size;
} text;

typedef struct http_parts {
    text line;
    text query;
    struct {
        text name;
        text value;
    } headers[MOST_HEADERS];
    size_t count;
    text body;
} http_parts;

/* Cut a line off, without its end. */
static text next_line(text *rest)
{
    const char *end = memchr(rest->bytes, '\n', rest->size);
    text line = {rest->bytes, end ? (size_t)(end - rest->bytes) : rest->size};
    size_t read = line.size + (end != NULL);

    rest->bytes += read;
    rest->size -= read;
    line.size -= line.size && line.bytes[line.size - 1] == '\r';
    return line;
}

static text behind(text whole, const char *separator)
{
    const char *at = memchr(whole.bytes, *separator, whole.size);
    size_t read = at ? (size_t)(at - whole.bytes) + 1 : whole.size;

    return (text){whole.bytes + read, whole.size - read};
}

static text before(text whole, const char *separator)
{
    const char *at = memchr(whole.bytes, *separator, whole.size);

    return (text){whole.bytes, at ? (size_t)(at - whole.bytes) : whole.size};
}

static bool is_header(text name, const char *lower)
{
    if (name.size != strlen(lower))
        return false;
    for (size_t i = 0; i < name.size; i++)
        if ((name.bytes[i] | ' ') != lower[i] && name.bytes[i] != lower[i])
            return false;
    return true;
}

/* The header with this name, or NULL. */
static const text *find_header(const http_parts *parts, const char *lower)
{
    for (size_t i = 0; i < parts->count; i++)
        if (is_header(parts->headers[i].name, lower))
            return &parts->headers[i].value;
    return NULL;
}

static text skip(text whole, const char *characters)
{
    while (whole.size && *whole.bytes && strchr(characters, *whole.bytes)) {
        whole.bytes++;
        whole.size--;
    }
    return whole;
}

static size_t number_of(text digits, int base)
{
    char copy[32] = {0};

    /* As many zeros may stand before it as one likes. */
    digits = skip(skip(digits, " \t"), "0");
    memcpy(copy, digits.bytes, digits.size < 31 ? digits.size : 31);
    return (size_t)strtoull(copy, NULL, base);
}

/* What the chunks hold, in `joined`. False if one is not whole. */
static bool join_chunks(text *body, text rest, char *joined)
{
    *body = (text){joined, 0};
    while (rest.size > 0) {
        text line = next_line(&rest);
        size_t size = number_of(before(line, ";"), 16);

        if (size > rest.size)
            return false;
        if (size == 0)
            return true;
        memcpy(joined + body->size, rest.bytes, size);
        body->size += size;
        rest.bytes += size;
        rest.size -= size;
        next_line(&rest);
    }
    return false;
}

/* Cut a request that is known to be one. False if it has more headers than are kept, or
 * if its body is cut short, which is said of this operation only. */
static bool cut(text rest, http_parts *parts, char *joined)
{
    const text *length;

    /* Servers pass over empty lines before a request, and over blanks in its line. */
    rest = skip(rest, "\r\n");
    parts->line = next_line(&rest);
    parts->query = behind(before(skip(behind(parts->line, " "), " "), " "), "?");
    parts->count = 0;
    for (text line = next_line(&rest); line.size; line = next_line(&rest)) {
        if (parts->count == MOST_HEADERS)
            return false;
        parts->headers[parts->count].name = before(line, ":");
        parts->headers[parts->count].value = behind(line, ":");
        parts->count++;
    }
    parts->body = rest;
    if (find_header(parts, "transfer-encoding"))
        return join_chunks(&parts->body, rest, joined);
    length = find_header(parts, "content-length");
    if (length) {
        parts->body.size = number_of(*length, 10);
        return parts->body.size <= rest.size;
    }
    /* Ends of lines there are those of the file that the request was saved to. */
    while (parts->body.size && strchr("\r\n", parts->body.bytes[parts->body.size - 1]) &&
           parts->body.bytes[parts->body.size - 1])
        parts->body.size--;
    return true;
}

/* -------------------------------------------------------------------------- feeding */

typedef snapguard_status
feed_function(snapguard_context *context, const char *bytes, size_t length);

/* Pieces of 1 to `most` bytes; empty ones in between. */
static void feed(feed_function *function, text part, size_t most, size_t *chance)
{
    size_t at = 0;

    while (at < part.size) {
        size_t size = 1;

        *chance = *chance * 1103515245U + 12345U;
        size += (*chance >> 16) % most;
        if (size > part.size - at)
            size = part.size - at;
        law(function(judge_context(), part.bytes + at, size) == SNAPGUARD_OK &&
                function(judge_context(), NULL, 0) == SNAPGUARD_OK,
            "a piece is taken");
        at += size;
    }
}

static void feed_head(const http_parts *parts, size_t most, size_t chance)
{
    snapguard_begin(judge_context());
    for (size_t i = 0; i < parts->count; i++) {
        text name = parts->headers[i].name;
        text value = parts->headers[i].value;

        law(snapguard_feed_header(
                judge_context(), name.bytes, name.size, value.bytes, value.size) ==
                SNAPGUARD_OK,
            "a header is taken");
    }
    feed(snapguard_feed_query, parts->query, most, &chance);
}

static const snapguard_report *finish(void)
{
    const snapguard_report *report;

    law(snapguard_finish(&report, judge_context()) == SNAPGUARD_OK && report,
        "what was fed is judged");
    return report;
}

static const snapguard_report *
judge_parts(const http_parts *parts, size_t most, size_t chance)
{
    feed_head(parts, most, chance);
    feed(snapguard_feed_body, parts->body, most, &chance);
    return finish();
}

/* What stands at the places of the findings in the body, by the number of the finding. */
typedef struct body_places {
    size_t count;
    struct {
        bool is_known;
        char first;
        char last;
    } places[MOST_FINDINGS];
} body_places;

static void note_places(body_places *noted, const snapguard_report *report, text body)
{
    noted->count = snapguard_report_count(report);
    law(noted->count <= MOST_FINDINGS, "no more findings are kept than the limit says");
    for (size_t i = 0; i < noted->count; i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);
        snapguard_range range;

        snapguard_finding_range(finding, &range);
        noted->places[i].is_known =
            snapguard_finding_part(finding) == SNAPGUARD_PART_BODY &&
            range.start.byte < range.end.byte;
        if (!noted->places[i].is_known)
            continue;
        noted->places[i].first = body.bytes[range.start.byte];
        noted->places[i].last = body.bytes[range.end.byte - 1];
    }
}

static void
law_places(const body_places *noted, const snapguard_report *report, const char *bytes)
{
    law(snapguard_report_count(report) == noted->count, "in chunks nothing more is said");
    for (size_t i = 0; i < noted->count; i++) {
        snapguard_range range;

        snapguard_finding_range(snapguard_report_finding(report, i), &range);
        law(!noted->places[i].is_known ||
                (bytes[range.start.byte] == noted->places[i].first &&
                 bytes[range.end.byte - 1] == noted->places[i].last),
            "a place in chunks is that of the same bytes");
    }
}

static void judge_without_body(const http_parts *parts, snapguard_verdict verdict)
{
    feed_head(parts, LONGEST, 0);
    if (snapguard_needs_body(judge_context()))
        return;
    law(snapguard_report_verdict(finish()) == verdict,
        "where no body is needed, the verdict is the same without it");
}

static void compare_parts(
    const http_parts *parts, unsigned long long rules, size_t chance, body_places *noted)
{
    const snapguard_report *report = judge_parts(parts, LONGEST, 0);
    snapguard_verdict verdict = snapguard_report_verdict(report);
    unsigned long long digest = law_digest(report);
    law_source sources[LAW_PARTS] = {
        [SNAPGUARD_PART_QUERY] = {.bytes = parts->query.bytes, .size = parts->query.size},
        [SNAPGUARD_PART_HEADER] = {.size = LONGEST            },
        [SNAPGUARD_PART_BODY] = {.bytes = parts->body.bytes,   .size = parts->body.size                         },
    };

    law(law_rules(report) == rules, "in parts the same rules fire");
    law_report(report, sources);
    note_places(noted, report, parts->body);
    law(law_digest(judge_parts(parts, 1 + chance % 16, chance)) == digest,
        "however the parts are cut, the report is the same");
    judge_without_body(parts, verdict);
}

/* ----------------------------------------------------------------------------- chunks */

typedef struct raw_request {
    char bytes[4 * LONGEST];
    size_t size;
} raw_request;

static void add(raw_request *raw, text piece)
{
    law(piece.size <= sizeof raw->bytes - raw->size, "what is written anew fits");
    if (piece.size)
        memcpy(raw->bytes + raw->size, piece.bytes, piece.size);
    raw->size += piece.size;
}

static void add_text(raw_request *raw, const char *words)
{
    add(raw, (text){words, strlen(words)});
}

static void add_chunks(raw_request *raw, text body, size_t most, size_t chance)
{
    while (body.size > 0) {
        char line[32];
        text chunk = body;

        chance = chance * 1103515245U + 12345U;
        chunk.size = 1 + (chance >> 16) % most;
        if (chunk.size > body.size)
            chunk.size = body.size;
        snprintf(
            line, sizeof line, chance >> 20 & 1 ? "%zx\r\n" : "%zX;a=b\r\n", chunk.size);
        add_text(raw, line);
        add(raw, chunk);
        add_text(raw, "\r\n");
        body.bytes += chunk.size;
        body.size -= chunk.size;
    }
    add_text(raw, "0\r\n\r\n");
}

/* The same request, but for how long its body is said to be. */
static void compare_chunks(
    const http_parts *parts, unsigned long long rules, size_t chance,
    const body_places *noted)
{
    static raw_request raw;
    const snapguard_report *report;

    /* HTTP/1.0 knows no chunks, and small ones are many times as long as what they hold.
     */
    if (parts->line.bytes[parts->line.size - 1] != '1' || parts->body.size > LONGEST / 16)
        return;
    raw.size = 0;
    add(&raw, parts->line);
    add_text(&raw, "\r\nTransfer-Encoding: chunked\r\n");
    for (size_t i = 0; i < parts->count; i++) {
        text name = parts->headers[i].name;

        if (is_header(name, "content-length") || is_header(name, "transfer-encoding"))
            continue;
        add(&raw, name);
        add_text(&raw, ":");
        add(&raw, parts->headers[i].value);
        add_text(&raw, "\r\n");
    }
    add_text(&raw, "\r\n");
    add_chunks(&raw, parts->body, 1 + chance % 300, chance);
    report = judge(SNAPGUARD_HTTP, (const uint8_t *)raw.bytes, raw.size);
    law(law_rules(report) == rules, "in chunks the same rules fire");
    law_places(noted, report, raw.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char joined[LONGEST];
    static http_parts parts;
    static body_places noted;
    const snapguard_report *report = judge_lawfully(SNAPGUARD_HTTP, data, size);
    bool can_be_cut = !law_fires(report, "invalid-http") && size <= sizeof joined;
    unsigned long long rules = law_rules(report);

    if (can_be_cut && cut((text){(const char *)data, size}, &parts, joined)) {
        compare_parts(&parts, rules, size + data[size / 2], &noted);
        compare_chunks(&parts, rules, size + data[size / 2], &noted);
    }
    judge_again(SNAPGUARD_HTTP, data, size);
    return 0;
}
