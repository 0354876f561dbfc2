/* A finding and a summary as JSON, as the schema snapguard/report/1 has them.
 */
#ifndef CLI_DIAGNOSTIC_H
#define CLI_DIAGNOSTIC_H

#include "finding.h"
#include "report.h"

#include <jansson.h>

/* Each answers a new reference. */
json_t *cli_diagnostic_json(const cli_finding *finding);
json_t *cli_summary_json(const cli_report *report);

#endif
