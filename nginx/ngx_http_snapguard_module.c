/* The directives, and what happens when a configuration is read. */
#include "ngx_http_snapguard.h"

/* The largest request that the library may be told to read. */
#define NGX_HTTP_SNAPGUARD_MAX_BODY ((size_t)1 << 30)

static ngx_conf_enum_t ngx_http_snapguard_modes[] = {
    {ngx_string("off"),    NGX_HTTP_SNAPGUARD_OFF   },
    {ngx_string("on"),     NGX_HTTP_SNAPGUARD_ON    },
    {ngx_string("detect"), NGX_HTTP_SNAPGUARD_DETECT},
    {ngx_null_string,      0                        },
};

static ngx_conf_enum_t ngx_http_snapguard_choices[] = {
    {ngx_string("reject"), NGX_HTTP_SNAPGUARD_REJECT},
    {ngx_string("pass"),   NGX_HTTP_SNAPGUARD_PASS  },
    {ngx_null_string,      0                        },
};

static ngx_conf_enum_t ngx_http_snapguard_bodies[] = {
    {ngx_string("documented"), SNAPGUARD_BODY_DOCUMENTED},
    {ngx_string("extended"),   SNAPGUARD_BODY_EXTENDED  },
    {ngx_null_string,          0                        },
};

static ngx_conf_enum_t ngx_http_snapguard_formats[] = {
    {ngx_string("json"),       NGX_HTTP_SNAPGUARD_JSON      },
    {ngx_string("prometheus"), NGX_HTTP_SNAPGUARD_PROMETHEUS},
    {ngx_null_string,          0                            },
};

static char *ngx_http_snapguard_check_size(ngx_conf_t *cf, void *post, void *data);
static ngx_conf_post_t ngx_http_snapguard_size_post = {ngx_http_snapguard_check_size};

#define NGX_HTTP_SNAPGUARD_ANYWHERE                                                      \
    (NGX_HTTP_MAIN_CONF | NGX_HTTP_SRV_CONF | NGX_HTTP_LOC_CONF)
#define NGX_HTTP_SNAPGUARD_DIRECTIVE(name, kind, set, member, post)                      \
    {                                                                                    \
        ngx_string(name), kind, set, NGX_HTTP_LOC_CONF_OFFSET,                           \
            offsetof(ngx_http_snapguard_conf_t, member), post                            \
    }

static ngx_command_t ngx_http_snapguard_commands[] = {
    NGX_HTTP_SNAPGUARD_DIRECTIVE(
        "snapguard", NGX_HTTP_SNAPGUARD_ANYWHERE | NGX_CONF_TAKE1, ngx_conf_set_enum_slot,
        own_mode, ngx_http_snapguard_modes),
    NGX_HTTP_SNAPGUARD_DIRECTIVE(
        "snapguard_rule", NGX_HTTP_SNAPGUARD_ANYWHERE | NGX_CONF_TAKE2,
        ngx_http_snapguard_rule, own_rules, ngx_http_snapguard_modes),
    NGX_HTTP_SNAPGUARD_DIRECTIVE(
        "snapguard_pack", NGX_HTTP_SNAPGUARD_ANYWHERE | NGX_CONF_TAKE1,
        ngx_http_snapguard_pack, own_packs, NULL),
    NGX_HTTP_SNAPGUARD_DIRECTIVE(
        "snapguard_facts", NGX_HTTP_SNAPGUARD_ANYWHERE | NGX_CONF_TAKE1,
        ngx_http_snapguard_facts, own_facts, NULL),
    NGX_HTTP_SNAPGUARD_DIRECTIVE(
        "snapguard_max_body", NGX_HTTP_SNAPGUARD_ANYWHERE | NGX_CONF_TAKE1,
        ngx_conf_set_size_slot, own_max_body, &ngx_http_snapguard_size_post),
    NGX_HTTP_SNAPGUARD_DIRECTIVE(
        "snapguard_on_error", NGX_HTTP_SNAPGUARD_ANYWHERE | NGX_CONF_TAKE1,
        ngx_conf_set_enum_slot, on_error, ngx_http_snapguard_choices),
    NGX_HTTP_SNAPGUARD_DIRECTIVE(
        "snapguard_error_body", NGX_HTTP_SNAPGUARD_ANYWHERE | NGX_CONF_TAKE1,
        ngx_conf_set_enum_slot, error_body, ngx_http_snapguard_bodies),
    NGX_HTTP_SNAPGUARD_DIRECTIVE(
        "snapguard_unmatched", NGX_HTTP_SNAPGUARD_ANYWHERE | NGX_CONF_TAKE1,
        ngx_conf_set_enum_slot, unmatched, ngx_http_snapguard_choices),
    NGX_HTTP_SNAPGUARD_DIRECTIVE(
        "snapguard_emulate", NGX_HTTP_SNAPGUARD_ANYWHERE | NGX_CONF_FLAG,
        ngx_conf_set_flag_slot, emulate, NULL),
    NGX_HTTP_SNAPGUARD_DIRECTIVE(
        "snapguard_zone", NGX_HTTP_SNAPGUARD_ANYWHERE | NGX_CONF_TAKE1,
        ngx_http_snapguard_zone, zone, NULL),
    NGX_HTTP_SNAPGUARD_DIRECTIVE(
        "snapguard_status", NGX_HTTP_LOC_CONF | NGX_CONF_TAKE1, ngx_conf_set_enum_slot,
        status, ngx_http_snapguard_formats),
    ngx_null_command,
};

