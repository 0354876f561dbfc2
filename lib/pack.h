/* The loader of rule packs: JSON in, a program out. jansson reads it. */
#ifndef SNAPGUARD_LIB_PACK_H
#define SNAPGUARD_LIB_PACK_H

#include <jansson.h>

#include "check.h"
#include "error.h"
#include "options.h"
#include "program.h"

/* Fill an empty program from the text of the built-in pack and those of the options, and
 * link it. On failure the error says why. It has a place in the text that is at fault
 * where that is a pack of the options, or is not JSON. */
snapguard_status sg_pack_load(
    sg_program *program, sg_text pack, const snapguard_options *options,
    snapguard_error *error);

/* ------------------------------------------------ between the loader's own files */

/* Limits of packs of organisations. docs/packs.md states them. */
enum {
    SG_PACK_BYTES = 1 << 20,
    SG_PACK_LEVELS = 32,
    SG_PACK_VALUES = 1 << 16,
    SG_PACK_RULES = 256,
    SG_PACK_PLACES = 512,     /* that its rules look at, together */
    SG_PACK_PATTERNS = 64,    /* likewise */
    SG_PACK_PATTERN = 512,    /* bytes of one */
    SG_PACK_FEW = 256,        /* elements of an array that is looked through one by one */
    SG_PACK_TERMS = 2048,     /* that its rules are made of, together: see below */
    SG_PACK_MEMORY = 1 << 25, /* bytes that a pack takes when it is compiled */
    SG_PACK_EXAMPLES = 2048,  /* of its rules, together */
    SG_PACK_NESTING = 8,      /* of conditions */
    SG_PACK_NAME = 32,        /* bytes of its name */
    SG_PACK_ID = 64           /* bytes of a rule's id behind that and the slash */
};

typedef struct sg_loader {
    sg_program *program;
    const snapguard_options *options;
    snapguard_error *error;
    const char *subject; /* what is being read, for messages: a rule's id */
    snapguard_status status;
    /* The pack that is being read: */
    sg_text text;
    const json_t *root;   /* NULL where its places are not to be named */
    const json_t *object; /* whose members are being read, */
    const json_t *place;  /* and one whose members win over those; or NULL */
    sg_text prefix;       /* of its rules' ids, "acme/"; empty for the built-in pack */
    size_t first_words;   /* its own lists begin here, */
    size_t first_rule;    /* and here its rules */
    size_t places;
    size_t patterns;
    size_t terms;
    size_t memory;
    size_t examples;
    sg_array building; /* sg_term, of the condition that is being read */
} sg_loader;

static inline bool sg_loader_is_own(const sg_loader *loader)
{
    return loader->prefix.size > 0;
}

/* A member of an object or, without a key, an element of an array. */
typedef struct sg_spot {
    const json_t *in;
    const char *key;
    size_t index;
    bool is_key; /* the key itself */
} sg_spot;

static inline sg_spot sg_spot_member(const json_t *object, const char *key)
{
    return (sg_spot){.in = object, .key = key};
}

static inline sg_spot sg_spot_key(const json_t *object, const char *key)
{
    return (sg_spot){.in = object, .key = key, .is_key = true};
}

static inline sg_spot sg_spot_element(const json_t *array, size_t index)
{
    return (sg_spot){.in = array, .index = index};
}

/* What stands there, or NULL. */
const json_t *sg_spot_value(const sg_spot *spot);

/* Note why the pack cannot be used, and where it says so: texts in a row, the last of
 * them NULL. Always false. */
bool sg_loader_refuse(sg_loader *loader, sg_spot spot, ...);

/* The same of a member of what is being read. */
bool sg_loader_fail(sg_loader *loader, const char *field, const char *reason);

bool sg_loader_out_of_memory(sg_loader *loader);

/* Whether a pack may have so many terms more: parts of conditions, and elements that a
 * check looks through one by one. False, and the loader failed, if not. */
bool sg_loader_add_terms(sg_loader *loader, sg_spot spot, size_t count);

/* Whether a pack may take so much memory more. False, and the loader failed, if not. */
bool sg_loader_add_memory(sg_loader *loader, size_t size);

void *sg_loader_allocate(sg_loader *loader, size_t count, size_t size);

static inline sg_text sg_loader_text(const json_t *string)
{
    return (sg_text){json_string_value(string), json_string_length(string)};
}

/* A copy in the program's arena; NULL bytes where there is no memory. */
sg_text sg_loader_copy(sg_loader *loader, sg_text text);

/* A copy in the program's arena. NULL, and the loader failed, if the field is no string.
 */
const char *sg_loader_string(sg_loader *loader, const json_t *object, const char *field);

/* The strings of this member, which is an array, in the program's arena; none, where it
 * is not there. False, and the loader failed, if that can't be. */
bool sg_loader_texts(
    sg_loader *loader, const sg_text **texts, size_t *count, const json_t *object,
    const char *field);

/* A regular expression, compiled once however often it is used. */
const sg_regex *
sg_loader_regex(sg_loader *loader, sg_spot spot, sg_text pattern, sg_regex_extent extent);

