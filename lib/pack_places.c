/* The part of the loader that reads at what a rule looks: it becomes one instruction for
 * each place. */
#include "pack.h"

/* What a check asks must be what the parameter is. */
static bool fits(const sg_name *name, int check)
{
    bool is_leaf = name->role == SG_ROLE_LEAF;

    switch (sg_checks[check].subject) {
    case SG_SUBJECT_INTEGER:
        return is_leaf && name->type == SG_TYPE_INTEGER;
    case SG_SUBJECT_TEXT:
        if (check == SG_CHECK_value)
            return is_leaf;
        /* Only these know what to do with an element that is no text. */
        if (is_leaf && name->type == SG_TYPE_LIST)
            return check == SG_CHECK_pattern || check == SG_CHECK_member ||
                   check == SG_CHECK_differs;
        return is_leaf && name->type == SG_TYPE_TEXT;
    case SG_SUBJECT_LIST:
    case SG_SUBJECT_ELEMENT:
        return is_leaf && name->type == SG_TYPE_LIST;
    case SG_SUBJECT_ITEM:
        return name->role == SG_ROLE_LIST;
    case SG_SUBJECT_FAULT:
    case SG_SUBJECT_NAME:
    case SG_SUBJECT_FACT:
        return true;
    }
    return false;
}

/* What is asked where a check does not hold. A pack's rule is not asked, either, where a
 * documented one refuses the value. */
static bool
set_proviso(sg_loader *loader, sg_instruction *instruction, const sg_term *condition)
{
    if (!condition && !sg_loader_is_own(loader))
        return true;
    instruction->proviso = sg_loader_allocate(loader, 1, sizeof *instruction->proviso);
    if (!instruction->proviso)
        return false;
    instruction->proviso->condition = condition;
    return true;
}

static bool
load_at(sg_loader *loader, sg_instruction *instruction, sg_spot spot, const json_t *rule)
{
    const json_t *at = sg_spot_value(&spot);
    sg_subject_kind subject = sg_checks[instruction->check].subject;
    const json_t *wire = at;

    instruction->name = SG_NO_NAME;
    if (!at && subject != SG_SUBJECT_FAULT && subject != SG_SUBJECT_FACT)
        return sg_loader_fail(loader, "at", "is missing");
    if (!at)
        return true;
    if (json_is_object(at)) {
        spot = sg_spot_member(at, "parameter");
        wire = sg_spot_value(&spot);
    }
    if (!json_is_string(wire))
        return sg_loader_refuse(
            loader, spot, "\"at\" must name parameters", (char *)NULL);
    instruction->name = sg_loader_name(loader, spot, json_string_value(wire));
    if (instruction->name == SG_NO_NAME)
        return false;
    loader->object = rule;
    return fits(&loader->program->names.names[instruction->name], instruction->check) ||
           sg_loader_refuse(
               loader, spot, "the check \"", sg_checks[instruction->check].id,
               "\" does not fit the type of ", json_string_value(wire), (char *)NULL);
}

static bool load_place(
    sg_loader *loader, sg_instruction *instruction, sg_spot spot, const json_t *rule)
{
    const json_t *at = sg_spot_value(&spot);
    const sg_term *condition;

    loader->place = json_is_object(at) ? at : NULL;
    if (sg_loader_is_own(loader) && json_is_object(at) &&
        !sg_pack_check_members(loader, at, SG_PACK_place, instruction->check))
        return false;
    if (!load_at(loader, instruction, spot, rule))
        return false;
    condition = sg_pack_load_conditions(loader, instruction, at, rule);
    return loader->status == SNAPGUARD_OK &&
           set_proviso(loader, instruction, condition) &&
           sg_pack_check_operands(loader, at, rule, instruction->check) &&
           sg_pack_load_operand(loader, instruction, at, rule);
}

/* A rule that asks a fact, and answers with a row: without the fact it decides nothing.
 */
static bool add_account_row(sg_loader *loader, uint8_t *row, const sg_rule *rule)
{
    sg_program *program = loader->program;

    if (program->not_evaluated_count == SG_ACCOUNT_ROWS)
        return sg_loader_fail(loader, "check", "is one of too many that ask a fact");
    *row = (uint8_t)program->not_evaluated_count;
    program->not_evaluated[program->not_evaluated_count++] = rule->id;
    return true;
}

bool sg_pack_load_places(
    sg_loader *loader, const sg_rule *rule, const json_t *json, int check)
{
    sg_program *program = loader->program;
    const json_t *at = json_object_get(json, "at");
    size_t count = json_is_array(at) ? json_array_size(at) : 1;
    uint8_t row = SG_NO_ROW;

    if (check == SG_CHECK_fact && rule->reply.error >= 0 &&
        !add_account_row(loader, &row, rule))
        return false;
    loader->places += count;
    if (sg_loader_is_own(loader) && loader->places > SG_PACK_PLACES)
        return sg_loader_fail(
            loader, "at", "is too much: the rules of a pack look at 512 places at most");
    for (size_t i = 0; i < count; i++) {
        sg_instruction *instruction = &program->instructions[program->instruction_count];

        instruction->rule = rule;
        instruction->check = (uint8_t)check;
        instruction->row = row;
        if (!load_place(
                loader, instruction,
                json_is_array(at) ? sg_spot_element(at, i) : sg_spot_member(json, "at"),
                json))
            return false;
        program->instruction_count++;
    }
    loader->place = NULL;
    return true;
}
