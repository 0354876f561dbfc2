/* Standard output as a writer. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "exit.h"
#include "writer.h"

/* Big enough that a stream of findings costs few system calls. */
enum { CLI_OUTPUT_BYTES = 65536 };

void cli_output_begin(cli_writer *writer);

/* Flush, release, and say whether all could be written. A closed pipe is told to nobody:
 * the reader has seen enough. */
cli_exit cli_output_end(cli_writer *writer);

#endif
