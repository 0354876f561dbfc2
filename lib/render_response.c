/* The service's own answers, as HTTP bodies. No byte of the request stands in them. */
#include "engine.h"
#include "render.h"

/* ------------------------------------------------------------------------- statuses */

/* Whether a finding says no more than that the request is too large. */
static bool is_too_large(const snapguard_finding *finding)
{
    return finding->instruction->check == SG_CHECK_fault &&
           finding->instruction->operand.fault == SG_FAULT_LIMIT &&
           finding->unit == SNAPGUARD_MAX_BYTES;
}

static const snapguard_finding *first_error(const snapguard_report *report)
{
    const snapguard_finding *finding;

    for (size_t i = 0; (finding = snapguard_report_finding(report, i)); i++)
        if (snapguard_finding_severity(finding) == SNAPGUARD_ERROR)
            return finding;
    return NULL;
}

/* What is answered to an error that the page gives no answer for. */
static const sg_error_row *otherwise(const snapguard_report *report)
{
    const sg_program *program = report->request->program;

    return &program->errors[program->otherwise];
}

int snapguard_report_http_status(const snapguard_report *report)
{
    const snapguard_finding *finding = snapguard_report_answer(report);

    if (snapguard_report_verdict(report) != SNAPGUARD_INVALID)
        return 200;
    if (finding)
        return snapguard_finding_answer(finding)->http_status;
    finding = first_error(report);
    return finding && is_too_large(finding) ? 413
                                            : otherwise(report)->answers[0].http_status;
}

/* --------------------------------------------------------------------------- bodies */

static void put_identity(sg_json_writer *json, const snapguard_identity *identity)
{
    const char *id = identity && identity->request_id ? identity->request_id : "";

    sg_json_string(json, "RequestId", id);
    if (identity && identity->host_id)
        sg_json_string(json, "HostId", identity->host_id);
}

static void put_recommend(sg_json_writer *json, const snapguard_identity *identity)
{
    if (identity && identity->recommend)
        sg_json_string(json, "Recommend", identity->recommend);
}

/* Left out where there is none. */
static void put_text(
    sg_json_writer *json, const char *key, const snapguard_finding *finding,
    snapguard_text text)
{
    (void)sg_render_text(json, key, finding, text, SG_HIDE_NAMES);
}

static void put_violation(sg_json_writer *json, const snapguard_finding *finding)
{
    const snapguard_answer *answer = snapguard_finding_answer(finding);

    sg_json_open(json, NULL, '{');
    sg_json_string(json, "Rule", snapguard_finding_rule(finding));
    put_text(json, "Parameter", finding, SNAPGUARD_TEXT_PARAMETER);
    put_text(json, "Message", finding, SNAPGUARD_TEXT_MESSAGE);
    if (answer) {
        sg_json_string(json, "Code", answer->code);
        sg_json_count(json, "HttpStatus", (uint64_t)answer->http_status);
    }
    sg_json_close(json, '}');
}

static void put_violations(sg_json_writer *json, const snapguard_report *report)
{
    const snapguard_finding *finding;

    sg_json_open(json, "Violations", '[');
    for (size_t i = 0; (finding = snapguard_report_finding(report, i)); i++)
        if (snapguard_finding_severity(finding) == SNAPGUARD_ERROR)
            put_violation(json, finding);
    sg_json_close(json, ']');
}

static size_t finish(sg_writer *writer)
{
    sg_writer_finish(writer);
    return writer->used;
}

size_t snapguard_render_error(
    const snapguard_report *report, const snapguard_identity *identity,
    snapguard_body body, char *buffer, size_t size)
{
    sg_writer writer = {.buffer = buffer, .size = size};
    sg_json_writer json = {&writer, true};
    const snapguard_finding *finding = snapguard_report_answer(report);

    if (snapguard_report_verdict(report) != SNAPGUARD_INVALID) {
        sg_writer_finish(&writer);
        return SNAPGUARD_NO_TEXT;
    }
    sg_json_open(&json, NULL, '{');
    put_identity(&json, identity);
    if (finding) {
        sg_json_string(&json, "Code", snapguard_finding_answer(finding)->code);
        put_text(&json, "Message", finding, SNAPGUARD_TEXT_API_MESSAGE);
    } else {
        sg_json_string(&json, "Code", otherwise(report)->answers[0].code);
        sg_json_string(&json, "Message", otherwise(report)->message);
    }
    put_recommend(&json, identity);
    if (body == SNAPGUARD_BODY_EXTENDED)
        put_violations(&json, report);
    sg_json_close(&json, '}');
    return finish(&writer);
}

/* A row whose message has no placeholder, which only a request could fill. */
static const sg_error_row *find_row(const sg_program *program, const char *rule)
{
    for (size_t i = 0; i < program->rule_count; i++) {
        int32_t row = program->rules[i].reply.error;

        if (strcmp(program->rules[i].id, rule) == 0 && row >= 0 &&
            !strchr(program->errors[row].message, '{'))
            return &program->errors[row];
    }
    return NULL;
}

size_t snapguard_render_rule_error(
    const snapguard_engine *engine, const char *rule, const snapguard_identity *identity,
    int *http_status, char *buffer, size_t size)
{
    sg_writer writer = {.buffer = buffer, .size = size};
    sg_json_writer json = {&writer, true};
    const sg_error_row *row = find_row(&engine->program, rule);

    if (http_status)
        *http_status = row ? row->answers[0].http_status : 0;
    if (!row) {
        sg_writer_finish(&writer);
        return SNAPGUARD_NO_TEXT;
    }
    sg_json_open(&json, NULL, '{');
    put_identity(&json, identity);
    sg_json_string(&json, "Code", row->answers[0].code);
    sg_json_string(&json, "Message", row->message);
    put_recommend(&json, identity);
    sg_json_close(&json, '}');
    return finish(&writer);
}

size_t snapguard_render_success(
    const char *policy_id, const snapguard_identity *identity, char *buffer, size_t size)
{
    sg_writer writer = {.buffer = buffer, .size = size};
    sg_json_writer json = {&writer, true};
    const char *id = identity && identity->request_id ? identity->request_id : "";

    sg_json_open(&json, NULL, '{');
    sg_json_string(&json, "AutoSnapshotPolicyId", policy_id ? policy_id : "");
    sg_json_string(&json, "RequestId", id);
    sg_json_close(&json, '}');
    return finish(&writer);
}
