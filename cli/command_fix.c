#include "commands.h"

#include "check.h"

static cli_exit run(const cli_command *command, int count, char **arguments)
{
    return cli_check_run(command, count, arguments, true);
}

const cli_command cli_command_fix = {
    .name = "fix",
    .usage = "[OPTIONS] [PATH...|-]",
    .summary = "Mend requests in their files: the same as check --fix.",
    .examples =
        "  snapguard fix policies/          mend every request below a directory\n"
        "  snapguard fix --diff policies/   show what that would change\n"
        "  snapguard fix - <a.json >b.json  standard input to standard output\n",
    .options = cli_check_options,
    .run = run,
};
