/* Before the loop: which rules a request calls for at all. */
#ifndef SNAPGUARD_LIB_SCREENING_H
#define SNAPGUARD_LIB_SCREENING_H

#include "request.h"

/* Activate the instructions of the values and items that do not pass their screen, and
 * those of the faults. */
void sg_screening_run(sg_request *request);

#endif
