/* Counters in shared memory, which all workers add to, and which outlive reloads. */
#include "ngx_http_snapguard.h"

const uint64_t ngx_http_snapguard_bounds[NGX_HTTP_SNAPGUARD_BUCKETS - 1] = {
    1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000, 1000000,
};

static void ngx_http_snapguard_init_counters(ngx_http_snapguard_counters_t *counters)
{
    ngx_rbtree_init(&counters->tree, &counters->sentinel, ngx_str_rbtree_insert_value);
}

static ngx_http_snapguard_shared_t *ngx_http_snapguard_make_shared(ngx_slab_pool_t *pool)
{
    ngx_http_snapguard_shared_t *shared = ngx_slab_calloc(pool, sizeof *shared);

    if (shared == NULL)
        return NULL;
    ngx_http_snapguard_init_counters(&shared->codes);
    ngx_http_snapguard_init_counters(&shared->rules);
    ngx_http_snapguard_init_counters(&shared->policies);
    /* What has no room is counted as such; a line a request in the log helps nobody. */
    pool->log_nomem = 0;
    pool->data = shared;
    return shared;
}

/* `data` is the zone before a reload. */
static ngx_int_t ngx_http_snapguard_init_zone(ngx_shm_zone_t *shm_zone, void *data)
{
    ngx_http_snapguard_zone_t *zone = shm_zone->data;
    ngx_http_snapguard_zone_t *old = data;

    zone->pool = (ngx_slab_pool_t *)shm_zone->shm.addr;
    if (old != NULL)
        zone->shared = old->shared;
    else if (shm_zone->shm.exists)
        zone->shared = zone->pool->data;
    else
        zone->shared = ngx_http_snapguard_make_shared(zone->pool);
    return zone->shared == NULL ? NGX_ERROR : NGX_OK;
}

static ngx_int_t
ngx_http_snapguard_split_zone(const ngx_str_t *word, ngx_str_t *name, ssize_t *size)
{
    u_char *colon = ngx_strlchr(word->data, word->data + word->len, ':');
    ngx_str_t text;

    if (colon == NULL)
        return NGX_ERROR;
    name->data = word->data;
    name->len = (size_t)(colon - word->data);
    text.data = colon + 1;
    text.len = word->len - name->len - 1;
    *size = ngx_parse_size(&text);
    return name->len == 0 || *size < (ssize_t)(8 * ngx_pagesize) ? NGX_ERROR : NGX_OK;
}

/* Two blocks may name the same zone; then they count in it together. */
char *ngx_http_snapguard_zone(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_shm_zone_t **place = (ngx_shm_zone_t **)((char *)conf + cmd->offset);
    ngx_str_t *words = cf->args->elts;
    ngx_str_t name;
    ssize_t size;

    if (*place != NGX_CONF_UNSET_PTR)
        return "is duplicate";
    if (ngx_http_snapguard_split_zone(&words[1], &name, &size) != NGX_OK) {
        ngx_conf_log_error(
            NGX_LOG_EMERG, cf, 0, "\"%V\" is not a NAME:SIZE of at least %uz bytes",
            &words[1], 8 * ngx_pagesize);
        return NGX_CONF_ERROR;
    }

    *place = ngx_shared_memory_add(cf, &name, (size_t)size, &ngx_http_snapguard_module);
    if (*place == NULL)
        return NGX_CONF_ERROR;
    if ((*place)->data == NULL) {
        (*place)->init = ngx_http_snapguard_init_zone;
        (*place)->data = ngx_pcalloc(cf->pool, sizeof(ngx_http_snapguard_zone_t));
    }
    return (*place)->data == NULL ? NGX_CONF_ERROR : NGX_CONF_OK;
}

static ngx_http_snapguard_counter_t *ngx_http_snapguard_add_counter(
    ngx_http_snapguard_zone_t *zone, ngx_http_snapguard_counters_t *counters,
    const ngx_str_t *name, uint32_t hash)
{
    ngx_http_snapguard_counter_t *counter =
        ngx_slab_calloc_locked(zone->pool, sizeof *counter + name->len);

    if (counter == NULL) {
        (void)ngx_atomic_fetch_add(&zone->shared->uncounted, 1);
        return NULL;
    }
    ngx_memcpy(counter->text, name->data, name->len);
    counter->name.str.data = counter->text;
    counter->name.str.len = name->len;
    counter->name.node.key = hash;
    ngx_rbtree_insert(&counters->tree, &counter->name.node);
    counters->nodes++;
    counters->bytes += name->len;
    return counter;
}

/* With the zone locked. NULL where there is no room for another. */
ngx_http_snapguard_counter_t *ngx_http_snapguard_counter(
    ngx_http_snapguard_zone_t *zone, ngx_http_snapguard_counters_t *counters,
    ngx_str_t *name)
{
    uint32_t hash = ngx_crc32_short(name->data, name->len);
    ngx_str_node_t *found = ngx_str_rbtree_lookup(&counters->tree, name, hash);

    if (found != NULL)
        return (ngx_http_snapguard_counter_t *)found;
    return ngx_http_snapguard_add_counter(zone, counters, name, hash);
}

static void ngx_http_snapguard_add_one(
    ngx_http_snapguard_zone_t *zone, ngx_http_snapguard_counters_t *counters,
    const char *word, ngx_uint_t place)
{
    ngx_str_t name = {ngx_strlen(word), (u_char *)word};
    ngx_http_snapguard_counter_t *counter =
        ngx_http_snapguard_counter(zone, counters, &name);

    if (counter != NULL)
        counter->counts[place]++;
}

static void ngx_http_snapguard_count_findings(
    ngx_http_snapguard_zone_t *zone, const char *code, const snapguard_report *report)
{
    size_t count = snapguard_report_count(report);

    if (count == 0)
        return;
    ngx_shmtx_lock(&zone->pool->mutex);
    if (code != NULL)
        ngx_http_snapguard_add_one(zone, &zone->shared->codes, code, 0);
    for (size_t i = 0; i < count; i++) {
        const snapguard_finding *finding = snapguard_report_finding(report, i);

        ngx_http_snapguard_add_one(
            zone, &zone->shared->rules, snapguard_finding_rule(finding),
            snapguard_finding_severity(finding));
    }
    ngx_shmtx_unlock(&zone->pool->mutex);
}

void ngx_http_snapguard_count_report(
    ngx_shm_zone_t *shm_zone, const ngx_http_snapguard_record_t *record,
    const snapguard_report *report, uint64_t nanoseconds)
{
    ngx_http_snapguard_zone_t *zone = shm_zone->data;
    ngx_http_snapguard_shared_t *shared = zone->shared;
    ngx_uint_t bucket = 0;

    while (bucket < NGX_HTTP_SNAPGUARD_BUCKETS - 1 &&
           nanoseconds > ngx_http_snapguard_bounds[bucket])
        bucket++;
    (void)ngx_atomic_fetch_add(&shared->verdicts[record->verdict], 1);
    (void)ngx_atomic_fetch_add(&shared->buckets[bucket], 1);
    (void)ngx_atomic_fetch_add(&shared->nanoseconds, (ngx_atomic_int_t)nanoseconds);
    if (report != NULL)
        ngx_http_snapguard_count_findings(zone, record->code, report);
}

void ngx_http_snapguard_count_refused(ngx_shm_zone_t *shm_zone)
{
    ngx_http_snapguard_zone_t *zone = shm_zone == NULL ? NULL : shm_zone->data;

    if (zone != NULL)
        (void)ngx_atomic_fetch_add(&zone->shared->refused, 1);
}
