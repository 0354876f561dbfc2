/* The part of the loader that reads what a check compares with. */
#include "check.h"
#include "pack.h"
#include "region_list.h"

/* What is compared with the number of something cannot be negative; only a value can. */
enum {
    NEEDS_MIN = 1,
    NEEDS_MAX = 2,
    NEEDS_NONE = 4,
    NEEDS_ONE_BOUND = 8,
    COUNTS = 16,
    COUNTS_FROM_TO = COUNTS | NEEDS_MIN | NEEDS_MAX
};

static const unsigned needs[SG_CHECK_COUNT] = {
    [SG_CHECK_range] = NEEDS_ONE_BOUND,
    [SG_CHECK_length] = COUNTS | NEEDS_ONE_BOUND,
    [SG_CHECK_prefix] = NEEDS_NONE,
    [SG_CHECK_contains] = NEEDS_NONE,
    [SG_CHECK_count] = COUNTS | NEEDS_ONE_BOUND,
    [SG_CHECK_elements] = COUNTS_FROM_TO,
    [SG_CHECK_texts] = COUNTS_FROM_TO,
    [SG_CHECK_index] = COUNTS_FROM_TO,
    [SG_CHECK_consecutive] = COUNTS | NEEDS_MAX,
};

const json_t *sg_pack_field(const json_t *at, const json_t *rule, const char *field)
{
    const json_t *own = json_is_object(at) ? json_object_get(at, field) : NULL;

    return own ? own : json_object_get(rule, field);
}

typedef struct sg_source {
    sg_loader *loader;
    const json_t *at;
    const json_t *rule;
} sg_source;

static const json_t *field(const sg_source *source, const char *name)
{
    return sg_pack_field(source->at, source->rule, name);
}

static bool
load_bound(const sg_source *source, const char *name, bool *has, int64_t *bound)
{
    const json_t *value = field(source, name);
    bool is_integer = !value || json_typeof(value) == JSON_INTEGER;

    *has = value != NULL;
    if (!is_integer)
        return sg_loader_fail(source->loader, name, "must be an integer");
    *bound = json_integer_value(value);
    return true;
}

static bool load_also(const sg_source *source, sg_operand *operand)
{
    const json_t *also = field(source, "also");
    size_t count = json_array_size(also);
    int64_t *values = sg_loader_allocate(source->loader, count, sizeof *values);

    if (!values)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!json_is_integer(json_array_get(also, i)))
            return sg_loader_fail(source->loader, "also", "must hold integers");
        values[i] = json_integer_value(json_array_get(also, i));
    }
    operand->also = values;
    operand->also_count = (uint32_t)count;
    return true;
}

static bool load_none(const sg_source *source, sg_operand *operand)
{
    const json_t *none = field(source, "none");
    size_t count = json_array_size(none);
    sg_text *texts = sg_loader_allocate(source->loader, count, sizeof *texts);

    if (!texts)
        return false;
    for (size_t i = 0; i < count; i++) {
        const json_t *text = json_array_get(none, i);

        /* Of what is no string it is 0. */
        if (json_string_length(text) == 0)
            return sg_loader_fail(source->loader, "none", "must hold texts");
        texts[i] = sg_arena_copy(
            &source->loader->program->arena,
            (sg_text){json_string_value(text), json_string_length(text)});
        if (!texts[i].bytes)
            return sg_loader_out_of_memory(source->loader);
    }
    operand->none = texts;
    operand->none_count = (uint32_t)count;
    return true;
}

static bool load_bounds(const sg_source *source, sg_operand *operand, unsigned need)
{
    if (!load_bound(source, "min", &operand->has_min, &operand->min) ||
        !load_bound(source, "max", &operand->has_max, &operand->max))
        return false;
    if ((need & NEEDS_MIN && !operand->has_min) ||
        (need & NEEDS_ONE_BOUND && !operand->has_min && !operand->has_max))
        return sg_loader_fail(source->loader, "min", "is missing");
    if (need & NEEDS_MAX && !operand->has_max)
        return sg_loader_fail(source->loader, "max", "is missing");
    if (need & COUNTS && operand->min < 0)
        return sg_loader_fail(source->loader, "min", "must not be negative");
    if (need & COUNTS && operand->max < 0)
        return sg_loader_fail(source->loader, "max", "must not be negative");
    return true;
}

static bool load_numbers(const sg_source *source, sg_instruction *instruction)
{
    sg_operand *operand = &instruction->operand;
    unsigned need = needs[instruction->check];

    if (!load_bounds(source, operand, need) || !load_also(source, operand) ||
        !load_none(source, operand))
        return false;
    operand->ignore_case = json_is_true(field(source, "ignoreCase"));
    if (need & NEEDS_NONE && operand->none_count == 0)
        return sg_loader_fail(source->loader, "none", "is missing");
    return true;
}