static void *ngx_http_snapguard_create_main_conf(ngx_conf_t *cf)
{
    return ngx_pcalloc(cf->pool, sizeof(ngx_http_snapguard_main_conf_t));
}

static void *ngx_http_snapguard_create_conf(ngx_conf_t *cf)
{
    ngx_http_snapguard_conf_t *conf = ngx_pcalloc(cf->pool, sizeof *conf);

    if (conf == NULL)
        return NULL;

    conf->own_mode = NGX_CONF_UNSET_UINT;
    conf->on_error = NGX_CONF_UNSET_UINT;
    conf->error_body = NGX_CONF_UNSET_UINT;
    conf->unmatched = NGX_CONF_UNSET_UINT;
    conf->status = NGX_CONF_UNSET_UINT;
    conf->emulate = NGX_CONF_UNSET;
    conf->zone = NGX_CONF_UNSET_PTR;
    conf->own_max_body = NGX_CONF_UNSET_SIZE;
    return conf;
}

static char *ngx_http_snapguard_check_size(ngx_conf_t *cf, void *post, void *data)
{
    size_t *size = data;

    if (*size == 0 || *size > NGX_HTTP_SNAPGUARD_MAX_BODY) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "the size must be from 1 byte to 1024m");
        return NGX_CONF_ERROR;
    }
    return NGX_CONF_OK;
}

/* Blocks that say nothing about rules of their own share what the outer block made. */
static ngx_int_t ngx_http_snapguard_merge_rulesets(
    ngx_conf_t *cf, ngx_http_snapguard_conf_t *prev, ngx_http_snapguard_conf_t *conf)
{
    if (prev->ruleset == NULL)
        prev->ruleset = ngx_http_snapguard_make_ruleset(cf, prev, NULL);
    if (prev->ruleset == NULL)
        return NGX_ERROR;

    if (conf->own_max_body == NGX_CONF_UNSET_SIZE && conf->own_rules == NULL &&
        conf->own_packs == NULL && conf->own_facts.data == NULL) {
        conf->ruleset = prev->ruleset;
    } else {
        conf->ruleset = ngx_http_snapguard_make_ruleset(cf, conf, prev->ruleset);
    }
    if (conf->ruleset == NULL)
        return NGX_ERROR;

    if (conf->mode == NGX_HTTP_SNAPGUARD_OFF && !conf->emulate)
        return NGX_OK;
    return ngx_http_snapguard_make_engine(cf, conf->ruleset);
}

