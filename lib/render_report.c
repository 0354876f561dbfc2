/* A report as JSON of the schema snapguard/report/1. */
#include "engine.h"
#include "excerpt.h"
#include "fix.h"
#include "render.h"

typedef struct sg_rendering {
    sg_json_writer json;
    const snapguard_report *report;
    sg_disclosure disclosure;
} sg_rendering;

static void put_text(
    sg_rendering *rendering, const char *key, const snapguard_finding *finding,
    snapguard_text text)
{
    if (!sg_render_text(&rendering->json, key, finding, text, rendering->disclosure))
        sg_json_null(&rendering->json, key);
}

static void
put_position(sg_json_writer *json, const char *key, const snapguard_position *position)
{
    sg_json_open(json, key, '{');
    sg_json_count(json, "line", position->line);
    sg_json_count(json, "column", position->column);
    sg_json_count(json, "utf16", position->utf16);
    sg_json_count(json, "byte", position->byte);
    sg_json_close(json, '}');
}

static void put_range(sg_json_writer *json, const snapguard_range *range)
{
    sg_json_open(json, "range", '{');
    put_position(json, "start", &range->start);
    put_position(json, "end", &range->end);
    sg_json_close(json, '}');
}

static void put_part(sg_json_writer *json, snapguard_part part)
{
    static const char *const names[] = {
        [SNAPGUARD_PART_WHOLE] = NULL,
        [SNAPGUARD_PART_HEADER] = "header",
        [SNAPGUARD_PART_QUERY] = "query",
        [SNAPGUARD_PART_BODY] = "body",
    };

    sg_json_string(json, "part", names[part]);
}

static void put_answer(sg_rendering *rendering, const snapguard_finding *finding)
{
    const snapguard_answer *answer = snapguard_finding_answer(finding);
    sg_json_writer *json = &rendering->json;

    if (!answer) {
        sg_json_null(json, "api");
        return;
    }
    sg_json_open(json, "api", '{');
    sg_json_string(json, "basis", snapguard_basis_name(answer->basis));
    sg_json_count(json, "httpStatus", (uint64_t)answer->http_status);
    sg_json_string(json, "code", answer->code);
    put_text(rendering, "message", finding, SNAPGUARD_TEXT_API_MESSAGE);
    sg_json_close(json, '}');
}

static void put_related(sg_rendering *rendering, const snapguard_finding *finding)
{
    sg_json_writer *json = &rendering->json;
    snapguard_range range;

    sg_json_open(json, "related", '[');
    if (snapguard_finding_related(finding, &range)) {
        sg_json_open(json, NULL, '{');
        put_text(rendering, "message", finding, SNAPGUARD_TEXT_RELATED);
        put_part(json, snapguard_finding_related_part(finding));
        put_range(json, &range);
        sg_json_close(json, '}');
    }
    sg_json_close(json, ']');
}

static void put_place(sg_rendering *rendering, const snapguard_finding *finding)
{
    snapguard_range range;

    snapguard_finding_range(finding, &range);
    put_text(rendering, "parameter", finding, SNAPGUARD_TEXT_PARAMETER);
    put_text(rendering, "pointer", finding, SNAPGUARD_TEXT_POINTER);
    put_text(rendering, "innerPointer", finding, SNAPGUARD_TEXT_INNER_POINTER);
    put_part(&rendering->json, snapguard_finding_part(finding));
    put_range(&rendering->json, &range);
    put_text(rendering, "value", finding, SNAPGUARD_TEXT_VALUE);
}

/* The text of an edit is escaped as it is made. */
static void put_edit(sg_rendering *rendering, const snapguard_finding *finding)
{
    const snapguard_report *report = finding->report;
    sg_json_writer *json = &rendering->json;
    sg_edit edit;
    snapguard_range range;

    sg_fix_find(finding, &edit);
    sg_lines_range(report->lines, &range, edit.begin, edit.end);
    sg_json_open(json, NULL, '{');
    put_range(json, &range);
    sg_json_begin_string(json, "text");
    sg_fix_write(finding, json->writer);
    sg_json_end_string(json);
    sg_json_close(json, '}');
}

/* An edit holds what the request does. */
static void put_fix(sg_rendering *rendering, const snapguard_finding *finding)
{
    sg_json_writer *json = &rendering->json;
    snapguard_fix fix = snapguard_finding_fix(finding);

    if (fix == SNAPGUARD_FIX_NONE || rendering->disclosure != SG_SHOW_ALL) {
        sg_json_null(json, "fix");
        return;
    }
    sg_json_open(json, "fix", '{');
    put_text(rendering, "title", finding, SNAPGUARD_TEXT_FIX);
    sg_json_boolean(json, "safe", fix == SNAPGUARD_FIX_SAFE);
    sg_json_open(json, "edits", '[');
    put_edit(rendering, finding);
    sg_json_close(json, ']');
    sg_json_close(json, '}');
}

