/* How many severities there are, for what is kept of each. */
#ifndef CLI_SEVERITY_H
#define CLI_SEVERITY_H

#include <snapguard/snapguard.h>

enum { CLI_SEVERITIES = SNAPGUARD_ERROR + 1 };

#endif