/* A stand-in judges what it answers, unless it is told not to. */
static void ngx_http_snapguard_merge_mode(
    ngx_http_snapguard_conf_t *prev, ngx_http_snapguard_conf_t *conf)
{
    ngx_conf_merge_uint_value(conf->own_mode, prev->own_mode, NGX_CONF_UNSET_UINT);
    conf->mode = conf->own_mode;
    if (conf->mode == NGX_CONF_UNSET_UINT)
        conf->mode = conf->emulate ? NGX_HTTP_SNAPGUARD_ON : NGX_HTTP_SNAPGUARD_OFF;
}

static char *ngx_http_snapguard_merge_conf(ngx_conf_t *cf, void *parent, void *child)
{
    ngx_http_snapguard_conf_t *prev = parent;
    ngx_http_snapguard_conf_t *conf = child;

    ngx_conf_merge_value(conf->emulate, prev->emulate, 0);
    ngx_http_snapguard_merge_mode(prev, conf);
    ngx_conf_merge_uint_value(conf->on_error, prev->on_error, NGX_HTTP_SNAPGUARD_REJECT);
    ngx_conf_merge_uint_value(
        conf->error_body, prev->error_body, SNAPGUARD_BODY_DOCUMENTED);
    ngx_conf_merge_uint_value(conf->unmatched, prev->unmatched, NGX_HTTP_SNAPGUARD_PASS);
    ngx_conf_merge_uint_value(conf->status, prev->status, 0);
    ngx_conf_merge_ptr_value(conf->zone, prev->zone, NULL);

    if (conf->zone == NULL && (conf->emulate || conf->status != 0)) {
        ngx_conf_log_error(
            NGX_LOG_EMERG, cf, 0, "\"%s\" needs a \"snapguard_zone\"",
            conf->emulate ? "snapguard_emulate" : "snapguard_status");
        return NGX_CONF_ERROR;
    }
    if (ngx_http_snapguard_merge_rulesets(cf, prev, conf) != NGX_OK)
        return NGX_CONF_ERROR;
    return NGX_CONF_OK;
}

static ngx_int_t ngx_http_snapguard_add_handler(
    ngx_conf_t *cf, ngx_http_phases phase, ngx_http_handler_pt handler)
{
    ngx_http_core_main_conf_t *core =
        ngx_http_conf_get_module_main_conf(cf, ngx_http_core_module);
    ngx_http_handler_pt *added = ngx_array_push(&core->phases[phase].handlers);

    if (added == NULL)
        return NGX_ERROR;
    *added = handler;
    return NGX_OK;
}

/*
 * Behind access control and limits, so that nobody is told more than they may know, and
 * before try_files and mirror, which are registered earlier and so run later.
 */
static ngx_int_t ngx_http_snapguard_init(ngx_conf_t *cf)
{
    if (ngx_http_snapguard_add_handler(
            cf, NGX_HTTP_PRECONTENT_PHASE, ngx_http_snapguard_handler) != NGX_OK ||
        ngx_http_snapguard_add_handler(
            cf, NGX_HTTP_CONTENT_PHASE, ngx_http_snapguard_status_handler) != NGX_OK)
        return NGX_ERROR;
    return ngx_http_snapguard_add_handler(
        cf, NGX_HTTP_CONTENT_PHASE, ngx_http_snapguard_emulate_handler);
}

static ngx_http_module_t ngx_http_snapguard_module_ctx = {
    ngx_http_snapguard_add_variables,    /* preconfiguration */
    ngx_http_snapguard_init,             /* postconfiguration */
    ngx_http_snapguard_create_main_conf, /* create main configuration */
    NULL,                                /* init main configuration */
    NULL,                                /* create server configuration */
    NULL,                                /* merge server configuration */
    ngx_http_snapguard_create_conf,      /* create location configuration */
    ngx_http_snapguard_merge_conf,       /* merge location configuration */
};

ngx_module_t ngx_http_snapguard_module = {
    NGX_MODULE_V1,
    &ngx_http_snapguard_module_ctx,
    ngx_http_snapguard_commands,
    NGX_HTTP_MODULE,
    NULL, /* init master */
    NULL, /* init module */
    NULL, /* init process */
    NULL, /* init thread */
    NULL, /* exit thread */
    NULL, /* exit process */
    NULL, /* exit master */
    NGX_MODULE_V1_PADDING,
};
