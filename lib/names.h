/* The names of the operation's parameters, as a tree: Tag ─ N ─ Key is the wire name
 * Tag.N.Key, the nested {"Tag": [{"Key": …}]} and the flat {"Tag.1.Key": …} alike. */
#ifndef SNAPGUARD_LIB_NAMES_H
#define SNAPGUARD_LIB_NAMES_H

#include "arena.h"
#include "scan.h"

typedef enum sg_role {
    SG_ROLE_LEAF,   /* a parameter */
    SG_ROLE_GROUP,  /* an object that holds parameters */
    SG_ROLE_LIST,   /* a list of such objects, numbered from 1 */
    SG_ROLE_ALIAS,  /* another spelling of a parameter */
    SG_ROLE_COMMON, /* known to every operation, and silent */
    SG_ROLE_CLAIM,  /* common too, and says which operation it is (sg_claim_kind) */
    SG_ROLE_NEWER   /* of a newer edition */
} sg_role;

typedef enum sg_type {
    SG_TYPE_TEXT,
    SG_TYPE_INTEGER,
    SG_TYPE_BOOLEAN,
    SG_TYPE_LIST
} sg_type;

enum { SG_NO_NAME = UINT16_MAX, SG_ROOT_NAME = 0, SG_NAME_ROOM = 32 };

typedef struct sg_name {
    sg_text segment; /* "Key"; SG_NAME_ROOM bytes can be read, zeros behind it */
    sg_text wire;    /* "Tag.N.Key"; ends in NUL */
    uint32_t hash;   /* of the segment */
    uint16_t parent;
    uint16_t target; /* of an alias */
    uint16_t first;  /* the first member, or 0 */
    uint16_t next;   /* the parent's member behind this one, or 0 */
    uint8_t role;
    uint8_t type;  /* of a leaf */
    uint8_t claim; /* which, of a claim */
    uint32_t bit;  /* of its own among the parent's members; 0 from the 33rd on */
    bool required;
    bool empty_is_given;
    bool is_own;                    /* no other operation has it, or a member of it */
    bool is_asked_about;            /* some rule asks whether it is given */
    bool is_needed;                 /* the verdict can depend on it, */
    bool is_needed_by_packs;        /* and so by rules of packs */
    const char *edition;            /* of a newer name */
    const struct sg_screen *screen; /* once the program is linked */
    int32_t error;                  /* the parameter's row of the pack, or -1 */
} sg_name;

typedef struct sg_names {
    sg_name *names; /* names[0] is the root */
    size_t count;
    uint16_t *table; /* open addressing; 0 is an empty place */
    size_t mask;
    uint32_t factor; /* that spreads the names over the table */
} sg_names;

/* Room for `capacity` names. False when memory is out. */
bool sg_names_init(sg_names *names, sg_arena *arena, size_t capacity);

/* The member of `parent` with this segment, made if there is none. NULL when the tree is
 * full. A new name is a leaf that is not required. */
sg_name *sg_names_add(sg_names *names, sg_arena *arena, uint16_t parent, sg_text segment);

/* Once all are there: find a factor that gives each name the place where it is looked for
 * first, so that mostly the first look finds it. */
void sg_names_spread(sg_names *names);

static inline size_t sg_names_place(const sg_names *names, uint16_t parent, uint32_t hash)
{
    return ((hash + parent * UINT32_C(0x9E3779B1)) * names->factor) >> 16 & names->mask;
}

/* SG_NO_NAME if there is none. `hash` is that of `segment`. */
static inline uint16_t
sg_names_find(const sg_names *names, uint16_t parent, sg_text segment, uint32_t hash)
{
    for (size_t i = sg_names_place(names, parent, hash); names->table[i];
         i = (i + 1) & names->mask) {
        const sg_name *name = &names->names[names->table[i]];

        if (name->hash == hash && name->parent == parent &&
            sg_text_equals(name->segment, segment))
            return names->table[i];
    }
    return SG_NO_NAME;
}

/* The same for a segment in memory that can be read up to `end`. Which name comes next
 * can't be foretold, so that one that is known is found without a branch that depends on
 * which it is. The root has a parent that no other name has. */
static SG_INLINE uint16_t sg_names_find_before(
    const sg_names *names, uint16_t parent, sg_text segment, uint32_t hash,
    const char *end)
{
    uint16_t first = names->table[sg_names_place(names, parent, hash)];
    const sg_name *name = &names->names[first];

    if (name->parent == parent && name->segment.size == segment.size &&
        segment.size <= SG_NAME_ROOM && end - segment.bytes >= SG_NAME_ROOM &&
        sg_scan_begins_alike(segment.bytes, name->segment.bytes, segment.size))
        return first;
    return sg_names_find(names, parent, segment, hash);
}

/* The same, where the name is mostly `due`. */
static inline uint16_t sg_names_find_due(
    const sg_names *names, uint16_t due, uint16_t parent, sg_text segment, uint32_t hash)
{
    const sg_name *name = &names->names[due];

    if (due && name->hash == hash && sg_text_equals(name->segment, segment))
        return due;
    return sg_names_find(names, parent, segment, hash);
}

/* The same as sg_names_find(), for a segment in another letter case. */
uint16_t
sg_names_find_ignoring_case(const sg_names *names, uint16_t parent, sg_text segment);

/* A wire name, "Tag.N.Key", as it stands in the pack. SG_NO_NAME if there is none. */
uint16_t sg_names_find_wire(const sg_names *names, sg_text wire);

/* The parameter whose wire name is nearest to `text`, if near enough to be a slip. */
uint16_t sg_names_nearest(const sg_names *names, sg_text text);

/* How far two texts are from each other, letter case not counted: Levenshtein's distance.
 * SIZE_MAX if one of them has more than so many bytes, and so is no name. */
enum { SG_NAMES_LONGEST = 64 };
size_t sg_names_distance(sg_text a, sg_text b);

/* From which distance on a text is no slip for a name any more; 0: it is for none. */
size_t sg_names_too_far(sg_text text);

/* Whether the segment is a number without needless zeros; its value, at most UINT32_MAX.
 */
bool sg_names_is_index(sg_text segment, uint32_t *index);

static inline uint16_t sg_names_index(const sg_names *names, const sg_name *name)
{
    return (uint16_t)(name - names->names);
}

#endif
