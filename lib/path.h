/* Flat names: Tag.1.Key. */
#ifndef SNAPGUARD_LIB_PATH_H
#define SNAPGUARD_LIB_PATH_H

#include "target.h"

/* Follow a flat name, such as Tag.1.Key, from `parent` on. False if it leads nowhere;
 * target->name is then the newer edition's name that it begins with, or none. */
bool sg_path_follow(
    const sg_request *request, sg_target *target, uint16_t parent, sg_text path);

/* What is expected of the next key. Names come mostly in the page's order, and flat ones
 * mostly behind others of the same list or group. */
typedef struct sg_guess {
    uint16_t due;    /* the member of the holder, or 0 */
    uint16_t parent; /* of the last flat name: its list or group, or SG_NO_NAME */
    uint16_t next;   /* the member of that which is due, or 0 */
    sg_text stem;    /* what its members begin with: "Tag" */
    sg_text prefix;  /* what the last one began with, its dots included: "Tag.7." */
    uint64_t word;   /* the same, if it is of at most eight bytes, */
    uint64_t mask;   /* and which bytes of it count; or 0 */
    uint32_t item;   /* of that */
    sg_item *entry;  /* likewise, or NULL */
} sg_guess;

/* Expect members of the same list or group behind this one. */
void sg_path_remember(sg_request *request, sg_guess *guess, const sg_target *target);

static inline bool sg_path_begins(sg_text text, sg_text prefix)
{
    return text.size > prefix.size && sg_text_begins(text, prefix);
}

/* Another item of the same list, or the same group. Answers the size of its prefix, or 0.
 */
static inline size_t
sg_path_read_prefix(const sg_request *request, sg_guess *guess, sg_text path)
{
    size_t at = guess->stem.size + 1;
    size_t begin = at;
    uint32_t number = 0;

    if (path.size <= at || path.bytes[at - 1] != '.' ||
        !sg_path_begins(path, guess->stem))
        return 0;
    guess->item = 0;
    if (sg_target_name(request, guess->parent)->role != SG_ROLE_LIST)
        return at;
    for (; at < path.size && path.bytes[at] >= '0' && path.bytes[at] <= '9'; at++)
        number = number * 10 + (uint32_t)(path.bytes[at] - '0');
    if (at == begin || at - begin > 4 || path.bytes[begin] == '0' || at == path.size ||
        path.bytes[at] != '.')
        return 0;
    guess->item = number;
    return at + 1;
}

/* `path` begins with it. */
static inline void sg_path_set_prefix(sg_guess *guess, sg_text path, size_t size)
{
    bool is_short = size > 0 && size <= 8 && path.size >= 8;

    guess->prefix = (sg_text){path.bytes, size};
    guess->mask = is_short ? sg_mask64(size) : 0;
    guess->word = is_short ? sg_load64(path.bytes) & guess->mask : 0;
}

/* Whether a name has the same prefix as the last one. */
static inline bool sg_path_is_same(const sg_guess *guess, sg_text path)
{
    if (guess->mask && path.size > 8)
        return (sg_load64(path.bytes) & guess->mask) == guess->word;
    return guess->prefix.size && sg_path_begins(path, guess->prefix);
}

static inline uint16_t
sg_path_find_member(const sg_request *request, const sg_guess *guess, sg_text segment)
{
    const sg_names *names = &request->program->names;

    if (guess->next && sg_text_equals(segment, names->names[guess->next].segment))
        return guess->next;
    return sg_names_find(names, guess->parent, segment, sg_text_hash(segment));
}

/* The member of the same list or group as the last one. */
static inline bool
sg_path_guess(const sg_request *request, sg_guess *guess, sg_text path, sg_target *target)
{
    uint16_t name;

    if (guess->parent == SG_NO_NAME)
        return false;
    if (!sg_path_is_same(guess, path)) {
        guess->entry = NULL;
        sg_path_set_prefix(guess, path, sg_path_read_prefix(request, guess, path));
        if (!guess->prefix.size)
            return false;
    }
    path.bytes += guess->prefix.size;
    path.size -= guess->prefix.size;
    name = sg_path_find_member(request, guess, path);
    if (name == SG_NO_NAME || sg_target_name(request, name)->role != SG_ROLE_LEAF)
        return false;
    guess->next = sg_target_name(request, name)->next;
    target->name = name;
    target->item = guess->item;
    target->entry = guess->entry;
    return true;
}

#endif
