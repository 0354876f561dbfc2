#include "diagnostic.h"
#include "format.h"
#include "json.h"

static void put_line(cli_sink *sink, json_t *value)
{
    cli_json_put(&sink->writer, value, JSON_COMPACT);
    cli_put(&sink->writer, "\n");
    json_decref(value);
}

static void put_diagnostic(cli_sink *sink, const cli_finding *finding)
{
    put_line(sink, cli_diagnostic_json(finding));
}

static void put_summary(cli_sink *sink)
{
    json_t *line = json_object();

    cli_json_set(line, "summary", cli_summary_json(sink->report));
    put_line(sink, line);
}

const cli_format cli_format_jsonl = {
    .wants = CLI_WANT_TEXTS | CLI_WANT_FINGERPRINT | CLI_WANT_SUPPRESSED,
    .finding = put_diagnostic,
    .end = put_summary};
