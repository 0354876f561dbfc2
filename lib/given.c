#include "given.h"

SG_APART void sg_given_mark_around(sg_request *request, uint16_t name, uint32_t node)
{
    for (; name != SG_ROOT_NAME; name = sg_target_name(request, name)->parent) {
        uint32_t container = request->given[name].container;

        if (!request->given[name].where)
            sg_given_mark_one(request, name, container ? container - 1 : node);
    }
}

/* How many parameters a request gives in all, those behind the limit too. */
static uint64_t count_parameters(const sg_request *request)
{
    uint32_t end = request->end;
    uint64_t count = 0;

    for (uint32_t i = request->root; i < end; i++) {
        uint16_t kind = sg_target_node(request, i)->kind;
        uint16_t value = kind == SG_KEY ? sg_target_node(request, i + 1)->kind : SG_NULL;

        count += value != SG_NULL && value != SG_ARRAY && value != SG_OBJECT;
    }
    return count;
}

void sg_given_stop(sg_request *request, uint32_t key)
{
    sg_target none = {.name = SG_NO_NAME};
    sg_fault *fault = sg_target_name_fault(request, SG_FAULT_LIMIT, &none, key);

    if (fault) {
        fault->unit = SNAPGUARD_MAX_PARAMETERS;
        fault->limit = request->limits.parameters;
        fault->count = count_parameters(request);
        if (fault->count < request->parameters)
            fault->count = request->parameters;
    }
    request->is_stopped = true;
}

static sg_item *find_item(sg_request *request, uint16_t list, uint32_t number)
{
    sg_item *items = request->items.data;

    for (size_t i = request->items.count; i > 0; i--)
        if (items[i - 1].number == number && items[i - 1].name == list)
            return &items[i - 1];
    return NULL;
}

static sg_item *
add_item(sg_request *request, uint16_t list, uint32_t number, uint32_t node)
{
    sg_item *item = (sg_item *)request->items.data + request->items.count++;
    sg_given *given = &request->given[list];

    *item = (sg_item){list, number, node, 0};
    if (number > given->highest)
        given->highest = number;
    if (request->items.count > 1 && sg_item_is_before(item, item - 1))
        request->is_unsorted = true;
    return item;
}

sg_item *sg_given_item(sg_request *request, uint16_t list, uint32_t number, uint32_t node)
{
    sg_item *item = NULL;

    if (number <= request->given[list].highest)
        item = find_item(request, list, number);
    return item ? item : add_item(request, list, number, node);
}
