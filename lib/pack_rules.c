/* The part of the loader that reads rules. A rule becomes one instruction for each place
 * that it looks at. */
#include "check.h"
#include "enumerations.h"
#include "pack.h"

static bool read_word(
    sg_loader *loader, const json_t *object, const char *field, const char *const *words,
    size_t count, int *value)
{
    const char *text = json_string_value(json_object_get(object, field));

    for (size_t i = 0; text && i < count; i++) {
        if (words[i] && strcmp(text, words[i]) == 0) {
            *value = (int)i;
            return true;
        }
    }
    return sg_loader_fail(loader, field, "is none of the known words");
}

/* ---------------------------------------------------------------------------- answers */

static bool load_basis(sg_loader *loader, const json_t *answer, snapguard_basis *basis)
{
    int value = 0;

    if (!read_word(loader, answer, "basis", sg_basis_names, SG_BASES, &value))
        return false;
    *basis = (snapguard_basis)value;
    return true;
}

static bool
load_row(sg_loader *loader, const json_t *answer, int32_t *row, snapguard_basis *basis)
{
    const char *id = json_string_value(json_object_get(answer, "error"));

    *row = id ? sg_loader_error_row(loader, id) : -1;
    if (*row < 0)
        return sg_loader_fail(loader, "error", "is no row of the errors");
    return load_basis(loader, answer, basis);
}

static bool load_reply(sg_loader *loader, sg_reply *reply, const json_t *answer)
{
    const json_t *otherwise = json_object_get(answer, "else");

    reply->error = -1;
    reply->otherwise = -1;
    if (!answer)
        return true;
    reply->of_parameter = json_object_get(answer, "of") != NULL;
    reply->when_missing = json_object_get(answer, "when") != NULL;
    if (!reply->of_parameter)
        return load_row(loader, answer, &reply->error, &reply->basis);
    if (!load_basis(loader, answer, &reply->basis))
        return false;
    return !otherwise ||
           load_row(loader, otherwise, &reply->otherwise, &reply->otherwise_basis);
}

/* ------------------------------------------------------------------------------ texts */

static bool load_templates(
    sg_loader *loader, sg_templates *templates, const json_t *rule, const char *field)
{
    const json_t *value = json_object_get(rule, field);
    size_t count = json_is_array(value) ? json_array_size(value) : value != NULL;
    const char **texts = sg_loader_allocate(loader, count, sizeof *texts);

    if (!texts)
        return false;
    for (size_t i = 0; i < count; i++) {
        const json_t *text = json_is_array(value) ? json_array_get(value, i) : value;
        sg_text copy;

        if (!json_is_string(text))
            return sg_loader_fail(loader, field, "must be a string, or strings");
        copy = sg_arena_copy(
            &loader->program->arena,
            (sg_text){json_string_value(text), json_string_length(text)});
        if (!copy.bytes)
            return sg_loader_out_of_memory(loader);
        texts[i] = copy.bytes;
    }
    *templates = texts;
    return true;
}

/* ------------------------------------------------------------------------- the places */

static bool load_name(sg_loader *loader, const json_t *wire, uint16_t *name)
{
    *name = SG_NO_NAME;
    if (json_is_string(wire))
        *name = sg_names_find_wire(
            &loader->program->names, sg_text_of(json_string_value(wire)));
    if (*name == SG_NO_NAME)
        return sg_loader_fail(loader, "at", "is no parameter");
    return true;
}

static bool load_demand(sg_condition *condition, const json_t *value, bool is_negated)
{
    const char *word = json_string_value(value);

    if (json_is_true(value))
        condition->demand = is_negated ? SG_DEMAND_NOT_TRUE : SG_DEMAND_TRUE;
    else if (word && !is_negated && strcmp(word, "given") == 0)
        condition->demand = SG_DEMAND_GIVEN;
    else if (word && !is_negated && strcmp(word, "absent") == 0)
        condition->demand = SG_DEMAND_ABSENT;
    else
        return false;
    return true;
}

