#include "diagnostic.h"
#include "format.h"
#include "json.h"
#include "memory.h"

#include <snapguard/snapguard.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { SPOOL_BYTES = 262144 };

/*
 * Parts of a request that are the same for nearly all requests of a file, as JSON. There
 * is an entry for every request, and building each of them anew would take longer than
 * all the rest.
 */
typedef struct json_parts {
    char *file; /* A copy of the name that file_json was made from. */
    char *file_json;
    const char *ids[CLI_MOST_IDS + 1]; /* Up to NULL, what ids_json was made from. */
    char *ids_json;
} json_parts;

/*
 * The object is written while the requests are judged, so that a stream of any length
 * takes constant memory. Requests and diagnostics come to light together and yet are two
 * arrays: the requests are written at once, and the diagnostics, which are fewer, wait in
 * a spool until the requests are complete.
 */
typedef struct json_state {
    cli_writer spool;
    bool has_requests;
    bool has_diagnostics;
    json_parts parts;
} json_state;

/* Begin one more element of an array, each on a line of its own. */
static void separate(cli_writer *writer, bool *has_elements)
{
    cli_put(writer, *has_elements ? ",\n  " : "\n  ");
    *has_elements = true;
}

/* Replace *text by a value as JSON; the reference to the value is taken over. */
static void remake(char **text, json_t *value)
{
    free(*text);
    *text = cli_json_dump(value);
    json_decref(value);
}

static void update_file(json_parts *parts, const char *file)
{
    if (parts->file && strcmp(parts->file, file) == 0)
        return;
    free(parts->file);
    parts->file = cli_copy(file, strlen(file));
    remake(&parts->file_json, cli_json_text(file, strlen(file)));
}

/* The ids live as long as the engine, so that equal ones are at one address. */
static void update_ids(json_parts *parts, const char *const *ids)
{
    json_t *array;
    size_t count = 0;

    while (ids[count] && ids[count] == parts->ids[count])
        count++;
    if (parts->ids_json && ids[count] == parts->ids[count])
        return;

    array = json_array();
    for (count = 0; ids[count]; count++) {
        parts->ids[count] = ids[count];
        cli_json_append(array, json_string(ids[count]));
    }
    parts->ids[count] = NULL;
    remake(&parts->ids_json, array);
}

/* Nearly always null, and of a template hardly ever the same as before. */
static void put_name(cli_writer *writer, const cli_string *name)
{
    char *text = NULL;

    if (name->bytes)
        remake(&text, cli_json_text(name->bytes, name->size));
    cli_put(writer, ", \"name\": ");
    cli_put(writer, text ? text : "null");
    free(text);
}

static void put_request(cli_sink *sink, const cli_request *request)
{
    json_state *state = sink->state;
    cli_writer *writer = &sink->writer;

    update_file(&state->parts, request->file);
    update_ids(&state->parts, request->not_evaluated);
    separate(writer, &state->has_requests);
    cli_put(writer, "{\"file\": ");
    cli_put(writer, state->parts.file_json);
    cli_put(writer, ", \"index\": ");
    cli_put_number(writer, request->index);
    cli_put(writer, ", \"line\": ");
    cli_put_number(writer, request->line);
    put_name(writer, &request->name);
    cli_put(writer, ", \"verdict\": \"");
    cli_put(writer, snapguard_verdict_name(request->verdict));
    cli_put(writer, "\", \"notEvaluated\": ");
    cli_put(writer, state->parts.ids_json);
    cli_put(writer, "}");
}

static void put_diagnostic(cli_sink *sink, const cli_finding *finding)
{
    json_state *state = sink->state;
    json_t *value = cli_diagnostic_json(finding);

    separate(&state->spool, &state->has_diagnostics);
    cli_json_put(&state->spool, value, 0);
    json_decref(value);
}

static void begin(cli_sink *sink)
{
    json_state *state = cli_reallocate(NULL, sizeof *state);
    json_t *tool = json_object();

    *state = (json_state){.has_requests = false};
    cli_writer_begin(
        &state->spool, CLI_SPOOL, cli_reallocate(NULL, SPOOL_BYTES), SPOOL_BYTES);
    sink->state = state;

    cli_json_set(tool, "name", json_string("snapguard"));
    cli_json_set(tool, "version", json_string(snapguard_version()));
    cli_json_set(tool, "edition", json_string(sink->report->edition));
    cli_put(&sink->writer, "{\"schema\": \"snapguard/report/1\",\n \"tool\": ");
    cli_json_put(&sink->writer, tool, 0);
    cli_put(&sink->writer, ",\n \"requests\": [");
    json_decref(tool);
}

static void end(cli_sink *sink)
{
    json_state *state = sink->state;
    json_t *summary = cli_summary_json(sink->report);

    cli_put(&sink->writer, "],\n \"diagnostics\": [");
    cli_replay(&state->spool, &sink->writer);
    cli_put(&sink->writer, "],\n \"summary\": ");
    cli_json_put(&sink->writer, summary, 0);
    cli_put(&sink->writer, "}\n");
    json_decref(summary);

    sink->spool_error = state->spool.error;
    free(state->spool.buffer);
    free(state->parts.file);
    free(state->parts.file_json);
    free(state->parts.ids_json);
    free(state);
}

const cli_format cli_format_json = {
    .wants =
        CLI_WANT_TEXTS | CLI_WANT_FINGERPRINT | CLI_WANT_REQUESTS | CLI_WANT_SUPPRESSED,
    .begin = begin,
    .request = put_request,
    .finding = put_diagnostic,
    .end = end};
