/* The part of the loader that makes terms of conditions. */
#include "pack.h"

/* In what a condition stands. */
typedef struct sg_surroundings {
    uint16_t list;   /* whose items it is asked of one by one, or SG_NO_NAME */
    bool is_of_each; /* inside of "some" or "every": there is no other inside of it */
    unsigned nesting;
} sg_surroundings;

static bool load_condition(sg_loader *loader, sg_spot spot, sg_surroundings around);
static bool
load_predicate(sg_loader *loader, sg_spot spot, const sg_name *name, unsigned nesting);

/* ------------------------------------------------------------------------------ terms */

static sg_term *term_at(sg_loader *loader, size_t index)
{
    return (sg_term *)loader->building.data + index;
}

/* Begin a term, whose number is answered; sg_end() ends it. False if there is no room for
 * it. */
static bool begin(sg_loader *loader, sg_spot spot, sg_term_kind kind, size_t *index)
{
    sg_term *term;

    *index = loader->building.count;
    if (!sg_loader_add_terms(loader, spot, 1))
        return false;
    term = sg_array_add(&loader->building, loader->program->allocator, sizeof *term);
    if (!term)
        return sg_loader_out_of_memory(loader);
    term->kind = (uint8_t)kind;
    term->name = SG_NO_NAME;
    return true;
}

static bool end(sg_loader *loader, size_t index)
{
    term_at(loader, index)->size = (uint16_t)(loader->building.count - index);
    return true;
}

static void negate(sg_loader *loader, size_t index)
{
    term_at(loader, index)->is_negated ^= true;
}

static bool is_too_deep(sg_loader *loader, sg_spot spot, unsigned nesting)
{
    return nesting == SG_PACK_NESTING &&
           !sg_loader_refuse(
               loader, spot, "conditions are nested more than 8 deep", (char *)NULL);
}

/* What was built is copied into the program. */
static const sg_term *finish(sg_loader *loader)
{
    sg_array *building = &loader->building;
    sg_term *terms = sg_loader_allocate(loader, building->count, sizeof *terms);

    if (terms && building->count)
        memcpy(terms, building->data, building->count * sizeof *terms);
    building->count = 0;
    return terms;
}

/* Object members as parts of one term: all of them must be so. */
static bool fail_empty(sg_loader *loader, sg_spot spot)
{
    return sg_loader_refuse(loader, spot, "this object says nothing", (char *)NULL);
}

static const json_t *object_at(sg_loader *loader, sg_spot spot)
{
    const json_t *object = sg_spot_value(&spot);

    if (json_is_object(object) && json_object_size(object) > 0)
        return object;
    if (json_is_object(object))
        fail_empty(loader, spot);
    else
        sg_loader_refuse(loader, spot, "this must be an object", (char *)NULL);
    return NULL;
}

/* --------------------------------------------------------------- predicates on a value
 */

typedef struct sg_predicate_reader {
    sg_loader *loader;
    const json_t *object; /* the predicate */
    const sg_name *name;  /* of the parameter, or of the fact, that has the value */
    unsigned nesting;
} sg_predicate_reader;

static bool may_be_text(const sg_name *name)
{
    return name->type == SG_TYPE_TEXT || name->type == SG_TYPE_LIST;
}

static bool may_be_number(const sg_name *name)
{
    return name->type == SG_TYPE_INTEGER || name->type == SG_TYPE_LIST;
}

static bool fail_type(const sg_predicate_reader *reader, const char *member)
{
    static const char *const types[] = {
        [SG_TYPE_TEXT] = "a text",
        [SG_TYPE_INTEGER] = "an integer",
        [SG_TYPE_BOOLEAN] = "a boolean",
        [SG_TYPE_LIST] = "a list",
    };

    return sg_loader_refuse(
        reader->loader, sg_spot_member(reader->object, member), "\"", member,
        "\" does not fit ", reader->name->wire.bytes, ", which is ",
        types[reader->name->type], (char *)NULL);
}

