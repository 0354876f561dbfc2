#include "link.h"

#include "check.h"

static sg_mask *new_masks(sg_program *program, size_t count)
{
    sg_mask *masks = sg_arena_allocate(&program->arena, count * sizeof *masks);
    size_t size = program->mask_words * sizeof(uint64_t);
    uint64_t *bits = sg_arena_allocate(&program->arena, count * size);

    if (!masks || !bits)
        return NULL;
    memset(bits, 0, count * size);
    for (size_t i = 0; i < count; i++)
        masks[i] = bits + i * program->mask_words;
    return masks;
}

static bool make_masks(sg_program *program)
{
    size_t names = program->names.count;
    sg_mask *account;
    sg_mask *faults;
    sg_mask *decisive;
    sg_mask *always;

    program->mask_words = program->instruction_count / 128 * 2 + 2;
    program->given = new_masks(program, names);
    program->screened = new_masks(program, names * SG_ASPECT_COUNT);
    program->repeated = new_masks(program, names);
    program->spaced = new_masks(program, names);
    account = new_masks(program, 1);
    faults = new_masks(program, SG_FAULT_COUNT);
    decisive = new_masks(program, 1);
    always = new_masks(program, 1);
    program->screens =
        sg_arena_allocate(&program->arena, names * sizeof *program->screens);
    if (!program->given || !program->screened || !program->repeated || !program->spaced ||
        !account || !faults || !decisive || !always || !program->screens)
        return false;
    program->account = *account;
    program->decisive = *decisive;
    program->always = *always;
    memcpy(program->faults, faults, sizeof program->faults);
    for (size_t i = 0; i < names; i++) {
        sg_screen_init(&program->screens[i]);
        program->screens[i].is_list = program->names.names[i].role == SG_ROLE_LEAF &&
                                      program->names.names[i].type == SG_TYPE_LIST;
    }
    return true;
}

/* What is not given has no value that calls for the instruction, so that one which the
 * condition needs has to; without such a condition, every request does. */
static sg_mask mask_of_condition(sg_program *program, const sg_instruction *instruction)
{
    for (size_t i = 0; i < instruction->condition_count; i++)
        if (instruction->conditions[i].demand == SG_DEMAND_TRUE ||
            instruction->conditions[i].demand == SG_DEMAND_GIVEN)
            return program->given[instruction->conditions[i].name];
    return program->always;
}

/* When an instruction has to be looked at that no screen says anything of. */
static sg_mask mask_of(sg_program *program, const sg_instruction *instruction)
{
    switch ((sg_check_kind)instruction->check) {
    case SG_CHECK_fault:
        return program->faults[instruction->operand.fault];
    case SG_CHECK_present:
    case SG_CHECK_holds:
    case SG_CHECK_includes:
        return mask_of_condition(program, instruction);
    case SG_CHECK_fact:
    case SG_CHECK_overlap:
        return program->account;
    case SG_CHECK_apart:
        return program->spaced[instruction->name];
    case SG_CHECK_unique:
        return program->repeated[instruction->name];
    default:
        return program->given[instruction->name];
    }
}

static void add_bit(sg_mask mask, size_t index)
{
    mask[index / 64] |= UINT64_C(1) << index % 64;
}

static void enlist(sg_program *program, const sg_instruction *instruction)
{
    size_t index = (size_t)(instruction - program->instructions);

    for (size_t i = 0; i < SG_ASPECT_COUNT; i++)
        if (instruction->aspects >> i & 1)
            add_bit(
                program->screened[(size_t)instruction->name * SG_ASPECT_COUNT + i],
                index);
    if (!instruction->aspects)
        add_bit(mask_of(program, instruction), index);
}

static bool is_documented(const sg_program *program, const sg_instruction *instruction)
{
    return instruction->rule < program->rules + program->documented_count;
}

/* Whether what this documented rule refuses may be what a pack's rule asks, too. */
static bool is_about(const sg_instruction *one, uint16_t name)
{
    bool is_value = sg_checks[one->check].subject <= SG_SUBJECT_ELEMENT &&
                    sg_checks[one->check].subject != SG_SUBJECT_FAULT;

    return one->rule->severity == SNAPGUARD_ERROR &&
           ((is_value && one->name == name) ||
            (one->check == SG_CHECK_member_given && one->operand.other == name));
}

/* One mistake is one finding: the documented rules that win over one of a pack. Their
 * number, and which they are, if there is room for it. */
static size_t find_refusals(const sg_program *program, uint16_t name, uint16_t *refusals)
{
    size_t count = 0;

    for (size_t i = 0; i < program->instruction_count; i++) {
        const sg_instruction *one = &program->instructions[i];

        if (!is_documented(program, one) || !is_about(one, name))
            continue;
        if (refusals)
            refusals[count] = (uint16_t)i;
        count++;
    }
    return count;
}

static bool set_refusals(sg_program *program, const sg_instruction *instruction)
{
    sg_proviso *proviso = instruction->proviso;
    size_t count;
    uint16_t *refusals;

    if (!proviso)
        return true;
    count = find_refusals(program, instruction->name, NULL);
    refusals = sg_arena_allocate(&program->arena, (count + 1) * sizeof *refusals);
    if (!refusals)
        return false;
    proviso->refusals = refusals;
    proviso->refusal_count = find_refusals(program, instruction->name, refusals);
    return true;
}

/* Whether a verdict can depend on it. */
static bool is_decisive(const sg_rule *rule)
{
    return rule->severity == SNAPGUARD_ERROR || rule->silences != 0;
}

