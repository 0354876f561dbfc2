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

    program->mask_words = program->instruction_count / 128 * 2 + 2;
    program->given = new_masks(program, names);
    program->screened = new_masks(program, names * SG_ASPECT_COUNT);
    program->repeated = new_masks(program, names);
    program->spaced = new_masks(program, names);
    account = new_masks(program, 1);
    faults = new_masks(program, SG_FAULT_COUNT);
    decisive = new_masks(program, 1);
    program->screens =
        sg_arena_allocate(&program->arena, names * sizeof *program->screens);
    if (!program->given || !program->screened || !program->repeated || !program->spaced ||
        !account || !faults || !decisive || !program->screens)
        return false;
    program->account = *account;
    program->decisive = *decisive;
    memcpy(program->faults, faults, sizeof program->faults);
    for (size_t i = 0; i < names; i++)
        sg_screen_init(&program->screens[i]);
    return true;
}

/* When an instruction has to be looked at that no screen says anything of. */
static sg_mask mask_of(sg_program *program, const sg_instruction *instruction)
{
    switch ((sg_check_kind)instruction->check) {
    case SG_CHECK_fault:
        return program->faults[instruction->operand.fault];
    case SG_CHECK_present:
        return program->given[instruction->conditions[0].name];
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
    unsigned aspects = sg_checks[instruction->check].aspects;

    for (size_t i = 0; i < SG_ASPECT_COUNT; i++)
        if (aspects >> i & 1)
            add_bit(program->screened[instruction->name * SG_ASPECT_COUNT + i], index);
    if (!aspects)
        add_bit(mask_of(program, instruction), index);
}

/* Whether a verdict can depend on it. */
static bool is_decisive(const sg_rule *rule)
{
    return rule->severity == SNAPGUARD_ERROR || rule->silences != 0;
}

static void need(sg_program *program, uint16_t name)
{
    if (name != SG_NO_NAME)
        program->names.names[name].is_needed = true;
}

/* A verdict depends on the parameters that are asked, and on those that say whether they
 * are asked. */
static void need_all(sg_program *program, const sg_instruction *instruction)
{
    const sg_fact_path *fact = instruction->operand.fact;

    need(program, instruction->name);
    need(program, instruction->operand.other);
    for (size_t i = 0; i < instruction->condition_count; i++)
        need(program, instruction->conditions[i].name);
    for (size_t i = 0; fact && i < fact->count; i++)
        need(program, fact->steps[i].parameter);
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
    bool is_ranged = screen->min != INT64_MIN || screen->max != INT64_MAX;

    return !screen->asks_bytes && screen->min_size == 0 && screen->max_size == SIZE_MAX &&
           (!screen->words || !is_ranged);
}

/* The numbers that a list may hold. */
static uint64_t numbers_of(const sg_screen *screen)
{
    uint64_t numbers = UINT64_MAX << (screen->min > 0 ? screen->min : 0);

    if (screen->max < SG_LIST_NUMBERS - 1)
        numbers &= (UINT64_C(1) << (screen->max + 1)) - 1;
    return numbers;
}

static void settle_name(sg_program *program, size_t index)
{
    sg_name *name = &program->names.names[index];
    sg_screen *screen = &program->screens[index];

    name->is_asked_about = !is_empty(program, program->given[index]);
    name->screen = screen;
    if (name->role == SG_ROLE_LEAF && name->type == SG_TYPE_LIST)
        screen->usable &= suits_list(screen);
    if (screen->min < SG_LIST_NUMBERS && screen->max >= 0)
        screen->numbers = numbers_of(screen);
    if (!screen->usable)
        sg_screen_disable(screen);
}

bool sg_program_link(sg_program *program)
{
    if (!make_masks(program))
        return false;
    for (size_t i = 0; i < program->instruction_count; i++) {
        sg_instruction *instruction = &program->instructions[i];
        const sg_check *check = &sg_checks[instruction->check];

        instruction->question = check;
        if (instruction->rule->severity == SNAPGUARD_OFF)
            continue;
        enlist(program, instruction);
        if (is_decisive(instruction->rule)) {
            add_bit(program->decisive, i);
            need_all(program, instruction);
        }
        if (check->narrow)
            check->narrow(&program->screens[instruction->name], &instruction->operand);
    }
    sg_names_spread(&program->names);
    for (size_t i = 1; i < program->names.count; i++)
        settle_name(program, i);
    return collect_names(program, &program->required, is_required) &&
           collect_names(program, &program->unique, is_unique);
}
