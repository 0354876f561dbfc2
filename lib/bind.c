/* Binding: the members of a request's object, nested or flat, become values of the
 * operation's parameters. What fits no parameter, or not its type, becomes a fault. */
#include "list.h"
#include "request.h"

/* What a key stands for. */
typedef struct sg_target {
    uint16_t name;
    uint16_t list; /* whose number `item` is, where a flat name says so, or 0 */
    uint32_t item;
    sg_item *entry; /* the item that holds it, if that is known already */
    bool is_item;   /* ends in a number: Tag.1 */
    bool is_repeat; /* a number behind a parameter that is no list: timePoints.1 */
    bool other_case;
    bool is_alias;
} sg_target;

static void bind_members(sg_request *request, const sg_target *holder, uint32_t object);

static const sg_name *name_of(const sg_request *request, uint16_t name)
{
    return &request->program->names.names[name];
}

static const sg_node *node_of(const sg_request *request, uint32_t node)
{
    return sg_document_node(request->document, node);
}

static sg_fault *add_fault(
    sg_request *request, sg_fault_kind kind, const sg_target *target, uint32_t place)
{
    const sg_node *node = node_of(request, place);
    sg_fault *fault = sg_document_fault(request->document, kind, node->begin, node->end);

    if (!fault) {
        request->out_of_memory = true;
        return NULL;
    }
    fault->name = target->name;
    fault->item = target->item;
    fault->is_item = target->is_item;
    fault->place.node = place;
    return fault;
}

/* The name is at fault, not the value. */
static sg_fault *add_name_fault(
    sg_request *request, sg_fault_kind kind, const sg_target *target, uint32_t key)
{
    sg_fault *fault = add_fault(request, kind, target, key);

    if (fault) {
        fault->key = key;
        fault->is_at_name = true;
        fault->place.node = key + 1;
    }
    return fault;
}

/* -------------------------------------------------------------------- what is given */

static void mark_one(sg_request *request, uint16_t name, uint32_t node)
{
    const sg_program *program = request->program;

    if (request->given[name].where)
        return;
    request->given[name].where = node + 1;
    if (program->names.names[name].is_asked_about)
        sg_mask_add(request->active, program->given[name], program->mask_words);
}

/* A group is given when one of its members is. */
static SG_APART void mark_given(sg_request *request, uint16_t name, uint32_t node)
{
    mark_one(request, name, node);
    for (name = name_of(request, name)->parent; name != SG_ROOT_NAME;
         name = name_of(request, name)->parent) {
        uint32_t container = request->given[name].container;

        mark_one(request, name, container ? container - 1 : node);
    }
}

/* How many parameters a request gives in all, those behind the limit too. */
static uint64_t count_parameters(const sg_request *request)
{
    uint32_t end = request->end;
    uint64_t count = 0;

    for (uint32_t i = request->root; i < end; i++) {
        uint16_t kind = node_of(request, i)->kind;
        uint16_t value = kind == SG_KEY ? node_of(request, i + 1)->kind : SG_NULL;

        count += value != SG_NULL && value != SG_ARRAY && value != SG_OBJECT;
    }
    return count;
}

static SG_APART void stop_counting(sg_request *request, uint32_t key)
{
    sg_target none = {.name = SG_NO_NAME};
    sg_fault *fault = add_name_fault(request, SG_FAULT_LIMIT, &none, key);

    if (fault) {
        fault->unit = SNAPGUARD_MAX_PARAMETERS;
        fault->limit = request->limits.parameters;
        fault->count = count_parameters(request);
        if (fault->count < request->parameters)
            fault->count = request->parameters;
    }
    request->is_stopped = true;
}

static inline bool is_counted(sg_request *request, uint32_t key)
{
    if (++request->parameters <= request->limits.parameters)
        return true;
    stop_counting(request, key);
    return false;
}

static bool is_before(const sg_item *a, const sg_item *b)
{
    return a->name != b->name ? a->name < b->name : a->number < b->number;
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
    if (request->items.count > 1 && is_before(item, item - 1))
        request->is_unsorted = true;
    return item;
}

/* The item Tag.N, new or known. There is room for it: see reserve(). */
static SG_APART sg_item *
use_item(sg_request *request, uint16_t list, uint32_t number, uint32_t node)
{
    sg_item *item = NULL;

    if (number <= request->given[list].highest)
        item = find_item(request, list, number);
    return item ? item : add_item(request, list, number, node);
}

