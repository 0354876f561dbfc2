/* Severities and verdicts by name. */
#ifndef CLI_SEVERITY_H
#define CLI_SEVERITY_H

#include <snapguard/snapguard.h>

enum { CLI_SEVERITIES = SNAPGUARD_ERROR + 1 };

/* By snapguard_severity, with a NULL behind them: "off", "notice", "warning", "error". */
extern const char *const cli_severity_names[CLI_SEVERITIES + 1];

/* By snapguard_verdict: "valid", "invalid", "undetermined", "not-applicable". */
extern const char *const cli_verdict_names[];

/* By snapguard_basis: "documented", "inferred", "common". */
extern const char *const cli_basis_names[];

#endif
