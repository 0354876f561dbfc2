/* Calls of the library that can only fail where nothing is left to be done. */
#ifndef CLI_DEMAND_H
#define CLI_DEMAND_H

#include <snapguard/snapguard.h>

/* End the program with CLI_FAILURE and a complaint unless the status is SNAPGUARD_OK. */
void cli_demand(snapguard_status status);

#endif