static bool load_fault(const sg_source *source, sg_operand *operand)
{
    static const char *const ids[SG_FAULT_COUNT] = {
#define FAULT(name, id, reading) [SG_FAULT_##name] = id,
#include "faults.def"
#undef FAULT
    };
    const char *id = json_string_value(field(source, "fault"));

    for (uint8_t i = 0; id && i < SG_FAULT_COUNT; i++) {
        if (strcmp(id, ids[i]) == 0) {
            operand->fault = i;
            return true;
        }
    }
    return sg_loader_fail(source->loader, "fault", "is none that is known");
}

static bool fail_word(const sg_source *source, const char *word)
{
    sg_loader *loader = source->loader;

    if (!loader->options->regions.bytes)
        return sg_loader_fail(loader, word, "does not match the pattern");
    loader->status = SNAPGUARD_ERROR_OPTION;
    sg_error_set(
        loader->error, "region list: \"", word, "\" is not a region id", (char *)NULL);
    sg_region_list_locate(
        loader->error, loader->program->allocator, loader->options->regions, "regions",
        word);
    return false;
}

/* Every word that is said to match must, or the rule would let it pass. */
static bool verify_words(const sg_source *source, const sg_operand *operand)
{
    const sg_words *words = operand->words;
    sg_regex_state *state = sg_regex_state_new(source->loader->program->allocator);
    const char *wrong = NULL;
    bool ran_out;
    size_t size;

    if (!state)
        return sg_loader_out_of_memory(source->loader);
    for (size_t i = 0; !wrong && i <= words->mask; i++)
        if (words->table[i].bytes &&
            !sg_regex_match(operand->pattern, state, words->table[i], &size))
            wrong = words->table[i].bytes;
    ran_out = sg_regex_ran_out(state);
    sg_regex_state_free(state, source->loader->program->allocator);
    if (ran_out)
        return sg_loader_out_of_memory(source->loader);
    return !wrong || fail_word(source, wrong);
}

static bool load_pattern(const sg_source *source, sg_operand *operand)
{
    const json_t *pattern = field(source, "pattern");
    const json_t *known = field(source, "known");

    if (!json_is_string(pattern))
        return sg_loader_fail(source->loader, "pattern", "must be a string");
    operand->pattern = sg_loader_regex(
        source->loader,
        (sg_text){json_string_value(pattern), json_string_length(pattern)},
        SG_REGEX_WHOLE);
    if (!operand->pattern)
        return false;
    if (!known)
        return true;
    if (!json_is_string(known))
        return sg_loader_fail(source->loader, "known", "must be a string");
    operand->words = sg_loader_words(source->loader, json_string_value(known));
    return operand->words && verify_words(source, operand);
}

/* The class as a pattern for its longest run: "[a-z]" becomes "[a-z]*". */
static const sg_regex *load_run(const sg_source *source, const json_t *class)
{
    size_t size = json_string_length(class);
    char *pattern = sg_loader_allocate(source->loader, size + 1, 1);

    if (!pattern)
        return NULL;
    memcpy(pattern, json_string_value(class), size);
    pattern[size] = '*';
    return sg_loader_regex(source->loader, (sg_text){pattern, size + 1}, SG_REGEX_START);
}

static bool fill_ascii(const sg_source *source, sg_class *class)
{
    sg_regex_state *state = sg_regex_state_new(source->loader->program->allocator);
    bool ran_out;

    if (!state)
        return sg_loader_out_of_memory(source->loader);
    for (int c = 0; c < 0x80; c++) {
        char text = (char)c;
        size_t run;

        class->ascii[c] =
            sg_regex_match(class->run, state, (sg_text){&text, 1}, &run) && run == 1;
    }
    ran_out = sg_regex_ran_out(state);
    sg_regex_state_free(state, source->loader->program->allocator);
    return !ran_out || sg_loader_out_of_memory(source->loader);
}

static bool load_class(const sg_source *source, sg_operand *operand)
{
    const json_t *text = field(source, "class");
    const char *class_text = json_string_value(text);
    const char *which = json_string_value(field(source, "which"));
    sg_class *class = sg_loader_allocate(source->loader, 1, sizeof *class);

    if (!class)
        return false;
    if (!class_text || class_text[0] != '[')
        return sg_loader_fail(source->loader, "class", "must be a bracket class");
    if (!which || (strcmp(which, "first") != 0 && strcmp(which, "rest") != 0))
        return sg_loader_fail(source->loader, "which", "must be \"first\" or \"rest\"");
    operand->rest = strcmp(which, "rest") == 0;
    operand->characters = class;
    class->run = load_run(source, text);
    return class->run && fill_ascii(source, class);
}

