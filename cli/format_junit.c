#include "format.h"

#include "glyph.h"
#include "memory.h"
#include "xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* JUnit XML: each finding is a test case of its file, failed if --fail-on counts it. A
 * file without findings is one that passed, or that was skipped if there is no request of
 * the operation in it; an input that cannot be read is one with an error.
 *
 * The element around the cases says how many there are, so that they wait in a spool. */

enum { SPOOL_BYTES = 262144, NAME_BYTES = 256 };

typedef struct junit_state {
    cli_writer spool;
    size_t tests;
    size_t failures;
    size_t errors;
    size_t skipped;
    char *file; /* Whose cases are being written. NULL: there was none yet. */
    bool has_case;
    bool is_applicable; /* A request of the file is. */
    cli_text shown;
} junit_state;

/* Text of others, as it may be shown. */
static void show(junit_state *state, const char *text, size_t size)
{
    cli_text_clear(&state->shown);
    cli_text_add_safe(&state->shown, text, size);
}

static void show_message(junit_state *state, const cli_finding *finding)
{
    const cli_string *message = &finding->texts[SNAPGUARD_TEXT_MESSAGE];

    show(state, "", 0);
    if (finding->name.bytes) {
        show(state, finding->name.bytes, finding->name.size);
        cli_text_add(&state->shown, ": ", 2);
    }
    cli_text_add_safe(&state->shown, message->bytes, message->size);
}

static void put_shown(junit_state *state, const cli_string *string)
{
    show(state, string->bytes, string->size);
    cli_xml_put_text(&state->spool, state->shown.bytes, state->shown.size);
}

static void begin_case(junit_state *state, const char *file, const char *name)
{
    cli_put(&state->spool, "    <testcase");
    cli_xml_put_attribute(&state->spool, "classname", file, strlen(file));
    cli_xml_put_attribute(&state->spool, "name", name, strlen(name));
    cli_xml_put_attribute(&state->spool, "file", file, strlen(file));
    state->has_case = true;
    state->tests++;
}

/* A case that says nothing about a place. */
static void end_file(junit_state *state)
{
    if (state->file && !state->has_case) {
        begin_case(state, state->file, "requests");
        cli_put(
            &state->spool,
            state->is_applicable
                ? "/>\n"
                : ">\n      <skipped message=\"no request of this operation\"/>\n"
                  "    </testcase>\n");
        state->skipped += !state->is_applicable;
    }
    free(state->file);
    state->file = NULL;
}

static void begin_file(cli_sink *sink, const char *name)
{
    junit_state *state = sink->state;

    end_file(state);
    state->file = cli_copy(name, strlen(name));
    state->has_case = state->is_applicable = false;
}

static void note_request(cli_sink *sink, const cli_request *request)
{
    junit_state *state = sink->state;

    if (request->verdict != SNAPGUARD_NOT_APPLICABLE)
        state->is_applicable = true;
}

/* Cases of one name are taken for one, so that it has all that tells findings apart. */
static void
write_name(junit_state *state, const cli_finding *finding, char name[NAME_BYTES])
{
    const cli_string *parameter = &finding->texts[SNAPGUARD_TEXT_PARAMETER];
    const snapguard_position *start = &finding->range.start;
    size_t used;

    cli_text_clear(&state->shown);
    if (parameter->bytes)
        show(state, parameter->bytes, parameter->size);
    snprintf(
        name, NAME_BYTES, "%s%s%.64s at %zu:%zu", finding->rule,
        parameter->bytes ? " " : "", state->shown.bytes, start->line, start->column);
    if (!finding->name.bytes)
        return;
    used = strlen(name);
    show(state, finding->name.bytes, finding->name.size);
    snprintf(name + used, NAME_BYTES - used, " of %s", state->shown.bytes);
}

