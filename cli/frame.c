#include "frame.h"

#include "glyph.h"
#include "wrap.h"

#include <stdbool.h>
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

/* The part of a line that is shown. */
typedef struct window {
    size_t from; /* In bytes. */
    size_t to;
    bool cut_left;
    bool cut_right;
} window;

static size_t least(size_t first, size_t second)
{
    return first < second ? first : second;
}

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
static bool is_line_end(const cli_frame_place *place, size_t at)
{
    size_t left = place->held - at;
    const char *next = place->bytes + at;

    return left == 0 || next[0] == '\n' ||
           (next[0] == '\r' && (left == 1 || next[1] == '\n'));
}

/* The start of the glyph that ends at `at`, and its columns added to *columns. */
static size_t step_back(const cli_frame_place *place, size_t at, size_t *columns)
{
    size_t before = at - 1;
    cli_glyph glyph;

    if (cli_is_plain(place->bytes[before])) {
        ++*columns;
        return before;
    }
    while (before > 0 && at - before < 4 && is_continuation(place->bytes[before]))
        before--;
    read_glyph(&glyph, place->bytes + before, at - before);
    if (glyph.taken != at - before) {
        before = at - 1;
        read_glyph(&glyph, place->bytes + before, 1);
    }
    *columns += glyph.columns;
    return before;
}

static bool is_line_start(const cli_frame_place *place, size_t at)
{
    return at == 0 || place->bytes[at - 1] == '\n';
}

/* Go left from the place for at most `limit` columns; *columns becomes how many it were,
 * or more than `limit` where the line goes on farther. */
static size_t look_left(const cli_frame_place *place, size_t limit, size_t *columns)
{
    size_t at = place->start;

    *columns = 0;
    while (!is_line_start(place, at)) {
        size_t more = *columns;
        size_t before = step_back(place, at, &more);

        if (more > limit || place->start - before > LOOK_BYTES) {
            *columns = limit + 1;
            break;
        }
        at = before;
        *columns = more;
    }
    return at;
}

/* The same to the right, from `at` to the end of the line or to `end`. */
static size_t look_right(
    const cli_frame_place *place, size_t at, size_t end, size_t limit, size_t *columns)
{
    size_t from = at;

    *columns = 0;
    while (at < end && !is_line_end(place, at)) {
        size_t plain =
            cli_plain_size(place->bytes + at, least(end - at, limit - *columns));
        cli_glyph glyph = {.taken = plain, .columns = plain};

        if (plain == 0)
            read_glyph(&glyph, place->bytes + at, place->held - at);
        if (*columns + glyph.columns > limit || at - from > LOOK_BYTES) {
            *columns = limit + 1;
            break;
        }
        at += glyph.taken;
        *columns += glyph.columns;
    }
    return at;
}

/* Choose what to show in `room` columns: the whole line, or else the line from its start
 * if the place (or half a screen of it) is to be seen there, or else the place with some
 * text to its left. */
static window choose_window(const cli_frame_place *place, size_t room)
{
    window shown = {.from = 0};
    size_t before;
    size_t marked;
    size_t after;
    size_t context = CONTEXT_COLUMNS;
    size_t taken;

    shown.from = look_left(place, room, &before);
    look_right(place, place->start, place->end, room / 2, &marked);
    look_right(place, place->start, place->held, room, &after);
    if (after == 0)
        after = 1; /* The caret behind the last character. */

    if (before + after > room && before + marked + ELLIPSIS_COLUMNS > room) {
        shown.cut_left = true;
        room -= ELLIPSIS_COLUMNS;
        if (after + context < room)
            context = room - after;
        shown.from = look_left(place, context, &taken);
        before = least(taken, context);
    }
    shown.cut_right = before + after > room;
    if (shown.cut_right)
        room -= ELLIPSIS_COLUMNS;
    shown.to = look_right(place, shown.from, place->held, room, &taken);
    return shown;
}