/* One word, or one number, is a set of one. */
static bool
load_words(const sg_predicate_reader *reader, const json_t *texts, size_t index)
{
    sg_loader *loader = reader->loader;
    size_t count = json_is_array(texts) ? json_array_size(texts) : 1;
    sg_words *words = sg_loader_allocate(loader, 1, sizeof *words);

    if (!words || !sg_loader_begin_words(loader, words, count))
        return false;
    words->name = SG_LITERAL("");
    words->date = "";
    for (size_t i = 0; i < count; i++)
        if (!sg_loader_add_word(
                loader, words,
                sg_loader_text(json_is_array(texts) ? json_array_get(texts, i) : texts)))
            return false;
    term_at(loader, index)->words = words;
    return end(loader, index);
}

static bool load_numbers(
    const sg_predicate_reader *reader, sg_spot spot, const json_t *integers, size_t index)
{
    sg_loader *loader = reader->loader;
    bool is_array = json_is_array(integers);
    size_t count = is_array ? json_array_size(integers) : 1;
    int64_t *numbers = sg_loader_allocate(loader, count, sizeof *numbers);

    if (!numbers || !sg_loader_add_terms(loader, spot, count))
        return false;
    for (size_t i = 0; i < count; i++)
        numbers[i] =
            json_integer_value(is_array ? json_array_get(integers, i) : integers);
    term_at(loader, index)->numbers = numbers;
    term_at(loader, index)->number_count = count;
    return end(loader, index);
}

static bool load_named(const sg_predicate_reader *reader, sg_spot spot)
{
    size_t index;
    const sg_words *words =
        sg_loader_words(reader->loader, spot, sg_loader_text(sg_spot_value(&spot)));

    if (!words || !begin(reader->loader, spot, SG_TERM_words, &index))
        return false;
    term_at(reader->loader, index)->words = words;
    return end(reader->loader, index);
}

/* "in" and "equals": texts, or integers. */
static bool load_set(const sg_predicate_reader *reader, sg_spot spot, const json_t *set)
{
    const json_t *first = json_is_array(set) ? json_array_get(set, 0) : set;
    size_t index;

    if (json_is_string(first)) {
        if (!may_be_text(reader->name))
            return fail_type(reader, spot.key);
        return begin(reader->loader, spot, SG_TERM_words, &index) &&
               load_words(reader, set, index);
    }
    if (!may_be_number(reader->name))
        return fail_type(reader, spot.key);
    return begin(reader->loader, spot, SG_TERM_numbers, &index) &&
           load_numbers(reader, spot, set, index);
}

static bool load_in(const sg_predicate_reader *reader, sg_spot spot)
{
    const json_t *set = sg_spot_value(&spot);

    if (!json_is_string(set))
        return load_set(reader, spot, set);
    return may_be_text(reader->name) ? load_named(reader, spot)
                                     : fail_type(reader, spot.key);
}

static bool load_truth(sg_loader *loader, sg_spot spot, bool expected)
{
    size_t index;

    if (!begin(loader, spot, SG_TERM_truth, &index))
        return false;
    term_at(loader, index)->expected = expected;
    return end(loader, index);
}

static bool load_equals(const sg_predicate_reader *reader, sg_spot spot)
{
    const json_t *value = sg_spot_value(&spot);

    if (!json_is_boolean(value))
        return load_set(reader, spot, value);
    return reader->name->type == SG_TYPE_BOOLEAN
               ? load_truth(reader->loader, spot, json_is_true(value))
               : fail_type(reader, spot.key);
}

static bool add_pattern(sg_loader *loader, sg_spot spot, const sg_regex *pattern)
{
    size_t index;

    if (!begin(loader, spot, SG_TERM_pattern, &index))
        return false;
    term_at(loader, index)->pattern = pattern;
    return end(loader, index);
}