static bool load_other(const sg_source *source, sg_operand *operand, const char *name)
{
    const char *wire = json_string_value(field(source, name));

    if (wire)
        operand->other =
            sg_names_find_wire(&source->loader->program->names, sg_text_of(wire));
    if (operand->other == SG_NO_NAME)
        return sg_loader_fail(source->loader, name, "is no parameter");
    return true;
}

static bool load_item_member(const sg_source *source, sg_operand *operand)
{
    if (!load_other(source, operand, "member"))
        return false;
    operand->member = source->loader->program->names.names[operand->other].bit;
    if (!operand->member)
        return sg_loader_fail(source->loader, "member", "is one of too many");
    return true;
}

static bool load_member(const sg_source *source, sg_operand *operand)
{
    const char *name = json_string_value(field(source, "list"));

    if (!name)
        return sg_loader_fail(source->loader, "list", "must be a string");
    operand->words = sg_loader_words(source->loader, name);
    return operand->words != NULL;
}

/* The days of a schedule, which are read as a list. */
static bool load_days(const sg_source *source, sg_operand *operand)
{
    const sg_name *name;

    if (!load_other(source, operand, "days"))
        return false;
    name = &source->loader->program->names.names[operand->other];
    if (name->role != SG_ROLE_LEAF || name->type != SG_TYPE_LIST)
        return sg_loader_fail(source->loader, "days", "is no list");
    return true;
}

static bool load_apart(const sg_source *source, sg_operand *operand)
{
    operand->hours = json_integer_value(field(source, "hours"));
    if (operand->hours < 1 || operand->hours > 24)
        return sg_loader_fail(source->loader, "hours", "must be 1 to 24");
    return load_days(source, operand);
}

/* Which of its questions a rule asks a fact, and whether the fact can answer it. */
static bool
load_question(const sg_source *source, sg_operand *operand, const sg_name *name)
{
    const json_t *is = field(source, "is");
    const json_t *below = field(source, "below");
    bool is_boolean = json_is_boolean(is);
    bool is_integer = json_is_integer(below);
    bool exists = json_is_true(field(source, "exists"));
    int type = name->role == SG_ROLE_LEAF ? name->type : -1;

    operand->asks = is ? SG_FACT_IS : below ? SG_FACT_BELOW : SG_FACT_EXISTS;
    operand->expected = json_is_true(is);
    operand->max = json_integer_value(below);
    operand->has_max = below != NULL;
    if (operand->asks == SG_FACT_IS && (!is_boolean || type != SG_TYPE_BOOLEAN))
        return sg_loader_fail(source->loader, "is", "must be that of a boolean fact");
    if (operand->asks == SG_FACT_BELOW && (!is_integer || type != SG_TYPE_INTEGER))
        return sg_loader_fail(source->loader, "below", "must be that of a counted fact");
    if (operand->asks == SG_FACT_EXISTS && !exists)
        return sg_loader_fail(source->loader, "is", "is missing");
    return true;
}

static bool load_fact(const sg_source *source, sg_operand *operand)
{
    const sg_name *name =
        sg_pack_load_path(source->loader, operand, field(source, "fact"));

    return name && load_question(source, operand, name);
}

static bool load_overlap(const sg_source *source, sg_operand *operand)
{
    const sg_name *name =
        sg_pack_load_path(source->loader, operand, field(source, "fact"));

    if (!name)
        return false;
    if (name->role != SG_ROLE_LEAF || name->type != SG_TYPE_INTEGER)
        return sg_loader_fail(source->loader, "fact", "must be a count");
    return load_days(source, operand);
}

bool sg_pack_load_operand(
    sg_loader *loader, sg_instruction *instruction, const json_t *at, const json_t *rule)
{
    const sg_source source = {loader, at, rule};
    sg_operand *operand = &instruction->operand;

    operand->other = SG_NO_NAME;
    if (!load_numbers(&source, instruction))
        return false;
    switch ((sg_check_kind)instruction->check) {
    case SG_CHECK_fault:
        return load_fault(&source, operand);
    case SG_CHECK_pattern:
        return load_pattern(&source, operand);
    case SG_CHECK_characters:
        return load_class(&source, operand);
    case SG_CHECK_member:
        return load_member(&source, operand);
    case SG_CHECK_apart:
        return load_apart(&source, operand);
    case SG_CHECK_fact:
        return load_fact(&source, operand);
    case SG_CHECK_overlap:
        return load_overlap(&source, operand);
    case SG_CHECK_differs:
        return load_other(&source, operand, "from");
    case SG_CHECK_member_given:
        return load_item_member(&source, operand);
    default:
        return true;
    }
}
