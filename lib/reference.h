/* Findings about a value that a function of a template stands for: it is written in one
 * place, and used in another. */
#ifndef SNAPGUARD_LIB_REFERENCE_H
#define SNAPGUARD_LIB_REFERENCE_H

#include "report.h"

/* Let the findings of a report refer to the places where their values are used, if they
 * refer to none and the values are written elsewhere. */
void sg_references_relate(snapguard_report *report);

/* Whether it is this that a finding refers to. */
bool sg_reference_is_related(const snapguard_finding *finding);

#endif
