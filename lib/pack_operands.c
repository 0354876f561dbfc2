/* The part of the loader that reads what a check compares with. */
#include "pack.h"
#include "region_list.h"
#include "writer.h"

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

static sg_spot spot_of(const sg_source *source, const char *name)
{
    bool is_own = json_is_object(source->at) && json_object_get(source->at, name);

    return sg_spot_member(is_own ? source->at : source->rule, name);
}

static bool
load_bound(const sg_source *source, const char *name, bool *has, int64_t *bound)
{
    const json_t *value = field(source, name);
    bool is_integer = json_is_integer(value);

    *has = value != NULL;
    if (value && !is_integer)
        return sg_loader_fail(source->loader, name, "must be an integer");
    *bound = json_integer_value(value);
    return true;
}

static bool load_also(const sg_source *source, sg_operand *operand)
{
    const json_t *also = field(source, "also");
    size_t count = json_array_size(also);
    int64_t *values = sg_loader_allocate(source->loader, count, sizeof *values);

    if (!values || !sg_loader_add_terms(source->loader, spot_of(source, "also"), count))
        return false;
    for (size_t i = 0; i < count; i++)
        values[i] = json_integer_value(json_array_get(also, i));
    operand->also = values;
    operand->also_count = (uint32_t)count;
    return true;
}

static bool load_none(const sg_source *source, sg_operand *operand)
{
    const json_t *none = field(source, "none");
    size_t count = json_array_size(none);
    sg_text *texts = sg_loader_allocate(source->loader, count, sizeof *texts);

    if (!texts || !sg_loader_add_terms(source->loader, spot_of(source, "none"), count))
        return false;
    for (size_t i = 0; i < count; i++) {
        texts[i] =
            sg_loader_copy(source->loader, sg_loader_text(json_array_get(none, i)));
        if (!texts[i].bytes)
            return false;
    }
    operand->none = texts;
    operand->none_count = (uint32_t)count;
    return true;
}

static bool load_numbers(const sg_source *source, sg_instruction *instruction)
{
    sg_operand *operand = &instruction->operand;

    if (!load_bound(source, "min", &operand->has_min, &operand->min) ||
        !load_bound(source, "max", &operand->has_max, &operand->max) ||
        !load_also(source, operand) || !load_none(source, operand))
        return false;
    operand->ignore_case = json_is_true(field(source, "ignoreCase"));
    if (operand->has_min && operand->has_max && operand->min > operand->max)
        return sg_loader_fail(source->loader, "min", "is more than \"max\"");
    return true;
}

