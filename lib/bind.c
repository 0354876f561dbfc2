/* Binding: the members of a request's object, nested or flat, become values of the
 * operation's parameters. What fits no parameter, or not its type, becomes a fault. */
#include "binding.h"
#include "claim.h"
#include "given.h"
#include "list.h"
#include "path.h"
#include "screening.h"
#include "typed.h"

static void bind_members(sg_request *request, const sg_target *holder, uint32_t object);
static void bind_item(sg_request *request, const sg_target *target, uint32_t object);
static void bind_list(sg_request *request, const sg_target *target, uint32_t key);

/* ---------------------------------------------------------------------------- a key */

/* Members of a nested item know their item; those of the flat form look for it. Answers
 * the item, or NULL. */
static SG_INLINE sg_item *find_item(
    sg_request *request, const sg_target *target, const sg_name *name, uint32_t node)
{
    if (target->entry && target->entry->name == name->parent)
        return target->entry;
    return sg_target_name(request, name->parent)->role == SG_ROLE_LIST
               ? sg_given_item(request, name->parent, target->item, node)
               : NULL;
}

/* Given again: `first` is the value node that was there before. */
static void
add_duplicate(sg_request *request, const sg_target *target, uint32_t key, uint32_t first)
{
    const sg_node *other = sg_target_node(request, first);
    sg_fault *fault =
        sg_target_fault(request, SG_FAULT_DUPLICATE_PARAMETER, target, key + 1);

    if (!fault)
        return;
    fault->key = key;
    fault->related_begin = other->begin;
    fault->related_end = other->end;
}

/* Given again, nested and flat, or in a query. An equal value under another spelling is
 * no contradiction. */
static SG_RARE void
bind_again(sg_request *request, const sg_target *target, sg_value *first, uint32_t key)
{
    const sg_node *node = sg_target_node(request, key + 1);
    const sg_node *other = sg_target_node(request, first->node);

    if (target->is_alias != first->is_alias && node->kind == SG_STRING &&
        other->kind == SG_STRING &&
        sg_node_compare(request->document->source, node, other) == 0)
        return;
    request->known++;
    first->is_contested = true;
    /* Numbers that are too large to be told apart need not be the same. */
    if (target->item != UINT32_MAX)
        add_duplicate(request, target, key, first->node);
}

/* A list, or what is not read as a text. */
static void read_value(sg_request *request, const sg_target *target, uint32_t index)
{
    sg_value *value = sg_request_value(request, index);
    const sg_node *node = sg_target_node(request, value->node);

    if (node->kind != SG_STRING ||
        sg_target_name(request, target->name)->type != SG_TYPE_LIST)
        sg_typed_read(request, target, index);
    else if (!sg_list_read(request, index))
        request->out_of_memory = true;
    if (!request->out_of_memory)
        sg_screening_value(request, value);
}

/* Items mostly come in order, so that a look at the highest number says that a value is
 * new. */
static inline bool is_new(const sg_given *given, uint32_t item)
{
    return item ? item > given->highest : !given->first;
}

/* A leaf's value as it stands, read once: the compiler can't know that nothing that is
 * written meanwhile changes it. */
typedef struct sg_leaf {
    uint32_t key;
    uint16_t kind;
    uint16_t flags;
    sg_text text; /* of a string */
} sg_leaf;

/* `node` is the value's; `quotes` those that a string has around it, which each caller
 * knows. */
static SG_INLINE sg_leaf
read_leaf(const sg_request *request, uint32_t key, const sg_node *node, uint32_t quotes)
{
    return (sg_leaf){
        key, node->kind, node->flags,
        sg_node_content_between(request->document->source, node, quotes)};
}

static SG_INLINE bool is_empty(const sg_leaf *leaf)
{
    return leaf->kind == SG_STRING && leaf->text.size == 0;
}

