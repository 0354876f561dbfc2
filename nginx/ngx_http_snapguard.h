/*
 * What the files of the module share. The module judges nothing: it feeds requests to
 * libsnapguard, remembers the verdict, and acts on it.
 */
#ifndef NGX_HTTP_SNAPGUARD_H
#define NGX_HTTP_SNAPGUARD_H

#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_http.h>
#include <snapguard/snapguard.h>

/* Values of the directives. */
#define NGX_HTTP_SNAPGUARD_OFF 0
#define NGX_HTTP_SNAPGUARD_ON 1
#define NGX_HTTP_SNAPGUARD_DETECT 2
#define NGX_HTTP_SNAPGUARD_REJECT 0
#define NGX_HTTP_SNAPGUARD_PASS 1
#define NGX_HTTP_SNAPGUARD_JSON 1
#define NGX_HTTP_SNAPGUARD_PROMETHEUS 2

/* Beside the library's verdicts: none could be reached. */
#define NGX_HTTP_SNAPGUARD_ERROR 4
#define NGX_HTTP_SNAPGUARD_VERDICTS 5

/* One "snapguard_rule", and where it stands. */
typedef struct {
    char *id;
    snapguard_severity severity;
    ngx_str_t file;
    ngx_uint_t line;
} ngx_http_snapguard_rule_t;

/* One "snapguard_pack": the name of its file, which ends in NUL, and what it holds. */
typedef struct {
    ngx_str_t name;
    ngx_str_t text;
} ngx_http_snapguard_pack_t;

/*
 * What requests are judged by, shared by all locations that set nothing of their own
 * here. Its address is its identity.
 */
typedef struct {
    size_t max_body;
    ngx_array_t *rules; /* of ngx_http_snapguard_rule_t. NULL: none */
    ngx_array_t *packs; /* of ngx_http_snapguard_pack_t. NULL: none */
    ngx_str_t facts;    /* JSON. No data: none */
    snapguard_engine *engine;
    snapguard_context *context; /* of this worker, made when it is first needed */
} ngx_http_snapguard_ruleset_t;

/* Upper bounds of the histogram's buckets, in nanoseconds; the last has none. */
#define NGX_HTTP_SNAPGUARD_BUCKETS 11
extern const uint64_t ngx_http_snapguard_bounds[NGX_HTTP_SNAPGUARD_BUCKETS - 1];

/* A counter with a name. Of a rule by severity; of anything else in the first place. */
typedef struct {
    ngx_str_node_t name;
    ngx_uint_t counts[SNAPGUARD_ERROR + 1];
    u_char text[1];
} ngx_http_snapguard_counter_t;

/* A tree of named counters. Lives in shared memory. */
typedef struct {
    ngx_rbtree_t tree;
    ngx_rbtree_node_t sentinel;
    ngx_uint_t nodes;
    size_t bytes; /* of all names */
} ngx_http_snapguard_counters_t;

/* What is in shared memory. Outlives reloads. Trees are used with the zone locked. */
typedef struct {
    ngx_atomic_t verdicts[NGX_HTTP_SNAPGUARD_VERDICTS];
    ngx_atomic_t refused;
    ngx_atomic_t emulated;
    ngx_atomic_t uncounted; /* counters that the zone had no room for */
    ngx_atomic_t buckets[NGX_HTTP_SNAPGUARD_BUCKETS];
    ngx_atomic_t nanoseconds;
    ngx_http_snapguard_counters_t codes;
    ngx_http_snapguard_counters_t rules;
    ngx_http_snapguard_counters_t policies;
} ngx_http_snapguard_shared_t;

typedef struct {
    ngx_http_snapguard_shared_t *shared;
    ngx_slab_pool_t *pool;
} ngx_http_snapguard_zone_t;

/* Directives of one http, server or location block. */
typedef struct {
    ngx_uint_t own_mode; /* also of an outer block. NGX_CONF_UNSET_UINT: not given */
    ngx_uint_t mode;
    ngx_uint_t on_error;
    ngx_uint_t error_body;
    ngx_uint_t unmatched;
    ngx_uint_t status;
    ngx_flag_t emulate;
    ngx_shm_zone_t *zone;

    /* Of this block alone; the ruleset holds what is in force. */
    size_t own_max_body;
    ngx_array_t *own_rules;
    ngx_array_t *own_packs;
    ngx_str_t own_facts;
    ngx_http_snapguard_ruleset_t *ruleset;
} ngx_http_snapguard_conf_t;

/* Of the http block. */
typedef struct {
    ngx_int_t request_id; /* index of $request_id */
} ngx_http_snapguard_main_conf_t;

/*
 * What is known of a request. It hangs on the request's pool, because internal redirects
 * forget a module's own pointer.
 */
