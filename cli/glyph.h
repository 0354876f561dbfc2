/* Text of others, as it may be shown on a terminal. */
#ifndef CLI_GLYPH_H
#define CLI_GLYPH_H

#include "writer.h"

#include <stddef.h>

/* One character of a text, or one byte of it that is no character. */
typedef struct cli_glyph {
    size_t taken;   /* Bytes of the text. */
    size_t columns; /* Cells on a terminal: 0, 1 or 2. */
    char shown[4];  /* What to write for it, without NUL. */
    size_t size;    /* Bytes of `shown`. */
} cli_glyph;

/* Read the first glyph of `text`; `size` is at least 1. Control characters come out as
 * their pictures; what is invisible or turns the direction of the text (Unicode's format
 * characters), and bytes that are not UTF-8, as U+FFFD. */
void cli_glyph_read(cli_glyph *glyph, const char *text, size_t size);

/* Write a text glyph by glyph. */
void cli_put_safe(cli_writer *writer, const char *text, size_t size);

/* Write it line by line, each behind `indent` spaces. The last line gets its end, too; a
 * CR before the end of a line is not shown. */
void cli_put_lines(cli_writer *writer, const char *text, size_t size, size_t indent);

/* How many columns the text takes when it is written so. */
size_t cli_columns(const char *text, size_t size);

/* How many bytes of the text fit in so many columns: whole glyphs, and not endlessly many
 * of those that take none. */
size_t cli_fitting(const char *text, size_t size, size_t columns);

#endif
