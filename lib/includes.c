#include "includes.h"

#include "walk.h"

static bool is_wanted(const sg_asked *asked, const sg_wanted *wanted)
{
    if (wanted->number >= 0)
        return asked->is_number && asked->number == wanted->number;
    return asked->is_text && sg_text_equals(asked->text, wanted->text);
}

static bool
is_among(const sg_request *request, const sg_value *value, const sg_wanted *wanted)
{
    sg_asked asked = {.is_text = true, .text = value->text};
    sg_walk walk;
    bool found = false;

    if (!value->list)
        return is_wanted(&asked, wanted);
    sg_walk_begin(&walk, request, value);
    while (!found && sg_walk_next(&walk, &asked))
        found = is_wanted(&asked, wanted);
    sg_walk_end(&walk);
    return found;
}

sg_truth sg_includes(const sg_request *request, uint16_t name, const sg_wanted *wanted)
{
    uint32_t next = request->given[name].first;
    sg_truth any = SG_NO;

    if (!next && sg_condition_may_be_meant(request, name))
        return SG_OPEN;
    while (next && any != SG_YES) {
        const sg_value *value = sg_request_value(request, next - 1);
        sg_truth one = is_among(request, value, wanted) ? SG_YES : SG_NO;

        if (value->state != SG_STATE_GIVEN || value->is_contested)
            one = SG_OPEN;
        any = sg_truth_gather(any, one, SG_YES);
        next = value->next;
    }
    return any;
}
