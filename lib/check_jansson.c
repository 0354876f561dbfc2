/* A value of jansson is written as compact JSON, the way json_dumps() does it, and that
 * is judged. */
#include "judge.h"
#include "real.h"
#include "writer.h"

#include <snapguard/jansson.h>

typedef enum sg_dump_end {
    SG_DUMP_WHOLE,
    SG_DUMP_TOO_LARGE,
    SG_DUMP_STOPPED, /* past a limit that the reader finds in what is written */
    SG_DUMP_NO_MEMORY
} sg_dump_end;

typedef struct sg_dump {
    const snapguard_context *context;
    sg_array *text;
    size_t depth;
    size_t values;
    sg_dump_end end;
} sg_dump;

/* Each of these functions is false when nothing more is to be written. */
static bool stop(sg_dump *dump, sg_dump_end end)
{
    dump->end = end;
    return false;
}

static bool add(sg_dump *dump, sg_text text)
{
    const snapguard_engine *engine = dump->context->engine;
    size_t most = engine->limits[SNAPGUARD_MAX_BYTES];
    sg_array *bytes = dump->text;

    if (text.size > most - bytes->count)
        return stop(dump, SG_DUMP_TOO_LARGE);
    if (!sg_array_reserve(bytes, &engine->allocator, bytes->count + text.size, 1))
        return stop(dump, SG_DUMP_NO_MEMORY);
    if (text.size)
        memcpy((char *)bytes->data + bytes->count, text.bytes, text.size);
    bytes->count += text.size;
    return true;
}

static bool is_special(char c)
{
    return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

static bool add_escape(sg_dump *dump, char c)
{
    static const char digits[] = "0123456789ABCDEF";
    static const char letters[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
                                   ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\'};
    const char unicode[] = {'\\', 'u', '0', '0', digits[c >> 4 & 15], digits[c & 15]};
    const char letter[] = {'\\', letters[(unsigned char)c]};

    if (letter[1])
        return add(dump, (sg_text){letter, sizeof letter});
    return add(dump, (sg_text){unicode, sizeof unicode});
}

/* Bytes that are not UTF-8 stay: they are a finding. */
static bool add_string(sg_dump *dump, sg_text text)
{
    if (!add(dump, SG_LITERAL("\"")))
        return false;
    while (text.size) {
        size_t plain = 0;

        while (plain < text.size && !is_special(text.bytes[plain]))
            plain++;
        if (!add(dump, (sg_text){text.bytes, plain}))
            return false;
        if (plain < text.size && !add_escape(dump, text.bytes[plain++]))
            return false;
        text.bytes += plain;
        text.size -= plain;
    }
    return add(dump, SG_LITERAL("\""));
}

static bool add_integer(sg_dump *dump, int64_t number)
{
    char buffer[SG_REAL_MOST];
    sg_writer writer = {.buffer = buffer, .size = sizeof buffer};

    sg_writer_add_number(&writer, number);
    return add(dump, (sg_text){buffer, writer.used});
}

static bool add_real(sg_dump *dump, double number)
{
    char buffer[SG_REAL_MOST];
    size_t size = sg_real_write(number, buffer);

    return add(dump, (sg_text){buffer, size});
}

static bool add_value(sg_dump *dump, const json_t *value);

static bool add_array(sg_dump *dump, const json_t *array)
{
    for (size_t i = 0; i < json_array_size(array); i++)
        if ((i > 0 && !add(dump, SG_LITERAL(","))) ||
            !add_value(dump, json_array_get(array, i)))
            return false;
    return true;
}

static sg_text key_of(void *member)
{
    const char *key = json_object_iter_key(member);

#if JANSSON_VERSION_HEX >= 0x020E00
    return (sg_text){key, json_object_iter_key_len(member)};
#else
    return sg_text_of(key);
#endif
}

static bool add_object(sg_dump *dump, const json_t *value)
{
    json_t *object = (json_t *)(uintptr_t)value; /* an iterator only looks at it, too */
    void *first = json_object_iter(object);

    for (void *member = first; member; member = json_object_iter_next(object, member))
        if ((member != first && !add(dump, SG_LITERAL(","))) ||
            !add_string(dump, key_of(member)) || !add(dump, SG_LITERAL(":")) ||
            !add_value(dump, json_object_iter_value(member)))
            return false;
    return true;
}

/* A value may hold itself, so that it is the depth that ends this, one level past the
 * limit. */
static bool add_container(sg_dump *dump, const json_t *value)
{
    bool is_object = json_is_object(value);

    if (!add(dump, is_object ? SG_LITERAL("{") : SG_LITERAL("[")))
        return false;
    if (dump->depth == dump->context->engine->limits[SNAPGUARD_MAX_DEPTH])
        return stop(dump, SG_DUMP_STOPPED);
    dump->depth++;
    if (!(is_object ? add_object(dump, value) : add_array(dump, value)))
        return false;
    dump->depth--;
    return add(dump, is_object ? SG_LITERAL("}") : SG_LITERAL("]"));
}

static bool add_value(sg_dump *dump, const json_t *value)
{
    if (dump->values++ > dump->context->engine->limits[SNAPGUARD_MAX_VALUES])
        return stop(dump, SG_DUMP_STOPPED);
    switch (json_typeof(value)) {
    case JSON_OBJECT:
    case JSON_ARRAY:
        return add_container(dump, value);
    case JSON_STRING:
        return add_string(
            dump, (sg_text){json_string_value(value), json_string_length(value)});
    case JSON_INTEGER:
        return add_integer(dump, json_integer_value(value));
    case JSON_REAL:
        return add_real(dump, json_real_value(value));
    case JSON_TRUE:
        return add(dump, SG_LITERAL("true"));
    case JSON_FALSE:
        return add(dump, SG_LITERAL("false"));
    case JSON_NULL:
        break;
    }
    return add(dump, SG_LITERAL("null"));
}

static sg_dump_end write_value(snapguard_context *context, const json_t *value)
{
    sg_dump dump = {.context = context, .text = &context->joined};

    context->joined.count = 0;
    /* No value, as of a text that jansson could not read, is no text. */
    if (value)
        add_value(&dump, value);
    return dump.end;
}

snapguard_status snapguard_check_jansson(
    const snapguard_report **report, snapguard_context *context, const json_t *value)
{
    sg_dump_end end = write_value(context, value);
    bool is_judged;

    *report = NULL;
    context->next = SG_NO_NODE;
    context->seams.count = 0;
    if (end == SG_DUMP_NO_MEMORY)
        return SNAPGUARD_ERROR_MEMORY;
    sg_judge_begin(context, context->joined.data, context->joined.count);
    is_judged = end == SG_DUMP_TOO_LARGE ? sg_judge_too_large(context)
                                         : sg_judge_json(context, SNAPGUARD_JSON);
    if (!is_judged)
        return SNAPGUARD_ERROR_MEMORY;
    *report = &context->report;
    return SNAPGUARD_OK;
}