static bool load_matches(const sg_predicate_reader *reader, sg_spot spot)
{
    sg_loader *loader = reader->loader;
    const sg_regex *pattern;

    if (!may_be_text(reader->name))
        return fail_type(reader, spot.key);
    pattern = sg_loader_regex(
        loader, spot, sg_loader_text(sg_spot_value(&spot)), SG_REGEX_WHOLE);
    return pattern && add_pattern(loader, spot, pattern);
}

const sg_term *
sg_pack_load_pattern(sg_loader *loader, sg_spot spot, const sg_regex *pattern)
{
    loader->building.count = 0;
    return add_pattern(loader, spot, pattern) ? finish(loader) : NULL;
}

/* Into a term that has bounds, those of an object's members "min" and "max". */
static bool load_bounds(sg_loader *loader, const json_t *object, size_t index)
{
    const json_t *min = json_object_get(object, "min");
    const json_t *max = json_object_get(object, "max");
    sg_term *term = term_at(loader, index);

    term->has_min = min != NULL;
    term->has_max = max != NULL;
    term->min = json_integer_value(min);
    term->max = json_integer_value(max);
    if (min && max && term->min > term->max)
        return sg_loader_refuse(
            loader, sg_spot_member(object, "min"), "\"min\" is more than \"max\"",
            (char *)NULL);
    return end(loader, index);
}

/* "min" and "max" are one term, which the first of them makes. */
static bool load_range(const sg_predicate_reader *reader, sg_spot spot)
{
    size_t index;

    if (!may_be_number(reader->name))
        return fail_type(reader, spot.key);
    if (strcmp(spot.key, "max") == 0 && json_object_get(reader->object, "min"))
        return true;
    return begin(reader->loader, spot, SG_TERM_range, &index) &&
           load_bounds(reader->loader, reader->object, index);
}

/* An object of bounds. */
static bool load_counted(sg_loader *loader, sg_spot spot, size_t index)
{
    const json_t *bounds = object_at(loader, spot);

    return bounds && sg_pack_check_members(loader, bounds, SG_PACK_bounds, SG_NO_CHECK) &&
           load_bounds(loader, bounds, index);
}

static bool load_length(const sg_predicate_reader *reader, sg_spot spot)
{
    size_t index;

    if (!may_be_text(reader->name))
        return fail_type(reader, spot.key);
    return begin(reader->loader, spot, SG_TERM_length, &index) &&
           load_counted(reader->loader, spot, index);
}

static bool load_not(const sg_predicate_reader *reader, sg_spot spot)
{
    size_t index = reader->loader->building.count;

    if (!load_predicate(reader->loader, spot, reader->name, reader->nesting + 1))
        return false;
    negate(reader->loader, index);
    return true;
}

static bool load_any(const sg_predicate_reader *reader, sg_spot spot)
{
    const json_t *array = sg_spot_value(&spot);
    size_t index;

    if (!begin(reader->loader, spot, SG_TERM_any, &index))
        return false;
    for (size_t i = 0; i < json_array_size(array); i++)
        if (!load_predicate(
                reader->loader, sg_spot_element(array, i), reader->name,
                reader->nesting + 1))
            return false;
    return end(reader->loader, index);
}

static bool load_part(const sg_predicate_reader *reader, const char *member)
{
    static const struct {
        const char *member;
        bool (*load)(const sg_predicate_reader *reader, sg_spot spot);
    } parts[] = {
        {"equals",  load_equals },
        {"in",      load_in     },
        {"matches", load_matches},
        {"min",     load_range  },
        {"max",     load_range  },
        {"length",  load_length },
        {"not",     load_not    },
        {"any",     load_any    },
    };
    size_t i = 0;

    while (strcmp(parts[i].member, member) != 0)
        i++;
    return parts[i].load(reader, sg_spot_member(reader->object, member));
}

static size_t count_parts(const json_t *predicate)
{
    bool is_range =
        json_object_get(predicate, "min") && json_object_get(predicate, "max");

    return json_object_size(predicate) - is_range;
}