/* {"EnableCrossRegionCopy": true}: a parameter, and what it has to be. */
static bool load_condition(
    sg_loader *loader, sg_condition *condition, const char *wire, const json_t *value,
    bool is_negated)
{
    const sg_names *names = &loader->program->names;

    condition->name = sg_names_find_wire(names, sg_text_of(wire));
    if (condition->name == SG_NO_NAME ||
        names->names[condition->name].role != SG_ROLE_LEAF)
        return sg_loader_fail(loader, wire, "is no parameter");
    if (!load_demand(condition, value, is_negated))
        return sg_loader_fail(loader, wire, "is none of the known conditions");
    if (condition->demand <= SG_DEMAND_NOT_TRUE &&
        names->names[condition->name].type != SG_TYPE_BOOLEAN)
        return sg_loader_fail(loader, wire, "is no boolean parameter");
    return true;
}

static bool add_conditions(
    sg_loader *loader, sg_instruction *instruction, const json_t *conditions,
    bool is_negated)
{
    json_t *object = (json_t *)(uintptr_t)conditions;
    const char *wire;
    json_t *value;

    json_object_foreach (object, wire, value) {
        if (instruction->condition_count == SG_CONDITIONS)
            return sg_loader_fail(loader, "if", "has too many conditions");
        if (!load_condition(
                loader, &instruction->conditions[instruction->condition_count++], wire,
                value, is_negated))
            return false;
    }
    return true;
}

static bool load_conditions(
    sg_loader *loader, sg_instruction *instruction, const json_t *at, const json_t *rule)
{
    return add_conditions(loader, instruction, sg_pack_field(at, rule, "if"), false) &&
           add_conditions(loader, instruction, sg_pack_field(at, rule, "ifNot"), true);
}

/* What a check asks must be what the parameter is. */
static bool fits(const sg_name *name, sg_subject_kind subject)
{
    switch (subject) {
    case SG_SUBJECT_INTEGER:
        return name->role == SG_ROLE_LEAF && name->type == SG_TYPE_INTEGER;
    case SG_SUBJECT_TEXT:
        return name->role == SG_ROLE_LEAF &&
               (name->type == SG_TYPE_TEXT || name->type == SG_TYPE_LIST);
    case SG_SUBJECT_LIST:
    case SG_SUBJECT_ELEMENT:
        return name->role == SG_ROLE_LEAF && name->type == SG_TYPE_LIST;
    case SG_SUBJECT_ITEM:
        return name->role == SG_ROLE_LIST;
    case SG_SUBJECT_FAULT:
    case SG_SUBJECT_NAME:
    case SG_SUBJECT_FACT:
        return true;
    }
    return false;
}

