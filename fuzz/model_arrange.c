/* In which order a form writes the entries of a model. */
#include "model_groups.h"

#include "oracle_text.h"

#include <string.h>

/* ------------------------------------------------------------------------- groups */

const char *const model_heads[] = {
    [GROUP_NONE] = "",
    [GROUP_TAG] = "Tag",
    [GROUP_COPY] = "CopyEncryptionConfiguration",
    [GROUP_ARN] = "CopyEncryptionConfiguration.Arn"};

/* Take the number of an item off a text. */
static bool take_number(oracle_text *text, long *number)
{
    *number = 0;
    if (text->size == 0 || text->bytes[0] == '0')
        return false;
    while (text->size > 0 && text->bytes[0] >= '0' && text->bytes[0] <= '9') {
        *number = *number * 10 + (text->bytes[0] - '0');
        text->bytes++;
        text->size--;
        if (*number > MODEL_MAX_ENTRIES)
            return false;
    }
    return *number > 0;
}

static bool take_dot(oracle_text *text)
{
    if (text->size < 2 || text->bytes[0] != '.')
        return false;
    text->bytes++;
    text->size--;
    return true;
}

static oracle_text behind(oracle_text name, model_group of)
{
    const size_t size = strlen(model_heads[of]);

    return (oracle_text){name.bytes + size, name.size - size};
}

static bool locate_item(model_position *out, oracle_text name, model_group of)
{
    oracle_text rest;

    if (!oracle_begins(name, model_heads[of]))
        return false;
    rest = behind(name, of);
    if (!take_dot(&rest) || !take_number(&rest, &out->number))
        return false;
    if (rest.size > 0 && !take_dot(&rest))
        return false;
    out->of = of;
    out->member = rest;
    return !oracle_contains(rest, ".");
}

static bool locate_member(model_position *out, oracle_text name)
{
    oracle_text rest;

    if (!oracle_begins(name, model_heads[GROUP_COPY]))
        return false;
    rest = behind(name, GROUP_COPY);
    if (!take_dot(&rest))
        return false;
    *out = (model_position){.of = GROUP_COPY, .member = rest};
    return !oracle_contains(rest, ".");
}

model_position model_locate(oracle_text name)
{
    model_position out;

    if (name.size > 0 && name.bytes[0] != model_heads[GROUP_TAG][0] &&
        name.bytes[0] != model_heads[GROUP_COPY][0])
        return (model_position){.of = GROUP_NONE};
    if (locate_item(&out, name, GROUP_TAG) || locate_item(&out, name, GROUP_ARN) ||
        locate_member(&out, name))
        return out;
    return (model_position){.of = GROUP_NONE};
}

/* ---------------------------------------------------------------------- arranging */

static bool has_name(const oracle_request *request, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (oracle_is(request->entries[i].name, name))
            return true;
    return false;
}

/* Whether an item is there as such, before entry `count`. */
static bool
has_item(const oracle_request *request, size_t count, const model_position *of)
{
    for (size_t i = 0; i < count; i++) {
        const model_position at = model_locate(request->entries[i].name);

        if (at.of == of->of && at.number == of->number && at.member.size == 0)
            return true;
    }
    return false;
}

/* An entry cannot be nested where its group is there as a value of its own, nor where the
 * item is; and one item is there once. */
static bool can_nest(const oracle_request *request, size_t index)
{
    const model_position at = model_locate(request->entries[index].name);

    if (at.of == GROUP_NONE || has_name(request, request->count, model_heads[at.of]) ||
        (at.of == GROUP_ARN &&
         has_name(request, request->count, model_heads[GROUP_COPY])))
        return false;
    if (at.of == GROUP_COPY)
        return true;
    return !has_item(request, at.member.size > 0 ? request->count : index, &at);
}

static bool has_nested_item(const oracle_request *request, model_group of, long number)
{
    for (size_t i = 0; i < request->count; i++) {
        const model_position at = model_locate(request->entries[i].name);

        if (request->entries[i].nested && at.of == of && at.number == number)
            return true;
    }
    return false;
}

