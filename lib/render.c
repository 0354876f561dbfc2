#include "render.h"

bool sg_render_text(
    sg_json_writer *json, const char *key, const snapguard_finding *finding,
    snapguard_text text, sg_disclosure disclosure)
{
    size_t used = json->writer->used;
    bool is_first = json->is_first;
    bool is_there;

    sg_json_begin_string(json, key);
    is_there = sg_message_write(finding, text, disclosure, json->writer);
    sg_json_end_string(json);
    if (is_there)
        return true;
    json->writer->used = used;
    json->is_first = is_first;
    return false;
}
