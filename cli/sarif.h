/* The parts of a SARIF 2.1.0 log that are made from one finding or one rule. */
#ifndef CLI_SARIF_H
#define CLI_SARIF_H

#include "finding.h"
#include "pack.h"
#include "path.h"

#include <jansson.h>
#include <stddef.h>

/* What the folder that the program runs in is called; it is taken for the root of the
 * repository. */
#define CLI_SARIF_ROOT "%SRCROOT%"

/* What takes time to find out for a result. */
enum {
    CLI_SARIF_WANTS =
        CLI_WANT(SNAPGUARD_TEXT_MESSAGE) | CLI_WANT(SNAPGUARD_TEXT_HELP) |
        CLI_WANT(SNAPGUARD_TEXT_POINTER) | CLI_WANT(SNAPGUARD_TEXT_INNER_POINTER) |
        CLI_WANT(SNAPGUARD_TEXT_API_MESSAGE) | CLI_WANT(SNAPGUARD_TEXT_RELATED) |
        CLI_WANT_FINGERPRINT | CLI_WANT_SUPPRESSED
};

/* Each answers a new reference. `rule` is the index among the rules of the log. */
json_t *cli_sarif_result(const cli_finding *finding, size_t rule, cli_paths *paths);
json_t *cli_sarif_rule(const cli_pack *pack, const char *id);
json_t *cli_sarif_artifact(const char *file, cli_paths *paths);

/* {"text": …} */
json_t *cli_sarif_message(const char *text);

/* "error", "warning" or "note". */
const char *cli_sarif_level(snapguard_severity severity);

#endif