/* A list of this pack, or of the built-in one. */
const sg_words *sg_loader_words(sg_loader *loader, sg_spot spot, sg_text name);

/* Make an empty one with room for so many words, and add one. False, and the loader
 * failed, if that can't be. */
bool sg_loader_begin_words(sg_loader *loader, sg_words *words, size_t count);
bool sg_loader_add_word(sg_loader *loader, sg_words *words, sg_text word);

/* Fill one from an array of strings, which is this member of what is being read. */
bool sg_loader_fill_words(
    sg_loader *loader, sg_words *words, const json_t *values, const char *field);

/* The parameter, list or group of this wire name. SG_NO_NAME, and the loader failed, if
 * there is none. */
uint16_t sg_loader_name(sg_loader *loader, sg_spot spot, const char *wire);

/* The row of the table of errors with this id, or -1. */
int32_t sg_loader_error_row(const sg_loader *loader, const char *id);

/* Read the text of a pack of an organisation. NULL, and the loader failed, if it can't be
 * used. */
json_t *sg_pack_read(sg_loader *loader, sg_text text);

/* Name the place of an error of a pack, if there is memory. */
void sg_pack_locate(const sg_loader *loader, const sg_spot *spot);

bool sg_pack_load_lists(sg_loader *loader, json_t *lists);

/* What an organisation's pack says of itself, and then its lists and rules. */
bool sg_pack_load_own(sg_loader *loader, json_t *pack);

/* What a facts document may hold: {"regions.*.policyCount": "count", …}. */
bool sg_pack_load_facts(sg_loader *loader, json_t *facts);

/* The path to a fact, and what that may be. NULL, and the loader failed, if there is
 * none. */
const sg_fact_path *
sg_pack_load_path(sg_loader *loader, sg_spot spot, sg_text text, const sg_name **fact);

/* How templates and plans write the parameters, which are known already. */
bool sg_pack_load_forms(sg_loader *loader, const json_t *forms);

bool sg_pack_load_rules(sg_loader *loader, const json_t *rules);

/* The severities that were chosen for rules, once all are there. */
bool sg_pack_settle_severities(sg_loader *loader);

/* At what a rule looks, each with its conditions and operands. */
bool sg_pack_load_places(
    sg_loader *loader, const sg_rule *rule, const json_t *json, int check);

bool sg_pack_load_operand(
    sg_loader *loader, sg_instruction *instruction, const json_t *at, const json_t *rule);

/* The texts of a member, one or several. */
bool sg_pack_load_templates(
    sg_loader *loader, sg_templates *templates, const json_t *object, const char *field);

/* Those of its messages, of its help and of what is related. */
bool sg_pack_load_texts(sg_loader *loader, sg_rule *rule, const json_t *json);

/* Whether the texts of a pack's rule, whose places were read last, say something of each
 * of its findings. */
bool sg_pack_check_texts(sg_loader *loader, const json_t *json);

/* Whether a rule of a pack is one that packs may have. */
bool sg_pack_check_rule(sg_loader *loader, const json_t *rule, int check);

/* `at` or else `rule` has the field: what a place of a rule says wins over the rule. */
const json_t *sg_pack_field(const json_t *at, const json_t *rule, const char *field);

/* The objects that a pack is made of. */
typedef enum sg_pack_object {
    SG_PACK_pack,
    SG_PACK_operation,
    SG_PACK_list,
    SG_PACK_rule,
    SG_PACK_place,
    SG_PACK_condition,
    SG_PACK_predicate,
    SG_PACK_several,
    SG_PACK_bounds,
    SG_PACK_error,
    SG_PACK_definition,
    SG_PACK_newer,
    SG_PACK_answer,
    SG_PACK_fix
} sg_pack_object;

enum { SG_NO_CHECK = -1 };

/* Whether an object of a pack of an organisation holds what it may hold, and what it has
 * to; a rule and its places may hold the operands of the check as well. */
bool sg_pack_check_members(
    sg_loader *loader, const json_t *object, sg_pack_object what, int check);

/* Whether the operands are there that the check needs, and are what they may be. All that
 * is read of them later takes it for granted, in the built-in pack as well. */
bool sg_pack_check_operands(
    sg_loader *loader, const json_t *at, const json_t *rule, int check);

/* A condition on the request. `list` is the one whose items it is asked of one by one, or
 * SG_NO_NAME. NULL if the loader failed. */
const sg_term *sg_pack_load_condition(sg_loader *loader, sg_spot spot, uint16_t list);

/* What the conditions of a rule at a place come to, but for those that are so simple that
 * they are the instruction's own. NULL if there is no other, or the loader failed. */
const sg_term *sg_pack_load_conditions(
    sg_loader *loader, sg_instruction *instruction, const json_t *at, const json_t *rule);

/* A predicate that is one pattern. NULL if the loader failed. */
const sg_term *
sg_pack_load_pattern(sg_loader *loader, sg_spot spot, const sg_regex *pattern);

/* What a value of a parameter must be. NULL if the loader failed. */
const sg_term *
sg_pack_load_predicate(sg_loader *loader, sg_spot spot, const sg_name *name);

#endif