/* There is room for it: see reserve(). */
static inline sg_value *
add_value(sg_request *request, const sg_target *target, uint32_t key)
{
    sg_value *value = (sg_value *)request->values.data + request->values.count++;
    sg_given *given = &request->given[target->name];
    uint32_t index = (uint32_t)request->values.count;

    *value = (sg_value){
        .name = target->name,
        .is_alias = target->is_alias,
        .item = target->item,
        .key = key,
        .node = key + 1,
    };
    if (given->first)
        sg_request_value(request, given->last - 1)->next = index;
    else
        given->first = index;
    given->last = index;
    if (target->item > given->highest)
        given->highest = target->item;
    return value;
}

/* --------------------------------------------------------------------- typed values */

static bool read_integer(sg_text text, int64_t *integer)
{
    size_t i = text.size && text.bytes[0] == '-';
    bool negative = i == 1;
    int64_t value = 0;

    if (i == text.size)
        return false;
    for (; i < text.size; i++) {
        char c = text.bytes[i];

        if (c < '0' || c > '9')
            return false;
        /* Past 18 digits the size says enough: no parameter comes near it. */
        if (value < INT64_C(100000000000000000))
            value = value * 10 + (c - '0');
    }
    *integer = negative ? -value : value;
    return true;
}

static bool read_boolean(sg_text text, bool *boolean)
{
    *boolean = sg_text_equals_ignoring_case(text, SG_LITERAL("true"));
    return *boolean || sg_text_equals_ignoring_case(text, SG_LITERAL("false"));
}

/* In a query and a form everything is text. */
static sg_fault_kind as_text(const sg_node *node)
{
    return node->flags & SG_ENCODED ? SG_FAULT_COUNT : SG_FAULT_AS_TEXT;
}

/* Which fault a value has as one of its type; SG_FAULT_COUNT if it has none. */
static sg_fault_kind type_integer(sg_value *value, const sg_node *node)
{
    bool is_text = node->kind == SG_STRING;

    if (!is_text && !(node->kind == SG_NUMBER && node->flags & SG_INTEGER))
        return SG_FAULT_TYPE;
    if (!read_integer(value->text, &value->integer))
        return SG_FAULT_TYPE;
    return is_text ? as_text(node) : SG_FAULT_COUNT;
}

static sg_fault_kind type_boolean(sg_value *value, const sg_node *node)
{
    sg_text right;

    if (node->kind == SG_TRUE || node->kind == SG_FALSE) {
        value->boolean = node->kind == SG_TRUE;
        return SG_FAULT_COUNT;
    }
    if (node->kind != SG_STRING || !read_boolean(value->text, &value->boolean))
        return SG_FAULT_TYPE;
    right = value->boolean ? SG_LITERAL("true") : SG_LITERAL("false");
    return sg_text_equals(value->text, right) ? as_text(node) : SG_FAULT_BOOLEAN_CASE;
}

static sg_fault_kind type_text(sg_value *value, const sg_node *node)
{
    (void)value;
    (void)node;
    return SG_FAULT_TYPE;
}

static sg_fault_kind type_list(sg_value *value, const sg_node *node)
{
    (void)value;
    return node->kind == SG_ARRAY ? SG_FAULT_ARRAY : SG_FAULT_TYPE;
}

/* Any value but a string where a text or a list is wanted. */
static SG_APART void
read_typed(sg_request *request, const sg_target *target, uint32_t index)
{
    static sg_fault_kind (*const readers[])(sg_value *, const sg_node *) = {
        [SG_TYPE_TEXT] = type_text,
        [SG_TYPE_INTEGER] = type_integer,
        [SG_TYPE_BOOLEAN] = type_boolean,
        [SG_TYPE_LIST] = type_list,
    };
    sg_value *value = sg_request_value(request, index);
    const sg_node *node = node_of(request, value->node);
    sg_fault_kind kind;

    if (node->kind == SG_STRING)
        value->text =
            sg_document_string(request->document, request->document->source, node);
    else if (node->kind == SG_NUMBER)
        value->text = sg_node_raw(request->document->source, node);
    kind = readers[name_of(request, value->name)->type](value, node);
    if (kind == SG_FAULT_TYPE || kind == SG_FAULT_ARRAY)
        value->state = SG_STATE_FAULTED;
    if (kind != SG_FAULT_COUNT)
        add_fault(request, kind, target, value->node);
}

