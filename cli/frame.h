/* The line of the source that a finding is about, with carets below the place. */
#ifndef CLI_FRAME_H
#define CLI_FRAME_H

#include "color.h"
#include "text.h"
#include "writer.h"

#include <snapguard/snapguard.h>
#include <stddef.h>

/* The place in its text. */
typedef struct cli_frame_place {
    const char *bytes; /* The text, of which `held` bytes are in memory. */
    size_t held;
    size_t start; /* In bytes. */
    size_t end;
} cli_frame_place;

/* What is shown of it: no part of the text is needed any more. */
typedef struct cli_frame {
    const char *text; /* The line, or a part of it, as it may be shown. */
    size_t size;
    size_t marked;     /* Bytes of `text` before the place, */
    size_t marked_end; /* and up to its end. */
    size_t offset;     /* Columns before the first caret. */
    size_t count;      /* Of carets. */
    size_t line;       /* The number to show. */
    const char *label; /* What to say behind the carets. "": nothing. */
} cli_frame;

/* How many columns the text left of the "|" takes; what follows a frame is indented so.
 */
size_t cli_frame_margin(size_t line);

/* Choose what to show of the line with this number. `text` is what the frame is kept in.
 * Of a place that is longer than its first line, the first line is shown; a place that
 * has no characters there has one caret, behind the last character at the end of a line.
 */
cli_frame cli_frame_of(const cli_frame_place *place, size_t line, cli_text *text);

/* Write the two or three lines, none of them wider than 80 columns, with carets of the
 * colour of a severity. */
void cli_put_frame(
    cli_writer *writer, const cli_frame *frame, const cli_palette *palette,
    snapguard_severity severity);

#endif
