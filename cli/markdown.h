/* Text as Markdown. */
#ifndef CLI_MARKDOWN_H
#define CLI_MARKDOWN_H

#include "writer.h"

#include <stddef.h>

/* Prose: what would be markup is escaped. */
void cli_md_prose(cli_writer *writer, const char *text);

/* `code`, on one line. In a cell of a table it must not hold a bar. */
void cli_md_code(cli_writer *writer, const char *text);

/* A block of code, and a blank line behind it. Bytes that are no text are replaced. */
void cli_md_block(
    cli_writer *writer, const char *language, const char *text, size_t size);

#endif