/* ---------------------------------------------------------------------------- a key */

static inline bool is_empty_between(const sg_node *node, uint32_t quotes)
{
    return node->kind == SG_STRING && node->end - node->begin == 2 * quotes;
}

static bool is_empty(const sg_node *node)
{
    return is_empty_between(node, sg_node_quotes(node));
}

/* Members of a nested item know their item; those of the flat form look for it. Answers
 * the item, or NULL. */
static inline sg_item *note_item(
    sg_request *request, const sg_target *target, const sg_name *name, uint32_t node,
    bool is_there)
{
    sg_item *item = target->entry;

    if (!item || item->name != name->parent) {
        if (name_of(request, name->parent)->role != SG_ROLE_LIST)
            return NULL;
        item = use_item(request, name->parent, target->item, node);
    }
    if (name->ordinal < 32 && is_there)
        item->members |= UINT32_C(1) << name->ordinal;
    return item;
}

/* Given again: `first` is the value node that was there before. */
static void
add_duplicate(sg_request *request, const sg_target *target, uint32_t key, uint32_t first)
{
    const sg_node *other = node_of(request, first);
    sg_fault *fault = add_fault(request, SG_FAULT_DUPLICATE_PARAMETER, target, key + 1);

    if (!fault)
        return;
    fault->key = key;
    fault->related_begin = other->begin;
    fault->related_end = other->end;
}

/* Given again, nested and flat, or in a query. An equal value under another spelling is
 * no contradiction. */
static SG_APART void
bind_again(sg_request *request, const sg_target *target, sg_value *first, uint32_t key)
{
    const sg_node *node = node_of(request, key + 1);
    const sg_node *other = node_of(request, first->node);

    if (target->is_alias != first->is_alias && node->kind == SG_STRING &&
        other->kind == SG_STRING &&
        sg_node_compare(request->document->source, node, other) == 0)
        return;
    request->known++;
    first->is_contested = true;
    add_duplicate(request, target, key, first->node);
}

/* Items mostly come in order, so that a look at the highest number says that a value is
 * new. */
static inline bool is_new(const sg_given *given, uint32_t item)
{
    return !given->first || (item && item > given->highest);
}

/* Answers the item that the value belongs to, or NULL. `quotes`: those that a string has
 * around it, which each caller knows. */
static inline sg_item *
bind_value(sg_request *request, const sg_target *target, uint32_t key, uint32_t quotes)
{
    const sg_name *name = name_of(request, target->name);
    sg_given *given = &request->given[target->name];
    const sg_node *node = node_of(request, key + 1);
    bool is_there = !is_empty_between(node, quotes);
    sg_value *first;
    sg_value *value;
    sg_item *item;

    if ((!is_there && !name->empty_is_given) || !is_counted(request, key))
        return target->entry;
    first = is_new(given, target->item)
                ? NULL
                : sg_request_find(request, target->name, target->item);
    if (first) {
        bind_again(request, target, first, key);
        return target->entry;
    }
    value = add_value(request, target, key);
    if (name->is_quiet)
        given->where = key + 2;
    else if (!given->where)
        mark_given(request, target->name, key + 1);
    item = note_item(request, target, name, key + 1, is_there);
    if (node->kind == SG_STRING && name->type == SG_TYPE_TEXT)
        value->text = sg_document_string_between(
            request->document, request->document->source, node, quotes);
    else if (node->kind == SG_STRING && name->type == SG_TYPE_LIST)
        request->out_of_memory |=
            !sg_list_read(request, (uint32_t)request->values.count - 1);
    else
        read_typed(request, target, (uint32_t)request->values.count - 1);
    return item;
}

static void bind_leaf(sg_request *request, const sg_target *target, uint32_t key)
{
    bind_value(request, target, key, sg_node_quotes(node_of(request, key + 1)));
}

static void bind_alias(sg_request *request, const sg_target *target, uint32_t key)
{
    sg_target real = *target;

    if (is_empty(node_of(request, key + 1)))
        return;
    real.name = name_of(request, target->name)->target;
    real.is_alias = true;
    add_name_fault(request, SG_FAULT_NAME_ALIAS, &real, key);
    bind_leaf(request, &real, key);
}

/* What cannot be decoded may say anything. */
static bool is_ours(sg_request *request, sg_claim_kind kind, const sg_node *node)
{
    sg_document *document = request->document;

    return (node->flags & SG_BROKEN) ||
           sg_operation_is(
               &request->program->operation[kind],
               sg_document_string(document, document->source, node));
}