typedef struct {
    ngx_http_snapguard_ruleset_t *ruleset; /* that judged. NULL: not judged so far */
    ngx_str_t args;                        /* that were judged */
    ngx_uint_t verdict;
    ngx_uint_t status; /* of the answer */
    ngx_str_t body;    /* of the answer. Empty: nothing to refuse */
    const char *code;  /* NULL: none. Lives as long as the engine, as the next does */
    const char *rule;
    ngx_str_t parameter;
    size_t count; /* of errors */
    unsigned body_ready : 1;
} ngx_http_snapguard_record_t;

extern ngx_module_t ngx_http_snapguard_module;

/* Of those below NGX_HTTP_SNAPGUARD_VERDICTS. */
const char *ngx_http_snapguard_verdict_name(ngx_uint_t verdict);

/* Rule sets. NULL with the error logged. */
ngx_http_snapguard_ruleset_t *ngx_http_snapguard_make_ruleset(
    ngx_conf_t *cf, const ngx_http_snapguard_conf_t *conf,
    const ngx_http_snapguard_ruleset_t *parent);
ngx_int_t
ngx_http_snapguard_make_engine(ngx_conf_t *cf, ngx_http_snapguard_ruleset_t *ruleset);
char *ngx_http_snapguard_rule(ngx_conf_t *cf, ngx_command_t *cmd, void *conf);
char *ngx_http_snapguard_facts(ngx_conf_t *cf, ngx_command_t *cmd, void *conf);
char *ngx_http_snapguard_pack(ngx_conf_t *cf, ngx_command_t *cmd, void *conf);
snapguard_context *
ngx_http_snapguard_context(ngx_http_snapguard_ruleset_t *ruleset, ngx_log_t *log);

/* Judging. NGX_OK with the record filled, or what the phase handler is to return. */
ngx_int_t ngx_http_snapguard_handler(ngx_http_request_t *r);
ngx_uint_t ngx_http_snapguard_shows_counters(
    const ngx_http_request_t *r, const ngx_http_snapguard_conf_t *conf);
ngx_http_snapguard_record_t *ngx_http_snapguard_find(ngx_http_request_t *r);
ngx_int_t ngx_http_snapguard_judge(
    ngx_http_request_t *r, ngx_http_snapguard_conf_t *conf,
    ngx_http_snapguard_record_t *record);

/* The body of a request. */
ngx_uint_t ngx_http_snapguard_has_body(const ngx_http_request_t *r);
ngx_int_t ngx_http_snapguard_read_body(ngx_http_request_t *r);
snapguard_status ngx_http_snapguard_feed_body(
    ngx_http_request_t *r, snapguard_context *context, size_t limit);
snapguard_status
ngx_http_snapguard_feed_oversize(snapguard_context *context, size_t limit);

/* Answers. What they return is for a content handler; a phase handler finalizes with it.
 */
typedef struct {
    ngx_uint_t status;
    const char *code;
    const char *message;
} ngx_http_snapguard_fault_t;

extern const ngx_http_snapguard_fault_t ngx_http_snapguard_unmatched;
extern const ngx_http_snapguard_fault_t ngx_http_snapguard_unavailable;

/* Characters of a request id, which ends in NUL. NULL: out of memory. */
#define NGX_HTTP_SNAPGUARD_UUID 36
u_char *ngx_http_snapguard_request_id(ngx_http_request_t *r);

ngx_int_t
ngx_http_snapguard_identify(ngx_http_request_t *r, snapguard_identity *identity);
ngx_int_t ngx_http_snapguard_send(
    ngx_http_request_t *r, ngx_uint_t status, const ngx_str_t *type, ngx_str_t *body);
ngx_int_t
ngx_http_snapguard_send_json(ngx_http_request_t *r, ngx_uint_t status, ngx_str_t *body);
ngx_int_t ngx_http_snapguard_send_fault(
    ngx_http_request_t *r, const ngx_http_snapguard_fault_t *fault);

/* Counters. A NULL zone counts nothing. */
char *ngx_http_snapguard_zone(ngx_conf_t *cf, ngx_command_t *cmd, void *conf);
void ngx_http_snapguard_count_report(
    ngx_shm_zone_t *zone, const ngx_http_snapguard_record_t *record,
    const snapguard_report *report, uint64_t nanoseconds);
void ngx_http_snapguard_count_refused(ngx_shm_zone_t *zone);
ngx_http_snapguard_counter_t *ngx_http_snapguard_counter(
    ngx_http_snapguard_zone_t *zone, ngx_http_snapguard_counters_t *counters,
    ngx_str_t *name);

/* Content handlers, and the variables. */
ngx_int_t ngx_http_snapguard_status_handler(ngx_http_request_t *r);
ngx_int_t ngx_http_snapguard_emulate_handler(ngx_http_request_t *r);
ngx_int_t
ngx_http_snapguard_caller(ngx_http_request_t *r, ngx_str_t *region, ngx_str_t *key);
ngx_int_t ngx_http_snapguard_add_variables(ngx_conf_t *cf);

#endif