static SG_INLINE void
bind_text(sg_request *request, const sg_name *name, sg_value *value, const sg_leaf *leaf)
{
    sg_text source = request->document->source;
    size_t room = (size_t)(source.bytes + source.size - leaf->text.bytes);

    value->text = leaf->text;
    if (leaf->flags & SG_ESCAPED) {
        value->text = sg_document_resolve(
            request->document, source, sg_target_node(request, leaf->key + 1));
        room = value->text.size;
    }
    sg_screening_text(request, name->screen, value, room);
}

/* A value of a name that is not given yet. Answers the item that it belongs to, or NULL.
 */
static SG_INLINE sg_item *bind_new(
    sg_request *request, const sg_target *target, sg_given *given, const sg_leaf *leaf)
{
    const sg_name *name = sg_target_name(request, target->name);
    sg_value *value = sg_given_value(request, given, target, leaf->key);
    sg_item *item = find_item(request, target, name, leaf->key + 1);

    if (item && !is_empty(leaf))
        item->members |= name->bit;
    if (!given->where)
        sg_given_mark_first(request, target->name, leaf->key + 1);
    if (leaf->kind == SG_STRING && name->type == SG_TYPE_TEXT)
        bind_text(request, name, value, leaf);
    else
        read_value(request, target, (uint32_t)request->values.count - 1);
    return item;
}

/* Answers the item that the value belongs to, or NULL. */
static SG_INLINE sg_item *bind_value(
    sg_request *request, const sg_target *target, uint32_t key, const sg_node *node,
    uint32_t quotes)
{
    sg_given *given = &request->given[target->name];
    sg_leaf leaf = read_leaf(request, key, node, quotes);

    if (is_empty(&leaf) && !sg_target_name(request, target->name)->empty_is_given)
        return target->entry;
    if (!sg_given_count(request, key))
        return target->entry;
    if (!is_new(given, target->item)) {
        sg_value *first = sg_request_find(request, target->name, target->item);

        if (first) {
            bind_again(request, target, first, key);
            return target->entry;
        }
    }
    return bind_new(request, target, given, &leaf);
}

static SG_APART void bind_leaf(sg_request *request, const sg_target *target, uint32_t key)
{
    const sg_node *node = sg_target_node(request, key + 1);

    bind_value(request, target, key, node, sg_node_quotes(node));
}

static void bind_alias(sg_request *request, const sg_target *target, uint32_t key)
{
    sg_target real = *target;

    if (sg_target_is_empty(sg_target_node(request, key + 1)))
        return;
    real.name = sg_target_name(request, target->name)->target;
    real.is_alias = true;
    sg_target_name_fault(request, SG_FAULT_NAME_ALIAS, &real, key);
    bind_leaf(request, &real, key);
}

/* What is common to all operations has no rules but that it is given once. False where it
 * is not given at all, or given again. */
static bool bind_common(sg_request *request, const sg_target *target, uint32_t key)
{
    sg_given *given = &request->given[target->name];

    if (sg_target_is_empty(sg_target_node(request, key + 1)) ||
        !sg_given_count(request, key))
        return false;
    if (given->where) {
        add_duplicate(request, target, key, given->where - 1);
        return false;
    }
    given->where = key + 2;
    return true;
}

static void bind_group(sg_request *request, const sg_target *target, uint32_t key)
{
    uint32_t object = key + 1;

    if (sg_target_is_empty(sg_target_node(request, object)))
        return;
    if (sg_target_node(request, object)->kind != SG_OBJECT) {
        if (sg_given_count(request, key))
            sg_target_fault(request, SG_FAULT_TYPE, target, object);
        return;
    }
    request->given[target->name].container = object + 1;
    bind_members(request, target, object);
    request->given[target->name].container = 0;
}

/* ---------------------------------------------------------------------------- names */

