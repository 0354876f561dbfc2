#include "screening.h"

#include "check.h"

static bool screens_list(const sg_screen *screen, const sg_list *list)
{
    uint64_t allowed;

    if (!screen->usable || list->count < screen->min_count ||
        list->count > screen->max_count)
        return false;
    if (screen->words)
        return list->word.bytes && screen->min == INT64_MIN && screen->max == INT64_MAX &&
               sg_words_have(screen->words, list->word);
    if (!list->is_plain)
        return false;
    if (screen->min > SG_LIST_NUMBERS - 1 || screen->max < 0)
        return false;
    allowed = UINT64_MAX << (screen->min > 0 ? screen->min : 0);
    if (screen->max < SG_LIST_NUMBERS - 1)
        allowed &= (UINT64_C(1) << (screen->max + 1)) - 1;
    return (list->numbers & ~allowed) == 0;
}

static bool passes(const sg_request *request, const sg_value *value)
{
    const sg_screen *screen = &request->program->screens[value->name];

    if (value->list)
        return screens_list(screen, sg_request_list(request, value));
    if (request->program->names.names[value->name].type == SG_TYPE_INTEGER)
        return screen->usable && screen->min <= value->integer &&
               value->integer <= screen->max;
    return sg_screen_text(screen, value->text);
}

/* Backwards, so that the chain of those that do not pass runs forwards. */
static void screen_values(sg_request *request)
{
    const sg_program *program = request->program;

    for (size_t i = request->values.count; i > 0; i--) {
        sg_value *value = sg_request_value(request, (uint32_t)i - 1);

        if (value->state != SG_STATE_GIVEN)
            continue;
        if (value->list && !sg_hours_are_spaced(
                               sg_request_list(request, value)->numbers,
                               program->screens[value->name].hours))
            sg_mask_add(
                request->active, program->spaced[value->name], program->mask_words);
        if (passes(request, value))
            continue;
        if (!request->given[value->name].asked)
            sg_mask_add(
                request->active, program->screened[value->name], program->mask_words);
        value->next_asked = request->given[value->name].asked;
        request->given[value->name].asked = (uint32_t)i;
    }
}

/* Items numbered from 1 without a gap, no more than allowed, each with its members. */
static void screen_items(sg_request *request)
{
    const sg_program *program = request->program;
    const sg_item *items = request->items.data;
    size_t end;

    for (size_t begin = 0; begin < request->items.count; begin = end) {
        uint16_t name = items[begin].name;
        const sg_screen *screen = &program->screens[name];
        uint32_t members = UINT32_MAX;

        for (end = begin; end < request->items.count && items[end].name == name; end++)
            members &= items[end].number == end - begin + 1 ? items[end].members : 0;
        if (!screen->usable || end - begin > screen->max_count ||
            (members & screen->members) != screen->members)
            sg_mask_add(request->active, program->screened[name], program->mask_words);
    }
}

void sg_screening_run(sg_request *request)
{
    const sg_program *program = request->program;

    screen_values(request);
    screen_items(request);
    for (size_t i = 0; i < request->document->faults.count; i++) {
        const sg_fault *fault = (const sg_fault *)request->document->faults.data + i;

        sg_mask_add(request->active, program->faults[fault->kind], program->mask_words);
    }
}