static bool load_place(
    sg_loader *loader, sg_instruction *instruction, const json_t *at, const json_t *rule)
{
    const json_t *wire = json_is_object(at) ? json_object_get(at, "parameter") : at;
    sg_subject_kind subject = sg_checks[instruction->check].subject;

    instruction->name = SG_NO_NAME;
    if (wire && !load_name(loader, wire, &instruction->name))
        return false;
    if (!wire && subject != SG_SUBJECT_FAULT && subject != SG_SUBJECT_FACT)
        return sg_loader_fail(loader, "at", "is missing");
    if (wire && !fits(&loader->program->names.names[instruction->name], subject))
        return sg_loader_fail(loader, "check", "does not fit the type of its parameter");
    if (!load_conditions(loader, instruction, at, rule))
        return false;
    if (instruction->check == SG_CHECK_present && instruction->condition_count == 0)
        return sg_loader_fail(loader, "if", "is missing");
    return sg_pack_load_operand(loader, instruction, at, rule);
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

static bool load_instructions(sg_loader *loader, uint16_t rule_index, const json_t *rule)
{
    static const char *const ids[] = {
#define CHECK(name, id, subject, aspects, screen) [SG_CHECK_##name] = id,
#include "checks.def"
#undef CHECK
    };
    const json_t *at = json_object_get(rule, "at");
    size_t count = json_is_array(at) ? json_array_size(at) : 1;
    const sg_rule *made = &loader->program->rules[rule_index];
    uint8_t row = SG_NO_ROW;
    int check = 0;

    if (!read_word(loader, rule, "check", ids, SG_CHECK_COUNT, &check))
        return false;
    if (check == SG_CHECK_fact && made->reply.error >= 0 &&
        !add_account_row(loader, &row, made))
        return false;
    for (size_t i = 0; i < count; i++) {
        sg_instruction *instruction =
            &loader->program->instructions[loader->program->instruction_count];

        instruction->rule = made;
        instruction->check = (uint8_t)check;
        instruction->row = row;
        if (!load_place(
                loader, instruction, json_is_array(at) ? json_array_get(at, i) : at,
                rule))
            return false;
        loader->program->instruction_count++;
    }
    return true;
}

/* -------------------------------------------------------------------------- the rules */

static bool load_unless(sg_loader *loader, sg_rule *rule, const json_t *ids)
{
    size_t count = json_array_size(ids);
    uint16_t *rules = sg_loader_allocate(loader, count, sizeof *rules);

    if (!rules)
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *id = json_string_value(json_array_get(ids, i));
        size_t found = 0;

        while (id && found < loader->program->rule_count &&
               strcmp(loader->program->rules[found].id, id) != 0)
            found++;
        if (!id || found == loader->program->rule_count)
            return sg_loader_fail(loader, "unless", "must name rules that stand before");
        loader->program->rules[found].silences = UINT64_C(1) << found % 64;
        rule->unless_bits |= loader->program->rules[found].silences;
        rules[i] = (uint16_t)found;
    }
    rule->unless = rules;
    rule->unless_count = count;
    return true;
}

static bool load_severity(sg_loader *loader, sg_rule *rule, const json_t *json)
{
    bool is_strict = loader->options->strict && json_object_get(json, "strict");
    int value = 0;

    if (!read_word(
            loader, json, is_strict ? "strict" : "severity", sg_severity_names,
            SG_SEVERITIES, &value))
        return false;
    rule->severity = (snapguard_severity)value;
    for (size_t i = 0; i < loader->options->choices.count; i++) {
        const sg_severity_choice *choice =
            (const sg_severity_choice *)loader->options->choices.data + i;

        if (strcmp(choice->rule, "*") == 0 || strcmp(choice->rule, rule->id) == 0)
            rule->severity = choice->reset ? (snapguard_severity)value : choice->severity;
    }
    return true;
}

static bool load_category(sg_loader *loader, sg_rule *rule, const json_t *json)
{
    static const char *const words[] = {"input",   "shape",  "api",
                                        "account", "advice", "policy"};
    int value = 0;

    if (!read_word(loader, json, "category", words, sizeof words / sizeof *words, &value))
        return false;
    rule->category = words[value];
    return true;
}

/* What a fix takes for granted about the finding that it mends. */
static bool fits_fix(const sg_instruction *instruction, sg_fix_kind fix)
{
    sg_fault_kind fault = instruction->check == SG_CHECK_fault
                              ? (sg_fault_kind)instruction->operand.fault
                              : SG_FAULT_COUNT;

    switch (fix) {
    case SG_FIX_none:
        return true;
    case SG_FIX_rename:
        return fault == SG_FAULT_NAME_CASE || fault == SG_FAULT_NAME_ALIAS;
    case SG_FIX_unquote:
        return fault == SG_FAULT_AS_TEXT || fault == SG_FAULT_BOOLEAN_CASE;
    case SG_FIX_enclose:
        return fault == SG_FAULT_ARRAY;
    case SG_FIX_quote:
        return instruction->check == SG_CHECK_texts;
    case SG_FIX_sort:
        return instruction->check == SG_CHECK_ascending;
    case SG_FIX_remove:
        return instruction->check == SG_CHECK_distinct;
    case SG_FIX_COUNT:
        break;
    }
    return false;
}

static bool load_safety(sg_loader *loader, sg_rule *rule, const json_t *safe)
{
    if (json_is_boolean(safe))
        rule->fix_safety = json_is_true(safe) ? SG_SAFETY_ALWAYS : SG_SAFETY_NEVER;
    else if (json_is_string(safe) && strcmp(json_string_value(safe), "refused") == 0)
        rule->fix_safety = SG_SAFETY_REFUSED;
    else
        return sg_loader_fail(loader, "safe", "must be true, false or \"refused\"");
    return true;
}

