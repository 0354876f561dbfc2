/* Bodies that are sent in chunks: each begins with its size in hexadecimal digits. */
#include "percent.h"
#include "read_http.h"

enum { NEAR = 64 }; /* bytes between two seams, or one chunk */

typedef struct sg_chunks {
    const char *begin; /* of the text */
    const char *end;
    sg_array *bytes;
    sg_array *seams;
    size_t most;   /* bytes that are copied */
    uint64_t size; /* of all chunks */
    const snapguard_allocator *allocator;
    sg_read_end *stop;
    bool out_of_memory;
} sg_chunks;

static const char *fail(sg_chunks *chunks, sg_syntax reason, const char *p)
{
    uint32_t at = (uint32_t)(p - chunks->begin);

    *chunks->stop = (sg_read_end){
        .kind = SG_FAULT_HTTP,
        .reason = reason,
        .begin = at,
        .end = at + (p < chunks->end),
    };
    return NULL;
}

/* A seam where the next chunk is put, unless there is one near enough. */
static bool add_seam(sg_chunks *chunks, const char *line)
{
    const sg_seam seam = {
        .begin = (uint32_t)chunks->bytes->count,
        .origin = (uint32_t)(line - chunks->begin),
        .has_chunks = true,
    };
    const sg_seam *last = chunks->seams->data;

    last += chunks->seams->count - 1;
    if (last->has_chunks && seam.begin - last->begin < NEAR)
        return true;
    chunks->out_of_memory = !sg_seams_add(chunks->seams, chunks->allocator, &seam);
    return !chunks->out_of_memory;
}

static bool copy(sg_chunks *chunks, const char *p, size_t size)
{
    sg_array *bytes = chunks->bytes;

    if (!sg_array_reserve(bytes, chunks->allocator, bytes->count + size, 1)) {
        chunks->out_of_memory = true;
        return false;
    }
    if (size)
        memcpy((char *)bytes->data + bytes->count, p, size);
    bytes->count += size;
    return true;
}

/* Behind CR LF, or LF alone. */
static const char *read_line_end(sg_chunks *chunks, const char *p)
{
    if (p < chunks->end && *p == '\r')
        p++;
    return p < chunks->end && *p == '\n' ? p + 1 : fail(chunks, SG_SYNTAX_CHUNK_END, p);
}

/* A chunk's size, with zeros before it or not, and behind blanks and a semicolon what
 * concerns nobody. */
static const char *read_size(sg_chunks *chunks, const char *p, size_t *size)
{
    const char *begin = p;

    *size = 0;
    for (; p < chunks->end && sg_hex_digit(*p) >= 0; p++) {
        if (*size >> 28)
            return fail(chunks, SG_SYNTAX_CHUNK_SIZE, begin);
        *size = *size << 4 | (size_t)sg_hex_digit(*p);
    }
    if (p == begin)
        return fail(chunks, SG_SYNTAX_CHUNK_SIZE, p);
    while (p < chunks->end && (*p == ' ' || *p == '\t'))
        p++;
    if (p < chunks->end && *p == ';')
        while (p < chunks->end && *p != '\r' && *p != '\n')
            p++;
    return read_line_end(chunks, p);
}

/* What stands between the last chunk and the empty line is not looked at. */
static void read_trailers(sg_chunks *chunks, const char *p)
{
    while (p < chunks->end && *p != '\r' && *p != '\n') {
        p = memchr(p, '\n', (size_t)(chunks->end - p));
        p = p ? p + 1 : chunks->end;
    }
    p = read_line_end(chunks, p);
    while (p && p < chunks->end && (*p == '\r' || *p == '\n'))
        p++;
    if (p && p < chunks->end)
        fail(chunks, SG_SYNTAX_BODY_LONG, p);
}

/* One more byte than the limit is kept, so that what is kept is over it as well. */
static bool keep(sg_chunks *chunks, const char *line, const char *p, size_t size)
{
    size_t room = chunks->most - chunks->bytes->count;

    chunks->size += size;
    return room == 0 ||
           (add_seam(chunks, line) && copy(chunks, p, size < room ? size : room));
}

static const char *read_chunk(sg_chunks *chunks, const char *p)
{
    const char *line = p;
    size_t size;

    p = read_size(chunks, p, &size);
    if (!p)
        return NULL;
    if (size == 0) {
        read_trailers(chunks, p);
        return NULL;
    }
    if (size > (size_t)(chunks->end - p))
        return fail(chunks, SG_SYNTAX_BODY_SHORT, chunks->end);
    return keep(chunks, line, p, size) ? read_line_end(chunks, p + size) : NULL;
}

bool sg_read_chunks(
    sg_text text, sg_http *http, size_t most, sg_array *bytes, sg_array *seams,
    const snapguard_allocator *allocator, sg_read_end *end)
{
    sg_chunks chunks = {
        .begin = text.bytes,
        .end = text.bytes + text.size,
        .bytes = bytes,
        .seams = seams,
        .allocator = allocator,
        .stop = end,
    };
    const sg_seam head = {.part = SNAPGUARD_PART_WHOLE};
    const char *p = text.bytes + http->parts.body.begin;

    bytes->count = 0;
    seams->count = 0;
    if (!sg_seams_add(seams, allocator, &head) ||
        !copy(&chunks, text.bytes, http->parts.body.begin))
        return false;
    chunks.most = bytes->count + most + 1;
    while (p)
        p = read_chunk(&chunks, p);
    http->parts.body.end = (uint32_t)bytes->count;
    http->body_size = chunks.size;
    return !chunks.out_of_memory;
}
