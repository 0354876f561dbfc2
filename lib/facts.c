#include "facts.h"

#include "list.h"

/* ------------------------------------------------------------------------- the table */

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

uint32_t sg_facts_hash(sg_text key)
{
    uint64_t hash = key.size;
    uint64_t rest = 0;

    for (; key.size >= sizeof hash; key.size -= sizeof hash, key.bytes += sizeof hash)
        hash = mix(hash, sg_load64(key.bytes));
    if (key.size)
        memcpy(&rest, key.bytes, key.size);
    hash = mix(hash, rest);
    return (uint32_t)(hash ^ hash >> 32);
}

static size_t place_of(const snapguard_facts *facts, uint32_t parent, uint32_t hash)
{
    uint32_t mixed = (hash ^ parent * UINT32_C(0x9E3779B1)) * UINT32_C(0x85EBCA6B);

    return (mixed ^ mixed >> 15) & facts->mask;
}

bool sg_facts_init(snapguard_facts *facts, size_t count)
{
    size_t places = 16;

    while (places < count * 2)
        places *= 2;
    facts->mask = places - 1;
    facts->table = sg_arena_allocate(&facts->arena, places * sizeof *facts->table);
    facts->facts = sg_arena_allocate(&facts->arena, (count + 1) * sizeof *facts->facts);
    if (!facts->table || !facts->facts)
        return false;
    memset(facts->table, 0, places * sizeof *facts->table);
    memset(facts->facts, 0, (count + 1) * sizeof *facts->facts);
    facts->count = 1;
    return true;
}

uint32_t sg_facts_add(snapguard_facts *facts, uint32_t parent, sg_text key)
{
    uint32_t hash = sg_facts_hash(key);
    size_t place = place_of(facts, parent, hash);
    sg_fact *fact = &facts->facts[facts->count];

    *fact = (sg_fact){sg_arena_copy(&facts->arena, key), parent, hash, 0};
    if (!fact->key.bytes)
        return 0;
    if (key.size > facts->longest)
        facts->longest = key.size;
    while (facts->table[place])
        place = (place + 1) & facts->mask;
    facts->table[place] = (uint32_t)facts->count;
    return (uint32_t)facts->count++;
}

/* 0 if there is none: the document is a member of nothing. */
static uint32_t
find(const snapguard_facts *facts, uint32_t parent, sg_text key, uint32_t hash)
{
    for (size_t i = place_of(facts, parent, hash); facts->table[i];
         i = (i + 1) & facts->mask) {
        const sg_fact *fact = &facts->facts[facts->table[i]];

        if (fact->hash == hash && fact->parent == parent &&
            sg_text_equals(fact->key, key))
            return facts->table[i];
    }
    return 0;
}

void snapguard_facts_free(snapguard_facts *facts)
{
    snapguard_allocator allocator;

    if (!facts)
        return;
    allocator = facts->allocator;
    sg_arena_free(&facts->arena);
    sg_release(&allocator, facts);
}

/* ------------------------------------------------------------------------------ paths */

/* The only element of a list. */
static bool read_element(const sg_request *request, const sg_list *list, sg_text *key)
{
    const sg_node *element;

    if (list->count != 1)
        return false;
    *key = list->word;
    if (list->word.bytes)
        return true;
    /* A list that need not be opened otherwise holds a number. */
    if (!list->is_opened)
        return false;
    element = sg_document_node(request->document, list->root + 1);
    if (element->kind != SG_STRING)
        return false;
    *key = sg_document_string(request->document, list->text, element);
    return true;
}

/* What the request says, where it can be read: no rule reads a value that is at fault, or
 * one that another contradicts. */
static bool read_parameter(const sg_request *request, uint16_t name, sg_text *key)
{
    const sg_value *value = sg_request_first(request, name);

    if (!value || value->state != SG_STATE_GIVEN || value->is_contested)
        return false;
    if (value->list)
        return read_element(request, sg_request_list(request, value), key);
    *key = value->text;
    return true;
}

static uint32_t follow(
    const snapguard_facts *facts, const sg_request *request, uint32_t fact,
    const sg_fact_step *step)
{
    sg_text key = step->key;

    if (step->parameter == SG_NO_NAME)
        return find(facts, fact, key, step->hash);
    if (!read_parameter(request, step->parameter, &key) || key.size > facts->longest)
        return 0;
    return find(facts, fact, key, sg_facts_hash(key));
}

const sg_fact *sg_facts_at(
    const snapguard_facts *facts, const sg_request *request, const sg_fact_path *path,
    size_t steps)
{
    size_t *used = &request->document->scratch.bytes.count;
    size_t before = *used;
    uint32_t fact = 0;

    for (size_t i = 0; i < steps; i++) {
        fact = follow(facts, request, fact, &path->steps[i]);
        if (!fact)
            break;
    }
    *used = before;
    return fact ? &facts->facts[fact] : NULL;
}

int64_t sg_facts_minutes(const sg_request *request, const sg_fact_path *path)
{
    const sg_fact *fact = NULL;

    if (request->minutes >= 0)
        return request->minutes;
    if (request->facts)
        fact = sg_facts_at(request->facts, request, path, path->count);
    return fact ? fact->value : -1;
}

bool sg_facts_have_start(const snapguard_facts *facts, const sg_fact_path *path)
{
    uint32_t fact = 0;

    for (size_t i = 0; i < path->fixed; i++) {
        fact = find(facts, fact, path->steps[i].key, path->steps[i].hash);
        if (!fact)
            return false;
    }
    return true;
}

bool sg_facts_can_ask(const sg_request *request, const sg_fact_path *path)
{
    const sg_fact_step *last = &path->steps[path->count - 1];
    size_t *used = &request->document->scratch.bytes.count;
    size_t before = *used;
    sg_text key;
    bool can =
        last->parameter == SG_NO_NAME || read_parameter(request, last->parameter, &key);

    *used = before;
    return can;
}