static void add_conflict(sg_request *request, const sg_claim *claim, uint32_t key)
{
    static const sg_target none = {.name = SG_NO_NAME};
    const sg_node *first = node_of(request, claim->node - 1);
    sg_fault *fault = add_fault(request, SG_FAULT_OPERATION, &none, key + 1);

    if (!fault)
        return;
    fault->related_begin = first->begin;
    fault->related_end = first->end;
}

/* False where there was one before. */
static bool take_claim(sg_request *request, sg_claim_kind kind, uint32_t key)
{
    sg_claim *claim = &request->claims[kind];
    const sg_node *node = node_of(request, key + 1);

    if (node->kind != SG_STRING || is_empty(node))
        return true;
    claim->is_ours |= is_ours(request, kind, node);
    if (claim->node)
        return false;
    claim->node = key + 2;
    return true;
}

/* Header and parameter may both name the operation, if they name the same one. What may
 * say anything contradicts nothing. */
static void bind_claim(sg_request *request, sg_claim_kind kind, uint32_t key)
{
    const sg_claim *claim = &request->claims[kind];
    const sg_node *node = node_of(request, key + 1);

    if (take_claim(request, kind, key) || node->flags & SG_BROKEN)
        return;
    if (sg_node_compare(
            request->document->source, node, node_of(request, claim->node - 1)) != 0)
        add_conflict(request, claim, key);
}

/* What is common to all operations has no rules but that it is given once. False where it
 * is not given at all, or given again. */
static bool bind_common(sg_request *request, const sg_target *target, uint32_t key)
{
    sg_given *given = &request->given[target->name];

    if (is_empty(node_of(request, key + 1)) || !is_counted(request, key))
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

    if (is_empty(node_of(request, object)))
        return;
    if (node_of(request, object)->kind != SG_OBJECT) {
        if (is_counted(request, key))
            add_fault(request, SG_FAULT_TYPE, target, object);
        return;
    }
    request->given[target->name].container = object + 1;
    bind_members(request, target, object);
    request->given[target->name].container = 0;
}

static void bind_item(sg_request *request, const sg_target *target, uint32_t object)
{
    uint32_t container = request->given[target->name].container;
    sg_target item = *target;

    if (is_empty(node_of(request, object)))
        return;
    if (node_of(request, object)->kind != SG_OBJECT) {
        add_fault(request, SG_FAULT_TYPE, target, object);
        return;
    }
    item.entry = use_item(request, target->name, target->item, object);
    if (!request->given[target->name].where)
        mark_given(request, target->name, container ? container - 1 : object);
    bind_members(request, &item, object);
}

static void bind_list(sg_request *request, const sg_target *target, uint32_t key)
{
    sg_target item = {.name = target->name, .is_item = true};
    uint32_t array = key + 1;
    uint32_t end = sg_document_after(request->document, array);

    if (is_empty(node_of(request, array)))
        return;
    if (node_of(request, array)->kind != SG_ARRAY) {
        if (is_counted(request, key))
            add_fault(request, SG_FAULT_TYPE, target, array);
        return;
    }
    request->given[target->name].container = array + 1;
    for (uint32_t i = array + 1; i < end && !request->is_stopped;
         i = sg_document_after(request->document, i)) {
        item.item++;
        if (node_of(request, i)->kind != SG_NULL)
            bind_item(request, &item, i);
    }
    request->given[target->name].container = 0;
}

/* ---------------------------------------------------------------------------- names */

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

/* Follow a flat name, such as Tag.1.Key, from `parent` on. False if it leads nowhere;
 * target->name is then the newer edition's name that it begins with, or none. */
static bool
follow(const sg_request *request, sg_target *target, uint16_t parent, sg_text path)
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
        role = name_of(request, name)->role;
        is_open = path.size > 0 || path.bytes[-1] == '.';
        target->is_item = false;
        if (role == SG_ROLE_LIST && is_open) {
            if (!sg_names_is_index(next_segment(&path), &target->item))
                return false;
            target->is_item = true;
            target->list = target->other_case ? 0 : name;
            is_open = path.size > 0 || path.bytes[-1] == '.';
        } else if (role == SG_ROLE_LEAF && is_open) {
            target->is_repeat = name_of(request, name)->type == SG_TYPE_LIST &&
                                sg_names_is_index(path, &(uint32_t){0});
            return target->is_repeat;
        } else if (role >= SG_ROLE_ALIAS && is_open) {
            return false;
        }
        parent = name;
    }
    return target->name != SG_NO_NAME;
}

