/* What must be so for a rule to apply. */
#ifndef SNAPGUARD_LIB_CONDITION_H
#define SNAPGUARD_LIB_CONDITION_H

#include "request.h"

/* A condition on a value that is at fault, or given twice, can't be decided. */
typedef enum sg_truth { SG_NO, SG_YES, SG_OPEN } sg_truth;

/* Whether all conditions of the instruction hold: no if one does not, open if one can't
 * be decided. */
sg_truth sg_conditions_hold(const sg_request *request, const sg_instruction *instruction);

#endif
