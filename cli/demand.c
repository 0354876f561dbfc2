#include "demand.h"

#include "complain.h"
#include "exit.h"
#include "memory.h"

#include <stdlib.h>

void cli_demand(snapguard_status status)
{
    if (status == SNAPGUARD_OK)
        return;
    if (status == SNAPGUARD_ERROR_MEMORY)
        cli_out_of_memory();
    cli_complain("internal error: %s", snapguard_strerror(status));
    exit(CLI_FAILURE);
}