static void
bind_unknown(sg_request *request, const sg_target *target, uint16_t parent, uint32_t key)
{
    sg_target place = {
        .name = parent,
        .item = target->item,
        .is_item = name_of(request, parent)->role == SG_ROLE_LIST};
    sg_fault *fault;

    if (is_empty(node_of(request, key + 1)) || !is_counted(request, key))
        return;
    fault = add_name_fault(request, SG_FAULT_NAME_UNKNOWN, &place, key);
    if (fault && target->name != SG_NO_NAME &&
        name_of(request, target->name)->role == SG_ROLE_NEWER)
        fault->edition = target->name;
}

static sg_claim_kind claim_of(const sg_request *request, uint16_t name)
{
    return (sg_claim_kind)name_of(request, name)->claim;
}

/* An operation that is named by a name that is not quite right: other readers may take
 * it. */
static void note_misclaimed(sg_request *request, sg_claim_kind kind, uint32_t key)
{
    const sg_node *node = node_of(request, key + 1);

    request->claims[kind].is_ours |=
        node->kind == SG_STRING && is_ours(request, kind, node);
}

/* A known name, but not as it must be written: what it holds is not read. */
static void bind_misnamed(sg_request *request, const sg_target *target, uint32_t key)
{
    sg_fault *fault;

    if (is_empty(node_of(request, key + 1)) || !is_counted(request, key))
        return;
    if (name_of(request, target->name)->role == SG_ROLE_CLAIM)
        note_misclaimed(request, claim_of(request, target->name), key);
    request->known++;
    if (target->other_case) {
        add_name_fault(request, SG_FAULT_NAME_CASE, target, key);
        return;
    }
    fault = add_fault(request, SG_FAULT_NAME_REPEAT, target, key + 1);
    if (fault)
        fault->key = key;
}