/* Rules of packs have their pages elsewhere, if anywhere. */
static void put_url(sg_json_writer *json, const snapguard_finding *finding)
{
    if (strchr(snapguard_finding_rule(finding), '/')) {
        sg_json_null(json, "url");
        return;
    }
    sg_json_begin_string(json, "url");
    sg_writer_add(json->writer, SG_LITERAL("docs/rules.md#"));
    sg_writer_add(json->writer, sg_text_of(snapguard_finding_rule(finding)));
    sg_json_end_string(json);
}

static void put_diagnostic(sg_rendering *rendering, const snapguard_finding *finding)
{
    sg_json_writer *json = &rendering->json;

    sg_json_open(json, NULL, '{');
    sg_json_string(json, "rule", snapguard_finding_rule(finding));
    sg_json_string(
        json, "severity", snapguard_severity_name(snapguard_finding_severity(finding)));
    sg_json_string(json, "category", snapguard_finding_category(finding));
    put_text(rendering, "message", finding, SNAPGUARD_TEXT_MESSAGE);
    sg_json_null(json, "file");
    sg_json_count(json, "index", rendering->report->ordinal);
    put_place(rendering, finding);
    put_answer(rendering, finding);
    put_text(rendering, "help", finding, SNAPGUARD_TEXT_HELP);
    put_related(rendering, finding);
    put_fix(rendering, finding);
    put_url(json, finding);
    sg_json_null(json, "fingerprint");
    sg_json_null(json, "suppressed");
    sg_json_close(json, '}');
}

static void put_name(sg_rendering *rendering)
{
    const snapguard_report *report = rendering->report;
    sg_json_writer *json = &rendering->json;

    if (!report->request->form || report->title == SG_NO_NODE) {
        sg_json_null(json, "name");
        return;
    }
    sg_json_begin_string(json, "name");
    sg_excerpt_write_whole(
        report->document->source, sg_document_node(report->document, report->title),
        json->writer);
    sg_json_end_string(json);
}

static void put_request(sg_rendering *rendering)
{
    sg_json_writer *json = &rendering->json;
    const char *id;
    snapguard_range range;

    snapguard_report_range(rendering->report, &range);
    sg_json_open(json, "requests", '[');
    sg_json_open(json, NULL, '{');
    sg_json_null(json, "file");
    sg_json_count(json, "index", rendering->report->ordinal);
    sg_json_count(json, "line", range.start.line);
    put_name(rendering);
    sg_json_string(
        json, "verdict",
        snapguard_verdict_name(snapguard_report_verdict(rendering->report)));
    sg_json_open(json, "notEvaluated", '[');
    for (size_t i = 0; (id = snapguard_report_not_evaluated(rendering->report, i)); i++)
        sg_json_string(json, NULL, id);
    sg_json_close(json, ']');
    sg_json_close(json, '}');
    sg_json_close(json, ']');
}

static void put_tool(sg_rendering *rendering)
{
    sg_json_writer *json = &rendering->json;

    sg_json_open(json, "tool", '{');
    sg_json_string(json, "name", "snapguard");
    sg_json_string(json, "version", snapguard_version());
    sg_json_string(json, "edition", rendering->report->request->program->edition);
    sg_json_close(json, '}');
}

static void put_summary(sg_rendering *rendering)
{
    const snapguard_report *report = rendering->report;
    sg_json_writer *json = &rendering->json;

    sg_json_open(json, "summary", '{');
    sg_json_count(json, "files", 0);
    sg_json_count(json, "requests", 1);
    sg_json_count(json, "errors", snapguard_report_total(report, SNAPGUARD_ERROR));
    sg_json_count(json, "warnings", snapguard_report_total(report, SNAPGUARD_WARNING));
    sg_json_count(json, "notices", snapguard_report_total(report, SNAPGUARD_NOTICE));
    sg_json_close(json, '}');
}

size_t snapguard_render_report(
    const snapguard_report *report, bool show_values, char *buffer, size_t size)
{
    sg_writer writer = {.buffer = buffer, .size = size};
    sg_rendering rendering = {
        .json = {&writer, true},
        .report = report,
        .disclosure = show_values ? SG_SHOW_ALL : SG_HIDE_VALUES,
    };
    sg_json_writer *json = &rendering.json;
    const snapguard_finding *finding;

    sg_json_open(json, NULL, '{');
    sg_json_string(json, "schema", "snapguard/report/1");
    put_tool(&rendering);
    put_request(&rendering);
    sg_json_open(json, "diagnostics", '[');
    for (size_t i = 0; (finding = snapguard_report_finding(report, i)); i++)
        put_diagnostic(&rendering, finding);
    sg_json_close(json, ']');
    put_summary(&rendering);
    sg_json_close(json, '}');
    sg_writer_finish(&writer);
    return writer.used;
}
