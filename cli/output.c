#define _POSIX_C_SOURCE 200809L

#include "output.h"

#include "complain.h"
#include "memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void cli_output_begin(cli_writer *writer)
{
    cli_writer_begin(
        writer, STDOUT_FILENO, cli_reallocate(NULL, CLI_OUTPUT_BYTES), CLI_OUTPUT_BYTES);
}

cli_exit cli_output_end(cli_writer *writer)
{
    cli_flush(writer);
    free(writer->buffer);
    if (!writer->error)
        return CLI_CLEAN;
    if (writer->error != EPIPE)
        cli_complain("cannot write to standard output: %s", strerror(writer->error));
    return CLI_FAILURE;
}
