#include "json_writer.h"

#include "utf8.h"

static void begin(sg_json_writer *json, const char *key)
{
    if (!json->is_first)
        sg_writer_add(json->writer, SG_LITERAL(","));
    json->is_first = false;
    if (!key)
        return;
    sg_writer_add(json->writer, SG_LITERAL("\""));
    sg_writer_add(json->writer, sg_text_of(key));
    sg_writer_add(json->writer, SG_LITERAL("\":"));
}

void sg_json_open(sg_json_writer *json, const char *key, char bracket)
{
    begin(json, key);
    sg_writer_add(json->writer, (sg_text){&bracket, 1});
    json->is_first = true;
}

void sg_json_close(sg_json_writer *json, char bracket)
{
    sg_writer_add(json->writer, (sg_text){&bracket, 1});
    json->is_first = false;
}

void sg_json_null(sg_json_writer *json, const char *key)
{
    begin(json, key);
    sg_writer_add(json->writer, SG_LITERAL("null"));
}

void sg_json_boolean(sg_json_writer *json, const char *key, bool boolean)
{
    begin(json, key);
    sg_writer_add(json->writer, sg_text_of(boolean ? "true" : "false"));
}

void sg_json_count(sg_json_writer *json, const char *key, uint64_t count)
{
    begin(json, key);
    sg_writer_add_count(json->writer, count);
}

void sg_json_begin_string(sg_json_writer *json, const char *key)
{
    begin(json, key);
    sg_writer_add(json->writer, SG_LITERAL("\""));
    json->writer->is_json = true;
}

void sg_json_end_string(sg_json_writer *json)
{
    json->writer->is_json = false;
    sg_writer_add(json->writer, SG_LITERAL("\""));
}

void sg_json_text(sg_json_writer *json, const char *key, sg_text text)
{
    const char *end;

    if (!text.bytes) {
        sg_json_null(json, key);
        return;
    }
    end = text.bytes + text.size;
    sg_json_begin_string(json, key);
    for (const char *p = text.bytes; p < end;) {
        size_t size = sg_utf8_sequence(p, end);

        sg_writer_add(
            json->writer, size ? (sg_text){p, size} : SG_LITERAL("\xEF\xBF\xBD"));
        p += size ? size : 1;
    }
    sg_json_end_string(json);
}

void sg_json_string(sg_json_writer *json, const char *key, const char *text)
{
    sg_json_text(json, key, text ? sg_text_of(text) : (sg_text){NULL, 0});
}
