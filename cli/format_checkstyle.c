#include "format.h"

#include "memory.h"
#include "prose.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>

/* XML as Checkstyle writes it. Its version is that of the format, not of this program. */

typedef struct checkstyle_state {
    char *file; /* Whose element is open. NULL: none is. */
    cli_text prose;
} checkstyle_state;

static const char *const severities[] = {
    [SNAPGUARD_NOTICE] = "info",
    [SNAPGUARD_WARNING] = "warning",
    [SNAPGUARD_ERROR] = "error"};

static void end_file(cli_sink *sink)
{
    checkstyle_state *state = sink->state;

    if (state->file)
        cli_put(&sink->writer, "  </file>\n");
    free(state->file);
    state->file = NULL;
}

/* The findings of a file come one after the other. */
static void begin_file(cli_sink *sink, const char *name)
{
    checkstyle_state *state = sink->state;

    if (state->file && strcmp(state->file, name) == 0)
        return;
    end_file(sink);
    state->file = cli_copy(name, strlen(name));
    cli_put(&sink->writer, "  <file");
    cli_xml_put_attribute(&sink->writer, "name", name, strlen(name));
    cli_put(&sink->writer, ">\n");
}

static void put_finding(cli_sink *sink, const cli_finding *finding)
{
    checkstyle_state *state = sink->state;
    cli_writer *writer = &sink->writer;

    begin_file(sink, finding->file);
    cli_prose_of(finding, &state->prose);
    cli_put(writer, "    <error");
    cli_xml_put_number(writer, "line", finding->range.start.line);
    cli_xml_put_number(writer, "column", finding->range.start.column);
    cli_print(writer, " severity=\"%s\"", severities[finding->severity]);
    cli_xml_put_attribute(writer, "message", state->prose.bytes, state->prose.size);
    cli_print(writer, " source=\"snapguard.%s\"/>\n", finding->rule);
}

static void begin(cli_sink *sink)
{
    checkstyle_state *state = cli_reallocate(NULL, sizeof *state);

    *state = (checkstyle_state){.file = NULL};
    sink->state = state;
    cli_xml_begin(&sink->writer);
    cli_put(&sink->writer, "<checkstyle version=\"4.3\">\n");
}

static void end(cli_sink *sink)
{
    checkstyle_state *state = sink->state;

    end_file(sink);
    cli_put(&sink->writer, "</checkstyle>\n");
    free(state->prose.bytes);
    free(state);
}

const cli_format cli_format_checkstyle = {
    .wants = CLI_PROSE_WANTS, .begin = begin, .finding = put_finding, .end = end};
