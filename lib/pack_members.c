/* The part of the loader that says which members the objects of a pack may have, so that
 * a slip is never passed over. */
#include "enumerations.h"
#include "pack.h"

/* --------------------------------------------------------------------------- shapes */

static bool is_anything(const json_t *value)
{
    return value != NULL;
}

static bool is_text(const json_t *value)
{
    return json_string_length(value) > 0;
}

static bool is_words(const json_t *value)
{
    for (size_t i = 0; i < json_array_size(value); i++)
        if (!is_text(json_array_get(value, i)))
            return false;
    return json_array_size(value) > 0;
}

static bool is_few(const json_t *value)
{
    return is_words(value) && json_array_size(value) <= SG_PACK_FEW;
}

static bool is_texts(const json_t *value)
{
    return is_text(value) || is_words(value);
}

static bool is_integer(const json_t *value)
{
    return json_is_integer(value);
}

static bool is_integers(const json_t *value)
{
    for (size_t i = 0; i < json_array_size(value); i++)
        if (!json_is_integer(json_array_get(value, i)))
            return false;
    return json_is_array(value) && json_array_size(value) <= SG_PACK_FEW;
}

static bool is_count(const json_t *value)
{
    return json_is_integer(value) && json_integer_value(value) >= 0;
}

static bool is_scalars(const json_t *value)
{
    for (size_t i = 0; i < json_array_size(value); i++)
        if (!is_count(json_array_get(value, i)))
            return is_few(value);
    return json_array_size(value) > 0 && json_array_size(value) <= SG_PACK_FEW;
}

static bool is_hours(const json_t *value)
{
    return is_count(value) && json_integer_value(value) >= 1 &&
           json_integer_value(value) <= 24;
}

static bool is_boolean(const json_t *value)
{
    return json_is_boolean(value);
}

static bool is_yes(const json_t *value)
{
    return json_is_true(value);
}

static bool is_object(const json_t *value)
{
    return json_is_object(value);
}

static bool is_array(const json_t *value)
{
    return json_is_array(value);
}

static bool is_bracket(const json_t *value)
{
    return is_text(value) && json_string_value(value)[0] == '[';
}

static bool is_one_of(const json_t *value, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count && json_is_string(value); i++)
        if (strcmp(json_string_value(value), words[i]) == 0)
            return true;
    return false;
}

static bool is_which(const json_t *value)
{
    static const char *const words[] = {"first", "rest"};

    return is_one_of(value, words, sizeof words / sizeof *words);
}

static bool is_severity(const json_t *value)
{
    return is_one_of(value, sg_severity_names, SG_SEVERITIES);
}

static bool is_policy(const json_t *value)
{
    static const char *const words[] = {"policy"};

    return is_one_of(value, words, 1);
}

static bool is_language(const json_t *value)
{
    static const char *const words[] = {"snapguard/pack/1"};

    return is_one_of(value, words, 1);
}

static bool is_name(const json_t *value)
{
    sg_text name = sg_loader_text(value);

    if (!is_text(value) || name.size > SG_PACK_NAME || *name.bytes < 'a' ||
        *name.bytes > 'z')
        return false;
    for (size_t i = 0; i < name.size; i++) {
        char c = name.bytes[i];
        bool is_letter = c >= 'a' && c <= 'z';
        bool is_digit = c >= '0' && c <= '9';

        if (!is_letter && !is_digit && c != '-')
            return false;
    }
    return true;
}

/* What may stand deeper in them is asked where they are read. */
static bool is_places(const json_t *value)
{
    return is_text(value) || json_is_object(value) || json_array_size(value) > 0;
}

static bool is_scalar(const json_t *value)
{
    return json_is_string(value) || json_is_integer(value) || json_is_boolean(value);
}

static bool is_choice(const json_t *value)
{
    return is_text(value) || is_words(value) ||
           (is_integers(value) && json_array_size(value) > 0);
}

static bool is_safety(const json_t *value)
{
    static const char *const words[] = {"refused"};

    return json_is_boolean(value) || is_one_of(value, words, 1);
}

static bool is_some(const json_t *value)
{
    return json_array_size(value) > 0;
}

#define is_parameter is_text
#define is_condition is_object
#define is_predicate is_object
#define is_bounds is_object
#define is_quantified is_object
#define is_predicates is_some
#define is_conditions is_some
#define is_operation is_object
#define is_rules is_array
#define is_lists is_object
#define is_severities is_object
#define is_errors is_array
#define is_parameters is_array
#define is_newer is_array
#define is_answer is_object
#define is_fix is_object

typedef struct sg_member_shape {
    bool (*fits)(const json_t *value);
    const char *reason;
} sg_member_shape;

enum {
#define SHAPE(name, reason, schema) SG_SHAPE_##name,
#include "pack_shapes.def"
#undef SHAPE
};

static const sg_member_shape shapes[] = {
#define SHAPE(name, reason, schema) {is_##name, reason},
#include "pack_shapes.def"
#undef SHAPE
};

/* ---------------------------------------------------------------------------- members */

typedef enum sg_need { SG_NEED_OPTIONAL, SG_NEED_NEEDED, SG_NEED_BOUND } sg_need;
typedef enum sg_whose { SG_WHOSE_ALL, SG_WHOSE_PACKS, SG_WHOSE_BUILT_IN } sg_whose;

typedef struct sg_member {
    const char *name;
    int of; /* sg_pack_object, or sg_check_kind */
    uint8_t shape;
    uint8_t need;
    uint8_t whose;
} sg_member;

