#include "names.h"

#include "utf8.h"

bool sg_names_init(sg_names *names, sg_arena *arena, size_t capacity)
{
    size_t places = 16;

    while (places < capacity * 4)
        places *= 2;
    names->mask = places - 1;
    names->factor = 1;
    names->table = sg_arena_allocate(arena, places * sizeof *names->table);
    names->names = sg_arena_allocate(arena, (capacity + 1) * sizeof *names->names);
    if (!names->table || !names->names)
        return false;
    memset(names->table, 0, places * sizeof *names->table);
    memset(names->names, 0, (capacity + 1) * sizeof *names->names);
    names->count = 1;
    names->names[SG_ROOT_NAME].role = SG_ROLE_GROUP;
    names->names[SG_ROOT_NAME].parent = SG_NO_NAME;
    names->names[SG_ROOT_NAME].wire = SG_LITERAL("");
    names->names[SG_ROOT_NAME].error = -1;
    return true;
}

static sg_text join(sg_arena *arena, const sg_name *parent, sg_text segment)
{
    sg_text between = parent->role == SG_ROLE_LIST ? SG_LITERAL(".N.") : SG_LITERAL(".");
    size_t size = parent->wire.size + between.size + segment.size;
    char *out;

    if (parent->wire.size == 0)
        return sg_arena_copy(arena, segment);
    out = sg_arena_allocate(arena, size + 1);
    if (!out)
        return (sg_text){NULL, 0};
    memcpy(out, parent->wire.bytes, parent->wire.size);
    memcpy(out + parent->wire.size, between.bytes, between.size);
    memcpy(out + parent->wire.size + between.size, segment.bytes, segment.size);
    out[size] = '\0';
    return (sg_text){out, size};
}

static void link_member(sg_names *names, uint16_t parent, uint16_t member)
{
    uint16_t *link = &names->names[parent].first;

    while (*link)
        link = &names->names[*link].next;
    *link = member;
}

static uint32_t next_bit(const sg_names *names, uint16_t parent)
{
    size_t count = 0;

    for (size_t i = 1; i < names->count; i++)
        count += names->names[i].parent == parent;
    return count < 32 ? UINT32_C(1) << count : 0;
}

static sg_text copy_segment(sg_arena *arena, sg_text segment)
{
    size_t room = segment.size < SG_NAME_ROOM ? SG_NAME_ROOM : segment.size + 1;
    char *out = sg_arena_allocate(arena, room);

    if (!out)
        return (sg_text){NULL, 0};
    memset(out, 0, room);
    memcpy(out, segment.bytes, segment.size);
    return (sg_text){out, segment.size};
}

sg_name *sg_names_add(sg_names *names, sg_arena *arena, uint16_t parent, sg_text segment)
{
    uint32_t hash = sg_text_hash(segment);
    uint16_t found = sg_names_find(names, parent, segment, hash);
    size_t slot = sg_names_place(names, parent, hash);
    sg_name *name = &names->names[names->count];

    if (found != SG_NO_NAME)
        return &names->names[found];
    name->bit = next_bit(names, parent);
    name->segment = copy_segment(arena, segment);
    name->wire = join(arena, &names->names[parent], segment);
    if (!name->segment.bytes || !name->wire.bytes)
        return NULL;
    name->hash = hash;
    name->parent = parent;
    link_member(names, parent, (uint16_t)names->count);
    name->error = -1;
    while (names->table[slot])
        slot = (slot + 1) & names->mask;
    names->table[slot] = (uint16_t)names->count++;
    return name;
}

/* Put every name into the empty table. Answers how many are not in their first place. */
static size_t place_all(sg_names *names)
{
    size_t displaced = 0;

    memset(names->table, 0, (names->mask + 1) * sizeof *names->table);
    for (size_t i = 1; i < names->count; i++) {
        const sg_name *name = &names->names[i];
        size_t place = sg_names_place(names, name->parent, name->hash);

        displaced += names->table[place] != 0;
        while (names->table[place])
            place = (place + 1) & names->mask;
        names->table[place] = (uint16_t)i;
    }
    return displaced;
}

void sg_names_spread(sg_names *names)
{
    uint32_t best = names->factor;
    size_t least = place_all(names);

    for (uint32_t i = 1; i <= 256 && least > 0; i++) {
        size_t displaced;

        names->factor = i * UINT32_C(0x9E3779B1) | 1;
        displaced = place_all(names);
        if (displaced < least) {
            least = displaced;
            best = names->factor;
        }
    }
    names->factor = best;
    place_all(names);
}

uint16_t
sg_names_find_ignoring_case(const sg_names *names, uint16_t parent, sg_text segment)
{
    for (size_t i = 1; i < names->count; i++) {
        const sg_name *name = &names->names[i];

        if (name->parent == parent && name->role != SG_ROLE_ALIAS &&
            sg_text_equals_ignoring_case(name->segment, segment))
            return (uint16_t)i;
    }
    return SG_NO_NAME;
}

uint16_t sg_names_find_wire(const sg_names *names, sg_text wire)
{
    for (size_t i = 1; i < names->count; i++)
        if (sg_text_equals(names->names[i].wire, wire))
            return (uint16_t)i;
    return SG_NO_NAME;
}

bool sg_names_is_index(sg_text segment, uint32_t *index)
{
    uint64_t value = 0;

    if (segment.size == 0 || (segment.size > 1 && segment.bytes[0] == '0'))
        return false;
    for (size_t i = 0; i < segment.size; i++) {
        char c = segment.bytes[i];

        if (c < '0' || c > '9')
            return false;
        value = value * 10 + (uint64_t)(c - '0');
        if (value > UINT32_MAX)
            value = UINT32_MAX;
    }
    *index = (uint32_t)value;
    return true;
}

/* ------------------------------------------------------------------- the nearest name */

size_t sg_names_distance(sg_text a, sg_text b)
{
    size_t row[SG_NAMES_LONGEST + 1];

    if (a.size > SG_NAMES_LONGEST || b.size > SG_NAMES_LONGEST)
        return SIZE_MAX;
    for (size_t j = 0; j <= b.size; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b.size; j++) {
            size_t change =
                diagonal + (sg_lower(a.bytes[i - 1]) != sg_lower(b.bytes[j - 1]));
            size_t gap = 1 + (row[j] < row[j - 1] ? row[j] : row[j - 1]);

            diagonal = row[j];
            row[j] = change < gap ? change : gap;
        }
    }
    return row[b.size];
}

size_t sg_names_too_far(sg_text text)
{
    return text.size < 3 || text.size > SG_NAMES_LONGEST ? 0 : text.size / 4 + 2;
}

uint16_t sg_names_nearest(const sg_names *names, sg_text text)
{
    size_t best = sg_names_too_far(text);
    uint16_t nearest = SG_NO_NAME;

    for (size_t i = 1; i < names->count && best > 0; i++) {
        const sg_name *name = &names->names[i];
        size_t far;

        if (name->role > SG_ROLE_LIST || name->wire.size > SG_NAMES_LONGEST)
            continue;
        far = sg_names_distance(text, name->wire);
        if (far < best) {
            best = far;
            nearest = (uint16_t)i;
        }
    }
    return nearest;
}
