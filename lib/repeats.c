#include "repeats.h"

#include "duplicates.h"

static int compare_values(const void *items, uint32_t a, uint32_t b)
{
    const sg_request *request = items;
    sg_text x = sg_request_value(request, a)->text;
    sg_text y = sg_request_value(request, b)->text;
    int order;

    if (x.size != y.size)
        return x.size < y.size ? -1 : 1;
    order = x.size ? memcmp(x.bytes, y.bytes, x.size) : 0;
    return (order > 0) - (order < 0);
}

/* Of equal ones the lowest number is the first, in whichever order they were given: a
 * client may sort names by their bytes, and so Tag.10 before Tag.2. */
static int compare_items(const void *items, uint32_t a, uint32_t b)
{
    uint32_t x = sg_request_value(items, a)->item;
    uint32_t y = sg_request_value(items, b)->item;
    int order = compare_values(items, a, b);

    return order ? order : (x > y) - (x < y);
}

static bool is_compared(const sg_value *value)
{
    return value->state == SG_STATE_GIVEN && value->text.size > 0;
}

/* Whether it is worth a closer look. */
static bool is_suspected(const sg_request *request, uint16_t name)
{
    uint32_t hashes[SG_DUPLICATES_FEW];
    size_t count = 0;

    for (uint32_t i = request->given[name].first; i;
         i = sg_request_value(request, i - 1)->next) {
        const sg_value *value = sg_request_value(request, i - 1);

        if (!is_compared(value))
            continue;
        if (count == SG_DUPLICATES_FEW)
            return true;
        hashes[count++] = sg_text_hash(value->text);
    }
    return sg_duplicates_suspected(hashes, count);
}

static bool collect(sg_request *request, uint16_t name)
{
    sg_array *order = &request->document->order;

    order->count = 0;
    for (uint32_t i = request->given[name].first; i;
         i = sg_request_value(request, i - 1)->next) {
        if (!is_compared(sg_request_value(request, i - 1)))
            continue;
        if (!sg_array_reserve(
                order, request->document->allocator, order->count + 1, sizeof i))
            return false;
        ((uint32_t *)order->data)[order->count++] = i - 1;
    }
    return true;
}

static bool mark(sg_request *request, uint16_t name)
{
    const sg_program *program = request->program;
    uint32_t *values;
    uint32_t first = 0;

    if (!collect(request, name))
        return false;
    values = request->document->order.data;
    sg_duplicates_sort(values, request->document->order.count, request, compare_items);
    for (uint32_t i = 1; i < request->document->order.count; i++) {
        if (compare_values(request, values[first], values[i])) {
            first = i;
            continue;
        }
        sg_request_value(request, values[i])->same = values[first] + 1;
        sg_mask_add(request->active, program->repeated[name], program->mask_words);
    }
    return true;
}

bool sg_repeats_find(sg_request *request)
{
    const sg_program *program = request->program;

    for (const uint16_t *name = program->unique; *name != SG_NO_NAME; name++)
        if (request->given[*name].first && is_suspected(request, *name) &&
            !mark(request, *name))
            return false;
    return true;
}