static void
bind_unknown(sg_request *request, const sg_target *target, uint16_t parent, uint32_t key)
{
    sg_target place = {
        .name = parent,
        .item = target->item,
        .is_item = sg_target_name(request, parent)->role == SG_ROLE_LIST};
    sg_fault *fault;

    if (sg_target_is_empty(sg_target_node(request, key + 1)) ||
        !sg_given_count(request, key))
        return;
    fault = sg_target_name_fault(request, SG_FAULT_NAME_UNKNOWN, &place, key);
    if (fault && target->name != SG_NO_NAME &&
        sg_target_name(request, target->name)->role == SG_ROLE_NEWER)
        fault->edition = target->name;
}

/* Of what is misnamed. The word "tag" or "version" alone says nothing of an operation. */
static bool is_parameter(const sg_request *request, const sg_target *target)
{
    uint8_t role = sg_target_name(request, target->name)->role;

    return role == SG_ROLE_LEAF || role == SG_ROLE_ALIAS;
}

/* A known name, but not as it must be written: what it holds is not read. */
static void bind_misnamed(sg_request *request, const sg_target *target, uint32_t key)
{
    sg_fault *fault;

    if (sg_target_is_empty(sg_target_node(request, key + 1)) ||
        !sg_given_count(request, key))
        return;
    if (sg_target_name(request, target->name)->role == SG_ROLE_CLAIM)
        sg_claim_note_misnamed(request, sg_claim_of(request, target->name), key);
    request->known += is_parameter(request, target);
    if (target->other_case) {
        sg_target_name_fault(request, SG_FAULT_NAME_CASE, target, key);
        return;
    }
    fault = sg_target_fault(request, SG_FAULT_NAME_REPEAT, target, key + 1);
    if (fault)
        fault->key = key;
}

static void bind_target(sg_request *request, const sg_target *target, uint32_t key)
{
    switch ((sg_role)sg_target_name(request, target->name)->role) {
    case SG_ROLE_LEAF:
        bind_leaf(request, target, key);
        break;
    case SG_ROLE_GROUP:
        bind_group(request, target, key);
        break;
    case SG_ROLE_LIST:
        if (target->is_item)
            bind_item(request, target, key + 1);
        else
            bind_list(request, target, key);
        break;
    case SG_ROLE_ALIAS:
        bind_alias(request, target, key);
        break;
    case SG_ROLE_CLAIM:
        if (bind_common(request, target, key))
            sg_claim_bind(request, sg_claim_of(request, target->name), key);
        else
            sg_claim_take(request, sg_claim_of(request, target->name), key);
        break;
    case SG_ROLE_COMMON:
        bind_common(request, target, key);
        break;
    case SG_ROLE_NEWER:
        bind_unknown(request, target, SG_ROOT_NAME, key);
        break;
    }
}

/* A newer name in another letter case is as unknown as it is otherwise. */
static bool is_newer(const sg_request *request, const sg_target *target)
{
    return sg_target_name(request, target->name)->role == SG_ROLE_NEWER;
}

/* A number is given also with a member that is unknown or misnamed, as it is with an
 * object that holds nothing else. */
static void note_stray(sg_request *request, const sg_target *target, uint32_t key)
{
    if (target->list && !sg_target_is_empty(sg_target_node(request, key + 1)) &&
        !request->is_stopped)
        sg_given_item(request, target->list, target->item, key + 1);
}

/* A key that is no name of a member: a flat one, or none at all. */
static SG_APART void bind_path(
    sg_request *request, const sg_target *holder, uint32_t key, sg_text path,
    sg_guess *guess)
{
    sg_target target = *holder;
    bool is_known = sg_path_follow(request, &target, holder->name, path);

    if (is_known && !is_newer(request, &target) && !target.other_case &&
        !target.is_repeat) {
        if (guess)
            sg_path_remember(request, guess, &target);
        bind_target(request, &target, key);
        return;
    }
    if (holder->name == SG_ROOT_NAME && sg_text_trim(path).size != path.size)
        sg_claim_note(request, key);
    if (!is_known || is_newer(request, &target))
        bind_unknown(request, &target, holder->name, key);
    else
        bind_misnamed(request, &target, key);
    note_stray(request, &target, key);
}