static void put_details(junit_state *state, const cli_finding *finding)
{
    cli_writer *spool = &state->spool;
    const cli_string *help = &finding->texts[SNAPGUARD_TEXT_HELP];
    const snapguard_answer *answer = &finding->answer;

    show(state, finding->file, strlen(finding->file));
    cli_xml_put_text(spool, state->shown.bytes, state->shown.size);
    cli_print(
        spool, ":%zu:%zu: %s: ", finding->range.start.line, finding->range.start.column,
        snapguard_severity_name(finding->severity));
    show_message(state, finding);
    cli_xml_put_text(spool, state->shown.bytes, state->shown.size);
    if (help->bytes) {
        cli_put(spool, "\nhelp: ");
        put_shown(state, help);
    }
    if (finding->has_answer) {
        cli_print(spool, "\napi: HTTP %d %s: ", answer->http_status, answer->code);
        put_shown(state, &finding->texts[SNAPGUARD_TEXT_API_MESSAGE]);
        cli_print(spool, " (%s)", snapguard_basis_name(answer->basis));
    }
}

static void put_finding(cli_sink *sink, const cli_finding *finding)
{
    junit_state *state = sink->state;
    bool is_failure = finding->severity >= sink->report->fail_on;
    const char *element = is_failure ? "failure" : "system-out";
    char name[NAME_BYTES];

    write_name(state, finding, name);
    begin_case(state, finding->file, name);
    cli_xml_put_number(&state->spool, "line", finding->range.start.line);
    cli_print(&state->spool, ">\n      <%s", element);
    if (is_failure) {
        cli_print(&state->spool, " type=\"%s\"", finding->rule);
        show_message(state, finding);
        cli_xml_put_attribute(
            &state->spool, "message", state->shown.bytes, state->shown.size);
    }
    cli_put(&state->spool, ">");
    put_details(state, finding);
    cli_print(&state->spool, "</%s>\n    </testcase>\n", element);
    state->failures += is_failure;
}

/* A note on what was left out is none. */
static void put_complaint(cli_sink *sink, const cli_complaint *complaint)
{
    junit_state *state = sink->state;
    const char *text = complaint->text ? complaint->text : strerror(complaint->error);

    if (complaint->status == CLI_CLEAN)
        return;
    if (!state->file || strcmp(state->file, complaint->file) != 0)
        begin_file(sink, complaint->file);
    begin_case(state, complaint->file, "input");
    cli_put(&state->spool, ">\n      <error type=\"input\"");
    cli_xml_put_attribute(&state->spool, "message", text, strlen(text));
    cli_put(&state->spool, "/>\n    </testcase>\n");
    state->errors++;
}

static void begin(cli_sink *sink)
{
    junit_state *state = cli_reallocate(NULL, sizeof *state);

    *state = (junit_state){.file = NULL};
    cli_writer_begin(
        &state->spool, CLI_SPOOL, cli_reallocate(NULL, SPOOL_BYTES), SPOOL_BYTES);
    sink->state = state;
}

static void begin_suite(cli_sink *sink, const char *element)
{
    const junit_state *state = sink->state;

    cli_print(
        &sink->writer,
        "%s name=\"snapguard\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\""
        " skipped=\"%zu\">\n",
        element, state->tests, state->failures, state->errors, state->skipped);
}

static void end(cli_sink *sink)
{
    junit_state *state = sink->state;

    end_file(state);
    cli_xml_begin(&sink->writer);
    begin_suite(sink, "<testsuites");
    begin_suite(sink, "  <testsuite");
    cli_replay(&state->spool, &sink->writer);
    cli_put(&sink->writer, "  </testsuite>\n</testsuites>\n");
    sink->spool_error = state->spool.error;
    free(state->spool.buffer);
    free(state->shown.bytes);
    free(state);
}

const cli_format cli_format_junit = {
    .wants = CLI_WANT_FILES | CLI_WANT_REQUESTS | CLI_WANT(SNAPGUARD_TEXT_MESSAGE) |
             CLI_WANT(SNAPGUARD_TEXT_HELP) | CLI_WANT(SNAPGUARD_TEXT_PARAMETER) |
             CLI_WANT(SNAPGUARD_TEXT_API_MESSAGE),
    .begin = begin,
    .file = begin_file,
    .request = note_request,
    .finding = put_finding,
    .complaint = put_complaint,
    .end = end};
