/* Text of others, as it may be shown on a terminal. */
#ifndef CLI_GLYPH_H
#define CLI_GLYPH_H

#include "text.h"
#include "writer.h"

#include <stdbool.h>
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

/* Whether a byte is a glyph by itself, and shown as it is: most are of this kind, and
 * nothing else has to be looked up. */
static inline bool cli_is_plain(char character)
{
    return character >= ' ' && character < 0x7F;
}

/* How many bytes the text begins with that are a glyph each, and shown as they are. */
size_t cli_plain_size(const char *text, size_t size);

/* The code point at the start of `text` (whose size is at least 1), in *code, and its
 * bytes; 0 where there is none. */
size_t cli_code_point(unsigned long *code, const char *text, size_t size);

/* Whether a code point may be shown as it is. */
bool cli_is_safe(unsigned long code);

/* Write a text glyph by glyph. */
void cli_put_safe(cli_writer *writer, const char *text, size_t size);

/* Add one to another text likewise. */
void cli_text_add_safe(cli_text *text, const char *bytes, size_t size);

/* Write it line by line, each behind `indent` spaces. The last line gets its end, too; a
 * CR before the end of a line is not shown. */
void cli_put_lines(cli_writer *writer, const char *text, size_t size, size_t indent);

/* How many columns the text takes when it is written so. */
size_t cli_columns(const char *text, size_t size);

/* How many bytes of the text fit in so many columns: whole glyphs, and not endlessly many
 * of those that take none. */
size_t cli_fitting(const char *text, size_t size, size_t columns);

#endif
