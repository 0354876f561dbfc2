#include "format.h"

#include "json.h"
#include "memory.h"
#include "sarif.h"

#include <snapguard/snapguard.h>
#include <stdlib.h>
#include <string.h>

/*
 * SARIF 2.1.0, as GitHub reads it. The log is written while inputs are judged, so that it
 * takes no memory; what describes the tool comes behind the results, because only the
 * rules that found something are described, and members of an object have no order.
 */
typedef struct sarif_state {
    cli_sarif_parts parts;
    const char **rules; /* Those that found something, in this order. */
    size_t rule_count;
    bool has_results;
    json_t *notifications;
} sarif_state;

/* Ids live as long as the engine, so that equal ones are at one address. */
static size_t index_of(sarif_state *state, const char *rule)
{
    size_t i = 0;

    while (i < state->rule_count && state->rules[i] != rule)
        i++;
    if (i == state->rule_count) {
        state->rules = cli_reallocate(state->rules, (i + 1) * sizeof *state->rules);
        state->rules[state->rule_count++] = rule;
    }
    return i;
}

static void put_result(cli_sink *sink, const cli_finding *finding)
{
    sarif_state *state = sink->state;
    size_t rule = index_of(state, finding->rule);

    cli_put(&sink->writer, state->has_results ? ",\n   " : "\n   ");
    state->has_results = true;
    cli_sarif_put_result(&sink->writer, &state->parts, finding, rule);
}

/* What is no finding, such as a file that cannot be read, is about the run. */
static void keep_complaint(cli_sink *sink, const cli_complaint *complaint)
{
    sarif_state *state = sink->state;
    json_t *notification = json_object();
    json_t *physical = json_object();
    json_t *location = json_object();
    json_t *locations = json_array();

    cli_json_set(
        physical, "artifactLocation",
        cli_sarif_artifact(complaint->file, &state->parts.paths));
    cli_json_set(location, "physicalLocation", physical);
    cli_json_append(locations, location);
    cli_json_set(
        notification, "level",
        json_string(complaint->status == CLI_CLEAN ? "note" : "error"));
    cli_json_set(
        notification, "message",
        cli_sarif_message(
            complaint->text ? complaint->text : strerror(complaint->error)));
    cli_json_set(notification, "locations", locations);
    cli_json_append(state->notifications, notification);
}

static void put_member(cli_writer *writer, const char *name, json_t *value)
{
    cli_print(writer, ",\n  \"%s\": ", name);
    cli_json_put(writer, value, 0);
    json_decref(value);
}

static json_t *root_json(void)
{
    json_t *root = json_object();
    json_t *bases = json_object();

    cli_json_set(
        root, "description",
        cli_sarif_message(
            "The folder that snapguard ran in: the root of the repository."));
    cli_json_set(bases, CLI_SARIF_ROOT, root);
    return bases;
}

/* The id ends in a slash: it names a category of runs, and no run. */
static json_t *automation_json(void)
{
    json_t *details = json_object();

    cli_json_set(details, "id", json_string("snapguard/"));
    return details;
}

static void begin(cli_sink *sink)
{
    sarif_state *state = cli_reallocate(NULL, sizeof *state);
    cli_writer *writer = &sink->writer;

    *state = (sarif_state){.notifications = json_array()};
    cli_sarif_parts_begin(&state->parts);
    sink->state = state;

    cli_put(
        writer, "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
                " \"version\": \"2.1.0\",\n"
                " \"runs\": [{\n"
                "  \"columnKind\": \"unicodeCodePoints\"");
    put_member(writer, "automationDetails", automation_json());
    put_member(writer, "originalUriBaseIds", root_json());
    cli_put(writer, ",\n  \"results\": [");
}

/* The pack is read only where it has something to say. */
static json_t *rules_json(const cli_sink *sink)
{
    const sarif_state *state = sink->state;
    json_t *rules = json_array();
    cli_pack pack;

    if (state->rule_count == 0)
        return rules;
    cli_pack_load(&pack, sink->report->packs);
    for (size_t i = 0; i < state->rule_count; i++)
        cli_json_append(rules, cli_sarif_rule(&pack, state->rules[i]));
    cli_pack_free(&pack);
    return rules;
}

static json_t *tool_json(const cli_sink *sink)
{
    json_t *driver = json_object();
    json_t *properties = json_object();
    json_t *tool = json_object();

    cli_json_set(properties, "edition", json_string(sink->report->edition));
    cli_json_set(driver, "name", json_string("snapguard"));
    cli_json_set(driver, "semanticVersion", json_string(snapguard_version()));
    cli_json_set(driver, "rules", rules_json(sink));
    cli_json_set(driver, "properties", properties);
    cli_json_set(tool, "driver", driver);
    return tool;
}

static json_t *invocations_json(const cli_sink *sink)
{
    sarif_state *state = sink->state;
    json_t *invocation = json_object();
    json_t *array = json_array();

    cli_json_set(
        invocation, "executionSuccessful",
        json_boolean(sink->report->status == CLI_CLEAN));
    if (json_array_size(state->notifications) > 0)
        cli_json_set(
            invocation, "toolExecutionNotifications", json_incref(state->notifications));
    cli_json_append(array, invocation);
    return array;
}

static void end(cli_sink *sink)
{
    sarif_state *state = sink->state;

    cli_put(&sink->writer, "]");
    put_member(&sink->writer, "invocations", invocations_json(sink));
    put_member(&sink->writer, "tool", tool_json(sink));
    cli_put(&sink->writer, "}]}\n");
    json_decref(state->notifications);
    cli_sarif_parts_free(&state->parts);
    free(state->rules);
    free(state);
}

const cli_format cli_format_sarif = {
    .wants = CLI_SARIF_WANTS,
    .begin = begin,
    .finding = put_result,
    .complaint = keep_complaint,
    .end = end};
