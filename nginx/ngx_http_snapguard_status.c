/* The counters as a page, for people's scripts (JSON) and for Prometheus. */
#include "ngx_http_snapguard.h"

/* Room for everything but the named counters; for one of those, beside its name. */
#define NGX_HTTP_SNAPGUARD_FIXED_ROOM 4096
#define NGX_HTTP_SNAPGUARD_COUNTER_ROOM 512

typedef struct {
    u_char *at;
    u_char *end;
    const ngx_http_snapguard_shared_t *shared;
} ngx_http_snapguard_page_t;

typedef void (*ngx_http_snapguard_write_t)(
    ngx_http_snapguard_page_t *page, const ngx_http_snapguard_counter_t *counter);

static const char *const ngx_http_snapguard_severities[] = {
    [SNAPGUARD_NOTICE] = "notice",
    [SNAPGUARD_WARNING] = "warning",
    [SNAPGUARD_ERROR] = "error",
};

static void
ngx_http_snapguard_print(ngx_http_snapguard_page_t *page, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    page->at = ngx_vslprintf(page->at, page->end, format, arguments);
    va_end(arguments);
}

/* In seconds, which is the unit of both formats. */
static void
ngx_http_snapguard_print_time(ngx_http_snapguard_page_t *page, uint64_t nanoseconds)
{
    ngx_http_snapguard_print(
        page, "%uL.%09uL", nanoseconds / 1000000000, nanoseconds % 1000000000);
}

static void ngx_http_snapguard_each(
    ngx_http_snapguard_page_t *page, const ngx_http_snapguard_counters_t *counters,
    ngx_http_snapguard_write_t write)
{
    ngx_rbtree_t *tree = (ngx_rbtree_t *)&counters->tree;
    ngx_rbtree_node_t *node = tree->root;

    if (node == tree->sentinel)
        return;
    node = ngx_rbtree_min(node, tree->sentinel);
    for (; node != NULL; node = ngx_rbtree_next(tree, node))
        write(page, (const ngx_http_snapguard_counter_t *)node);
}

static void ngx_http_snapguard_json_code(
    ngx_http_snapguard_page_t *page, const ngx_http_snapguard_counter_t *counter)
{
    ngx_http_snapguard_print(page, "\"%V\":%ui,", &counter->name.str, counter->counts[0]);
}

static void ngx_http_snapguard_json_rule(
    ngx_http_snapguard_page_t *page, const ngx_http_snapguard_counter_t *counter)
{
    ngx_http_snapguard_print(
        page, "\"%V\":{\"error\":%ui,\"warning\":%ui,\"notice\":%ui},",
        &counter->name.str, counter->counts[SNAPGUARD_ERROR],
        counter->counts[SNAPGUARD_WARNING], counter->counts[SNAPGUARD_NOTICE]);
}

/* Ends a list whose last member has left a comma behind. */
static void ngx_http_snapguard_json_end(ngx_http_snapguard_page_t *page, const char *end)
{
    if (page->at[-1] == ',')
        page->at--;
    ngx_http_snapguard_print(page, "%s", end);
}

static void ngx_http_snapguard_json_times(ngx_http_snapguard_page_t *page)
{
    ngx_http_snapguard_print(page, ",\"judging\":{\"seconds\":");
    ngx_http_snapguard_print_time(page, page->shared->nanoseconds);
    ngx_http_snapguard_print(page, ",\"buckets\":[");
    for (ngx_uint_t i = 0; i < NGX_HTTP_SNAPGUARD_BUCKETS - 1; i++) {
        ngx_http_snapguard_print(page, "{\"le\":");
        ngx_http_snapguard_print_time(page, ngx_http_snapguard_bounds[i]);
        ngx_http_snapguard_print(page, ",\"count\":%uA},", page->shared->buckets[i]);
    }
    ngx_http_snapguard_print(
        page, "{\"le\":null,\"count\":%uA}]}}\n",
        page->shared->buckets[NGX_HTTP_SNAPGUARD_BUCKETS - 1]);
}