/* What is needed, and by which rule. */
typedef struct sg_need {
    sg_name *names;
    bool is_of_pack;
} sg_need;

static void need(const sg_need *by, uint16_t name)
{
    if (name == SG_NO_NAME)
        return;
    by->names[name].is_needed = true;
    by->names[name].is_needed_by_packs |= by->is_of_pack;
}

/* Which fact it is depends on them. */
static void need_steps(const sg_need *by, const sg_fact_path *fact)
{
    for (size_t i = 0; fact && i < fact->count; i++)
        need(by, fact->steps[i].parameter);
}

/* A group or list is given when one of its members is. */
static void need_around(const sg_need *by, uint16_t name)
{
    need(by, name);
    if (by->names[name].role != SG_ROLE_LEAF)
        for (uint16_t i = by->names[name].first; i; i = by->names[i].next)
            need(by, i);
}

/* What the terms of a condition ask about. */
static void need_terms(const sg_need *by, const sg_term *condition)
{
    for (size_t i = 0; condition && i < condition->size; i++) {
        const sg_term *term = &condition[i];

        if (term->kind >= SG_TERM_given && term->kind <= SG_TERM_count)
            need_around(by, term->name);
        if (term->kind == SG_TERM_fact)
            need_steps(by, term->fact);
    }
}

static void need_operand(const sg_need *by, const sg_instruction *instruction)
{
    const sg_operand *operand = &instruction->operand;

    need(by, operand->other);
    switch ((sg_check_kind)instruction->check) {
    case SG_CHECK_fact:
    case SG_CHECK_overlap:
        need_steps(by, operand->fact);
        break;
    case SG_CHECK_holds:
    case SG_CHECK_value:
    case SG_CHECK_pattern:
        need_terms(by, operand->must);
        break;
    default:
        break;
    }
}

/* A verdict depends on the parameters that are asked, and on those that say whether they
 * are asked. */
static void need_all(sg_program *program, const sg_instruction *instruction)
{
    const sg_need by = {program->names.names, !is_documented(program, instruction)};

    if (instruction->name != SG_NO_NAME && by.is_of_pack)
        need_around(&by, instruction->name);
    need(&by, instruction->name);
    need_operand(&by, instruction);
    for (size_t i = 0; i < instruction->condition_count; i++)
        need(&by, instruction->conditions[i].name);
    if (instruction->proviso)
        need_terms(&by, instruction->proviso->condition);
}

static bool collect_names(
    sg_program *program, uint16_t **list, bool (*is_wanted)(const sg_program *, size_t))
{
    size_t count = 0;

    *list =
        sg_arena_allocate(&program->arena, (program->names.count + 1) * sizeof **list);
    if (!*list)
        return false;
    for (size_t i = 1; i < program->names.count; i++)
        if (is_wanted(program, i))
            (*list)[count++] = (uint16_t)i;
    (*list)[count] = SG_NO_NAME;
    return true;
}

static bool is_required(const sg_program *program, size_t name)
{
    return program->names.names[name].required;
}

static bool is_empty(const sg_program *program, const uint64_t *mask)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < program->mask_words; i++)
        bits |= mask[i];
    return !bits;
}

static bool is_unique(const sg_program *program, size_t name)
{
    return !is_empty(program, program->repeated[name]);
}

/* A list is screened by the words that it may hold, or by its numbers, and by no other
 * property of a text. */
static bool suits_list(const sg_screen *screen)
{
    return !screen->asks_bytes && screen->min_size == 0 && screen->max_size == SIZE_MAX;
}

static void settle_name(sg_program *program, size_t index)
{
    sg_name *name = &program->names.names[index];
    sg_screen *screen = &program->screens[index];

    name->is_asked_about = !is_empty(program, program->given[index]);
    name->screen = screen;
    if (screen->is_list)
        screen->usable &= suits_list(screen);
    if (!screen->usable)
        sg_screen_disable(screen);
}

/* Narrow the screen by what the instruction asks. */
static void narrow(sg_program *program, sg_instruction *instruction)
{
    const sg_check *check = &sg_checks[instruction->check];
    const sg_operand *operand = &instruction->operand;
    sg_screen *screen = check->narrow ? &program->screens[instruction->name] : NULL;

    instruction->aspects = (uint16_t)check->aspects;
    if (!screen)
        return;
    screen->is_mute = false;
    check->narrow(screen, operand);
    if (screen->is_mute)
        instruction->aspects = 0;
    /* Which elements have a place in the order is for the page to say, not for packs. */
    if (instruction->check == SG_CHECK_elements && is_documented(program, instruction))
        sg_screen_range(screen, operand);
}

bool sg_program_link(sg_program *program)
{
    if (!make_masks(program))
        return false;
    for (size_t i = 0; i < program->instruction_count; i++) {
        sg_instruction *instruction = &program->instructions[i];

        instruction->question = &sg_checks[instruction->check];
        if (instruction->rule->severity == SNAPGUARD_OFF)
            continue;
        if (!set_refusals(program, instruction))
            return false;
        narrow(program, instruction);
        enlist(program, instruction);
        if (is_decisive(instruction->rule)) {
            add_bit(program->decisive, i);
            need_all(program, instruction);
        }
    }
    sg_names_spread(&program->names);
    for (size_t i = 1; i < program->names.count; i++)
        settle_name(program, i);
    return collect_names(program, &program->required, is_required) &&
           collect_names(program, &program->unique, is_unique);
}
