/* Text in lines of at most 80 columns. */
#ifndef CLI_WRAP_H
#define CLI_WRAP_H

#include "writer.h"

#include <stddef.h>

enum { CLI_LINE_COLUMNS = 80 };

/* Write the words of `text`, and a newline. The line is at column `column` already, from
 * 0; where a word would pass column 80, a new line begins at column `indent`. */
void cli_put_wrapped(cli_writer *writer, const char *text, size_t column, size_t indent);

#endif
