/*
 * Who asks for what, as far as the stand-in keeps count: the region and the key id. They
 * only choose a counter, and judge nothing, so this may be simple.
 */
#include "ngx_http_snapguard.h"

static ngx_int_t ngx_http_snapguard_copy_part(ngx_buf_t *part, u_char **at)
{
    ssize_t size;

    if (ngx_buf_in_memory(part)) {
        *at = ngx_cpymem(*at, part->pos, part->last - part->pos);
        return NGX_OK;
    }
    size = ngx_read_file(part->file, *at, (size_t)ngx_buf_size(part), part->file_pos);
    if (size != ngx_buf_size(part))
        return NGX_ERROR;
    *at += size;
    return NGX_OK;
}

static ngx_int_t ngx_http_snapguard_gather_body(ngx_http_request_t *r, ngx_str_t *body)
{
    ngx_chain_t *first = r->request_body == NULL ? NULL : r->request_body->bufs;
    off_t size = 0;
    u_char *at;

    ngx_str_null(body);
    for (ngx_chain_t *link = first; link; link = link->next)
        size += ngx_buf_size(link->buf);
    if (size == 0)
        return NGX_OK;
    body->data = at = ngx_pnalloc(r->pool, (size_t)size);
    if (at == NULL)
        return NGX_ERROR;
    body->len = (size_t)size;
    for (ngx_chain_t *link = first; link; link = link->next)
        if (ngx_http_snapguard_copy_part(link->buf, &at) != NGX_OK)
            return NGX_ERROR;
    return NGX_OK;
}

/* The value of name=value in a query or form, percent-encoded as it is. */
static ngx_uint_t ngx_http_snapguard_form_value(
    const ngx_str_t *form, const ngx_str_t *name, ngx_str_t *value)
{
    u_char *end = form->data + form->len;

    for (u_char *field = form->data; field < end; field++) {
        u_char *stop = ngx_strlchr(field, end, '&');

        stop = stop == NULL ? end : stop;
        if ((size_t)(stop - field) > name->len && field[name->len] == '=' &&
            ngx_strncasecmp(field, name->data, name->len) == 0) {
            value->data = field + name->len + 1;
            value->len = (size_t)(stop - value->data);
            return 1;
        }
        field = stop;
    }
    return 0;
}

/* The text behind "name": in a JSON body. */
static ngx_uint_t ngx_http_snapguard_json_value(
    const ngx_str_t *json, const ngx_str_t *name, ngx_str_t *value)
{
    u_char *end = json->data + json->len;
    u_char *at = ngx_strlcasestrn(json->data, end, name->data, name->len - 1);
    u_char *stop;

    if (at == NULL)
        return 0;
    at = ngx_strlchr(at, end, ':');
    at = at == NULL ? NULL : ngx_strlchr(at, end, '"');
    stop = at == NULL ? NULL : ngx_strlchr(at + 1, end, '"');
    if (stop == NULL)
        return 0;
    value->data = at + 1;
    value->len = (size_t)(stop - value->data);
    return 1;
}

static void ngx_http_snapguard_parameter(
    const ngx_str_t *query, const ngx_str_t *body, const ngx_str_t *name,
    ngx_str_t *value)
{
    ngx_str_null(value);
    if (ngx_http_snapguard_form_value(query, name, value))
        return;
    if (body->len != 0 && body->data[0] == '{')
        (void)ngx_http_snapguard_json_value(body, name, value);
    else
        (void)ngx_http_snapguard_form_value(body, name, value);
}

/* Of "ACS3-HMAC-SHA256 Credential=ID,SignedHeaders=...,Signature=...". */
static void ngx_http_snapguard_credential(ngx_http_request_t *r, ngx_str_t *key)
{
    static ngx_str_t name = ngx_string("Credential=");
    ngx_str_t *header =
        r->headers_in.authorization == NULL ? NULL : &r->headers_in.authorization->value;
    u_char *end = header == NULL ? NULL : header->data + header->len;
    u_char *at =
        header == NULL ? NULL : ngx_strnstr(header->data, (char *)name.data, header->len);
    u_char *stop;

    ngx_str_null(key);
    if (at == NULL)
        return;
    key->data = at + name.len;
    stop = ngx_strlchr(key->data, end, ',');
    key->len = (size_t)((stop == NULL ? end : stop) - key->data);
}

ngx_int_t
ngx_http_snapguard_caller(ngx_http_request_t *r, ngx_str_t *region, ngx_str_t *key)
{
    static const ngx_str_t region_name = ngx_string("regionId");
    static const ngx_str_t key_name = ngx_string("AccessKeyId");
    ngx_str_t body;

    if (ngx_http_snapguard_gather_body(r, &body) != NGX_OK)
        return NGX_ERROR;
    ngx_http_snapguard_parameter(&r->args, &body, &region_name, region);
    ngx_http_snapguard_credential(r, key);
    if (key->len == 0)
        ngx_http_snapguard_parameter(&r->args, &body, &key_name, key);
    return NGX_OK;
}
