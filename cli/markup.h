/* Text of others in XML and HTML. */
#ifndef CLI_MARKUP_H
#define CLI_MARKUP_H

#include "writer.h"

#include <stdbool.h>

/* Write a text as content, or as the value of an attribute in double quotes: glyph by
 * glyph, as a terminal gets it, so that no control character, no change of direction and
 * nothing that is not UTF-8 comes through; and what has a meaning in markup escaped. */
void cli_put_markup(cli_writer *writer, const char *text, size_t size);

/* The same of a text that takes so many columns at most, cut where it takes more. */
void cli_put_markup_fitted(
    cli_writer *writer, const char *text, size_t size, size_t columns);

#endif
