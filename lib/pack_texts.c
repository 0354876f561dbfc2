/* The part of the loader that reads texts with placeholders. */
#include "pack.h"

bool sg_pack_load_templates(
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
        copy = sg_loader_copy(loader, sg_loader_text(text));
        if (!copy.bytes)
            return false;
        texts[i] = copy.bytes;
    }
    *templates = texts;
    return true;
}

bool sg_pack_load_texts(sg_loader *loader, sg_rule *rule, const json_t *json)
{
    return sg_pack_load_templates(loader, &rule->message, json, "message") &&
           sg_pack_load_templates(loader, &rule->help, json, "help") &&
           sg_pack_load_templates(loader, &rule->related, json, "related");
}

/* ----------------------------------------------------------------------- placeholders */

/* What a placeholder is to a rule: without meaning, known of some findings, or of all. */
typedef enum sg_knowledge { SG_KNOWN_NEVER, SG_KNOWN_SOMETIMES, SG_KNOWN } sg_knowledge;

static sg_knowledge known_if(bool is_known)
{
    return is_known ? SG_KNOWN : SG_KNOWN_NEVER;
}

static sg_knowledge know_parameter(const sg_instruction *instruction)
{
    return known_if(instruction->name != SG_NO_NAME);
}

/* What must be absent has a value where it is not. */
static sg_knowledge know_value(const sg_instruction *instruction)
{
    sg_subject_kind subject = sg_checks[instruction->check].subject;
    bool is_name = subject == SG_SUBJECT_NAME || subject == SG_SUBJECT_ITEM ||
                   subject == SG_SUBJECT_FACT;

    return is_name && instruction->check != SG_CHECK_absent ? SG_KNOWN_SOMETIMES
                                                            : SG_KNOWN;
}

static sg_knowledge know_count(const sg_instruction *instruction)
{
    switch ((sg_check_kind)instruction->check) {
    case SG_CHECK_length:
    case SG_CHECK_count:
    case SG_CHECK_index:
    case SG_CHECK_overlap:
    case SG_CHECK_weekly:
        return SG_KNOWN;
    case SG_CHECK_fact:
        return known_if(instruction->operand.asks == SG_FACT_BELOW);
    default:
        return SG_KNOWN_NEVER;
    }
}

static sg_knowledge know_min(const sg_instruction *instruction)
{
    return known_if(instruction->operand.has_min);
}

static sg_knowledge know_max(const sg_instruction *instruction)
{
    return known_if(instruction->operand.has_max);
}

static sg_knowledge know_date(const sg_instruction *instruction)
{
    return known_if(instruction->operand.words && *instruction->operand.words->date);
}

static sg_knowledge know_missing(const sg_instruction *instruction)
{
    return known_if(instruction->check == SG_CHECK_includes);
}

static sg_knowledge know_character(const sg_instruction *instruction)
{
    return known_if(instruction->check == SG_CHECK_characters);
}

/* Not where values are not to be shown. */
static sg_knowledge know_hour(const sg_instruction *instruction)
{
    return instruction->check == SG_CHECK_apart ? SG_KNOWN_SOMETIMES : SG_KNOWN_NEVER;
}

static sg_knowledge know_skipped(const sg_instruction *instruction)
{
    return instruction->check == SG_CHECK_overlap ? SG_KNOWN_SOMETIMES : SG_KNOWN_NEVER;
}

static sg_knowledge know_limit(const sg_instruction *instruction)
{
    return known_if(instruction->check == SG_CHECK_overlap);
}

typedef struct sg_placeholder_rule {
    const char *name;
    sg_knowledge (*know)(const sg_instruction *instruction);
} sg_placeholder_rule;

static const sg_placeholder_rule placeholders[] = {
    {"character", know_character},
    {"count",     know_count    },
    {"date",      know_date     },
    {"first",     know_hour     },
    {"limit",     know_limit    },
    {"max",       know_max      },
    {"min",       know_min      },
    {"missing",   know_missing  },
    {"parameter", know_parameter},
    {"second",    know_hour     },
    {"skipped",   know_skipped  },
    {"value",     know_value    },
};

/* Of the places that a rule looks at, the one that knows least. */
static sg_knowledge know(const sg_loader *loader, sg_text name)
{
    const sg_program *program = loader->program;
    sg_knowledge least = SG_KNOWN;
    size_t i = 0;

    while (i < sizeof placeholders / sizeof *placeholders &&
           !sg_text_equals(name, sg_text_of(placeholders[i].name)))
        i++;
    if (i == sizeof placeholders / sizeof *placeholders)
        return SG_KNOWN_NEVER;
    for (size_t j = program->instruction_count; j > 0; j--) {
        const sg_instruction *instruction = &program->instructions[j - 1];
        sg_knowledge one = placeholders[i].know(instruction);

        if (instruction->rule != &program->rules[program->rule_count])
            break;
        if (one < least)
            least = one;
    }
    return least;
}

static bool
fail_placeholder(sg_loader *loader, sg_spot spot, sg_text name, const char *reason)
{
    sg_text copy = sg_loader_copy(loader, name);

    return copy.bytes &&
           sg_loader_refuse(loader, spot, "{", copy.bytes, "} ", reason, (char *)NULL);
}

static bool
check_placeholder(sg_loader *loader, sg_spot spot, sg_text name, bool must_be_known)
{
    sg_knowledge knowledge = know(loader, name);

    if (knowledge == SG_KNOWN_NEVER)
        return fail_placeholder(loader, spot, name, "has no meaning here");
    if (knowledge == SG_KNOWN_SOMETIMES && must_be_known)
        return fail_placeholder(
            loader, spot, name,
            "is not always known: give another message behind this one");
    return true;
}

static bool check_text(sg_loader *loader, sg_spot spot, const char *p, bool must_be_known)
{
    for (p += strcspn(p, "{}"); *p; p += strcspn(p, "{}")) {
        size_t size = strcspn(p + 1, "{}");

        if (p[0] == p[1]) {
            p += 2;
            continue;
        }
        if (*p == '}' || p[1 + size] != '}')
            return sg_loader_refuse(
                loader, spot,
                "a brace is not closed, or not open; one that means itself "
                "is written twice",
                (char *)NULL);
        if (!check_placeholder(loader, spot, (sg_text){p + 1, size}, must_be_known))
            return false;
        p += size + 2;
    }
    return true;
}

static bool check_texts(sg_loader *loader, const json_t *rule, const char *field)
{
    const json_t *texts = json_object_get(rule, field);
    bool is_message = strcmp(field, "message") == 0;

    if (json_is_string(texts))
        return check_text(
            loader, sg_spot_member(rule, field), json_string_value(texts), is_message);
    for (size_t i = 0; i < json_array_size(texts); i++)
        if (!check_text(
                loader, sg_spot_element(texts, i),
                json_string_value(json_array_get(texts, i)),
                is_message && i + 1 == json_array_size(texts)))
            return false;
    return true;
}

bool sg_pack_check_texts(sg_loader *loader, const json_t *json)
{
    return check_texts(loader, json, "message") && check_texts(loader, json, "help") &&
           check_texts(loader, json, "related");
}
