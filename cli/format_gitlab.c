#include "format.h"

#include "json.h"
#include "memory.h"
#include "path.h"
#include "prose.h"

#include <stdlib.h>

/* A report of GitLab Code Quality: the part of the Code Climate format that it reads. */

typedef struct gitlab_state {
    cli_paths paths;
    cli_text prose;
    bool has_findings;
} gitlab_state;

/* Of info, minor, major, critical and blocker. What the service refuses is no worse than
 * major: nothing is lost by it. */
static const char *const severities[] = {
    [SNAPGUARD_NOTICE] = "info",
    [SNAPGUARD_WARNING] = "minor",
    [SNAPGUARD_ERROR] = "major"};

static json_t *location_json(cli_paths *paths, const cli_finding *finding)
{
    json_t *location = json_object();
    json_t *lines = json_object();

    cli_path_find(paths, finding->file);
    cli_json_set(lines, "begin", json_integer((json_int_t)finding->range.start.line));
    cli_json_set(lines, "end", json_integer((json_int_t)finding->range.end.line));
    cli_json_set(location, "path", cli_json_text(paths->path.bytes, paths->path.size));
    cli_json_set(location, "lines", lines);
    return location;
}

static void put_finding(cli_sink *sink, const cli_finding *finding)
{
    gitlab_state *state = sink->state;
    json_t *object = json_object();

    cli_prose_of(finding, &state->prose);
    cli_json_set(
        object, "description", cli_json_text(state->prose.bytes, state->prose.size));
    cli_json_set(object, "check_name", json_string(finding->rule));
    cli_json_set(object, "fingerprint", json_string(finding->fingerprint));
    cli_json_set(object, "severity", json_string(severities[finding->severity]));
    cli_json_set(object, "location", location_json(&state->paths, finding));

    cli_put(&sink->writer, state->has_findings ? ",\n " : "\n ");
    state->has_findings = true;
    cli_json_put(&sink->writer, object, 0);
    json_decref(object);
}

static void begin(cli_sink *sink)
{
    gitlab_state *state = cli_reallocate(NULL, sizeof *state);

    *state = (gitlab_state){.has_findings = false};
    cli_paths_begin(&state->paths);
    sink->state = state;
    cli_put(&sink->writer, "[");
}

static void end(cli_sink *sink)
{
    gitlab_state *state = sink->state;

    cli_put(&sink->writer, "]\n");
    cli_paths_free(&state->paths);
    free(state->prose.bytes);
    free(state);
}

const cli_format cli_format_gitlab = {
    .wants = CLI_PROSE_WANTS | CLI_WANT_FINGERPRINT,
    .begin = begin,
    .finding = put_finding,
    .end = end};
