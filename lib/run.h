/* The loop: for each rule that the request calls for, for each of its subjects, does the
 * check hold? */
#ifndef SNAPGUARD_LIB_RUN_H
#define SNAPGUARD_LIB_RUN_H

#include "report.h"

/* Run the request's active instructions, in the order of the pack. False when memory is
 * out. */
bool sg_run(snapguard_report *report, sg_request *request, sg_regex_state *regex);

#endif
