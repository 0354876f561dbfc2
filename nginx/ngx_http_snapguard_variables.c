/* The variables. Before a request was judged, and where it is not, none is found. */
#include "ngx_http_snapguard.h"

typedef struct {
    ngx_str_t name;
    ngx_int_t (*get)(
        ngx_http_request_t *r, const ngx_http_snapguard_record_t *record,
        ngx_http_variable_value_t *value);
} ngx_http_snapguard_variable_t;

static ngx_int_t ngx_http_snapguard_set_text(
    ngx_http_variable_value_t *value, const u_char *text, size_t length)
{
    value->data = (u_char *)text;
    value->len = (unsigned)length & 0xFFFFFFF;
    value->valid = 1;
    value->no_cacheable = 0;
    value->not_found = text == NULL;
    return NGX_OK;
}

static ngx_int_t
ngx_http_snapguard_set_word(ngx_http_variable_value_t *value, const char *word)
{
    return ngx_http_snapguard_set_text(
        value, (const u_char *)word, word == NULL ? 0 : ngx_strlen(word));
}

static ngx_int_t ngx_http_snapguard_get_verdict(
    ngx_http_request_t *r, const ngx_http_snapguard_record_t *record,
    ngx_http_variable_value_t *value)
{
    return ngx_http_snapguard_set_word(
        value, ngx_http_snapguard_verdict_name(record->verdict));
}

static ngx_int_t ngx_http_snapguard_get_code(
    ngx_http_request_t *r, const ngx_http_snapguard_record_t *record,
    ngx_http_variable_value_t *value)
{
    return ngx_http_snapguard_set_word(value, record->code);
}

static ngx_int_t ngx_http_snapguard_get_rule(
    ngx_http_request_t *r, const ngx_http_snapguard_record_t *record,
    ngx_http_variable_value_t *value)
{
    return ngx_http_snapguard_set_word(value, record->rule);
}

static ngx_int_t ngx_http_snapguard_get_parameter(
    ngx_http_request_t *r, const ngx_http_snapguard_record_t *record,
    ngx_http_variable_value_t *value)
{
    return ngx_http_snapguard_set_text(
        value, record->parameter.data, record->parameter.len);
}

static ngx_int_t ngx_http_snapguard_get_count(
    ngx_http_request_t *r, const ngx_http_snapguard_record_t *record,
    ngx_http_variable_value_t *value)
{
    u_char *text = ngx_pnalloc(r->pool, NGX_SIZE_T_LEN);

    if (text == NULL)
        return NGX_ERROR;
    return ngx_http_snapguard_set_text(
        value, text, (size_t)(ngx_sprintf(text, "%uz", record->count) - text));
}

static ngx_http_snapguard_variable_t ngx_http_snapguard_variables[] = {
    {ngx_string("snapguard_verdict"),   ngx_http_snapguard_get_verdict  },
    {ngx_string("snapguard_code"),      ngx_http_snapguard_get_code     },
    {ngx_string("snapguard_rule"),      ngx_http_snapguard_get_rule     },
    {ngx_string("snapguard_parameter"), ngx_http_snapguard_get_parameter},
    {ngx_string("snapguard_count"),     ngx_http_snapguard_get_count    },
};

static ngx_int_t ngx_http_snapguard_get_variable(
    ngx_http_request_t *r, ngx_http_variable_value_t *value, uintptr_t index)
{
    const ngx_http_snapguard_record_t *record = ngx_http_snapguard_find(r);

    if (record == NULL || record->ruleset == NULL) {
        value->not_found = 1;
        return NGX_OK;
    }
    return ngx_http_snapguard_variables[index].get(r, record, value);
}

static ngx_int_t ngx_http_snapguard_get_request_id(
    ngx_http_request_t *r, ngx_http_variable_value_t *value, uintptr_t data)
{
    u_char *id = ngx_http_snapguard_request_id(r);

    return id == NULL ? NGX_ERROR
                      : ngx_http_snapguard_set_text(value, id, NGX_HTTP_SNAPGUARD_UUID);
}

static ngx_int_t ngx_http_snapguard_add_variable(
    ngx_conf_t *cf, ngx_str_t *name, ngx_http_get_variable_pt get, uintptr_t data)
{
    /* A value that was asked for too early must not be kept. */
    ngx_http_variable_t *variable =
        ngx_http_add_variable(cf, name, NGX_HTTP_VAR_NOCACHEABLE);

    if (variable == NULL)
        return NGX_ERROR;
    variable->get_handler = get;
    variable->data = data;
    return NGX_OK;
}

ngx_int_t ngx_http_snapguard_add_variables(ngx_conf_t *cf)
{
    static ngx_str_t given = ngx_string("request_id");
    static ngx_str_t request_id = ngx_string("snapguard_request_id");
    ngx_http_snapguard_main_conf_t *conf =
        ngx_http_conf_get_module_main_conf(cf, ngx_http_snapguard_module);
    const size_t count =
        sizeof ngx_http_snapguard_variables / sizeof *ngx_http_snapguard_variables;

    for (size_t i = 0; i < count; i++) {
        if (ngx_http_snapguard_add_variable(
                cf, &ngx_http_snapguard_variables[i].name,
                ngx_http_snapguard_get_variable, i) != NGX_OK)
            return NGX_ERROR;
    }
    /* By its index, $request_id is made once a request. */
    conf->request_id = ngx_http_get_variable_index(cf, &given);
    if (conf->request_id == NGX_ERROR)
        return NGX_ERROR;
    return ngx_http_snapguard_add_variable(
        cf, &request_id, ngx_http_snapguard_get_request_id, 0);
}