static void bind_target(sg_request *request, const sg_target *target, uint32_t key)
{
    switch ((sg_role)name_of(request, target->name)->role) {
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
            bind_claim(request, claim_of(request, target->name), key);
        else
            take_claim(request, claim_of(request, target->name), key);
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
    return name_of(request, target->name)->role == SG_ROLE_NEWER;
}

/* What is expected of the next key. Names come mostly in the page's order, and flat ones
 * mostly behind others of the same list or group. */
typedef struct sg_guess {
    uint16_t due;    /* the member of the holder, or 0 */
    uint16_t parent; /* of the last flat name: its list or group, or SG_NO_NAME */
    uint16_t next;   /* the member of that which is due, or 0 */
    sg_text stem;    /* what its members begin with: "Tag" */
    sg_text prefix;  /* what the last one began with, its dots included: "Tag.7." */
    uint32_t item;   /* of that */
    sg_item *entry;  /* likewise, or NULL */
} sg_guess;

static void remember(sg_request *request, sg_guess *guess, const sg_target *target)
{
    const sg_name *name = name_of(request, target->name);
    const sg_name *parent = name_of(request, name->parent);

    if (name->role != SG_ROLE_LEAF || parent->parent != SG_ROOT_NAME)
        return;
    guess->parent = name->parent;
    guess->next = name->next;
    guess->stem = parent->segment;
    guess->prefix.size = 0;
}

static inline bool begins(sg_text text, sg_text prefix)
{
    return text.size > prefix.size &&
           sg_text_equals((sg_text){text.bytes, prefix.size}, prefix);
}

/* Another item of the same list, or the same group. Answers the size of its prefix, or 0.
 */
static inline size_t read_prefix(const sg_request *request, sg_guess *guess, sg_text path)
{
    size_t at = guess->stem.size + 1;
    size_t begin = at;
    uint32_t number = 0;

    if (path.size <= at || path.bytes[at - 1] != '.' || !begins(path, guess->stem))
        return 0;
    guess->item = 0;
    if (name_of(request, guess->parent)->role != SG_ROLE_LIST)
        return at;
    for (; at < path.size && path.bytes[at] >= '0' && path.bytes[at] <= '9'; at++)
        number = number * 10 + (uint32_t)(path.bytes[at] - '0');
    if (at == begin || at - begin > 4 || path.bytes[begin] == '0' || at == path.size ||
        path.bytes[at] != '.')
        return 0;
    guess->item = number;
    return at + 1;
}

static inline uint16_t
find_member(const sg_request *request, const sg_guess *guess, sg_text segment)
{
    const sg_names *names = &request->program->names;

    if (guess->next && sg_text_equals(segment, names->names[guess->next].segment))
        return guess->next;
    return sg_names_find(names, guess->parent, segment, sg_text_hash(segment));
}

/* The member of the same list or group as the last one. */
static inline bool
follow_guess(const sg_request *request, sg_guess *guess, sg_text path, sg_target *target)
{
    uint16_t name;

    if (guess->parent == SG_NO_NAME)
        return false;
    if (!guess->prefix.size || !begins(path, guess->prefix)) {
        guess->entry = NULL;
        guess->prefix = (sg_text){path.bytes, read_prefix(request, guess, path)};
        if (!guess->prefix.size)
            return false;
    }
    path.bytes += guess->prefix.size;
    path.size -= guess->prefix.size;
    name = find_member(request, guess, path);
    if (name == SG_NO_NAME || name_of(request, name)->role != SG_ROLE_LEAF)
        return false;
    guess->next = name_of(request, name)->next;
    target->name = name;
    target->item = guess->item;
    target->entry = guess->entry;
    return true;
}

/* What a member says of the operation, and nothing else. */
static void note_claim(sg_request *request, uint32_t key)
{
    const sg_operation *operation = request->program->operation;
    sg_text name = sg_document_string(
        request->document, request->document->source, node_of(request, key));

    for (int kind = 0; kind < SG_CLAIM_COUNT; kind++) {
        if (!sg_text_equals_ignoring_case(sg_text_trim(name), operation[kind].parameter))
            continue;
        if (sg_text_equals(name, operation[kind].parameter))
            take_claim(request, (sg_claim_kind)kind, key);
        else
            note_misclaimed(request, (sg_claim_kind)kind, key);
    }
}

/* A number is given also with a member that is unknown or misnamed, as it is with an
 * object that holds nothing else. */
static void note_stray(sg_request *request, const sg_target *target, uint32_t key)
{
    if (target->list && !is_empty(node_of(request, key + 1)) && !request->is_stopped)
        use_item(request, target->list, target->item, key + 1);
}

/* A key that is no name of a member: a flat one, or none at all. */
static SG_APART void bind_path(
    sg_request *request, const sg_target *holder, uint32_t key, sg_text path,
    sg_guess *guess)
{
    sg_target target = *holder;
    bool is_known = follow(request, &target, holder->name, path);

    if (is_known && !is_newer(request, &target) && !target.other_case &&
        !target.is_repeat) {
        if (guess)
            remember(request, guess, &target);
        bind_target(request, &target, key);
        return;
    }
    if (holder->name == SG_ROOT_NAME && sg_text_trim(path).size != path.size)
        note_claim(request, key);
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
        add_value(request, target, key)->state = SG_STATE_FAULTED;
}

/* What an object has twice is a fault already. Which of the two counts can't be told, so
 * nothing that depends on it is decided. */
static SG_APART void contest(sg_request *request, const sg_target *holder, uint32_t key)
{
    sg_target target = *holder;
    sg_text path = sg_document_string(
        request->document, request->document->source, node_of(request, key));

    if (!is_counted(request, key) || !follow(request, &target, holder->name, path) ||
        target.is_repeat)
        return;
    if (name_of(request, target.name)->role == SG_ROLE_CLAIM)
        take_claim(request, claim_of(request, target.name), key);
    else if (name_of(request, target.name)->role == SG_ROLE_LEAF)
        contest_value(request, &target, key);
}

/* A name that cannot be decoded may be any, and so may be the one of the operation. */
static SG_APART void bind_broken(sg_request *request, uint32_t key)
{
    for (int kind = 0; kind < SG_CLAIM_COUNT; kind++)
        note_misclaimed(request, (sg_claim_kind)kind, key);
}

static void
bind_found(sg_request *request, const sg_target *target, uint32_t key, uint32_t quotes)
{
    if (name_of(request, target->name)->role == SG_ROLE_LEAF)
        bind_value(request, target, key, quotes);
    else
        bind_target(request, target, key);
}

/* `due` is the name that is expected here, and becomes the one behind it. */
static inline void
bind_member(sg_request *request, const sg_target *holder, uint32_t key, uint16_t *due)
{
    const sg_node *node = node_of(request, key);
    sg_target target = {.item = holder->item, .entry = holder->entry};
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
    target.name =
        sg_names_find_due(&request->program->names, *due, holder->name, path, node->link);
    if (target.name == SG_NO_NAME) {
        bind_path(request, holder, key, path, NULL);
        return;
    }
    *due = name_of(request, target.name)->next;
    bind_found(request, &target, key, 1);
}

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

static inline void bind_pair(sg_request *request, uint32_t key, sg_guess *guess)
{
    static const sg_target root = {.name = SG_ROOT_NAME};
    const sg_node *node = node_of(request, key);
    sg_target target = root;
    sg_text path;

    if (node->flags & SG_BROKEN) {
        bind_broken(request, key);
        return;
    }
    path =
        sg_document_string_between(request->document, request->document->source, node, 0);
    if (follow_guess(request, guess, path, &target)) {
        guess->entry = bind_value(request, &target, key, 0);
        return;
    }
    target.name = find_name(request, guess, path, key);
    if (target.name == SG_NO_NAME) {
        bind_path(request, &root, key, path, guess);
        return;
    }
    guess->due = name_of(request, target.name)->next;
    bind_found(request, &target, key, 0);
}

/* Past a limit nothing is read but for which operation it is: limits are this one's. */
static SG_APART void bind_claims(sg_request *request, uint32_t key, uint32_t end)
{
    for (; key < end; key = sg_document_after(request->document, key + 1)) {
        if (node_of(request, key)->flags & SG_BROKEN)
            bind_broken(request, key);
        else
            note_claim(request, key);
    }
}

void sg_request_claim(sg_request *request, uint32_t object)
{
    bind_claims(request, object + 1, sg_document_after(request->document, object));
}

static void bind_members(sg_request *request, const sg_target *holder, uint32_t object)
{
    uint32_t end = node_of(request, object)->link;
    uint16_t due = name_of(request, holder->name)->first;
    uint32_t key = object + 1;

    for (; key < end && !request->is_stopped;
         key = sg_document_after(request->document, key + 1))
        bind_member(request, holder, key, &due);
    if (key < end && holder->name == SG_ROOT_NAME)
        bind_claims(request, key, end);
}

static void bind_pairs(sg_request *request, uint32_t object)
{
    uint32_t end = node_of(request, object)->link;
    sg_guess guess = {.due = name_of(request, SG_ROOT_NAME)->first, .parent = SG_NO_NAME};
    uint32_t key = object + 1;

    for (; key < end && !request->is_stopped; key += 2)
        bind_pair(request, key, &guess);
    bind_claims(request, key, end);
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
        value = add_value(request, &target, fault->key);
        value->state = SG_STATE_FAULTED;
    }
}

