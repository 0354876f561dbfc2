/* Options that variables of the environment set: SNAPGUARD_FAIL_ON for --fail-on. */
#ifndef CLI_ENVIRONMENT_H
#define CLI_ENVIRONMENT_H

#include "keeper.h"
#include "options.h"

/* Set those that were not given yet, and note them in `given`; what may be given several
 * times is added. Empty variables are none. False after a complaint. */
bool cli_environment_apply(
    const cli_option *options, void *settings, bool *given, cli_keeper *keeper);

/* Name each variable that is nearly that of an option, but of none. */
void cli_environment_remark(const cli_option *options);

#endif
