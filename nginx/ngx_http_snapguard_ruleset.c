/* Rule sets: what the directives say, made into an engine of the library. */
#include "ngx_http_snapguard.h"

/* The value of "snapguard_max_body" that is not given. */
#define NGX_HTTP_SNAPGUARD_DEFAULT_BODY ((size_t)128 * 1024)

static void ngx_http_snapguard_free_ruleset(void *data)
{
    ngx_http_snapguard_ruleset_t *ruleset = data;

    snapguard_context_free(ruleset->context);
    snapguard_engine_free(ruleset->engine);
}

/* Those of the outer block, and behind them those of this one, which win. */
static ngx_array_t *ngx_http_snapguard_join(
    ngx_pool_t *pool, const ngx_array_t *outer, const ngx_array_t *own)
{
    ngx_uint_t count = outer->nelts + own->nelts;
    ngx_array_t *joined = ngx_array_create(pool, count, outer->size);
    u_char *elements = joined == NULL ? NULL : ngx_array_push_n(joined, count);

    if (elements == NULL)
        return NULL;
    ngx_memcpy(elements, outer->elts, outer->nelts * outer->size);
    ngx_memcpy(elements + outer->nelts * outer->size, own->elts, own->nelts * own->size);
    return joined;
}

/* `list` is the outer block's, which may have none. */
static ngx_int_t
ngx_http_snapguard_inherit(ngx_pool_t *pool, ngx_array_t **list, ngx_array_t *own)
{
    if (own == NULL)
        return NGX_OK;
    *list = *list == NULL ? own : ngx_http_snapguard_join(pool, *list, own);
    return *list == NULL ? NGX_ERROR : NGX_OK;
}

ngx_http_snapguard_ruleset_t *ngx_http_snapguard_make_ruleset(
    ngx_conf_t *cf, const ngx_http_snapguard_conf_t *conf,
    const ngx_http_snapguard_ruleset_t *parent)
{
    ngx_pool_cleanup_t *cleanup =
        ngx_pool_cleanup_add(cf->pool, sizeof(ngx_http_snapguard_ruleset_t));
    ngx_http_snapguard_ruleset_t *ruleset;

    if (cleanup == NULL)
        return NULL;
    ruleset = cleanup->data;
    ngx_memzero(ruleset, sizeof *ruleset);
    cleanup->handler = ngx_http_snapguard_free_ruleset;

    ruleset->max_body = NGX_HTTP_SNAPGUARD_DEFAULT_BODY;
    if (parent != NULL) {
        ruleset->max_body = parent->max_body;
        ruleset->rules = parent->rules;
        ruleset->packs = parent->packs;
        ruleset->facts = parent->facts;
    }
    if (conf->own_facts.data != NULL)
        ruleset->facts = conf->own_facts;
    if (conf->own_max_body != NGX_CONF_UNSET_SIZE)
        ruleset->max_body = conf->own_max_body;
    if (ngx_http_snapguard_inherit(cf->pool, &ruleset->rules, conf->own_rules) !=
            NGX_OK ||
        ngx_http_snapguard_inherit(cf->pool, &ruleset->packs, conf->own_packs) != NGX_OK)
        return NULL;
    return ruleset;
}

static snapguard_status
ngx_http_snapguard_set_rules(snapguard_options *options, const ngx_array_t *rules)
{
    snapguard_status status = SNAPGUARD_OK;
    ngx_http_snapguard_rule_t *rule = rules == NULL ? NULL : rules->elts;
    ngx_uint_t count = rules == NULL ? 0 : rules->nelts;

    for (ngx_uint_t i = 0; i < count && status == SNAPGUARD_OK; i++)
        status = snapguard_options_set_severity(options, rule[i].id, rule[i].severity);
    return status;
}

static snapguard_status
ngx_http_snapguard_set_packs(snapguard_options *options, const ngx_array_t *packs)
{
    snapguard_status status = SNAPGUARD_OK;
    ngx_http_snapguard_pack_t *pack = packs == NULL ? NULL : packs->elts;
    ngx_uint_t count = packs == NULL ? 0 : packs->nelts;

    for (ngx_uint_t i = 0; i < count && status == SNAPGUARD_OK; i++)
        status = snapguard_options_add_pack(
            options, (const char *)pack[i].text.data, pack[i].text.len);
    return status;
}

