#include "severity.h"

#include <stddef.h>

const char *const cli_severity_names[CLI_SEVERITIES + 1] = {
    [SNAPGUARD_OFF] = "off",         [SNAPGUARD_NOTICE] = "notice",
    [SNAPGUARD_WARNING] = "warning", [SNAPGUARD_ERROR] = "error",
    [CLI_SEVERITIES] = NULL,
};

const char *const cli_verdict_names[] = {
    [SNAPGUARD_VALID] = "valid",
    [SNAPGUARD_INVALID] = "invalid",
    [SNAPGUARD_UNDETERMINED] = "undetermined",
    [SNAPGUARD_NOT_APPLICABLE] = "not-applicable",
};

const char *const cli_basis_names[] = {
    [SNAPGUARD_DOCUMENTED] = "documented",
    [SNAPGUARD_INFERRED] = "inferred",
    [SNAPGUARD_COMMON] = "common",
};
