/* The values of public enumerations by name, as packs and reports write them. */
#ifndef SNAPGUARD_LIB_ENUMERATIONS_H
#define SNAPGUARD_LIB_ENUMERATIONS_H

#include <snapguard/snapguard.h>

enum {
    SG_VERDICTS = SNAPGUARD_NOT_APPLICABLE + 1,
    SG_SEVERITIES = SNAPGUARD_ERROR + 1,
    SG_BASES = SNAPGUARD_COMMON + 1
};

extern const char *const sg_severity_names[SG_SEVERITIES];
extern const char *const sg_basis_names[SG_BASES];

#endif
