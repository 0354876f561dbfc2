/* The terms about what a request gives. */
#include "facts.h"
#include "walk.h"

static bool is_open(const sg_value *value)
{
    return value->state != SG_STATE_GIVEN || value->is_contested;
}

/* Of a parameter that the item has, that of the item. */
static const sg_value *find_value(const sg_scope *scope, uint16_t name)
{
    bool is_of_item = scope->item && scope->request->names[name].parent == scope->list;

    return is_of_item ? sg_request_find(scope->request, name, scope->item)
                      : sg_request_first(scope->request, name);
}

/* What is not given is not so, unless it was meant to be. */
static sg_truth ask_absent(const sg_scope *scope, uint16_t name, sg_truth otherwise)
{
    return sg_condition_may_be_meant(scope->request, name) ? SG_OPEN : otherwise;
}

sg_truth sg_ask_given(sg_scope *scope, const sg_term *term)
{
    const sg_request *request = scope->request;
    const sg_value *value;

    if (request->names[term->name].role != SG_ROLE_LEAF)
        return request->given[term->name].where ? SG_YES
                                                : ask_absent(scope, term->name, SG_NO);
    value = find_value(scope, term->name);
    if (!value)
        return ask_absent(scope, term->name, SG_NO);
    return is_open(value) ? SG_OPEN : SG_YES;
}

sg_truth sg_ask_value(sg_scope *scope, const sg_term *term)
{
    const sg_value *value = find_value(scope, term->name);

    if (!value)
        return ask_absent(scope, term->name, SG_NO);
    if (is_open(value))
        return SG_OPEN;
    sg_scope_take(scope, value);
    return sg_scope_ask(scope, term + 1);
}

/* Of several one is to be so, or each. */
static sg_truth end_of(const sg_term *term)
{
    return term->is_some ? SG_YES : SG_NO;
}

static sg_truth begin_of(const sg_term *term)
{
    return term->is_some ? SG_NO : SG_YES;
}

sg_truth sg_ask_numbered(sg_scope *scope, const sg_term *term)
{
    const sg_request *request = scope->request;
    sg_truth end = end_of(term);
    sg_truth all = begin_of(term);
    uint32_t next = request->given[term->name].first;

    if (!next)
        return ask_absent(scope, term->name, all);
    while (next && all != end) {
        const sg_value *value = sg_request_value(request, next - 1);
        sg_truth one = SG_OPEN;

        if (!is_open(value)) {
            sg_scope_take(scope, value);
            one = sg_scope_ask(scope, term + 1);
        }
        all = sg_truth_gather(all, one, end);
        next = value->next;
    }
    return all;
}

sg_truth sg_ask_elements(sg_scope *scope, const sg_term *term)
{
    const sg_value *value = sg_request_first(scope->request, term->name);
    sg_truth end = end_of(term);
    sg_truth all = begin_of(term);
    sg_walk walk;

    if (!value)
        return ask_absent(scope, term->name, all);
    if (is_open(value))
        return SG_OPEN;
    sg_walk_begin(&walk, scope->request, value);
    while (all != end && sg_walk_next(&walk, &scope->asked))
        all = sg_truth_gather(all, sg_scope_ask(scope, term + 1), end);
    sg_walk_end(&walk);
    return all;
}

sg_truth sg_ask_items(sg_scope *scope, const sg_term *term)
{
    const sg_request *request = scope->request;
    const sg_item *items = request->items.data;
    sg_scope outer = *scope;
    sg_truth end = end_of(term);
    sg_truth all = begin_of(term);

    if (!request->given[term->name].where)
        return ask_absent(scope, term->name, all);
    for (size_t i = 0; i < request->items.count && all != end; i++) {
        if (items[i].name != term->name)
            continue;
        scope->list = term->name;
        scope->item = items[i].number;
        all = sg_truth_gather(all, sg_scope_ask(scope, term + 1), end);
    }
    scope->list = outer.list;
    scope->item = outer.item;
    return all;
}

static size_t count_items(const sg_request *request, uint16_t name)
{
    const sg_item *items = request->items.data;
    size_t count = 0;

    for (size_t i = 0; i < request->items.count; i++)
        count += items[i].name == name;
    return count;
}

/* What is not given has none. */
sg_truth sg_ask_count(sg_scope *scope, const sg_term *term)
{
    const sg_request *request = scope->request;
    bool is_list = request->names[term->name].role == SG_ROLE_LEAF;
    const sg_value *value = is_list ? sg_request_first(request, term->name) : NULL;
    bool is_given = is_list ? value != NULL : request->given[term->name].where != 0;
    size_t count = 0;

    if (!is_given && sg_condition_may_be_meant(request, term->name))
        return SG_OPEN;
    if (value && is_open(value))
        return SG_OPEN;
    if (value)
        count = sg_request_list(request, value)->count;
    else if (!is_list)
        count = count_items(request, term->name);
    scope->asked = (sg_asked){.is_number = true, .number = (int64_t)count};
    return sg_ask_range(scope, term);
}

/* What is not known of the account is open. */
sg_truth sg_ask_fact(sg_scope *scope, const sg_term *term)
{
    const sg_request *request = scope->request;
    const sg_fact_path *path = term->fact;
    const sg_fact *fact = NULL;

    if (request->facts)
        fact = sg_facts_at(request->facts, request, path, path->count);
    if (!fact)
        return SG_OPEN;
    scope->asked =
        (sg_asked){.is_number = true, .number = fact->value, .boolean = fact->value != 0};
    return sg_scope_ask(scope, term + 1);
}
