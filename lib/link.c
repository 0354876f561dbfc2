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

    program->mask_words = program->instruction_count / 64 + 1;
    program->given = new_masks(program, names);
    program->screened = new_masks(program, names);
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

/* When an instruction has to be looked at: each belongs to one mask. */
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
        return sg_checks[instruction->check].is_screened
                   ? program->screened[instruction->name]
                   : program->given[instruction->name];
    }
}

static void note_asked(sg_program *program, const sg_instruction *instruction)
{
    sg_mask mask = mask_of(program, instruction);

    for (size_t i = 0; i < program->names.count; i++)
        if (mask == program->given[i])
            program->names.names[i].is_asked_about = true;
}

/* Whether a verdict can depend on it. */
static bool is_decisive(const sg_program *program, const sg_instruction *instruction)
{
    const sg_rule *rule = &program->rules[instruction->rule];

    return rule->severity == SNAPGUARD_ERROR || rule->silences;
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

static bool is_unique(const sg_program *program, size_t name)
{
    for (size_t i = 0; i < program->mask_words; i++)
        if (program->repeated[name][i])
            return true;
    return false;
}

bool sg_program_link(sg_program *program)
{
    if (!make_masks(program))
        return false;
    for (size_t i = 0; i < program->instruction_count; i++) {
        const sg_instruction *instruction = &program->instructions[i];
        const sg_check *check = &sg_checks[instruction->check];

        if (program->rules[instruction->rule].severity == SNAPGUARD_OFF)
            continue;
        mask_of(program, instruction)[i / 64] |= UINT64_C(1) << i % 64;
        if (is_decisive(program, instruction))
            program->decisive[i / 64] |= UINT64_C(1) << i % 64;
        note_asked(program, instruction);
        if (check->narrow)
            check->narrow(&program->screens[instruction->name], &instruction->operand);
    }
    for (size_t i = 1; i < program->names.count; i++)
        program->names.names[i].is_quiet =
            program->names.names[i].parent == SG_ROOT_NAME &&
            !program->names.names[i].is_asked_about;
    return collect_names(program, &program->required, is_required) &&
           collect_names(program, &program->unique, is_unique);
}