static bool
load_predicate(sg_loader *loader, sg_spot spot, const sg_name *name, unsigned nesting)
{
    sg_predicate_reader reader = {loader, object_at(loader, spot), name, nesting};
    const char *member;
    json_t *value;
    size_t index = 0;
    bool is_one;

    if (!reader.object || is_too_deep(loader, spot, nesting) ||
        !sg_pack_check_members(loader, reader.object, SG_PACK_predicate, SG_NO_CHECK))
        return false;
    is_one = count_parts(reader.object) == 1;
    if (!is_one && !begin(loader, spot, SG_TERM_all, &index))
        return false;
    json_object_foreach ((json_t *)(uintptr_t)reader.object, member, value) {
        (void)value;
        if (!load_part(&reader, member))
            return false;
    }
    return is_one || end(loader, index);
}

const sg_term *
sg_pack_load_predicate(sg_loader *loader, sg_spot spot, const sg_name *name)
{
    loader->building.count = 0;
    return load_predicate(loader, spot, name, 0) ? finish(loader) : NULL;
}

/* ------------------------------------------------------------- conditions on a request
 */

/* Whether the parameter is one of the items that are asked one by one. */
static bool is_of_item(const sg_loader *loader, uint16_t name, uint16_t list)
{
    return list != SG_NO_NAME && loader->program->names.names[name].parent == list;
}

static bool is_numbered(const sg_loader *loader, uint16_t name)
{
    const sg_name *names = loader->program->names.names;

    return names[names[name].parent].role == SG_ROLE_LIST;
}

typedef struct sg_parameter_reader {
    sg_loader *loader;
    sg_spot spot; /* what is asked of the parameter */
    uint16_t name;
    sg_surroundings around;
} sg_parameter_reader;

static const sg_name *name_of(const sg_parameter_reader *reader)
{
    return &reader->loader->program->names.names[reader->name];
}

static bool
begin_named(const sg_parameter_reader *reader, sg_term_kind kind, size_t *index)
{
    if (!begin(reader->loader, reader->spot, kind, index))
        return false;
    term_at(reader->loader, *index)->name = reader->name;
    return true;
}

static bool load_given(const sg_parameter_reader *reader, const char *word)
{
    size_t index;

    if (strcmp(word, "given") != 0 && strcmp(word, "absent") != 0)
        return sg_loader_refuse(
            reader->loader, reader->spot,
            "a parameter may be \"given\" or \"absent\"; a text is {\"equals\": …}",
            (char *)NULL);
    if (!begin_named(reader, SG_TERM_given, &index))
        return false;
    if (strcmp(word, "absent") == 0)
        negate(reader->loader, index);
    return end(reader->loader, index);
}

static bool fail_needs(const sg_parameter_reader *reader, const char *what)
{
    return sg_loader_refuse(
        reader->loader, reader->spot, name_of(reader)->wire.bytes, what, (char *)NULL);
}

static bool load_boolean(const sg_parameter_reader *reader, bool expected)
{
    size_t index;

    if (name_of(reader)->role != SG_ROLE_LEAF || name_of(reader)->type != SG_TYPE_BOOLEAN)
        return fail_needs(reader, " is no boolean parameter");
    return begin_named(reader, SG_TERM_value, &index) &&
           load_truth(reader->loader, reader->spot, expected) &&
           end(reader->loader, index);
}

/* "some" and "every", of the elements of a list, of numbered values or of items. */
static bool
load_each(const sg_parameter_reader *reader, const json_t *object, bool is_some)
{
    sg_loader *loader = reader->loader;
    sg_spot spot = sg_spot_member(object, is_some ? "some" : "every");
    bool is_items = name_of(reader)->role == SG_ROLE_LIST;
    sg_surroundings inside = {reader->name, true, reader->around.nesting + 1};
    sg_term_kind kind = is_items                                ? SG_TERM_items
                        : name_of(reader)->type == SG_TYPE_LIST ? SG_TERM_elements
                                                                : SG_TERM_numbered;
    size_t index;

    if (reader->around.is_of_each)
        return sg_loader_refuse(
            loader, spot, "\"", spot.key,
            "\" may not stand inside of another \"some\" or \"every\"", (char *)NULL);
    if (!begin_named(reader, kind, &index))
        return false;
    term_at(loader, index)->is_some = is_some;
    return (is_items ? load_condition(loader, spot, inside)
                     : load_predicate(loader, spot, name_of(reader), inside.nesting)) &&
           end(loader, index);
}

