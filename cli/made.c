#include "made.h"

#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BYTES = 4096, FIRST_STRETCHES = 256 };

void cli_made_clear(cli_made *made)
{
    made->size = 0;
    made->count = 0;
    made->is_full = false;
}

void cli_made_free(cli_made *made)
{
    free(made->json);
    free(made->stretches);
    *made = (cli_made){.json = NULL};
}

/* False, and nothing is made any more, where so many bytes would be too many. */
static bool has_room(cli_made *made, size_t size)
{
    if (made->is_full || size > made->most - made->size) {
        made->is_full = true;
        return false;
    }
    while (made->capacity < made->size + size) {
        made->capacity = made->capacity > 0 ? 2 * made->capacity : FIRST_BYTES;
        made->json = cli_reallocate(made->json, made->capacity);
    }
    return true;
}

void cli_made_put(cli_made *made, const char *json, size_t size)
{
    if (size == 0 || !has_room(made, size))
        return;
    memcpy(made->json + made->size, json, size);
    made->size += size;
}

/* Whether a stretch that stands for its text byte by byte goes on. */
static bool goes_on(const snapguard_stretch *last, const snapguard_stretch *next)
{
    return last->end == next->begin && last->origin_end == next->origin_begin &&
           last->end - last->begin == last->origin_end - last->origin_begin &&
           next->end - next->begin == next->origin_end - next->origin_begin;
}

static void add_stretch(cli_made *made, snapguard_stretch stretch)
{
    snapguard_stretch *last = made->count > 0 ? &made->stretches[made->count - 1] : NULL;

    if (last && goes_on(last, &stretch)) {
        last->end = stretch.end;
        last->origin_end = stretch.origin_end;
        return;
    }
    if (made->count == made->stretch_capacity) {
        made->stretch_capacity =
            made->count > 0 ? 2 * made->stretch_capacity : FIRST_STRETCHES;
        made->stretches = cli_reallocate(
            made->stretches, made->stretch_capacity * sizeof *made->stretches);
    }
    made->stretches[made->count++] = stretch;
}

void cli_made_put_from(
    cli_made *made, const char *json, size_t size, size_t begin, size_t end)
{
    size_t at = made->size;

    cli_made_put(made, json, size);
    if (made->size > at)
        add_stretch(
            made,
            (snapguard_stretch){
                (uint32_t)at, (uint32_t)made->size, (uint32_t)begin, (uint32_t)end});
}

/* How a character that cannot stand in a string is written; NULL for any other. */
static const char *escape_of(char character, char buffer[7])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char byte = (unsigned char)character;

    if (byte >= 0x20 && byte != '"' && byte != '\\')
        return NULL;
    memcpy(buffer, "\\u00", 4);
    buffer[4] = digits[byte >> 4];
    buffer[5] = digits[byte & 15];
    buffer[6] = '\0';
    if (byte >= 0x20) {
        buffer[1] = character;
        buffer[2] = '\0';
    }
    return buffer;
}

static void put_escaped(cli_made *made, const char *text, size_t size)
{
    char buffer[7];

    for (size_t i = 0; i < size && !made->is_full; i++) {
        const char *escape = escape_of(text[i], buffer);

        if (escape)
            cli_made_put(made, escape, strlen(escape));
        else
            cli_made_put(made, text + i, 1);
    }
}

/* As long as both are alike, stretches go on. */
static void put_bytes(cli_made *made, const char *text, size_t size, size_t begin)
{
    size_t at = 0;

    while (at < size && !made->is_full) {
        char buffer[7];
        const char *escape = NULL;
        size_t plain = 0;

        while (at + plain < size && !(escape = escape_of(text[at + plain], buffer)))
            plain++;
        cli_made_put_from(made, text + at, plain, begin + at, begin + at + plain);
        at += plain;
        if (escape) {
            cli_made_put_from(made, escape, strlen(escape), begin + at, begin + at + 1);
            at++;
        }
    }
}

void cli_made_put_text(
    cli_made *made, const char *text, size_t size, size_t begin, size_t end)
{
    size_t at = made->size;

    if (size == end - begin) {
        put_bytes(made, text, size, begin);
        return;
    }
    put_escaped(made, text, size);
    if (made->size > at)
        add_stretch(
            made,
            (snapguard_stretch){
                (uint32_t)at, (uint32_t)made->size, (uint32_t)begin, (uint32_t)end});
}

/* The first stretch that reaches behind a byte. */
static size_t first_behind(const cli_made *made, size_t byte)
{
    size_t low = 0;
    size_t high = made->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (made->stretches[middle].end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What of a stretch is in a part. */
static snapguard_stretch clip(snapguard_stretch stretch, cli_made_part part)
{
    bool is_same =
        stretch.end - stretch.begin == stretch.origin_end - stretch.origin_begin;
    uint32_t before =
        stretch.begin < part.begin ? (uint32_t)part.begin - stretch.begin : 0;
    uint32_t behind = stretch.end > part.end ? stretch.end - (uint32_t)part.end : 0;

    stretch.begin += before;
    stretch.end -= behind;
    stretch.origin_begin += is_same ? before : 0;
    stretch.origin_end -= is_same ? behind : 0;
    return stretch;
}

void cli_made_copy(cli_made *made, cli_made_part part)
{
    size_t size = part.end - part.begin;
    uint32_t shift = (uint32_t)(made->size - part.begin);
    size_t last = made->count;

    if (!has_room(made, size))
        return;
    memcpy(made->json + made->size, made->json + part.begin, size);
    made->size += size;
    for (size_t i = first_behind(made, part.begin);
         i < last && made->stretches[i].begin < part.end; i++) {
        snapguard_stretch stretch = clip(made->stretches[i], part);

        stretch.begin += shift;
        stretch.end += shift;
        add_stretch(made, stretch);
    }
}