static bool load_fault(const sg_source *source, sg_operand *operand)
{
    static const char *const ids[SG_FAULT_COUNT] = {
#define FAULT(name, id, reading) [SG_FAULT_##name] = (id),
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

    operand->pattern = sg_loader_regex(
        source->loader, spot_of(source, "pattern"), sg_loader_text(pattern),
        SG_REGEX_WHOLE);
    if (!operand->pattern)
        return false;
    if (sg_loader_is_own(source->loader))
        operand->must = sg_pack_load_pattern(
            source->loader, spot_of(source, "pattern"), operand->pattern);
    if (!known)
        return source->loader->status == SNAPGUARD_OK;
    operand->words =
        sg_loader_words(source->loader, spot_of(source, "known"), sg_loader_text(known));
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
    return sg_loader_regex(
        source->loader, spot_of(source, "class"), (sg_text){pattern, size + 1},
        SG_REGEX_START);
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
    const char *which = json_string_value(field(source, "which"));
    sg_class *class = sg_loader_allocate(source->loader, 1, sizeof *class);

    if (!class)
        return false;
    operand->rest = strcmp(which, "rest") == 0;
    operand->characters = class;
    class->run = load_run(source, text);
    return class->run && fill_ascii(source, class);
}

static const sg_name *name_of(const sg_source *source, uint16_t name)
{
    return &source->loader->program->names.names[name];
}

static bool load_other(const sg_source *source, sg_operand *operand, const char *name)
{
    const json_t *wire = field(source, name);

    /* Whether there must be one may depend on the parameter. */
    if (!json_is_string(wire))
        return sg_loader_fail(source->loader, name, "must be the name of a parameter");
    operand->other =
        sg_loader_name(source->loader, spot_of(source, name), json_string_value(wire));
    return operand->other != SG_NO_NAME;
}

static bool load_days(const sg_source *source, sg_operand *operand)
{
    if (!load_other(source, operand, "days"))
        return false;
    return (name_of(source, operand->other)->role == SG_ROLE_LEAF &&
            name_of(source, operand->other)->type == SG_TYPE_LIST) ||
           sg_loader_fail(source->loader, "days", "must be a list");
}

static bool load_from(const sg_source *source, sg_operand *operand)
{
    if (!load_other(source, operand, "from"))
        return false;
    return (name_of(source, operand->other)->role == SG_ROLE_LEAF &&
            name_of(source, operand->other)->type == SG_TYPE_TEXT) ||
           sg_loader_fail(source->loader, "from", "must be a text");
}

/* One of the members that the items of a list have. */
static bool
load_member_of(const sg_source *source, const sg_instruction *instruction, uint16_t *name)
{
    sg_operand operand = {.other = SG_NO_NAME};

    if (!load_other(source, &operand, "member"))
        return false;
    *name = operand.other;
    return name_of(source, *name)->parent == instruction->name ||
           sg_loader_fail(source->loader, "member", "is none of these items");
}

static bool load_item_member(const sg_source *source, sg_instruction *instruction)
{
    sg_operand *operand = &instruction->operand;

    if (!load_member_of(source, instruction, &operand->other))
        return false;
    operand->member = name_of(source, operand->other)->bit;
    return operand->member ||
           sg_loader_fail(source->loader, "member", "is one of too many");
}

static bool load_member(const sg_source *source, sg_operand *operand)
{
    operand->words = sg_loader_words(
        source->loader, spot_of(source, "list"), sg_loader_text(field(source, "list")));
    return operand->words != NULL;
}

static bool load_apart(const sg_source *source, sg_operand *operand)
{
    operand->hours = json_integer_value(field(source, "hours"));
    return load_days(source, operand);
}

/* Which of its questions a rule asks a fact, and whether the fact can answer it. */
static bool
load_question(const sg_source *source, sg_operand *operand, const sg_name *name)
{
    const json_t *is = field(source, "is");
    const json_t *below = field(source, "below");
    int type = name->role == SG_ROLE_LEAF ? name->type : -1;

    operand->asks = is ? SG_FACT_IS : below ? SG_FACT_BELOW : SG_FACT_EXISTS;
    operand->expected = json_is_true(is);
    operand->max = json_integer_value(below);
    operand->has_max = below != NULL;
    if (operand->asks == SG_FACT_IS && type != SG_TYPE_BOOLEAN)
        return sg_loader_fail(source->loader, "is", "must be that of a boolean fact");
    if (operand->asks == SG_FACT_BELOW && type != SG_TYPE_INTEGER)
        return sg_loader_fail(source->loader, "below", "must be that of a counted fact");
    return true;
}

static const sg_name *load_path(const sg_source *source, sg_operand *operand)
{
    const sg_name *name = NULL;

    operand->fact = sg_pack_load_path(
        source->loader, spot_of(source, "fact"), sg_loader_text(field(source, "fact")),
        &name);
    return operand->fact ? name : NULL;
}

static bool load_fact(const sg_source *source, sg_operand *operand)
{
    const sg_name *name = load_path(source, operand);

    return name && load_question(source, operand, name);
}

static bool load_overlap(const sg_source *source, sg_operand *operand)
{
    const sg_name *name = load_path(source, operand);

    if (!name)
        return false;
    if (name->role != SG_ROLE_LEAF || name->type != SG_TYPE_INTEGER)
        return sg_loader_fail(source->loader, "fact", "must be a count");
    return load_days(source, operand);
}

static bool load_weekly(const sg_source *source, sg_operand *operand)
{
    return load_days(source, operand);
}

/* ------------------------------------------------------------- what packs ask mostly */

static bool load_value(const sg_source *source, sg_instruction *instruction)
{
    instruction->operand.must = sg_pack_load_predicate(
        source->loader, spot_of(source, "must"), name_of(source, instruction->name));
    return instruction->operand.must != NULL;
}

static bool load_holds(const sg_source *source, sg_operand *operand)
{
    operand->must =
        sg_pack_load_condition(source->loader, spot_of(source, "must"), SG_NO_NAME);
    return operand->must != NULL;
}

static bool load_one_wanted(sg_loader *loader, sg_wanted *wanted, const json_t *value)
{
    char digits[24];
    sg_writer writer = {.buffer = digits, .size = sizeof digits};
    sg_text text = sg_loader_text(value);

    wanted->number = -1;
    if (json_is_integer(value)) {
        wanted->number = json_integer_value(value);
        sg_writer_add_number(&writer, wanted->number);
        text = (sg_text){digits, writer.used};
    }
    wanted->text = sg_loader_copy(loader, text);
    return wanted->text.bytes != NULL;
}

/* What the values are among: those of the parameter itself, or of its items' member. */
static bool load_holder(const sg_source *source, sg_instruction *instruction)
{
    const sg_name *name = name_of(source, instruction->name);

    if (name->role == SG_ROLE_LIST) {
        if (!load_member_of(source, instruction, &instruction->operand.other))
            return false;
        name = name_of(source, instruction->operand.other);
    } else if (field(source, "member")) {
        return sg_loader_fail(source->loader, "member", "is for lists of objects");
    }
    return (name->role == SG_ROLE_LEAF &&
            (name->type == SG_TYPE_TEXT || name->type == SG_TYPE_LIST)) ||
           sg_loader_fail(
               source->loader, "check", "does not fit the type of its parameter");
}

static bool load_includes(const sg_source *source, sg_instruction *instruction)
{
    const json_t *all = field(source, "all");
    size_t count = json_array_size(all);
    sg_wanted *wanted = sg_loader_allocate(source->loader, count, sizeof *wanted);

    if (!wanted || !sg_loader_add_terms(source->loader, spot_of(source, "all"), count))
        return false;
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_array_get(all, i);

        if (!load_one_wanted(source->loader, &wanted[i], value))
            return false;
    }
    instruction->operand.wanted = wanted;
    return load_holder(source, instruction);
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
        return load_from(&source, operand);
    case SG_CHECK_member_given:
        return load_item_member(&source, instruction);
    case SG_CHECK_value:
        return load_value(&source, instruction);
    case SG_CHECK_holds:
        return load_holds(&source, operand);
    case SG_CHECK_includes:
        return load_includes(&source, instruction);
    case SG_CHECK_weekly:
        return load_weekly(&source, operand);
    default:
        return true;
    }
}