static bool load_count(const sg_parameter_reader *reader, const json_t *object)
{
    size_t index;

    return begin_named(reader, SG_TERM_count, &index) &&
           load_counted(reader->loader, sg_spot_member(object, "count"), index);
}

static bool load_several(const sg_parameter_reader *reader, const json_t *object)
{
    sg_loader *loader = reader->loader;
    bool is_counted =
        name_of(reader)->role == SG_ROLE_LIST || name_of(reader)->type == SG_TYPE_LIST;
    size_t index;

    if (!sg_pack_check_members(loader, object, SG_PACK_several, SG_NO_CHECK))
        return false;
    if (json_object_get(object, "count") && !is_counted)
        return fail_needs(reader, " has no elements to count");
    if (!begin(loader, reader->spot, SG_TERM_all, &index))
        return false;
    if (json_object_get(object, "some") && !load_each(reader, object, true))
        return false;
    if (json_object_get(object, "every") && !load_each(reader, object, false))
        return false;
    if (json_object_get(object, "count") && !load_count(reader, object))
        return false;
    return end(loader, index);
}

/* Of one value what it must be can be said; of several, of how many of them. */
static bool load_object(const sg_parameter_reader *reader)
{
    const json_t *object = object_at(reader->loader, reader->spot);
    const sg_name *name = name_of(reader);
    bool is_one = name->role == SG_ROLE_LEAF && name->type != SG_TYPE_LIST &&
                  (!is_numbered(reader->loader, reader->name) ||
                   is_of_item(reader->loader, reader->name, reader->around.list));
    size_t index;

    if (!object)
        return false;
    if (name->role == SG_ROLE_GROUP)
        return fail_needs(reader, " is a group: it can only be \"given\" or \"absent\"");
    if (!is_one && !json_object_get(object, "some") &&
        !json_object_get(object, "every") && !json_object_get(object, "count"))
        return fail_needs(
            reader, " has several values: say \"some\", \"every\" or \"count\"");
    if (!is_one)
        return load_several(reader, object);
    return begin_named(reader, SG_TERM_value, &index) &&
           load_predicate(
               reader->loader, reader->spot, name, reader->around.nesting + 1) &&
           end(reader->loader, index);
}

static bool load_parameter(sg_loader *loader, sg_spot spot, sg_surroundings around)
{
    sg_spot key = {.in = spot.in, .key = spot.key, .is_key = true};
    sg_parameter_reader reader = {loader, spot, SG_NO_NAME, around};
    const json_t *value = sg_spot_value(&spot);

    reader.name = sg_loader_name(loader, key, spot.key);
    if (reader.name == SG_NO_NAME)
        return false;
    if (json_is_string(value))
        return load_given(&reader, json_string_value(value));
    if (json_is_boolean(value))
        return load_boolean(&reader, json_is_true(value));
    if (json_is_object(value))
        return load_object(&reader);
    return fail_needs(&reader, " may be true, false, \"given\", \"absent\" or an object");
}