static const sg_member members[] = {
#define MEMBER(object, name, shape, need, whose)                                         \
    {name, SG_PACK_##object, SG_SHAPE_##shape, SG_NEED_##need, SG_WHOSE_##whose},
#include "pack_members.def"
#undef MEMBER
};

static const sg_member operands[] = {
#define OPERAND(check, name, shape, need, whose)                                         \
    {name, SG_CHECK_##check, SG_SHAPE_##shape, SG_NEED_##need, SG_WHOSE_##whose},
#include "pack_operands.def"
#undef OPERAND
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const sg_member *
find(const sg_member *table, size_t count, int of, const char *name)
{
    const sg_member *found = NULL;

    for (size_t i = 0; i < count; i++) {
        if (table[i].of != of || strcmp(table[i].name, name) != 0)
            continue;
        if (!found || table[i].whose != SG_WHOSE_BUILT_IN)
            found = &table[i];
    }
    return found;
}

/* Rules and their places may hold operands as well. */
static bool holds_operands(sg_pack_object what)
{
    return what == SG_PACK_rule || what == SG_PACK_place;
}

static const sg_member *find_member(sg_pack_object what, int check, const char *name)
{
    const sg_member *member = find(members, COUNT(members), (int)what, name);

    if (!member && holds_operands(what))
        member = find(operands, COUNT(operands), check, name);
    return member;
}

static void offer(
    const sg_member *table, size_t count, int of, const char *name, size_t *best,
    const char **nearest)
{
    for (size_t i = 0; i < count; i++) {
        size_t far;

        if (table[i].of != of || table[i].whose == SG_WHOSE_BUILT_IN)
            continue;
        far = sg_names_distance(sg_text_of(name), sg_text_of(table[i].name));
        if (far < *best) {
            *best = far;
            *nearest = table[i].name;
        }
    }
}

static bool fail_unknown(sg_loader *loader, sg_spot spot, sg_pack_object what, int check)
{
    const char *nearest = NULL;
    size_t best = strlen(spot.key) / 3 + 2;

    offer(members, COUNT(members), (int)what, spot.key, &best, &nearest);
    if (holds_operands(what))
        offer(operands, COUNT(operands), check, spot.key, &best, &nearest);
    spot.is_key = true;
    return sg_loader_refuse(
        loader, spot, "\"", spot.key, "\" has no meaning here",
        nearest ? "; did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?" : "",
        (char *)NULL);
}

static bool check_member(sg_loader *loader, sg_spot spot, sg_pack_object what, int check)
{
    const sg_member *member = find_member(what, check, spot.key);

    if (!member)
        return fail_unknown(loader, spot, what, check);
    if (member->whose == SG_WHOSE_BUILT_IN) {
        spot.is_key = true;
        return sg_loader_refuse(
            loader, spot, "\"", spot.key, "\" is for the built-in pack alone",
            (char *)NULL);
    }
    return shapes[member->shape].fits(sg_spot_value(&spot)) ||
           sg_loader_refuse(
               loader, spot, "\"", spot.key, "\" ", shapes[member->shape].reason,
               (char *)NULL);
}

static bool check_needed(sg_loader *loader, const json_t *object, sg_pack_object what)
{
    for (size_t i = 0; i < COUNT(members); i++)
        if (members[i].of == (int)what && members[i].need == SG_NEED_NEEDED &&
            members[i].whose != SG_WHOSE_BUILT_IN &&
            !json_object_get(object, members[i].name))
            return sg_loader_refuse(
                loader, sg_spot_member(object, members[i].name), "\"", members[i].name,
                "\" is missing", (char *)NULL);
    return true;
}

bool sg_pack_check_members(
    sg_loader *loader, const json_t *object, sg_pack_object what, int check)
{
    const char *key;
    json_t *value;

    json_object_foreach ((json_t *)(uintptr_t)object, key, value) {
        (void)value;
        if (!check_member(loader, sg_spot_member(object, key), what, check))
            return false;
    }
    return check_needed(loader, object, what);
}

enum { MOST_BOUNDS = 3 };

/* One of several such operands is enough. */
static bool
check_bounds(sg_loader *loader, const json_t *at, const json_t *rule, int check)
{
    const char *names[MOST_BOUNDS + 1] = {NULL};
    size_t count = 0;

    for (size_t i = 0; i < COUNT(operands) && count < MOST_BOUNDS; i++) {
        if (operands[i].of != check || operands[i].need != SG_NEED_BOUND)
            continue;
        if (sg_pack_field(at, rule, operands[i].name))
            return true;
        names[count++] = operands[i].name;
    }
    if (count == 0)
        return true;
    return sg_loader_refuse(
        loader, sg_spot_member(json_is_object(at) ? at : rule, names[0]), "\"", names[0],
        count == MOST_BOUNDS ? "\", \"" : "", count == MOST_BOUNDS ? names[1] : "",
        "\" or \"", names[count - 1], "\" is missing", (char *)NULL);
}

static bool
check_operand(sg_loader *loader, const json_t *value, const sg_member *operand)
{
    if (!value && operand->need == SG_NEED_NEEDED)
        return sg_loader_fail(loader, operand->name, "is missing");
    if (value && !shapes[operand->shape].fits(value))
        return sg_loader_fail(loader, operand->name, shapes[operand->shape].reason);
    return true;
}

bool sg_pack_check_operands(
    sg_loader *loader, const json_t *at, const json_t *rule, int check)
{
    for (size_t i = 0; i < COUNT(operands); i++)
        if (operands[i].of == check &&
            !check_operand(
                loader, sg_pack_field(at, rule, operands[i].name), &operands[i]))
            return false;
    return check_bounds(loader, at, rule, check);
}
