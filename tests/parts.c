#include "parts.h"

#include <stdio.h>

void http_write(const http_parts *parts, bytes *out)
{
    char length[64];

    bytes_say(out, "POST /");
    if (parts->query) {
        bytes_say(out, "?");
        bytes_add(out, parts->query, parts->query_size);
    }
    bytes_say(out, " HTTP/1.1\r\n");
    for (const header *one = parts->headers; one->name; one++) {
        bytes_say(out, one->name);
        bytes_say(out, ": ");
        bytes_say(out, one->value);
        bytes_say(out, "\r\n");
    }
    snprintf(length, sizeof length, "Content-Length: %zu\r\n\r\n", parts->body_size);
    bytes_say(out, length);
    bytes_add(out, parts->body, parts->body_size);
}

typedef snapguard_status feed_function(snapguard_context *, const char *, size_t);

static size_t piece_of(size_t piece, chance *luck, size_t rest)
{
    if (luck)
        return chance_below(luck, (uint32_t)rest + 1);
    return piece && piece < rest ? piece : rest;
}

static bool feed_pieces(
    snapguard_context *context, feed_function *feed, const char *text, size_t size,
    size_t piece, chance *luck)
{
    while (size > 0) {
        size_t now = piece_of(piece, luck, size);
        /* A copy that ends where the piece does, so that nothing reads past it. */
        char *copy = malloc(now ? now : 1);
        snapguard_status status;

        if (!copy)
            abort();
        memcpy(copy, text, now);
        status = feed(context, now ? copy : NULL, now);
        memset(copy, 'x', now);
        free(copy);
        if (status != SNAPGUARD_OK)
            return false;
        text += now;
        size -= now;
    }
    return true;
}

static bool feed_headers(snapguard_context *context, const http_parts *parts)
{
    for (const header *one = parts->headers; one->name; one++)
        if (snapguard_feed_header(
                context, one->name, strlen(one->name), one->value, strlen(one->value)) !=
            SNAPGUARD_OK)
            return false;
    return true;
}

static bool
feed_query(snapguard_context *context, const http_parts *parts, const feeding *how)
{
    return feed_pieces(
        context, snapguard_feed_query, parts->query, parts->query ? parts->query_size : 0,
        how->query_piece, how->luck);
}

static bool
feed_body(snapguard_context *context, const http_parts *parts, const feeding *how)
{
    return feed_pieces(
        context, snapguard_feed_body, parts->body, parts->body_size, how->body_piece,
        how->luck);
}

const snapguard_report *
http_feed(snapguard_context *context, const http_parts *parts, const feeding *how)
{
    const snapguard_report *report = NULL;

    snapguard_begin(context);
    if (!how->headers_last && !feed_headers(context, parts))
        return NULL;
    if (how->body_first && !feed_body(context, parts, how))
        return NULL;
    if (!feed_query(context, parts, how))
        return NULL;
    if (!how->body_first && !feed_body(context, parts, how))
        return NULL;
    if (how->headers_last && !feed_headers(context, parts))
        return NULL;
    return snapguard_finish(&report, context) == SNAPGUARD_OK ? report : NULL;
}