static void ngx_http_snapguard_write_json(ngx_http_snapguard_page_t *page)
{
    const ngx_http_snapguard_shared_t *shared = page->shared;

    ngx_http_snapguard_print(page, "{\"schema\":\"snapguard/counters/1\",\"requests\":{");
    for (ngx_uint_t i = 0; i < NGX_HTTP_SNAPGUARD_VERDICTS; i++)
        ngx_http_snapguard_print(
            page, "\"%s\":%uA,", ngx_http_snapguard_verdict_name(i), shared->verdicts[i]);
    ngx_http_snapguard_json_end(page, "},");
    ngx_http_snapguard_print(
        page, "\"refused\":%uA,\"emulated\":%uA,\"uncounted\":%uA,\"codes\":{",
        shared->refused, shared->emulated, shared->uncounted);
    ngx_http_snapguard_each(page, &shared->codes, ngx_http_snapguard_json_code);
    ngx_http_snapguard_json_end(page, "},\"rules\":{");
    ngx_http_snapguard_each(page, &shared->rules, ngx_http_snapguard_json_rule);
    ngx_http_snapguard_json_end(page, "}");
    ngx_http_snapguard_json_times(page);
}

static void ngx_http_snapguard_metric(
    ngx_http_snapguard_page_t *page, const char *name, const char *type, const char *help)
{
    ngx_http_snapguard_print(
        page, "# HELP snapguard_%s %s\n# TYPE snapguard_%s %s\n", name, help, name, type);
}

static void ngx_http_snapguard_prometheus_code(
    ngx_http_snapguard_page_t *page, const ngx_http_snapguard_counter_t *counter)
{
    ngx_http_snapguard_print(
        page, "snapguard_codes_total{code=\"%V\"} %ui\n", &counter->name.str,
        counter->counts[0]);
}

static void ngx_http_snapguard_prometheus_rule(
    ngx_http_snapguard_page_t *page, const ngx_http_snapguard_counter_t *counter)
{
    for (ngx_uint_t i = SNAPGUARD_NOTICE; i <= SNAPGUARD_ERROR; i++)
        ngx_http_snapguard_print(
            page, "snapguard_findings_total{rule=\"%V\",severity=\"%s\"} %ui\n",
            &counter->name.str, ngx_http_snapguard_severities[i], counter->counts[i]);
}

/* A bucket of Prometheus holds those before it, too. */
static void ngx_http_snapguard_prometheus_times(ngx_http_snapguard_page_t *page)
{
    const ngx_http_snapguard_shared_t *shared = page->shared;
    ngx_atomic_uint_t sum = 0;

    ngx_http_snapguard_metric(
        page, "judging_seconds", "histogram", "Time that judging a request took.");
    for (ngx_uint_t i = 0; i < NGX_HTTP_SNAPGUARD_BUCKETS - 1; i++) {
        sum += shared->buckets[i];
        ngx_http_snapguard_print(page, "snapguard_judging_seconds_bucket{le=\"");
        ngx_http_snapguard_print_time(page, ngx_http_snapguard_bounds[i]);
        ngx_http_snapguard_print(page, "\"} %uA\n", sum);
    }
    sum += shared->buckets[NGX_HTTP_SNAPGUARD_BUCKETS - 1];
    ngx_http_snapguard_print(
        page, "snapguard_judging_seconds_bucket{le=\"+Inf\"} %uA\n", sum);
    ngx_http_snapguard_print(page, "snapguard_judging_seconds_sum ");
    ngx_http_snapguard_print_time(page, shared->nanoseconds);
    ngx_http_snapguard_print(page, "\nsnapguard_judging_seconds_count %uA\n", sum);
}

