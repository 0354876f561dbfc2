#include "diagnostic.h"
#include "format.h"
#include "json.h"

static void put_line(cli_report *report, json_t *value)
{
    cli_json_put(report->writer, value, JSON_COMPACT);
    cli_put(report->writer, "\n");
    json_decref(value);
}

static void put_diagnostic(
    cli_report *report, const cli_request *request, const snapguard_finding *finding)
{
    put_line(report, cli_diagnostic_json(report, request, finding));
}

static void put_summary(cli_report *report)
{
    json_t *line = json_object();

    cli_json_set(line, "summary", cli_summary_json(&report->summary));
    put_line(report, line);
}

const cli_format cli_format_jsonl = {.finding = put_diagnostic, .end = put_summary};
