/* The line of the source that a finding is about, with carets below the place. */
#ifndef CLI_FRAME_H
#define CLI_FRAME_H

#include "writer.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_frame {
    const char *bytes; /* The text, of which `held` bytes are in memory. */
    size_t held;
    size_t start; /* The place, in bytes. */
    size_t end;
    size_t line;        /* The number to show. */
    const char *label;  /* What to say behind the carets. "": nothing. */
    const char *gutter; /* Colours; see color.h. */
    const char *caret;
    const char *plain;
} cli_frame;

/* The part of the line that is shown in so many columns: from a byte to another one, and
 * whether the line goes on to either side. */
typedef struct cli_window {
    size_t from;
    size_t to;
    bool cut_left;
    bool cut_right;
} cli_window;

cli_window cli_frame_window(const cli_frame *frame, size_t room);

/* How many columns the text left of the "|" takes; what follows a frame is indented so.
 */
size_t cli_frame_margin(const cli_frame *frame);

/* Write the two or three lines, none of them wider than 80 columns. Of a place that is
 * longer than its first line, the first line is shown; a place that has no characters
 * there has one caret, behind the last character at the end of a line. */
void cli_put_frame(cli_writer *writer, const cli_frame *frame);

#endif