/* Add what is between *at and `to`, which may be inside of a character: a place may be
 * one byte of it. The whole character is added then, and *at is behind it. Answers how
 * many columns it takes. */
static size_t
add_part(cli_text *text, const cli_frame_place *place, size_t *at, size_t to)
{
    size_t columns = 0;

    while (*at < to) {
        size_t plain = cli_plain_size(place->bytes + *at, to - *at);
        cli_glyph glyph;

        cli_text_add(text, place->bytes + *at, plain);
        columns += plain;
        *at += plain;
        if (*at == to)
            break;
        read_glyph(&glyph, place->bytes + *at, place->held - *at);
        cli_text_add(text, glyph.shown, glyph.size);
        columns += glyph.columns;
        *at += glyph.taken;
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

size_t cli_frame_margin(size_t line)
{
    return 2 + digits(line) + 1;
}

/* How many columns there are right of the "| ". */
static size_t room_beside(size_t line)
{
    return CLI_LINE_COLUMNS - cli_frame_margin(line) - 2;
}

cli_frame cli_frame_of(const cli_frame_place *place, size_t line, cli_text *text)
{
    window shown = choose_window(place, room_beside(line));
    cli_frame frame = {.line = line, .label = ""};
    size_t at = shown.from;

    cli_text_clear(text);
    if (shown.cut_left) {
        cli_text_add(text, ellipsis, ELLIPSIS_COLUMNS);
        frame.offset = ELLIPSIS_COLUMNS;
    }
    frame.offset += add_part(text, place, &at, place->start);
    frame.marked = text->size;
    frame.count = add_part(text, place, &at, least(place->end, shown.to));
    frame.marked_end = text->size;
    if (frame.count == 0)
        frame.count = 1;
    add_part(text, place, &at, shown.to);
    if (shown.cut_right)
        cli_text_add(text, ellipsis, ELLIPSIS_COLUMNS);
    frame.text = text->bytes;
    frame.size = text->size;
    return frame;
}

static void put_gutter(cli_writer *writer, size_t margin, const cli_palette *palette)
{
    cli_put_spaces(writer, margin);
    cli_put(writer, palette->gutter);
    cli_put(writer, "|");
    cli_put(writer, palette->plain);
    cli_put(writer, " ");
}

/* Write the line below the source; the label goes to one more line where it would pass
 * the edge. */
static void put_carets(
    cli_writer *writer, const cli_frame *frame, const cli_palette *palette,
    const char *color)
{
    size_t margin = cli_frame_margin(frame->line);
    size_t room = room_beside(frame->line);
    size_t label = strlen(frame->label);
    bool fits = frame->offset + frame->count + 1 + label <= room;

    put_gutter(writer, margin, palette);
    cli_put_spaces(writer, frame->offset);
    cli_put(writer, color);
    cli_put_run(writer, '^', frame->count);
    if (label > 0 && fits) {
        cli_put(writer, " ");
        cli_put(writer, frame->label);
    }
    cli_put(writer, palette->plain);
    cli_put(writer, "\n");

    if (label > 0 && !fits) {
        put_gutter(writer, margin, palette);
        cli_put_spaces(writer, label < room ? least(frame->offset, room - label) : 0);
        cli_print(writer, "%s%s%s\n", color, frame->label, palette->plain);
    }
}

void cli_put_frame(
    cli_writer *writer, const cli_frame *frame, const cli_palette *palette,
    snapguard_severity severity)
{
    cli_put(writer, "  ");
    cli_put(writer, palette->gutter);
    cli_put_number(writer, frame->line);
    cli_put(writer, " |");
    cli_put(writer, palette->plain);
    if (frame->size > 0)
        cli_put(writer, " ");
    cli_write(writer, frame->text, frame->size);
    cli_put(writer, "\n");
    put_carets(writer, frame, palette, palette->severity[severity]);
}
