/* Whether a check that does not hold is a finding: see sg_proviso in program.h. */
#ifndef SNAPGUARD_LIB_PROVISO_H
#define SNAPGUARD_LIB_PROVISO_H

#include "check.h"

bool sg_proviso_is_met(const sg_proviso *proviso, const sg_subject *subject);

#endif
