/*
 * A stand-in for the service: valid requests get a policy id, until the account has as
 * many policies in the region as the service allows. No signature is checked.
 */
#include "ngx_http_snapguard.h"

/* "The maximum number of automatic snapshot policy has been reached": of one account in
 * one region, which the stand-in takes to be what one key asks for. */
#define NGX_HTTP_SNAPGUARD_QUOTA 100
#define NGX_HTTP_SNAPGUARD_POLICY_DIGITS 20
/* Of a region and of a key id, as counted: longer ones are cut. */
#define NGX_HTTP_SNAPGUARD_NAME 128

static const ngx_http_snapguard_fault_t ngx_http_snapguard_no_answer = {
    NGX_HTTP_BAD_REQUEST,
    "InvalidParameter",
    "The rule that X-Snapguard-Answer names has no answer of its own.",
};

static const ngx_str_t *ngx_http_snapguard_wanted_answer(ngx_http_request_t *r)
{
    static const ngx_str_t name = ngx_string("x-snapguard-answer");

    for (ngx_list_part_t *part = &r->headers_in.headers.part; part; part = part->next) {
        const ngx_table_elt_t *header = part->elts;

        for (ngx_uint_t i = 0; i < part->nelts; i++)
            if (header[i].key.len == name.len &&
                ngx_strncmp(header[i].lowcase_key, name.data, name.len) == 0)
                return &header[i].value;
    }
    return NULL;
}

/* A rule's answer fits in twice its host and this. */
#define NGX_HTTP_SNAPGUARD_ANSWER_ROOM 1024

static ngx_int_t ngx_http_snapguard_send_rule(
    ngx_http_request_t *r, const snapguard_engine *engine, const char *rule)
{
    snapguard_identity identity;
    int status;
    ngx_str_t body;
    size_t room = NGX_HTTP_SNAPGUARD_ANSWER_ROOM + 6 * r->headers_in.server.len;

    body.data = ngx_pnalloc(r->pool, room);
    if (body.data == NULL || ngx_http_snapguard_identify(r, &identity) != NGX_OK)
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    body.len = snapguard_render_rule_error(
        engine, rule, &identity, &status, (char *)body.data, room);
    if (body.len >= room)
        return ngx_http_snapguard_send_fault(r, &ngx_http_snapguard_no_answer);
    return ngx_http_snapguard_send_json(r, (ngx_uint_t)status, &body);
}

static u_char *ngx_http_snapguard_append(u_char *at, const ngx_str_t *text)
{
    return ngx_cpymem(at, text->data, ngx_min(text->len, NGX_HTTP_SNAPGUARD_NAME));
}

/* NGX_OK: counted. NGX_DECLINED: there are enough. NGX_ERROR: no room to count. */
static ngx_int_t ngx_http_snapguard_add_policy(
    ngx_http_snapguard_zone_t *zone, const ngx_str_t *region, const ngx_str_t *key)
{
    u_char text[2 * NGX_HTTP_SNAPGUARD_NAME + 1];
    ngx_str_t name = {0, text};
    u_char *at = ngx_http_snapguard_append(text, region);
    ngx_http_snapguard_counter_t *counter;
    ngx_int_t rc = NGX_ERROR;

    *at++ = ' ';
    at = ngx_http_snapguard_append(at, key);
    name.len = (size_t)(at - text);

    ngx_shmtx_lock(&zone->pool->mutex);
    counter = ngx_http_snapguard_counter(zone, &zone->shared->policies, &name);
    if (counter != NULL)
        rc = counter->counts[0] < NGX_HTTP_SNAPGUARD_QUOTA ? NGX_OK : NGX_DECLINED;
    if (rc == NGX_OK)
        counter->counts[0]++;
    ngx_shmtx_unlock(&zone->pool->mutex);
    return rc;
}

static void ngx_http_snapguard_policy_id(char *id)
{
    static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";

    *id++ = 's';
    *id++ = 'p';
    *id++ = '-';
    for (ngx_uint_t i = 0; i < NGX_HTTP_SNAPGUARD_POLICY_DIGITS; i++)
        *id++ = digits[(ngx_uint_t)ngx_random() % (sizeof digits - 1)];
    *id = '\0';
}

static ngx_int_t
ngx_http_snapguard_send_success(ngx_http_request_t *r, ngx_http_snapguard_zone_t *zone)
{
    char id[sizeof "sp-" + NGX_HTTP_SNAPGUARD_POLICY_DIGITS];
    snapguard_identity identity;
    ngx_str_t body;

    body.data = ngx_pnalloc(r->pool, NGX_HTTP_SNAPGUARD_ANSWER_ROOM);
    if (body.data == NULL || ngx_http_snapguard_identify(r, &identity) != NGX_OK)
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    ngx_http_snapguard_policy_id(id);
    body.len = snapguard_render_success(
        id, &identity, (char *)body.data, NGX_HTTP_SNAPGUARD_ANSWER_ROOM);
    (void)ngx_atomic_fetch_add(&zone->shared->emulated, 1);
    return ngx_http_snapguard_send_json(r, NGX_HTTP_OK, &body);
}

static ngx_int_t
ngx_http_snapguard_create(ngx_http_request_t *r, ngx_http_snapguard_conf_t *conf)
{
    ngx_str_t region, key;
    ngx_int_t rc;

    if (ngx_http_snapguard_caller(r, &region, &key) != NGX_OK)
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    rc = ngx_http_snapguard_add_policy(conf->zone->data, &region, &key);
    if (rc == NGX_OK)
        return ngx_http_snapguard_send_success(r, conf->zone->data);
    if (rc == NGX_DECLINED)
        return ngx_http_snapguard_send_rule(r, conf->ruleset->engine, "policy-quota");
    return ngx_http_snapguard_send_fault(r, &ngx_http_snapguard_unavailable);
}

ngx_int_t ngx_http_snapguard_emulate_handler(ngx_http_request_t *r)
{
    const ngx_http_snapguard_record_t *record = ngx_http_snapguard_find(r);
    const ngx_str_t *wanted;
    ngx_http_snapguard_conf_t *conf =
        ngx_http_get_module_loc_conf(r, ngx_http_snapguard_module);

    if (!conf->emulate || ngx_http_snapguard_shows_counters(r, conf))
        return NGX_DECLINED;
    wanted = ngx_http_snapguard_wanted_answer(r);
    if (wanted != NULL)
        return ngx_http_snapguard_send_rule(
            r, conf->ruleset->engine, (const char *)wanted->data);
    if (record != NULL && record->verdict == SNAPGUARD_NOT_APPLICABLE)
        return ngx_http_snapguard_send_fault(r, &ngx_http_snapguard_unmatched);
    return ngx_http_snapguard_create(r, conf);
}
