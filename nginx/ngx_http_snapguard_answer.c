/* Answers of the module's own, in the form that the service's clients expect. */
#include "ngx_http_snapguard.h"

/* Of $request_id. */
#define NGX_HTTP_SNAPGUARD_DIGITS 32

const ngx_http_snapguard_fault_t ngx_http_snapguard_unmatched = {
    NGX_HTTP_BAD_REQUEST,
    "InvalidParameter",
    "The specified operation is not available here.",
};

const ngx_http_snapguard_fault_t ngx_http_snapguard_unavailable = {
    NGX_HTTP_SERVICE_UNAVAILABLE,
    "ServiceUnavailable",
    "The request has failed due to a temporary failure of the server.",
};

static ngx_str_t ngx_http_snapguard_json_type =
    ngx_string("application/json;charset=utf-8");

/* $request_id, but for the two digits that say that this is a random UUID. */
u_char *ngx_http_snapguard_request_id(ngx_http_request_t *r)
{
    static const u_char shape[] = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx";
    ngx_http_snapguard_main_conf_t *conf =
        ngx_http_get_module_main_conf(r, ngx_http_snapguard_module);
    ngx_http_variable_value_t *value = ngx_http_get_indexed_variable(r, conf->request_id);
    u_char *id = ngx_pnalloc(r->pool, sizeof shape);
    const u_char *digit;

    if (value == NULL || value->len != NGX_HTTP_SNAPGUARD_DIGITS || id == NULL)
        return NULL;

    digit = value->data;
    ngx_memcpy(id, shape, sizeof shape);
    for (ngx_uint_t i = 0; i < NGX_HTTP_SNAPGUARD_UUID; i++) {
        if (shape[i] == 'x')
            id[i] = ngx_toupper(*digit);
        if (shape[i] == 'v')
            id[i] = (u_char) "89AB"[*digit & 3];
        if (shape[i] != '-')
            digit++;
    }
    return id;
}

/* The host is nginx's reading of it, without the port: it comes as header or in the URI.
 */
ngx_int_t ngx_http_snapguard_identify(ngx_http_request_t *r, snapguard_identity *identity)
{
    ngx_str_t *host = &r->headers_in.server;
    u_char *text;

    ngx_memzero(identity, sizeof *identity);
    identity->request_id = (const char *)ngx_http_snapguard_request_id(r);
    if (identity->request_id == NULL)
        return NGX_ERROR;
    if (host->len == 0)
        return NGX_OK;

    text = ngx_pnalloc(r->pool, host->len + 1);
    if (text == NULL)
        return NGX_ERROR;
    *ngx_cpymem(text, host->data, host->len) = '\0';
    identity->host_id = (const char *)text;
    return NGX_OK;
}

/*
 * A client that waits for "100 Continue" is not told to send a body that nobody reads; it
 * may send it all the same, so its connection is not used again.
 */
static void ngx_http_snapguard_discard_body(ngx_http_request_t *r)
{
    if (r->headers_in.expect != NULL && !r->expect_tested) {
        r->expect_tested = 1;
        r->keepalive = 0;
    }
    if (ngx_http_discard_request_body(r) != NGX_OK)
        r->keepalive = 0;
}

ngx_int_t ngx_http_snapguard_send(
    ngx_http_request_t *r, ngx_uint_t status, const ngx_str_t *type, ngx_str_t *body)
{
    ngx_buf_t *buffer = ngx_calloc_buf(r->pool);
    ngx_chain_t out = {buffer, NULL};
    ngx_int_t rc;

    if (buffer == NULL)
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    ngx_http_snapguard_discard_body(r);
    buffer->pos = body->data;
    buffer->last = body->data + body->len;
    buffer->memory = 1;
    buffer->last_buf = r == r->main;
    buffer->last_in_chain = 1;

    r->headers_out.status = status;
    r->headers_out.content_type = *type;
    r->headers_out.content_type_len = type->len;
    r->headers_out.content_type_lowcase = NULL;
    r->headers_out.content_length_n = (off_t)body->len;
    rc = ngx_http_send_header(r);
    if (rc == NGX_ERROR || rc > NGX_OK || r->header_only)
        return rc;
    return ngx_http_output_filter(r, &out);
}

ngx_int_t
ngx_http_snapguard_send_json(ngx_http_request_t *r, ngx_uint_t status, ngx_str_t *body)
{
    return ngx_http_snapguard_send(r, status, &ngx_http_snapguard_json_type, body);
}

/* ngx_escape_json() takes its text for UTF-8, which a host need not be. */
static ngx_uint_t ngx_http_snapguard_is_ascii(const ngx_str_t *text)
{
    for (size_t i = 0; i < text->len; i++)
        if (text->data[i] >= 0x80)
            return 0;
    return 1;
}

static u_char *ngx_http_snapguard_write_host(u_char *at, ngx_str_t *host)
{
    if (host->len == 0 || !ngx_http_snapguard_is_ascii(host))
        return at;
    at = ngx_cpymem(at, "\"HostId\":\"", sizeof "\"HostId\":\"" - 1);
    at = (u_char *)ngx_escape_json(at, host->data, host->len);
    return ngx_cpymem(at, "\",", sizeof "\"," - 1);
}

/* What the library has no answer for, because no rule is broken. */
ngx_int_t ngx_http_snapguard_send_fault(
    ngx_http_request_t *r, const ngx_http_snapguard_fault_t *fault)
{
    static const char frame[] =
        "{\"RequestId\":\"\",\"HostId\":\"\",\"Code\":\"\",\"Message\":\"\"}";
    ngx_str_t *host = &r->headers_in.server;
    size_t room = sizeof frame + NGX_HTTP_SNAPGUARD_UUID + host->len +
                  ngx_escape_json(NULL, host->data, host->len) + ngx_strlen(fault->code) +
                  ngx_strlen(fault->message);
    u_char *id = ngx_http_snapguard_request_id(r);
    ngx_str_t body = {0, ngx_pnalloc(r->pool, room)};
    u_char *at;

    if (id == NULL || body.data == NULL)
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    at = ngx_sprintf(body.data, "{\"RequestId\":\"%s\",", id);
    at = ngx_http_snapguard_write_host(at, host);
    at = ngx_sprintf(
        at, "\"Code\":\"%s\",\"Message\":\"%s\"}", fault->code, fault->message);
    body.len = (size_t)(at - body.data);
    return ngx_http_snapguard_send_json(r, fault->status, &body);
}
