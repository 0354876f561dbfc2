/* The help of a command: examples first, then every option of its table. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "options.h"

/* Print it to standard output. */
cli_exit cli_help(const cli_command *command);

/* The part about the options, for a help that says something else first. */
void cli_put_options(cli_writer *writer, const cli_option *options);

#endif
