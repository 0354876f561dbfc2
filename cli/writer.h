/* Buffered output to a descriptor that remembers its first failure, so that one look at
 * the end is enough, and that spills into a temporary file where it has no descriptor. */
#ifndef CLI_WRITER_H
#define CLI_WRITER_H

#include "complain.h"

#include <stddef.h>

/* In place of a descriptor: keep the text, in memory for as long as the buffer lasts and
 * in a temporary file from then on. cli_replay() hands it out. */
enum { CLI_SPOOL = -1 };

typedef struct cli_writer {
    char *buffer; /* Borrowed from the caller. */
    size_t capacity;
    size_t used;
    int descriptor;
    int error; /* errno of the first failure, after which nothing more is written. */
} cli_writer;

void cli_writer_begin(cli_writer *writer, int descriptor, char *buffer, size_t capacity);

void cli_write(cli_writer *writer, const char *bytes, size_t size);
void cli_put(cli_writer *writer, const char *text);
void cli_put_number(cli_writer *writer, size_t number);
/* One character so many times. */
void cli_put_run(cli_writer *writer, char character, size_t count);
void cli_put_spaces(cli_writer *writer, size_t count);

/* As printf(), for lines of at most some thousand bytes. */
void cli_print(cli_writer *writer, const char *format, ...) CLI_PRINTF(2, 3);

void cli_flush(cli_writer *writer);

/* Write all that `spool` keeps to `writer`, and close its temporary file. */
void cli_replay(cli_writer *spool, cli_writer *writer);

#endif