static void contest_value(sg_request *request, const sg_target *target, uint32_t key)
{
    sg_value *value = sg_request_find(request, target->name, target->item);

    if (value)
        value->is_contested = true;
    else
        sg_given_value(request, &request->given[target->name], target, key)->state =
            SG_STATE_FAULTED;
}

/* What an object has twice is a fault already. Which of the two counts can't be told, so
 * nothing that depends on it is decided. */
static SG_RARE void contest(sg_request *request, const sg_target *holder, uint32_t key)
{
    sg_target target = *holder;
    sg_text path = sg_document_string(
        request->document, request->document->source, sg_target_node(request, key));

    if (!sg_given_count(request, key) ||
        !sg_path_follow(request, &target, holder->name, path) || target.is_repeat)
        return;
    if (sg_target_name(request, target.name)->role == SG_ROLE_CLAIM)
        sg_claim_take(request, sg_claim_of(request, target.name), key);
    else if (sg_target_name(request, target.name)->role == SG_ROLE_LEAF)
        contest_value(request, &target, key);
}

static SG_INLINE void bind_found(
    sg_request *request, const sg_target *target, uint32_t key, const sg_node *node,
    uint32_t quotes)
{
    if (sg_target_name(request, target->name)->role == SG_ROLE_LEAF)
        bind_value(request, target, key, node, quotes);
    else
        bind_target(request, target, key);
}

/* ------------------------------------------------------------------- objects and lists
 */

/* The name of a member of an object. `due`: the one that is expected there, which becomes
 * the one behind it; or NULL, where anything may come. */
static SG_INLINE uint16_t find_member(
    sg_request *request, uint16_t holder, const sg_node *key, sg_text path, uint16_t *due)
{
    const sg_names *names = &request->program->names;
    sg_text source = request->document->source;
    uint16_t name;

    if (!due && !(key->flags & SG_ESCAPED))
        return sg_names_find_before(
            names, holder, path, key->link, source.bytes + source.size);
    if (!due)
        return sg_names_find(names, holder, path, key->link);
    name = sg_names_find_due(names, *due, holder, path, key->link);
    *due = name == SG_NO_NAME ? *due : sg_target_name(request, name)->next;
    return name;
}

/* `node` is the key's; `member` what a member of the holder is bound to, but for its
 * name. */
static SG_INLINE void bind_member(
    sg_request *request, const sg_target *holder, sg_target *member, uint32_t key,
    const sg_node *node, uint16_t *due)
{
    sg_text path;

    /* What is null is not given. */
    if (node[1].kind == SG_NULL)
        return;
    if (node->flags & SG_REPEATED) {
        contest(request, holder, key);
        return;
    }
    path =
        sg_document_string_between(request->document, request->document->source, node, 1);
    member->name = find_member(request, holder->name, node, path, due);
    if (member->name == SG_NO_NAME)
        bind_path(request, holder, key, path, NULL);
    else
        bind_found(request, member, key, node + 1, 1);
}

static SG_INLINE uint32_t
bind_each(sg_request *request, const sg_target *holder, uint32_t object, uint16_t *due)
{
    uint32_t end = sg_target_node(request, object)->link;
    sg_target member = {.item = holder->item, .entry = holder->entry};
    uint32_t key = object + 1;
    uint32_t next;

    for (; key < end && !request->is_stopped; key = next) {
        const sg_node *node = sg_target_node(request, key);

        next = sg_node_after(node + 1, key + 1);
        bind_member(request, holder, &member, key, node, due);
    }
    return key;
}

static void bind_members(sg_request *request, const sg_target *holder, uint32_t object)
{
    uint32_t end = sg_target_node(request, object)->link;
    uint32_t key = bind_each(request, holder, object, NULL);

    if (key < end && holder->name == SG_ROOT_NAME)
        sg_claim_seek(request, key, end);
}

