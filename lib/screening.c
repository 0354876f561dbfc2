#include "screening.h"

#include "compiler.h"
#include "scan.h"
#include "week.h"

static void activate(sg_request *request, const uint64_t *mask)
{
    sg_mask_add(request->active, mask, request->program->mask_words);
}

/* ------------------------------------------------------------------------- values */

/* The chain of those that do not pass is in the order in which they were read. */
static SG_APART void fail(sg_request *request, sg_value *value, unsigned failed)
{
    const sg_mask *masks =
        &request->program->screened[(size_t)value->name * SG_ASPECT_COUNT];
    sg_given *given = &request->given[value->name];
    uint32_t index = (uint32_t)(value - sg_request_value(request, 0)) + 1;

    value->failed = failed;
    if (given->asked)
        sg_request_value(request, given->last_asked - 1)->next_asked = index;
    else
        given->asked = index;
    given->last_asked = index;
    for (; failed; failed &= failed - 1)
        activate(request, masks[sg_lowest_bit(failed)]);
}

SG_APART void sg_screening_fail_text(
    sg_request *request, const sg_screen *screen, sg_value *value, size_t room)
{
    fail(request, value, sg_screen_failed(screen, value->text, room));
}

static SG_APART unsigned failed_by_word(const sg_screen *screen, sg_text word)
{
    return word.bytes && sg_words_have(screen->words, word) ? 0 : SG_OF_WORD | SG_OF_FORM;
}

static unsigned failed_by_list(const sg_screen *screen, const sg_list *list)
{
    unsigned failed = 0;

    if (!screen->usable)
        return SG_OF_ALL;
    if (list->count < screen->min_count || list->count > screen->max_count)
        failed |= SG_OF_COUNT;
    if (screen->words)
        return failed | failed_by_word(screen, list->word);
    if (!list->is_plain)
        return failed | SG_OF_FORM;
    return list->numbers & ~screen->numbers ? failed | SG_OF_NUMBER : failed;
}

static unsigned failed_by_integer(const sg_screen *screen, int64_t integer)
{
    if (!screen->usable)
        return SG_OF_ALL;
    return screen->min <= integer && integer <= screen->max ? 0 : SG_OF_NUMBER;
}

/* No rule asks what a boolean is but as a condition. */
void sg_screening_value(sg_request *request, sg_value *value)
{
    const sg_name *name = &request->names[value->name];
    unsigned failed = 0;

    if (value->state != SG_STATE_GIVEN)
        return;
    if (value->list) {
        const sg_list *list = sg_request_list(request, value);

        if (!sg_hours_are_spaced(list->numbers, name->screen->hours))
            activate(request, request->program->spaced[value->name]);
        failed = failed_by_list(name->screen, list);
    } else if (name->type == SG_TYPE_INTEGER) {
        failed = failed_by_integer(name->screen, value->integer);
    }
    if (failed)
        fail(request, value, failed);
}

/* -------------------------------------------------------------------------- items */

/* Items numbered from 1 without a gap, no more than allowed, each with its members. */
static void screen_items(sg_request *request)
{
    const sg_program *program = request->program;
    const sg_item *items = request->items.data;
    size_t end;

    for (size_t begin = 0; begin < request->items.count; begin = end) {
        uint16_t name = items[begin].name;
        const sg_screen *screen = request->names[name].screen;
        uint32_t members = UINT32_MAX;

        for (end = begin; end < request->items.count && items[end].name == name; end++)
            members &= items[end].number == end - begin + 1 ? items[end].members : 0;
        if (!screen->usable || end - begin > screen->max_count ||
            (members & screen->members) != screen->members)
            activate(
                request,
                program->screened[name * SG_ASPECT_COUNT + sg_lowest_bit(SG_OF_ITEM)]);
    }
}

void sg_screening_run(sg_request *request)
{
    const sg_array *faults = &request->document->faults;

    screen_items(request);
    for (size_t i = 0; i < faults->count; i++) {
        const sg_fault *fault = (const sg_fault *)faults->data + i;

        activate(request, request->program->faults[fault->kind]);
    }
}