/* Its instructions are loaded. */
static bool load_fix(sg_loader *loader, sg_rule *rule, const json_t *fix)
{
    static const char *const ids[SG_FIX_COUNT] = {
#define FIX(name, id) [SG_FIX_##name] = id,
#include "fixes.def"
#undef FIX
    };
    const sg_program *program = loader->program;
    int kind = SG_FIX_none;

    if (fix && !json_object_get(fix, "title"))
        return sg_loader_fail(loader, "fix", "has no title");
    if (!load_templates(loader, &rule->fix_title, fix, "title") ||
        (fix && (!read_word(loader, fix, "kind", ids, SG_FIX_COUNT, &kind) ||
                 !load_safety(loader, rule, json_object_get(fix, "safe")))))
        return false;
    rule->fix = (uint8_t)kind;
    for (size_t i = program->instruction_count; i > 0; i--) {
        if (program->instructions[i - 1].rule != rule)
            break;
        if (!fits_fix(&program->instructions[i - 1], (sg_fix_kind)kind))
            return sg_loader_fail(loader, "fix", "does not fit the check");
    }
    return true;
}

static bool load_rule(sg_loader *loader, sg_rule *rule, const json_t *json)
{
    loader->subject = "rules";
    rule->id = sg_loader_string(loader, json, "id");
    if (!rule->id)
        return false;
    loader->subject = rule->id;
    return load_severity(loader, rule, json) && load_category(loader, rule, json) &&
           load_reply(loader, &rule->reply, json_object_get(json, "answer")) &&
           load_templates(loader, &rule->message, json, "message") &&
           load_templates(loader, &rule->help, json, "help") &&
           load_templates(loader, &rule->related, json, "related") &&
           load_unless(loader, rule, json_object_get(json, "unless")) &&
           load_instructions(loader, (uint16_t)loader->program->rule_count, json) &&
           load_fix(loader, rule, json_object_get(json, "fix"));
}

static size_t count_places(const json_t *rules)
{
    size_t count = 0;
    size_t i;
    const json_t *rule;

    json_array_foreach (rules, i, rule) {
        const json_t *at = json_object_get(rule, "at");

        count += json_is_array(at) ? json_array_size(at) : 1;
    }
    return count;
}

/* A choice that fits no rule is a slip of the caller, and never passed over. */
static bool check_choices(sg_loader *loader)
{
    for (size_t i = 0; i < loader->options->choices.count; i++) {
        const sg_severity_choice *choice =
            (const sg_severity_choice *)loader->options->choices.data + i;
        bool known = strcmp(choice->rule, "*") == 0;

        for (size_t j = 0; j < loader->program->rule_count; j++)
            known |= strcmp(loader->program->rules[j].id, choice->rule) == 0;
        if (known)
            continue;
        loader->status = SNAPGUARD_ERROR_OPTION;
        sg_error_set(
            loader->error, "there is no rule \"", choice->rule, "\"", (char *)NULL);
        return false;
    }
    return true;
}

bool sg_pack_load_rules(sg_loader *loader, const json_t *rules)
{
    sg_program *program = loader->program;
    size_t i;
    const json_t *rule;

    loader->subject = "rules";
    if (json_array_size(rules) >= UINT16_MAX)
        return sg_loader_fail(loader, "rules", "are too many");
    program->rules =
        sg_loader_allocate(loader, json_array_size(rules), sizeof *program->rules);
    program->instructions =
        sg_loader_allocate(loader, count_places(rules), sizeof *program->instructions);
    program->not_evaluated =
        sg_loader_allocate(loader, SG_ACCOUNT_ROWS, sizeof *program->not_evaluated);
    if (!program->rules || !program->instructions || !program->not_evaluated)
        return false;
    json_array_foreach (rules, i, rule) {
        if (!load_rule(loader, &program->rules[i], rule))
            return false;
        program->rule_count++;
    }
    return check_choices(loader);
}