/* Items mostly have the same members, in the page's order. */
static void bind_item(sg_request *request, const sg_target *target, uint32_t object)
{
    uint32_t container = request->given[target->name].container;
    uint16_t due = sg_target_name(request, target->name)->first;
    sg_target item = *target;

    if (sg_target_is_empty(sg_target_node(request, object)))
        return;
    if (sg_target_node(request, object)->kind != SG_OBJECT) {
        sg_target_fault(request, SG_FAULT_TYPE, target, object);
        return;
    }
    item.entry = sg_given_item(request, target->name, target->item, object);
    sg_given_mark(request, target->name, container ? container - 1 : object);
    bind_each(request, &item, object, &due);
}

static void bind_list(sg_request *request, const sg_target *target, uint32_t key)
{
    sg_target item = {.name = target->name, .is_item = true};
    uint32_t array = key + 1;
    uint32_t end = sg_document_after(request->document, array);

    if (sg_target_is_empty(sg_target_node(request, array)))
        return;
    if (sg_target_node(request, array)->kind != SG_ARRAY) {
        if (sg_given_count(request, key))
            sg_target_fault(request, SG_FAULT_TYPE, target, array);
        return;
    }
    request->given[target->name].container = array + 1;
    for (uint32_t i = array + 1; i < end && !request->is_stopped;
         i = sg_document_after(request->document, i)) {
        item.item++;
        if (sg_target_node(request, i)->kind != SG_NULL)
            bind_item(request, &item, i);
    }
    request->given[target->name].container = 0;
}

/* ------------------------------------------------------------------------------ pairs */

/* Names of a query are hashed only if they are not the expected ones. */
static inline uint16_t
find_name(sg_request *request, sg_guess *guess, sg_text path, uint32_t key)
{
    const sg_names *names = &request->program->names;
    sg_node *node = (sg_node *)request->document->nodes.data + key;

    if (guess->due && sg_text_equals(names->names[guess->due].segment, path))
        return guess->due;
    node->link = sg_text_hash(path);
    return sg_names_find(names, SG_ROOT_NAME, path, node->link);
}

/* `plain` is what a name of the root is bound to, but for the name; `member` likewise for
 * one that is guessed. */
static inline void bind_pair(
    sg_request *request, uint32_t key, sg_guess *guess, sg_target *plain,
    sg_target *member)
{
    const sg_node *node = sg_target_node(request, key);
    sg_text path;

    if (node->flags & SG_BROKEN) {
        sg_claim_note_broken(request, key);
        return;
    }
    path =
        sg_document_string_between(request->document, request->document->source, node, 0);
    if (sg_path_guess(request, guess, path, member)) {
        guess->entry = bind_value(request, member, key, node + 1, 0);
        return;
    }
    plain->name = find_name(request, guess, path, key);
    if (plain->name == SG_NO_NAME) {
        static const sg_target root = {.name = SG_ROOT_NAME};

        bind_path(request, &root, key, path, guess);
        return;
    }
    guess->due = sg_target_name(request, plain->name)->next;
    bind_found(request, plain, key, node + 1, 0);
}

static void bind_pairs(sg_request *request, uint32_t object)
{
    uint32_t end = sg_target_node(request, object)->link;
    sg_guess guess = {
        .due = sg_target_name(request, SG_ROOT_NAME)->first, .parent = SG_NO_NAME};
    sg_target plain = {.name = SG_ROOT_NAME};
    sg_target member = plain;
    uint32_t key = object + 1;

    for (; key < end && !request->is_stopped; key += 2)
        bind_pair(request, key, &guess, &plain, &member);
    sg_claim_seek(request, key, end);
}

/* ----------------------------------------------------------------- when all are bound */

