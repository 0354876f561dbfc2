/* Feeds a request to the library, and keeps what its report says. */
#include "ngx_http_snapguard.h"

/* Larger than the usual body, so that it is rarely rendered twice. */
#define NGX_HTTP_SNAPGUARD_ROOM 512

const char *ngx_http_snapguard_verdict_name(ngx_uint_t verdict)
{
    if (verdict == NGX_HTTP_SNAPGUARD_ERROR)
        return "error";
    return snapguard_verdict_name((snapguard_verdict)verdict);
}

static snapguard_status
ngx_http_snapguard_feed_headers(ngx_http_request_t *r, snapguard_context *context)
{
    snapguard_status status = SNAPGUARD_OK;

    for (ngx_list_part_t *part = &r->headers_in.headers.part; part; part = part->next) {
        const ngx_table_elt_t *header = part->elts;

        for (ngx_uint_t i = 0; i < part->nelts && status == SNAPGUARD_OK; i++)
            status = snapguard_feed_header(
                context, (const char *)header[i].key.data, header[i].key.len,
                (const char *)header[i].value.data, header[i].value.len);
    }
    return status;
}

/*
 * nginx takes "#" for the end of the query, and still passes on what is behind it: to an
 * upstream that reads it as query it is one. So is what stands behind a "?" there.
 */
static snapguard_status
ngx_http_snapguard_feed_fragment(ngx_http_request_t *r, snapguard_context *context)
{
    snapguard_status status = SNAPGUARD_OK;
    const u_char *end = r->unparsed_uri.data + r->unparsed_uri.len;
    const u_char *p = memchr(r->unparsed_uri.data, '#', r->unparsed_uri.len);

    if (p == NULL)
        return SNAPGUARD_OK;
    while (p < end && status == SNAPGUARD_OK) {
        const u_char *piece = ++p;

        while (p < end && *p != '#' && *p != '?')
            p++;
        status = snapguard_feed_query(context, "&", 1);
        if (status == SNAPGUARD_OK)
            status =
                snapguard_feed_query(context, (const char *)piece, (size_t)(p - piece));
    }
    return status;
}

static snapguard_status
ngx_http_snapguard_feed_head(ngx_http_request_t *r, snapguard_context *context)
{
    snapguard_status status;

    snapguard_begin(context);
    status = ngx_http_snapguard_feed_headers(r, context);
    if (status == SNAPGUARD_OK)
        status = snapguard_feed_query(context, (const char *)r->args.data, r->args.len);
    if (status == SNAPGUARD_OK)
        status = ngx_http_snapguard_feed_fragment(r, context);
    return status;
}

/* The finding that the variables describe: the gravest, and of these the one answered. */
static const snapguard_finding *
ngx_http_snapguard_leading_finding(const snapguard_report *report)
{
    const snapguard_finding *leading = snapguard_report_answer(report);
    const snapguard_finding *finding;
    size_t count = snapguard_report_count(report);

    if (leading != NULL)
        return leading;
    for (size_t i = 0; i < count; i++) {
        finding = snapguard_report_finding(report, i);
        if (leading == NULL ||
            snapguard_finding_severity(finding) > snapguard_finding_severity(leading))
            leading = finding;
    }
    return leading;
}

static ngx_int_t ngx_http_snapguard_take_parameter(
    ngx_pool_t *pool, const snapguard_finding *finding, ngx_str_t *parameter)
{
    size_t length =
        snapguard_finding_text(finding, SNAPGUARD_TEXT_PARAMETER, false, NULL, 0);

    ngx_str_null(parameter);
    if (length == SNAPGUARD_NO_TEXT)
        return NGX_OK;
    parameter->data = ngx_pnalloc(pool, length + 1);
    if (parameter->data == NULL)
        return NGX_ERROR;
    parameter->len = length;
    (void)snapguard_finding_text(
        finding, SNAPGUARD_TEXT_PARAMETER, false, (char *)parameter->data, length + 1);
    return NGX_OK;
}

static ngx_int_t ngx_http_snapguard_take_finding(
    ngx_http_request_t *r, ngx_http_snapguard_record_t *record,
    const snapguard_report *report)
{
    const snapguard_finding *finding = ngx_http_snapguard_leading_finding(report);
    const snapguard_answer *answer;

    if (finding == NULL)
        return NGX_OK;
    record->rule = snapguard_finding_rule(finding);
    if (record->verdict == SNAPGUARD_INVALID) {
        answer = snapguard_finding_answer(finding);
        record->code = answer == NULL ? "InvalidParameter" : answer->code;
    }
    return ngx_http_snapguard_take_parameter(r->pool, finding, &record->parameter);
}