/* The directive that names a rule which no pack has. NULL: that is not what is wrong. */
static const ngx_http_snapguard_rule_t *ngx_http_snapguard_find_unknown(
    const ngx_array_t *rules, snapguard_status status, const char *message)
{
    ngx_http_snapguard_rule_t *rule = rules == NULL ? NULL : rules->elts;
    ngx_uint_t count = rules == NULL ? 0 : rules->nelts;
    const char *quote =
        status == SNAPGUARD_ERROR_OPTION ? ngx_strchr(message, '"') : NULL;

    for (ngx_uint_t i = 0; i < count && quote != NULL; i++) {
        size_t size = ngx_strlen(rule[i].id);

        if (ngx_strncmp(quote + 1, rule[i].id, size) == 0 && quote[1 + size] == '"')
            return &rule[i];
    }
    return NULL;
}

/* `name` is of the file that the engine was to read, if there is one. */
static void ngx_http_snapguard_complain(
    ngx_conf_t *cf, const ngx_http_snapguard_ruleset_t *ruleset, const char *name,
    snapguard_status status, const snapguard_error *error)
{
    const char *message =
        error->message[0] == '\0' ? snapguard_strerror(status) : error->message;
    const ngx_http_snapguard_rule_t *unknown =
        ngx_http_snapguard_find_unknown(ruleset->rules, status, message);

    /* What the rules of packs are is known only when all blocks have been read. */
    if (unknown != NULL) {
        ngx_log_error(
            NGX_LOG_EMERG, cf->log, 0, "%s in %V:%ui", message, &unknown->file,
            unknown->line);
    } else if (name == NULL) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "%s", message);
    } else {
        ngx_conf_log_error(
            NGX_LOG_EMERG, cf, 0, "%s:%uz:%uz: %s", name, error->line, error->column,
            message);
    }
}

static snapguard_status ngx_http_snapguard_set_options(
    snapguard_options *options, const ngx_http_snapguard_ruleset_t *ruleset)
{
    snapguard_status status =
        snapguard_options_set_limit(options, SNAPGUARD_MAX_BYTES, ruleset->max_body);

    if (status == SNAPGUARD_OK && ruleset->facts.data != NULL)
        status = snapguard_options_set_facts(
            options, (const char *)ruleset->facts.data, ruleset->facts.len);
    if (status == SNAPGUARD_OK)
        status = ngx_http_snapguard_set_packs(options, ruleset->packs);
    if (status == SNAPGUARD_OK)
        status = ngx_http_snapguard_set_rules(options, ruleset->rules);
    return status;
}

/* Without machine code where the engine only shows whether the directives are right. */
static snapguard_engine *ngx_http_snapguard_compile(
    ngx_conf_t *cf, const ngx_http_snapguard_ruleset_t *ruleset, bool jit,
    const char *name)
{
    snapguard_options *options;
    snapguard_engine *engine = NULL;
    snapguard_error error = {0};
    snapguard_status status = snapguard_options_new(&options, NULL);

    if (status == SNAPGUARD_OK)
        status = ngx_http_snapguard_set_options(options, ruleset);
    if (status == SNAPGUARD_OK) {
        snapguard_options_set_jit(options, jit);
        status = snapguard_engine_new(&engine, options, &error);
    }
    if (status != SNAPGUARD_OK)
        ngx_http_snapguard_complain(cf, ruleset, name, status, &error);
    snapguard_options_free(options);
    return engine;
}

ngx_int_t
ngx_http_snapguard_make_engine(ngx_conf_t *cf, ngx_http_snapguard_ruleset_t *ruleset)
{
    if (ruleset->engine == NULL)
        ruleset->engine = ngx_http_snapguard_compile(cf, ruleset, true, NULL);
    return ruleset->engine == NULL ? NGX_ERROR : NGX_OK;
}

/* Made here and thrown away, so that a wrong directive is named by its own line. */
static char *ngx_http_snapguard_try(
    ngx_conf_t *cf, ngx_http_snapguard_ruleset_t *ruleset, const char *name)
{
    snapguard_engine *engine;

    ruleset->max_body = NGX_HTTP_SNAPGUARD_DEFAULT_BODY;
    engine = ngx_http_snapguard_compile(cf, ruleset, false, name);
    snapguard_engine_free(engine);
    return engine == NULL ? NGX_CONF_ERROR : NGX_CONF_OK;
}

static snapguard_severity ngx_http_snapguard_severity(ngx_uint_t mode)
{
    if (mode == NGX_HTTP_SNAPGUARD_OFF)
        return SNAPGUARD_OFF;
    return mode == NGX_HTTP_SNAPGUARD_ON ? SNAPGUARD_ERROR : SNAPGUARD_WARNING;
}

