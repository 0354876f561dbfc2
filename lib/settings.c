#include "settings.h"

void sg_settings_place(const sg_settings *settings, size_t byte)
{
    snapguard_position start = {.line = 1, .column = 1, .utf16 = 1};
    snapguard_position at = sg_lines_advance(settings->document.source, start, byte);

    if (!settings->error)
        return;
    settings->error->line = at.line;
    settings->error->column = at.column;
}

static snapguard_status
fail(const sg_settings *settings, const char *reason, const char *more, size_t byte)
{
    sg_error_set(settings->error, settings->subject, ": ", reason, more, (char *)NULL);
    sg_settings_place(settings, byte);
    return settings->failure;
}

static snapguard_status fail_read(const sg_settings *settings, const sg_read_end *end)
{
    const char *reason = sg_syntax_text(end->reason);

    if (end->kind == SG_FAULT_UTF8)
        return fail(settings, "not UTF-8 from this byte on", "", end->begin);
    if (end->kind == SG_FAULT_LIMIT)
        return fail(
            settings, "too many ",
            end->limit == SNAPGUARD_MAX_DEPTH ? "levels" : "values", end->begin);
    return fail(settings, *reason ? "not JSON: " : "not JSON", reason, end->begin);
}

snapguard_status
sg_settings_read(sg_settings *settings, sg_text text, const sg_settings_limits *limits)
{
    sg_document *document = &settings->document;
    const sg_fault *duplicate;
    sg_read_end end;

    document->source = text;
    if (text.size > limits->bytes)
        return fail(settings, "too many bytes", "", limits->bytes);
    if (!sg_scratch_reserve(document, text.size) ||
        !sg_read_json(document, text, SG_READ_SOURCE, &limits->read, &end))
        return SNAPGUARD_ERROR_MEMORY;
    if (end.kind != SG_FAULT_COUNT)
        return fail_read(settings, &end);
    if (document->duplicates.count == 0)
        return SNAPGUARD_OK;
    duplicate = document->duplicates.data;
    return fail(settings, "this key stands here twice", "", duplicate->place.begin);
}
