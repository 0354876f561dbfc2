#include "enumerations.h"

#include <stddef.h>

static const char *const verdict_names[SG_VERDICTS] = {
    [SNAPGUARD_VALID] = "valid",
    [SNAPGUARD_INVALID] = "invalid",
    [SNAPGUARD_UNDETERMINED] = "undetermined",
    [SNAPGUARD_NOT_APPLICABLE] = "not-applicable",
};

const char *const sg_severity_names[SG_SEVERITIES] = {
    [SNAPGUARD_OFF] = "off",
    [SNAPGUARD_NOTICE] = "notice",
    [SNAPGUARD_WARNING] = "warning",
    [SNAPGUARD_ERROR] = "error",
};

const char *const sg_basis_names[SG_BASES] = {
    [SNAPGUARD_DOCUMENTED] = "documented",
    [SNAPGUARD_INFERRED] = "inferred",
    [SNAPGUARD_COMMON] = "common",
};

const char *snapguard_verdict_name(snapguard_verdict verdict)
{
    return (unsigned)verdict < SG_VERDICTS ? verdict_names[verdict] : NULL;
}

const char *snapguard_severity_name(snapguard_severity severity)
{
    return (unsigned)severity < SG_SEVERITIES ? sg_severity_names[severity] : NULL;
}

const char *snapguard_basis_name(snapguard_basis basis)
{
    return (unsigned)basis < SG_BASES ? sg_basis_names[basis] : NULL;
}