static void require(sg_request *request)
{
    const uint16_t *required = request->program->required;
    const sg_node *root = node_of(request, request->root);

    for (; *required != SG_NO_NAME; required++) {
        sg_target target = {.name = *required};
        sg_fault *fault;

        if (request->given[*required].first)
            continue;
        fault = add_fault(request, SG_FAULT_MISSING, &target, request->root);
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

        for (; j > 0 && is_before(&item, &items[j - 1]); j--)
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

static void begin(sg_request *request)
{
    size_t names = request->program->names.count;

    request->values.count = 0;
    request->lists.count = 0;
    request->items.count = 0;
    memset(request->given, 0, names * sizeof *request->given);
    memset(request->active, 0, request->program->mask_words * sizeof *request->active);
    request->parameters = 0;
    request->known = 0;
    memset(request->claims, 0, sizeof request->claims);
    request->is_stopped = false;
    request->is_unsorted = false;
    request->out_of_memory = false;
}

/* What the headers say, and then the members of both objects. */
static void bind_all(sg_request *request)
{
    const sg_target holder = {.name = SG_ROOT_NAME};

    for (uint32_t key = 0; key < request->document->headers; key += 2)
        bind_claim(request, (sg_claim_kind)node_of(request, key)->link, key);
    if (node_of(request, request->root)->flags & SG_ENCODED)
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
    request->known += request->values.count;
    if (request->out_of_memory || request->is_stopped)
        return !request->out_of_memory;
    if (request->document->faults.count)
        settle_misnamed(request);
    require(request);
    if (request->is_unsorted)
        sort_items(request);
    return !request->out_of_memory;
}
