#include "frame.h"

#include "glyph.h"
#include "wrap.h"

#include <string.h>

enum {
    TAB_COLUMNS = 4,      /* Every tab, wherever it stands: a window has no tab stops. */
    CONTEXT_COLUMNS = 20, /* Shown left of the place where the line is cut there. */
    /* How far to look for the ends of a line. Bounded because a line may be as long as
     * its file, and hold a finding every few bytes. */
    LOOK_BYTES = 1024
};

static const char ellipsis[] = "...";
enum { ELLIPSIS_COLUMNS = 3 };

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static void read_glyph(cli_glyph *glyph, const char *text, size_t size)
{
    cli_glyph_read(glyph, text, size);
    if (*text == '\t') {
        memset(glyph->shown, ' ', TAB_COLUMNS);
        glyph->size = glyph->columns = TAB_COLUMNS;
    }
}

/* A line ends at its LF, or at the CR before that, or where the text does. */
static bool is_line_end(const cli_frame *frame, size_t at)
{
    size_t left = frame->held - at;
    const char *next = frame->bytes + at;

    return left == 0 || next[0] == '\n' ||
           (next[0] == '\r' && (left == 1 || next[1] == '\n'));
}

/* The start of the glyph that ends at `at`, and its columns added to *columns. */
static size_t step_back(const cli_frame *frame, size_t at, size_t *columns)
{
    size_t before = at - 1;
    cli_glyph glyph;

    while (before > 0 && at - before < 4 && is_continuation(frame->bytes[before]))
        before--;
    read_glyph(&glyph, frame->bytes + before, at - before);
    if (glyph.taken != at - before) {
        before = at - 1;
        read_glyph(&glyph, frame->bytes + before, 1);
    }
    *columns += glyph.columns;
    return before;
}

static bool is_line_start(const cli_frame *frame, size_t at)
{
    return at == 0 || frame->bytes[at - 1] == '\n';
}

/* Go left from the place for at most `limit` columns; *columns becomes how many it were,
 * or more than `limit` where the line goes on farther. */
static size_t look_left(const cli_frame *frame, size_t limit, size_t *columns)
{
    size_t at = frame->start;

    *columns = 0;
    while (!is_line_start(frame, at)) {
        size_t more = *columns;
        size_t before = step_back(frame, at, &more);

        if (more > limit || frame->start - before > LOOK_BYTES) {
            *columns = limit + 1;
            break;
        }
        at = before;
        *columns = more;
    }
    return at;
}

/* The same to the right, from `at` to the end of the line or to `end`. */
static size_t
look_right(const cli_frame *frame, size_t at, size_t end, size_t limit, size_t *columns)
{
    size_t from = at;

    *columns = 0;
    while (at < end && !is_line_end(frame, at)) {
        cli_glyph glyph;

        read_glyph(&glyph, frame->bytes + at, frame->held - at);
        if (*columns + glyph.columns > limit || at - from > LOOK_BYTES) {
            *columns = limit + 1;
            break;
        }
        at += glyph.taken;
        *columns += glyph.columns;
    }
    return at;
}

static size_t least(size_t first, size_t second)
{
    return first < second ? first : second;
}

/* Choose what to show in `room` columns: the whole line, or else the line from its start
 * if the place (or half a screen of it) is to be seen there, or else the place with some
 * text to its left. */
cli_window cli_frame_window(const cli_frame *frame, size_t room)
{
    cli_window shown = {.from = 0};
    size_t before;
    size_t place;
    size_t after;
    size_t context = CONTEXT_COLUMNS;
    size_t taken;

    shown.from = look_left(frame, room, &before);
    look_right(frame, frame->start, frame->end, room / 2, &place);
    look_right(frame, frame->start, frame->held, room, &after);
    if (after == 0)
        after = 1; /* The caret behind the last character. */

    if (before + after > room && before + place + ELLIPSIS_COLUMNS > room) {
        shown.cut_left = true;
        room -= ELLIPSIS_COLUMNS;
        if (after + context < room)
            context = room - after;
        shown.from = look_left(frame, context, &taken);
        before = least(taken, context);
    }
    shown.cut_right = before + after > room;
    if (shown.cut_right)
        room -= ELLIPSIS_COLUMNS;
    shown.to = look_right(frame, shown.from, frame->held, room, &taken);
    return shown;
}

/* Write from *at to `to`, which may be inside of a character: a place may be one byte of
 * it. The whole character is written then, and *at is behind it. */
static size_t put_part(cli_writer *writer, const cli_frame *frame, size_t *at, size_t to)
{
    size_t columns = 0;
    cli_glyph glyph;

    for (; *at < to; *at += glyph.taken) {
        read_glyph(&glyph, frame->bytes + *at, frame->held - *at);
        cli_write(writer, glyph.shown, glyph.size);
        columns += glyph.columns;
    }
    return columns;
}

static size_t digits(size_t number)
{
    size_t count = 1;

    for (; number >= 10; number /= 10)
        count++;
    return count;
}

size_t cli_frame_margin(const cli_frame *frame)
{
    return 2 + digits(frame->line) + 1;
}

static void put_gutter(cli_writer *writer, const cli_frame *frame)
{
    cli_put_spaces(writer, cli_frame_margin(frame));
    cli_print(writer, "%s|%s ", frame->gutter, frame->plain);
}

/* Write the line below the source; the label goes to one more line where it would pass
 * the edge. */
static void put_carets(
    cli_writer *writer, const cli_frame *frame, size_t offset, size_t count, size_t room)
{
    size_t label = strlen(frame->label);
    bool fits = offset + count + 1 + label <= room;

    put_gutter(writer, frame);
    cli_put_spaces(writer, offset);
    cli_put(writer, frame->caret);
    for (size_t i = 0; i < count; i++)
        cli_put(writer, "^");
    if (label > 0 && fits)
        cli_print(writer, " %s", frame->label);
    cli_print(writer, "%s\n", frame->plain);

    if (label > 0 && !fits) {
        put_gutter(writer, frame);
        cli_put_spaces(writer, label < room ? least(offset, room - label) : 0);
        cli_print(writer, "%s%s%s\n", frame->caret, frame->label, frame->plain);
    }
}

void cli_put_frame(cli_writer *writer, const cli_frame *frame)
{
    size_t room = CLI_LINE_COLUMNS - cli_frame_margin(frame) - 2;
    cli_window shown = cli_frame_window(frame, room);
    size_t at = shown.from;
    size_t offset = 0;
    size_t count;

    cli_print(writer, "  %s%zu |%s", frame->gutter, frame->line, frame->plain);
    if (shown.to > shown.from)
        cli_put(writer, " ");
    if (shown.cut_left) {
        cli_put(writer, ellipsis);
        offset = ELLIPSIS_COLUMNS;
    }
    offset += put_part(writer, frame, &at, frame->start);
    count = put_part(writer, frame, &at, least(frame->end, shown.to));
    put_part(writer, frame, &at, shown.to);
    if (shown.cut_right)
        cli_put(writer, ellipsis);
    cli_put(writer, "\n");
    put_carets(writer, frame, offset, count > 0 ? count : 1, room);
}