static void ngx_http_snapguard_write_prometheus(ngx_http_snapguard_page_t *page)
{
    const ngx_http_snapguard_shared_t *shared = page->shared;

    ngx_http_snapguard_metric(
        page, "requests_total", "counter", "Requests that were judged, by verdict.");
    for (ngx_uint_t i = 0; i < NGX_HTTP_SNAPGUARD_VERDICTS; i++)
        ngx_http_snapguard_print(
            page, "snapguard_requests_total{verdict=\"%s\"} %uA\n",
            ngx_http_snapguard_verdict_name(i), shared->verdicts[i]);
    ngx_http_snapguard_metric(
        page, "refused_total", "counter", "Requests that did not go on.");
    ngx_http_snapguard_print(page, "snapguard_refused_total %uA\n", shared->refused);
    ngx_http_snapguard_metric(
        page, "emulated_total", "counter", "Policies that the stand-in has made.");
    ngx_http_snapguard_print(page, "snapguard_emulated_total %uA\n", shared->emulated);
    ngx_http_snapguard_metric(
        page, "uncounted_total", "counter", "What the zone had no room to count.");
    ngx_http_snapguard_print(page, "snapguard_uncounted_total %uA\n", shared->uncounted);
    ngx_http_snapguard_metric(
        page, "codes_total", "counter", "Invalid requests, by the code of the answer.");
    ngx_http_snapguard_each(page, &shared->codes, ngx_http_snapguard_prometheus_code);
    ngx_http_snapguard_metric(
        page, "findings_total", "counter", "Findings, by rule and severity.");
    ngx_http_snapguard_each(page, &shared->rules, ngx_http_snapguard_prometheus_rule);
    ngx_http_snapguard_prometheus_times(page);
}

static size_t ngx_http_snapguard_room(const ngx_http_snapguard_counters_t *counters)
{
    return counters->nodes * NGX_HTTP_SNAPGUARD_COUNTER_ROOM + 3 * counters->bytes;
}

static ngx_int_t ngx_http_snapguard_write_page(
    ngx_http_request_t *r, ngx_http_snapguard_zone_t *zone, ngx_uint_t format,
    ngx_str_t *text)
{
    ngx_http_snapguard_page_t page = {.shared = zone->shared};
    size_t room = NGX_HTTP_SNAPGUARD_FIXED_ROOM +
                  ngx_http_snapguard_room(&zone->shared->codes) +
                  ngx_http_snapguard_room(&zone->shared->rules);

    text->data = ngx_pnalloc(r->pool, room);
    if (text->data == NULL)
        return NGX_ERROR;
    page.at = text->data;
    page.end = text->data + room;
    if (format == NGX_HTTP_SNAPGUARD_JSON)
        ngx_http_snapguard_write_json(&page);
    else
        ngx_http_snapguard_write_prometheus(&page);
    text->len = (size_t)(page.at - text->data);
    return NGX_OK;
}

ngx_int_t ngx_http_snapguard_status_handler(ngx_http_request_t *r)
{
    static const ngx_str_t text_type = ngx_string("text/plain; version=0.0.4");
    ngx_http_snapguard_conf_t *conf =
        ngx_http_get_module_loc_conf(r, ngx_http_snapguard_module);
    ngx_http_snapguard_zone_t *zone;
    ngx_str_t text;
    ngx_int_t rc;

    if (conf->status == 0)
        return NGX_DECLINED;
    if (!(r->method & (NGX_HTTP_GET | NGX_HTTP_HEAD)))
        return NGX_HTTP_NOT_ALLOWED;

    zone = conf->zone->data;
    ngx_shmtx_lock(&zone->pool->mutex);
    rc = ngx_http_snapguard_write_page(r, zone, conf->status, &text);
    ngx_shmtx_unlock(&zone->pool->mutex);
    if (rc != NGX_OK)
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    if (conf->status == NGX_HTTP_SNAPGUARD_JSON)
        return ngx_http_snapguard_send_json(r, NGX_HTTP_OK, &text);
    return ngx_http_snapguard_send(r, NGX_HTTP_OK, &text_type, &text);
}
