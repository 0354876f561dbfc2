/* Pages of the manual, in the language of man(7), from the tables that the help is
 * printed from. */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "options.h"

/* snapguard(1): the commands. */
void cli_manual_program(cli_writer *writer);

/* snapguard-COMMAND(1). */
void cli_manual_command(cli_writer *writer, const cli_command *command);

#endif
