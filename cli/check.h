/* What the commands check and fix have in common. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "options.h"
#include "packs.h"

extern const cli_option cli_check_options[];

/* Run one of them. `fix`: as if --fix were given. */
cli_exit cli_check_run(const cli_command *command, int count, char **arguments, bool fix);

/* Add the packs that check takes from variables and the configuration file, so that other
 * commands know the same. False, after a complaint, where check would not run. */
bool cli_check_packs(cli_packs *packs, const cli_pack_place *place);

#endif