static bool load_fact(sg_loader *loader, sg_spot spot, unsigned nesting)
{
    const json_t *value = sg_spot_value(&spot);
    const sg_name *name;
    size_t index;
    bool is_true;
    const sg_fact_path *path = sg_pack_load_path(
        loader, sg_spot_key(spot.in, spot.key), sg_text_of(spot.key), &name);

    if (!path || !begin(loader, spot, SG_TERM_fact, &index))
        return false;
    term_at(loader, index)->fact = path;
    if (name->role != SG_ROLE_LEAF)
        return sg_loader_refuse(
            loader, spot, "\"", spot.key, "\" holds facts, and is none", (char *)NULL);
    if (name->type != SG_TYPE_BOOLEAN)
        return load_predicate(loader, spot, name, nesting + 1) && end(loader, index);
    if (!json_is_boolean(value))
        return sg_loader_refuse(
            loader, spot, "\"", spot.key, "\" must be true or false", (char *)NULL);
    is_true = json_is_true(value);
    return load_truth(loader, spot, is_true) && end(loader, index);
}

static bool load_facts(sg_loader *loader, sg_spot spot, sg_surroundings around)
{
    const json_t *facts = object_at(loader, spot);
    const char *path;
    json_t *value;
    size_t index;

    if (!facts || !begin(loader, spot, SG_TERM_all, &index))
        return false;
    json_object_foreach ((json_t *)(uintptr_t)facts, path, value) {
        (void)value;
        if (!load_fact(loader, sg_spot_member(facts, path), around.nesting))
            return false;
    }
    return end(loader, index);
}

/* "all" and "any". */
static bool
load_array(sg_loader *loader, sg_spot spot, sg_surroundings around, sg_term_kind kind)
{
    const json_t *array = sg_spot_value(&spot);
    size_t index;

    if (json_array_size(array) == 0)
        return sg_loader_refuse(
            loader, spot, "\"", spot.key, "\" must be an array that is not empty",
            (char *)NULL);
    if (!begin(loader, spot, kind, &index))
        return false;
    around.nesting++;
    for (size_t i = 0; i < json_array_size(array); i++)
        if (!load_condition(loader, sg_spot_element(array, i), around))
            return false;
    return end(loader, index);
}

static bool load_negated(sg_loader *loader, sg_spot spot, sg_surroundings around)
{
    size_t index = loader->building.count;

    around.nesting++;
    if (!load_condition(loader, spot, around))
        return false;
    negate(loader, index);
    return true;
}

/* One member of a condition, all of which must hold. */
static bool load_member(sg_loader *loader, sg_spot spot, sg_surroundings around)
{
    if (strcmp(spot.key, "all") == 0)
        return load_array(loader, spot, around, SG_TERM_all);
    if (strcmp(spot.key, "any") == 0)
        return load_array(loader, spot, around, SG_TERM_any);
    if (strcmp(spot.key, "not") == 0)
        return load_negated(loader, spot, around);
    if (strcmp(spot.key, "facts") == 0)
        return load_facts(loader, spot, around);
    return load_parameter(loader, spot, around);
}

static bool load_condition(sg_loader *loader, sg_spot spot, sg_surroundings around)
{
    const json_t *object = object_at(loader, spot);
    const char *member;
    json_t *value;
    size_t index;

    if (!object || is_too_deep(loader, spot, around.nesting) ||
        !begin(loader, spot, SG_TERM_all, &index))
        return false;
    json_object_foreach ((json_t *)(uintptr_t)object, member, value) {
        (void)value;
        if (!load_member(loader, sg_spot_member(object, member), around))
            return false;
    }
    return end(loader, index);
}

const sg_term *sg_pack_load_condition(sg_loader *loader, sg_spot spot, uint16_t list)
{
    loader->building.count = 0;
    return load_condition(loader, spot, (sg_surroundings){list, false, 0})
               ? finish(loader)
               : NULL;
}

/* ------------------------------------------------------------- the conditions of a rule
 */

/* Items that a rule is asked of one by one: Tag for Tag.N.Key, and for Tag itself. */
static uint16_t list_of(const sg_loader *loader, const sg_instruction *instruction)
{
    const sg_name *names = loader->program->names.names;

    if (instruction->name == SG_NO_NAME)
        return SG_NO_NAME;
    if (names[instruction->name].role == SG_ROLE_LIST)
        return sg_checks[instruction->check].subject == SG_SUBJECT_ITEM
                   ? instruction->name
                   : SG_NO_NAME;
    return is_numbered(loader, instruction->name) ? names[instruction->name].parent
                                                  : SG_NO_NAME;
}

