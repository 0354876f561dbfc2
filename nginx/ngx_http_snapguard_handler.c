/* The phase handler: judges a request once, remembers the verdict, and acts on it. */
#include "ngx_http_snapguard.h"

/* Only marks the record in the list of a pool's cleanups. There is nothing to clean. */
static void ngx_http_snapguard_mark(void *data)
{
    (void)data;
}

ngx_http_snapguard_record_t *ngx_http_snapguard_find(ngx_http_request_t *r)
{
    ngx_http_snapguard_record_t *record =
        ngx_http_get_module_ctx(r, ngx_http_snapguard_module);

    for (ngx_pool_cleanup_t *i = r->pool->cleanup; record == NULL && i; i = i->next)
        if (i->handler == ngx_http_snapguard_mark)
            record = i->data;
    return record;
}

static ngx_http_snapguard_record_t *ngx_http_snapguard_add(ngx_http_request_t *r)
{
    ngx_pool_cleanup_t *cleanup =
        ngx_pool_cleanup_add(r->pool, sizeof(ngx_http_snapguard_record_t));

    if (cleanup == NULL)
        return NULL;
    cleanup->handler = ngx_http_snapguard_mark;
    ngx_memzero(cleanup->data, sizeof(ngx_http_snapguard_record_t));
    ngx_http_set_ctx(r, cleanup->data, ngx_http_snapguard_module);
    return cleanup->data;
}

/*
 * A verdict stands as long as the request goes by the same rules. try_files and
 * error_page take the query away, which does not make a good request bad; one with
 * another query, though, was never judged.
 */
static ngx_uint_t ngx_http_snapguard_stands(
    const ngx_http_request_t *r, const ngx_http_snapguard_conf_t *conf,
    const ngx_http_snapguard_record_t *record)
{
    if (record->ruleset != conf->ruleset)
        return 0;
    return r->args.len == 0 ||
           (r->args.len == record->args.len &&
            ngx_memcmp(r->args.data, record->args.data, r->args.len) == 0);
}

static ngx_int_t ngx_http_snapguard_refuse(
    ngx_http_request_t *r, const ngx_http_snapguard_conf_t *conf,
    ngx_http_snapguard_record_t *record)
{
    ngx_http_snapguard_count_refused(conf->zone);
    if (record->verdict == SNAPGUARD_INVALID)
        return ngx_http_snapguard_send_json(r, record->status, &record->body);
    if (record->verdict == SNAPGUARD_NOT_APPLICABLE)
        return ngx_http_snapguard_send_fault(r, &ngx_http_snapguard_unmatched);
    return ngx_http_snapguard_send_fault(r, &ngx_http_snapguard_unavailable);
}

static ngx_uint_t ngx_http_snapguard_passes(
    const ngx_http_snapguard_conf_t *conf, const ngx_http_snapguard_record_t *record)
{
    if (conf->mode == NGX_HTTP_SNAPGUARD_DETECT)
        return 1;

    switch (record->verdict) {
    case SNAPGUARD_INVALID:
        return 0;
    case SNAPGUARD_NOT_APPLICABLE:
        return conf->unmatched == NGX_HTTP_SNAPGUARD_PASS;
    case NGX_HTTP_SNAPGUARD_ERROR:
        return conf->on_error == NGX_HTTP_SNAPGUARD_PASS;
    default:
        return 1;
    }
}

/* Whether the counters are what is answered. Beside "proxy_pass" they are not: nginx then
 * asks no content handler of a phase, and the upstream gets what it is sent. */
ngx_uint_t ngx_http_snapguard_shows_counters(
    const ngx_http_request_t *r, const ngx_http_snapguard_conf_t *conf)
{
    return conf->status != 0 && r->content_handler == NULL;
}

ngx_int_t ngx_http_snapguard_handler(ngx_http_request_t *r)
{
    ngx_int_t rc;
    ngx_http_snapguard_record_t *record;
    ngx_http_snapguard_conf_t *conf =
        ngx_http_get_module_loc_conf(r, ngx_http_snapguard_module);

    /* What the client asked for is judged, not what nginx asks for because of it. */
    if (conf->mode == NGX_HTTP_SNAPGUARD_OFF || r != r->main)
        return NGX_DECLINED;
    if (ngx_http_snapguard_shows_counters(r, conf))
        return NGX_DECLINED;

    record = ngx_http_snapguard_find(r);
    if (record == NULL)
        record = ngx_http_snapguard_add(r);
    if (record == NULL)
        return NGX_HTTP_INTERNAL_SERVER_ERROR;

    if (!ngx_http_snapguard_stands(r, conf, record)) {
        rc = ngx_http_snapguard_judge(r, conf, record);
        if (rc != NGX_OK)
            return rc;
    }
    if (ngx_http_snapguard_passes(conf, record))
        return NGX_DECLINED;

    /* The phases would take a sent answer for leave to go on. */
    ngx_http_finalize_request(r, ngx_http_snapguard_refuse(r, conf, record));
    return NGX_DONE;
}
