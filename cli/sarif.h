/* The parts of a SARIF 2.1.0 log that are made from one finding or one rule. */
#ifndef CLI_SARIF_H
#define CLI_SARIF_H

#include "finding.h"
#include "pack.h"
#include "path.h"
#include "text.h"
#include "writer.h"

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
        CLI_WANT_FIX | CLI_WANT_FINGERPRINT | CLI_WANT_SUPPRESSED
};

/* What results have in common, and what their texts are made in. */
typedef struct cli_sarif_parts {
    cli_paths paths;
    char *file; /* A copy of the name that the artifact was made from. */
    char *artifact;
    cli_text text;
} cli_sarif_parts;

void cli_sarif_parts_begin(cli_sarif_parts *parts);
void cli_sarif_parts_free(cli_sarif_parts *parts);

/* Write a result. `rule` is the index among the rules of the log. */
void cli_sarif_put_result(
    cli_writer *writer, cli_sarif_parts *parts, const cli_finding *finding, size_t rule);

/* Each answers a new reference. */
json_t *cli_sarif_rule(const cli_pack *pack, const char *id);
json_t *cli_sarif_artifact(const char *file, cli_paths *paths);

/* {"text": …} */
json_t *cli_sarif_message(const char *text);

/* "error", "warning" or "note". */
const char *cli_sarif_level(snapguard_severity severity);

#endif
