/* A value of jansson is written as compact JSON, and judged like any other. */
#include <snapguard/jansson.h>

#include "json_writer.h"
#include "judge.h"

enum { NUMBER_BYTES = 64 };

typedef struct sg_dump {
    snapguard_context *context;
    size_t depth; /* levels that are still allowed */
    bool out_of_memory;
} sg_dump;

/* Past the limits it need not be written to its end: what is there is over them, too. */
static bool is_full(const sg_dump *dump)
{
    return dump->out_of_memory || dump->context->joined.count >
                                      dump->context->engine->limits[SNAPGUARD_MAX_BYTES];
}

static void put(sg_dump *dump, sg_text text)
{
    sg_array *bytes = &dump->context->joined;
    const snapguard_allocator *allocator = &dump->context->engine->allocator;

    if (is_full(dump))
        return;
    if (!sg_array_reserve(bytes, allocator, bytes->count + text.size, 1)) {
        dump->out_of_memory = true;
        return;
    }
    if (text.size)
        memcpy((char *)bytes->data + bytes->count, text.bytes, text.size);
    bytes->count += text.size;
}

/* Escapes six bytes for one, at most. */
static void put_string(sg_dump *dump, sg_text text)
{
    sg_array *bytes = &dump->context->joined;
    size_t limit = dump->context->engine->limits[SNAPGUARD_MAX_BYTES];
    size_t most;
    sg_writer writer;
    sg_json_writer json = {&writer, true};

    if (is_full(dump))
        return;
    /* What alone is over the limit need not be there to its end. */
    if (text.size > limit + 1)
        text.size = limit + 1;
    most = 6 * text.size + 2;
    if (!sg_array_reserve(
            bytes, &dump->context->engine->allocator, bytes->count + most, 1)) {
        dump->out_of_memory = true;
        return;
    }
    writer = (sg_writer){.buffer = (char *)bytes->data + bytes->count, .size = most};
    sg_json_text(&json, NULL, text);
    bytes->count += writer.used;
}

static void put_number(sg_dump *dump, const json_t *value)
{
    char text[NUMBER_BYTES];
    size_t size = json_dumpb(value, text, sizeof text, JSON_ENCODE_ANY | JSON_COMPACT);

    put(dump, (sg_text){text, size < sizeof text ? size : sizeof text});
}

static void put_value(sg_dump *dump, const json_t *value);

static void put_array(sg_dump *dump, const json_t *array)
{
    put(dump, SG_LITERAL("["));
    for (size_t i = 0; i < json_array_size(array) && !is_full(dump); i++) {
        if (i)
            put(dump, SG_LITERAL(","));
        put_value(dump, json_array_get(array, i));
    }
    put(dump, SG_LITERAL("]"));
}

static void put_object(sg_dump *dump, const json_t *object)
{
    /* An iterator of jansson's changes nothing, but its type says it may. */
    json_t *members = (json_t *)(uintptr_t)object;
    void *first = json_object_iter(members);

    put(dump, SG_LITERAL("{"));
    for (void *i = first; i && !is_full(dump); i = json_object_iter_next(members, i)) {
        if (i != first)
            put(dump, SG_LITERAL(","));
        put_string(dump, sg_text_of(json_object_iter_key(i)));
        put(dump, SG_LITERAL(":"));
        put_value(dump, json_object_iter_value(i));
    }
    put(dump, SG_LITERAL("}"));
}

/* One level more than is allowed is written, so that the reader sees it. */
static void put_container(sg_dump *dump, const json_t *value)
{
    if (dump->depth == 0) {
        put(dump, SG_LITERAL("["));
        return;
    }
    dump->depth--;
    if (json_is_array(value))
        put_array(dump, value);
    else
        put_object(dump, value);
    dump->depth++;
}

static void put_value(sg_dump *dump, const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
    case JSON_ARRAY:
        put_container(dump, value);
        break;
    case JSON_STRING:
        put_string(dump, (sg_text){json_string_value(value), json_string_length(value)});
        break;
    case JSON_INTEGER:
    case JSON_REAL:
        put_number(dump, value);
        break;
    case JSON_TRUE:
        put(dump, SG_LITERAL("true"));
        break;
    case JSON_FALSE:
        put(dump, SG_LITERAL("false"));
        break;
    case JSON_NULL:
        put(dump, SG_LITERAL("null"));
        break;
    }
}

snapguard_status snapguard_check_jansson(
    const snapguard_report **report, snapguard_context *context, const json_t *value)
{
    sg_dump dump = {
        .context = context, .depth = context->engine->limits[SNAPGUARD_MAX_DEPTH]};

    *report = NULL;
    context->joined.count = 0;
    if (value)
        put_value(&dump, value);
    if (dump.out_of_memory)
        return SNAPGUARD_ERROR_MEMORY;
    return snapguard_check(
        report, context, SNAPGUARD_JSON, context->joined.data, context->joined.count);
}