/* What was misnamed is not missing, and nothing that depends on it can be decided. */
static void settle_misnamed(sg_request *request)
{
    for (size_t i = 0; i < request->document->faults.count; i++) {
        sg_fault *fault = (sg_fault *)request->document->faults.data + i;
        sg_target target = {.name = fault->name, .item = fault->item};
        sg_value *value;

        if (fault->kind != SG_FAULT_NAME_CASE && fault->kind != SG_FAULT_NAME_REPEAT)
            continue;
        value = sg_request_find(request, fault->name, fault->item);
        fault->extra = value && value->state == SG_STATE_GIVEN;
        if (value)
            continue;
        value =
            sg_given_value(request, &request->given[fault->name], &target, fault->key);
        value->state = SG_STATE_FAULTED;
    }
}

static SG_INLINE void require(sg_request *request, const uint16_t *required)
{
    const sg_node *root = sg_target_node(request, request->root);

    for (; *required != SG_NO_NAME; required++) {
        sg_target target = {.name = *required};
        sg_fault *fault;

        if (request->given[*required].first)
            continue;
        fault = sg_target_fault(request, SG_FAULT_MISSING, &target, request->root);
        if (!fault)
            return;
        fault->place.end = root->begin + sg_node_quotes(root);
    }
}

static void sort_items(sg_request *request)
{
    sg_item *items = request->items.data;

    for (size_t i = 1; i < request->items.count; i++) {
        sg_item item = items[i];
        size_t j = i;

        for (; j > 0 && sg_item_is_before(&item, &items[j - 1]); j--)
            items[j] = items[j - 1];
        items[j] = item;
    }
}

/* Room for all that the request can give: a value needs a key before it, and an item is a
 * value or, in the flat form, has one. */
static bool reserve(sg_request *request)
{
    const snapguard_allocator *allocator = request->document->allocator;
    size_t nodes = request->end - request->root;

    return sg_array_reserve(
               &request->values, allocator, nodes / 2 + 1, sizeof(sg_value)) &&
           sg_array_reserve(&request->items, allocator, nodes, sizeof(sg_item));
}

static SG_INLINE void begin(sg_request *request)
{
    size_t names = request->program->names.count;

    request->values.count = 0;
    request->lists.count = 0;
    request->items.count = 0;
    memset(request->given, 0, names * sizeof *request->given);
    for (size_t i = 0; i < request->program->mask_words; i++)
        request->active[i] = request->program->always[i];
    request->steps = 0;
    request->parameters = 0;
    request->known = 0;
    memset(request->claims, 0, sizeof request->claims);
    request->is_stopped = false;
    request->is_unsorted = false;
    request->out_of_memory = false;
}

void sg_binding_begin(sg_request *request)
{
    begin(request);
}

static SG_INLINE bool end(sg_request *request, const uint16_t *required)
{
    request->known += request->values.count;
    if (request->out_of_memory || request->is_stopped)
        return !request->out_of_memory;
    if (request->document->faults.count)
        settle_misnamed(request);
    require(request, required);
    if (request->is_unsorted)
        sort_items(request);
    return !request->out_of_memory;
}

bool sg_binding_end(sg_request *request, const uint16_t *required)
{
    return end(request, required);
}

/* What the headers say, and then the members of both objects. */
static void bind_all(sg_request *request)
{
    const sg_target holder = {.name = SG_ROOT_NAME};

    for (uint32_t key = 0; key < request->document->headers; key += 2)
        sg_claim_bind(request, (sg_claim_kind)sg_target_node(request, key)->link, key);
    if (sg_target_node(request, request->root)->flags & SG_ENCODED)
        bind_pairs(request, request->root);
    else
        bind_members(request, &holder, request->root);
    if (request->body != SG_NO_NODE)
        bind_members(request, &holder, request->body);
}

bool sg_request_bind(sg_request *request, uint32_t root, uint32_t body)
{
    request->root = root;
    request->body = body;
    request->end = sg_document_after(request->document, body == SG_NO_NODE ? root : body);
    begin(request);
    if (!reserve(request))
        return false;
    bind_all(request);
    return end(request, request->program->required);
}
