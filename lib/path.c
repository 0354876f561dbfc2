#include "path.h"

static sg_text next_segment(sg_text *path)
{
    const char *dot = memchr(path->bytes, '.', path->size);
    size_t size = dot ? (size_t)(dot - path->bytes) : path->size;
    sg_text segment = {path->bytes, size};

    path->bytes += dot ? size + 1 : size;
    path->size -= dot ? size + 1 : size;
    return segment;
}

static uint16_t find_segment(
    const sg_request *request, sg_target *target, uint16_t parent, sg_text segment)
{
    const sg_names *names = &request->program->names;
    uint16_t name = sg_names_find(names, parent, segment, sg_text_hash(segment));

    if (name == SG_NO_NAME) {
        name = sg_names_find_ignoring_case(names, parent, segment);
        target->other_case |= name != SG_NO_NAME;
    }
    return name;
}

bool sg_path_follow(
    const sg_request *request, sg_target *target, uint16_t parent, sg_text path)
{
    bool is_open = path.size > 0;

    target->name = SG_NO_NAME;
    while (is_open) {
        sg_text segment = next_segment(&path);
        uint16_t name = find_segment(request, target, parent, segment);
        uint8_t role;

        target->name = name;
        if (name == SG_NO_NAME)
            return false;
        role = sg_target_name(request, name)->role;
        is_open = path.size > 0 || path.bytes[-1] == '.';
        target->is_item = false;
        if (role == SG_ROLE_LIST && is_open) {
            if (!sg_names_is_index(next_segment(&path), &target->item))
                return false;
            target->is_item = true;
            target->list = target->other_case ? 0 : name;
            is_open = path.size > 0 || path.bytes[-1] == '.';
        } else if (role == SG_ROLE_LEAF && is_open) {
            target->is_repeat = sg_target_name(request, name)->type == SG_TYPE_LIST &&
                                sg_names_is_index(path, &(uint32_t){0});
            return target->is_repeat;
        } else if (role >= SG_ROLE_ALIAS && is_open) {
            return false;
        }
        parent = name;
    }
    return target->name != SG_NO_NAME;
}

void sg_path_remember(sg_request *request, sg_guess *guess, const sg_target *target)
{
    const sg_name *name = sg_target_name(request, target->name);
    const sg_name *parent = sg_target_name(request, name->parent);

    if (name->role != SG_ROLE_LEAF || parent->parent != SG_ROOT_NAME)
        return;
    guess->parent = name->parent;
    guess->next = name->next;
    guess->stem = parent->segment;
    sg_path_set_prefix(guess, (sg_text){NULL, 0}, 0);
}