/* An array has no gaps: what stands behind one is not nested. */
static void close_array(oracle_request *request, model_group of)
{
    long number = 1;

    while (has_nested_item(request, of, number))
        number++;
    for (size_t i = 0; i < request->count; i++) {
        const model_position at = model_locate(request->entries[i].name);

        if (at.of == of && at.number >= number)
            request->entries[i].nested = false;
    }
}

/* What is being put in order. */
typedef struct order {
    const oracle_request *from;
    oracle_request *to;
    bool is_taken[ORACLE_MAX_ENTRIES];
} order;

static void take(order *o, size_t index)
{
    o->to->entries[o->to->count++] = o->from->entries[index];
    o->is_taken[index] = true;
}

static void take_array(order *o, model_group of)
{
    for (long number = 1; has_nested_item(o->from, of, number); number++)
        for (size_t i = 0; i < o->from->count; i++) {
            const model_position at = model_locate(o->from->entries[i].name);

            if (o->from->entries[i].nested && at.of == of && at.number == number)
                take(o, i);
        }
}

static void take_members(order *o)
{
    for (size_t i = 0; i < o->from->count; i++) {
        const model_group of = model_locate(o->from->entries[i].name).of;

        if (o->is_taken[i] || !o->from->entries[i].nested)
            continue;
        if (of == GROUP_COPY)
            take(o, i);
        else if (of == GROUP_ARN)
            take_array(o, GROUP_ARN);
    }
}

/* A group stands where the first of its entries does. */
static void take_with_group(order *o, size_t index)
{
    const model_group of = model_locate(o->from->entries[index].name).of;

    if (!o->from->entries[index].nested)
        take(o, index);
    else if (of == GROUP_TAG)
        take_array(o, GROUP_TAG);
    else
        take_members(o);
}

static void arrange_json(oracle_request *request, model_form form)
{
    const oracle_request from = *request;
    order o = {.from = request};
    oracle_request to = from;

    for (size_t i = 0; i < request->count; i++) {
        oracle_entry *entry = &request->entries[i];

        entry->in_body = false;
        if (form != MODEL_MIXED)
            entry->nested = form == MODEL_NESTED;
        entry->nested = entry->nested && can_nest(request, i);
    }
    close_array(request, GROUP_TAG);
    close_array(request, GROUP_ARN);
    to.count = 0;
    o.to = &to;
    for (size_t i = 0; i < request->count; i++)
        if (!o.is_taken[i])
            take_with_group(&o, i);
    *request = to;
}

/* The query stands before the body. */
static void arrange_pairs(oracle_request *request, model_form form)
{
    const oracle_request from = *request;

    request->count = 0;
    for (int in_body = 0; in_body < 2; in_body++)
        for (size_t i = 0; i < from.count; i++) {
            oracle_entry entry = from.entries[i];

            entry.nested = false;
            if (form != MODEL_HTTP_BOTH)
                entry.in_body = form == MODEL_HTTP_BODY;
            /* Only JSON names a schema. */
            if (oracle_is_folded(entry.name, "$schema"))
                continue;
            if (entry.in_body == (in_body == 1))
                request->entries[request->count++] = entry;
        }
    if (request->damage != ORACLE_WHOLE)
        request->damage = ORACLE_CUT_ESCAPE;
}

static bool is_utf8(const oracle_request *request)
{
    for (size_t i = 0; i < request->count; i++)
        if (!oracle_is_utf8(request->entries[i].name) ||
            !oracle_is_utf8(request->entries[i].text))
            return false;
    return true;
}

void model_arrange(model *of, model_form form)
{
    oracle_request *request = &of->request;

    /* Which of two faults of encoding is met first is nobody's business. */
    if (!is_utf8(request))
        request->damage = ORACLE_WHOLE;
    if (form <= MODEL_MIXED) {
        request->encoding = ORACLE_JSON;
        arrange_json(request, form);
    } else {
        request->encoding = ORACLE_PAIRS;
        arrange_pairs(request, form);
    }
}