static bool read_demand(const json_t *value, bool is_negated, sg_demand *demand)
{
    const char *word = json_string_value(value);

    if (json_is_true(value))
        *demand = is_negated ? SG_DEMAND_NOT_TRUE : SG_DEMAND_TRUE;
    else if (word && !is_negated && strcmp(word, "given") == 0)
        *demand = SG_DEMAND_GIVEN;
    else if (word && !is_negated && strcmp(word, "absent") == 0)
        *demand = SG_DEMAND_ABSENT;
    else
        return false;
    return true;
}

/* {"EnableCrossRegionCopy": true} and the like are asked before anything else is. */
static bool take_simple(
    const sg_loader *loader, sg_instruction *instruction, const json_t *conditions,
    const char *wire, bool is_negated)
{
    const sg_name *names = loader->program->names.names;
    uint16_t name = sg_names_find_wire(&loader->program->names, sg_text_of(wire));
    sg_demand demand;

    if (instruction->condition_count == SG_CONDITIONS || name == SG_NO_NAME ||
        names[name].role != SG_ROLE_LEAF ||
        is_of_item(loader, name, list_of(loader, instruction)) ||
        !read_demand(json_object_get(conditions, wire), is_negated, &demand))
        return false;
    if (demand <= SG_DEMAND_NOT_TRUE && names[name].type != SG_TYPE_BOOLEAN)
        return false;
    instruction->conditions[instruction->condition_count++] =
        (sg_condition){name, (uint8_t)demand};
    return true;
}

/* All parts together are one term, once there is a part. */
static bool begin_once(sg_loader *loader, sg_spot spot)
{
    size_t index;

    return loader->building.count > 0 || begin(loader, spot, SG_TERM_all, &index);
}

static bool load_if(
    sg_loader *loader, sg_instruction *instruction, sg_spot spot, const json_t *object)
{
    sg_surroundings around = {list_of(loader, instruction), false, 0};
    const char *member;
    json_t *value;

    json_object_foreach ((json_t *)(uintptr_t)object, member, value) {
        (void)value;
        if (take_simple(loader, instruction, object, member, false))
            continue;
        if (!begin_once(loader, spot) ||
            !load_member(loader, sg_spot_member(object, member), around))
            return false;
    }
    return true;
}

static bool load_if_not(
    sg_loader *loader, sg_instruction *instruction, sg_spot spot, const json_t *object)
{
    sg_surroundings around = {list_of(loader, instruction), false, 0};
    const char *only =
        json_object_iter_key(json_object_iter((json_t *)(uintptr_t)object));

    if (json_object_size(object) == 1 &&
        take_simple(loader, instruction, object, only, true))
        return true;
    return begin_once(loader, spot) && load_negated(loader, spot, around);
}

static sg_spot spot_of(const json_t *at, const json_t *rule, const char *field)
{
    bool is_own = json_is_object(at) && json_object_get(at, field);

    return sg_spot_member(is_own ? at : rule, field);
}

const sg_term *sg_pack_load_conditions(
    sg_loader *loader, sg_instruction *instruction, const json_t *at, const json_t *rule)
{
    sg_spot with = spot_of(at, rule, "if");
    sg_spot without = spot_of(at, rule, "ifNot");

    loader->building.count = 0;
    if (sg_spot_value(&with)) {
        const json_t *object = object_at(loader, with);

        if (!object || !load_if(loader, instruction, with, object))
            return NULL;
    }
    if (sg_spot_value(&without)) {
        const json_t *object = object_at(loader, without);

        if (!object || !load_if_not(loader, instruction, without, object))
            return NULL;
    }
    if (loader->building.count == 0)
        return NULL;
    end(loader, 0);
    return finish(loader);
}
