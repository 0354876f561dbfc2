#include "renderings.h"

#include "support.h"

#include <stdlib.h>
#include <string.h>

static const snapguard_identity identity = {
    "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E", "ecs.aliyuncs.com",
    "https://troubleshoot.api.aliyun.com?q=\"\xE5\xA4\x9C\xF0\xA0\xAE\xB7\xC3\xA9\\\""};

static size_t error(const snapguard_report *report, char *buffer, size_t size)
{
    return snapguard_render_error(
        report, &identity, SNAPGUARD_BODY_DOCUMENTED, buffer, size);
}

static size_t extended(const snapguard_report *report, char *buffer, size_t size)
{
    return snapguard_render_error(
        report, &identity, SNAPGUARD_BODY_EXTENDED, buffer, size);
}

static size_t success(const snapguard_report *report, char *buffer, size_t size)
{
    (void)report;
    return snapguard_render_success("sp-bp1dgzpaxwc4load****", &identity, buffer, size);
}

static size_t
report_with_values(const snapguard_report *report, char *buffer, size_t size)
{
    return snapguard_render_report(report, true, buffer, size);
}

static size_t
report_without_values(const snapguard_report *report, char *buffer, size_t size)
{
    return snapguard_render_report(report, false, buffer, size);
}

const rendering renderings[] = {
    {"the documented body",       error,                 true },
    {"the extended body",         extended,              true },
    {"the success body",          success,               true },
    {"the report",                report_with_values,    false},
    {"the report without values", report_without_values, false},
};
const size_t rendering_count = COUNT(renderings);

char *rendering_text(const rendering *row, const snapguard_report *report)
{
    size_t size = row->render(report, NULL, 0);
    char *text;

    if (size == SNAPGUARD_NO_TEXT)
        return NULL;
    text = malloc(size + 1);
    if (!text)
        abort();
    assert_int_equal(row->render(report, text, size + 1), size);
    assert_int_equal(strlen(text), size);
    return text;
}

json_t *rendering_parse(const char *text)
{
    json_error_t error_of_json;
    json_t *value =
        json_loads(text, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error_of_json);

    if (!value)
        fail_msg("%s: %s", error_of_json.text, text);
    return value;
}