char *ngx_http_snapguard_rule(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_array_t **rules = (ngx_array_t **)((char *)conf + cmd->offset);
    ngx_conf_enum_t *modes = cmd->post;
    ngx_str_t *words = cf->args->elts;
    ngx_http_snapguard_rule_t *rule;

    while (modes->name.len != 0 && ngx_strcmp(modes->name.data, words[2].data) != 0)
        modes++;
    if (modes->name.len == 0) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "invalid value \"%V\"", &words[2]);
        return NGX_CONF_ERROR;
    }

    if (*rules == NULL)
        *rules = ngx_array_create(cf->pool, 4, sizeof *rule);
    rule = *rules == NULL ? NULL : ngx_array_push(*rules);
    if (rule == NULL)
        return NGX_CONF_ERROR;
    rule->id = (char *)words[1].data;
    rule->severity = ngx_http_snapguard_severity(modes->value);
    rule->file = cf->conf_file->file.name;
    rule->line = cf->conf_file->line;
    /* A rule of a pack, which may be named by another block, or further down. */
    if (ngx_strchr(rule->id, '/') != NULL)
        return NGX_CONF_OK;
    return ngx_http_snapguard_try(
        cf,
        &(ngx_http_snapguard_ruleset_t){
            .rules = &(ngx_array_t){.elts = rule, .nelts = 1}
    },
        NULL);
}

static ngx_int_t
ngx_http_snapguard_read_open_file(ngx_conf_t *cf, ngx_file_t *file, ngx_str_t *text)
{
    ngx_file_info_t info;

    if (ngx_fd_info(file->fd, &info) == NGX_FILE_ERROR)
        return NGX_ERROR;
    text->len = (size_t)ngx_file_size(&info);
    text->data = ngx_pnalloc(cf->pool, text->len + 1);
    if (text->data == NULL ||
        ngx_read_file(file, text->data, text->len, 0) != (ssize_t)text->len)
        return NGX_ERROR;
    return NGX_OK;
}

static ngx_int_t
ngx_http_snapguard_read_file(ngx_conf_t *cf, ngx_str_t *name, ngx_str_t *text)
{
    ngx_file_t file = {.name = *name, .log = cf->log};
    ngx_int_t rc;

    file.fd = ngx_open_file(name->data, NGX_FILE_RDONLY, NGX_FILE_OPEN, 0);
    if (file.fd == NGX_INVALID_FILE) {
        ngx_conf_log_error(
            NGX_LOG_EMERG, cf, ngx_errno, "\"%s\" cannot be opened", name->data);
        return NGX_ERROR;
    }
    rc = ngx_http_snapguard_read_open_file(cf, &file, text);
    if (rc != NGX_OK)
        ngx_conf_log_error(
            NGX_LOG_EMERG, cf, ngx_errno, "\"%s\" cannot be read", name->data);
    (void)ngx_close_file(file.fd);
    return rc;
}

char *ngx_http_snapguard_facts(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_str_t *facts = (ngx_str_t *)(void *)((char *)conf + cmd->offset);
    ngx_str_t name = ((ngx_str_t *)cf->args->elts)[1];

    if (facts->data != NULL)
        return "is duplicate";
    if (ngx_conf_full_name(cf->cycle, &name, 1) != NGX_OK ||
        ngx_http_snapguard_read_file(cf, &name, facts) != NGX_OK)
        return NGX_CONF_ERROR;
    return ngx_http_snapguard_try(
        cf, &(ngx_http_snapguard_ruleset_t){.facts = *facts}, (const char *)name.data);
}

/* Tried together with those that the block has named before. */
char *ngx_http_snapguard_pack(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_array_t **packs = (ngx_array_t **)((char *)conf + cmd->offset);
    ngx_http_snapguard_pack_t *pack;

    if (*packs == NULL)
        *packs = ngx_array_create(cf->pool, 4, sizeof *pack);
    pack = *packs == NULL ? NULL : ngx_array_push(*packs);
    if (pack == NULL)
        return NGX_CONF_ERROR;
    pack->name = ((ngx_str_t *)cf->args->elts)[1];
    if (ngx_conf_full_name(cf->cycle, &pack->name, 1) != NGX_OK ||
        ngx_http_snapguard_read_file(cf, &pack->name, &pack->text) != NGX_OK)
        return NGX_CONF_ERROR;
    return ngx_http_snapguard_try(
        cf, &(ngx_http_snapguard_ruleset_t){.packs = *packs},
        (const char *)pack->name.data);
}

/* A worker serves one request at a time, so one context serves all of its requests. */
snapguard_context *
ngx_http_snapguard_context(ngx_http_snapguard_ruleset_t *ruleset, ngx_log_t *log)
{
    snapguard_status status;

    if (ruleset->context != NULL)
        return ruleset->context;
    status = snapguard_context_new(&ruleset->context, ruleset->engine);
    if (status != SNAPGUARD_OK)
        ngx_log_error(NGX_LOG_CRIT, log, 0, "snapguard: %s", snapguard_strerror(status));
    return ruleset->context;
}