/* Rendered at once, also if it is not sent: the report lasts until the next request. */
static ngx_int_t ngx_http_snapguard_take_body(
    ngx_http_request_t *r, ngx_uint_t kind, ngx_http_snapguard_record_t *record,
    const snapguard_report *report)
{
    snapguard_identity identity;
    size_t room = NGX_HTTP_SNAPGUARD_ROOM;

    if (ngx_http_snapguard_identify(r, &identity) != NGX_OK)
        return NGX_ERROR;
    record->status = (ngx_uint_t)snapguard_report_http_status(report);
    record->body.len = 0;
    do {
        room = record->body.len < room ? room : record->body.len + 1;
        record->body.data = ngx_pnalloc(r->pool, room);
        if (record->body.data == NULL)
            return NGX_ERROR;
        record->body.len = snapguard_render_error(
            report, &identity, (snapguard_body)kind, (char *)record->body.data, room);
    } while (record->body.len >= room && record->body.len != SNAPGUARD_NO_TEXT);
    return record->body.len == SNAPGUARD_NO_TEXT ? NGX_ERROR : NGX_OK;
}

static ngx_int_t ngx_http_snapguard_take_report(
    ngx_http_request_t *r, const ngx_http_snapguard_conf_t *conf,
    ngx_http_snapguard_record_t *record, const snapguard_report *report)
{
    record->verdict = snapguard_report_verdict(report);
    record->count = snapguard_report_total(report, SNAPGUARD_ERROR);
    if (ngx_http_snapguard_take_finding(r, record, report) != NGX_OK)
        return NGX_ERROR;
    if (record->verdict != SNAPGUARD_INVALID)
        return NGX_OK;
    return ngx_http_snapguard_take_body(r, conf->error_body, record, report);
}

static ngx_int_t ngx_http_snapguard_take(
    ngx_http_request_t *r, ngx_http_snapguard_conf_t *conf,
    ngx_http_snapguard_record_t *record, const snapguard_report *report)
{
    /* If this fails, the request counts as not judged. */
    record->ruleset = NULL;
    record->code = NULL;
    record->rule = NULL;
    record->count = 0;
    ngx_str_null(&record->parameter);
    record->verdict = NGX_HTTP_SNAPGUARD_ERROR;
    if (report != NULL &&
        ngx_http_snapguard_take_report(r, conf, record, report) != NGX_OK)
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    record->ruleset = conf->ruleset;
    record->args = r->args;
    return NGX_OK;
}

/* Feeds what nginx has, or asks for the body: NGX_DONE, and no report is made. */
static ngx_int_t ngx_http_snapguard_feed(
    ngx_http_request_t *r, const ngx_http_snapguard_conf_t *conf,
    ngx_http_snapguard_record_t *record, snapguard_status *status)
{
    snapguard_context *context = conf->ruleset->context;
    size_t limit = conf->ruleset->max_body;

    *status = ngx_http_snapguard_feed_head(r, context);
    if (*status != SNAPGUARD_OK || !ngx_http_snapguard_has_body(r) ||
        !snapguard_needs_body(context))
        return NGX_OK;

    if (r->headers_in.content_length_n > (off_t)limit)
        *status = ngx_http_snapguard_feed_oversize(context, limit);
    else if (record->body_ready)
        *status = ngx_http_snapguard_feed_body(r, context, limit);
    else
        return ngx_http_snapguard_read_body(r);
    return NGX_OK;
}

static uint64_t ngx_http_snapguard_now(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

/* While a body is read, other requests use the context. So all is fed again behind it. */
ngx_int_t ngx_http_snapguard_judge(
    ngx_http_request_t *r, ngx_http_snapguard_conf_t *conf,
    ngx_http_snapguard_record_t *record)
{
    const snapguard_report *report = NULL;
    snapguard_status status = SNAPGUARD_ERROR_MEMORY;
    snapguard_context *context =
        ngx_http_snapguard_context(conf->ruleset, r->connection->log);
    uint64_t start = conf->zone == NULL ? 0 : ngx_http_snapguard_now();
    ngx_int_t rc = NGX_OK;

    if (context != NULL)
        rc = ngx_http_snapguard_feed(r, conf, record, &status);
    if (rc != NGX_OK)
        return rc;
    if (status == SNAPGUARD_OK)
        status = snapguard_finish(&report, context);
    if (status != SNAPGUARD_OK)
        ngx_log_error(
            NGX_LOG_CRIT, r->connection->log, 0, "snapguard: no verdict: %s",
            snapguard_strerror(status));

    rc = ngx_http_snapguard_take(r, conf, record, report);
    if (rc == NGX_OK && conf->zone != NULL)
        ngx_http_snapguard_count_report(
            conf->zone, record, report, ngx_http_snapguard_now() - start);
    return rc;
}
