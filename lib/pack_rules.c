/* The part of the loader that reads rules. */
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

/* -------------------------------------------------------------------------- the rules */

/* A documented one, or one of the same pack that stands before. */
static bool find_rule(const sg_loader *loader, const char *id, size_t *found)
{
    const sg_program *program = loader->program;

    for (*found = 0; *found < program->rule_count; ++*found)
        if ((*found < program->documented_count || *found >= loader->first_rule) &&
            strcmp(program->rules[*found].id, id) == 0)
            return true;
    return false;
}

static bool load_unless(sg_loader *loader, sg_rule *rule, const json_t *ids)
{
    size_t count = json_array_size(ids);
    uint16_t *rules = sg_loader_allocate(loader, count, sizeof *rules);

    if (!rules)
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *id = json_string_value(json_array_get(ids, i));
        size_t found;

        if (!id || !find_rule(loader, id, &found))
            return sg_loader_refuse(
                loader, sg_spot_element(ids, i),
                "\"unless\" must name rules that stand before", (char *)NULL);
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
    int stated = 0;
    int value = 0;

    if (!read_word(loader, json, "severity", sg_severity_names, SG_SEVERITIES, &stated) ||
        !read_word(
            loader, json, is_strict ? "strict" : "severity", sg_severity_names,
            SG_SEVERITIES, &value))
        return false;
    rule->stated = (snapguard_severity)stated;
    rule->severity = (snapguard_severity)value;
    return true;
}

static bool load_category(sg_loader *loader, sg_rule *rule, const json_t *json)
{
    static const char *const words[] = {"input",   "shape",  "api",
                                        "account", "advice", "policy"};
    int value = sizeof words / sizeof *words - 1;

    if (!sg_loader_is_own(loader) &&
        !read_word(loader, json, "category", words, sizeof words / sizeof *words, &value))
        return false;
    rule->category = words[value];
    return true;
}

static const char *nearest_check(const char *id)
{
    const char *nearest = NULL;
    size_t best = strlen(id) / 3 + 2;

    for (int i = 0; i < SG_CHECK_COUNT; i++) {
        size_t far = sg_names_distance(sg_text_of(id), sg_text_of(sg_checks[i].id));

        if (far < best) {
            best = far;
            nearest = sg_checks[i].id;
        }
    }
    return nearest;
}

/* -1, and the loader failed, where it is none. */
static int read_check(sg_loader *loader, const json_t *json)
{
    const json_t *check = json_object_get(json, "check");
    const char *id = json_string_value(check);
    const char *nearest;

    for (int i = 0; id && i < SG_CHECK_COUNT; i++)
        if (strcmp(id, sg_checks[i].id) == 0)
            return i;
    if (!id) {
        sg_loader_fail(loader, "check", check ? "must be a string" : "is missing");
        return -1;
    }
    nearest = nearest_check(id);
    sg_loader_refuse(
        loader, sg_spot_member(json, "check"), "\"", id, "\" is no check",
        nearest ? "; did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?" : "",
        (char *)NULL);
    return -1;
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
#define FIX(name, id) [SG_FIX_##name] = (id),
#include "fixes.def"
#undef FIX
    };
    const sg_program *program = loader->program;
    int kind = SG_FIX_none;

    if (fix && !json_object_get(fix, "title"))
        return sg_loader_fail(loader, "fix", "has no title");
    if (!sg_pack_load_templates(loader, &rule->fix_title, fix, "title") ||
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
    const json_t *id = json_object_get(json, "id");
    int check;

    loader->object = json;
    loader->place = NULL;
    if (json_is_string(id))
        loader->subject = sg_loader_copy(loader, sg_loader_text(id)).bytes;
    if (!loader->subject)
        return false;
    check = read_check(loader, json);
    if (check < 0 ||
        (sg_loader_is_own(loader) && !sg_pack_check_rule(loader, json, check)))
        return false;
    rule->id = sg_loader_string(loader, json, "id");
    return rule->id && load_severity(loader, rule, json) &&
           load_category(loader, rule, json) &&
           load_reply(loader, &rule->reply, json_object_get(json, "answer")) &&
           sg_pack_load_texts(loader, rule, json) &&
           load_unless(loader, rule, json_object_get(json, "unless")) &&
           sg_pack_load_places(loader, rule, json, check) &&
           load_fix(loader, rule, json_object_get(json, "fix")) &&
           (!sg_loader_is_own(loader) || sg_pack_check_texts(loader, json));
}

bool sg_pack_load_rules(sg_loader *loader, const json_t *rules)
{
    const char *subject = loader->subject;
    size_t i;
    const json_t *rule;

    loader->first_rule = loader->program->rule_count;
    json_array_foreach (rules, i, rule) {
        bool is_rule = json_is_object(rule);

        loader->subject = subject;
        if (sg_loader_is_own(loader) && !is_rule)
            return sg_loader_refuse(
                loader, sg_spot_element(rules, i), "a rule must be an object",
                (char *)NULL);
        if (!load_rule(
                loader, &loader->program->rules[loader->program->rule_count], rule))
            return false;
        loader->program->rule_count++;
    }
    return true;
}

/* ------------------------------------------------------------------------ the choices */

/* A choice that fits no rule is a slip of the caller, and never passed over. */
static bool check_choice(sg_loader *loader, const sg_severity_choice *choice)
{
    bool is_known = strcmp(choice->rule, "*") == 0;

    for (size_t i = 0; i < loader->program->rule_count && !is_known; i++)
        is_known = strcmp(loader->program->rules[i].id, choice->rule) == 0;
    if (is_known)
        return true;
    loader->status = SNAPGUARD_ERROR_OPTION;
    sg_error_set(loader->error, "there is no rule \"", choice->rule, "\"", (char *)NULL);
    return false;
}

static void choose(const sg_array *choices, sg_rule *rule)
{
    snapguard_severity packs = rule->severity;

    for (size_t i = 0; i < choices->count; i++) {
        const sg_severity_choice *choice = (const sg_severity_choice *)choices->data + i;

        if (strcmp(choice->rule, "*") == 0 || strcmp(choice->rule, rule->id) == 0)
            rule->severity = choice->reset ? packs : choice->severity;
    }
}

bool sg_pack_settle_severities(sg_loader *loader)
{
    const sg_array *choices = &loader->options->choices;

    for (size_t i = 0; i < loader->program->rule_count; i++)
        choose(choices, &loader->program->rules[i]);
    for (size_t i = 0; i < choices->count; i++)
        if (!check_choice(loader, (const sg_severity_choice *)choices->data + i))
            return false;
    return true;
}
