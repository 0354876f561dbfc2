/* What the commands check and fix have in common. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "options.h"

extern const cli_option cli_check_options[];

/* Run one of them. `fix`: as if --fix were given. */
cli_exit cli_check_run(const cli_command *command, int count, char **arguments, bool fix);

#endif
