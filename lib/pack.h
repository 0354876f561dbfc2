/* The loader of rule packs: JSON in, a program out. jansson reads it. */
#ifndef SNAPGUARD_LIB_PACK_H
#define SNAPGUARD_LIB_PACK_H

#include <jansson.h>

#include "error.h"
#include "options.h"
#include "program.h"

/* Fill an empty program from the text of a pack, and link it. On failure the error says
 * why, with the place in the text that is at fault where it is one of syntax. */
snapguard_status sg_pack_load(
    sg_program *program, sg_text pack, const snapguard_options *options,
    snapguard_error *error);

/* ------------------------------------------------ between the loader's own files */

typedef struct sg_loader {
    sg_program *program;
    const snapguard_options *options;
    snapguard_error *error;
    const char *subject; /* what is being read, for messages: a rule's id */
    snapguard_status status;
} sg_loader;

/* Note why the pack cannot be used. Always false. */
bool sg_loader_fail(sg_loader *loader, const char *field, const char *reason);
bool sg_loader_out_of_memory(sg_loader *loader);

void *sg_loader_allocate(sg_loader *loader, size_t count, size_t size);

/* A copy in the program's arena. NULL, and the loader failed, if the field is no string.
 */
const char *sg_loader_string(sg_loader *loader, const json_t *object, const char *field);

/* A regular expression, compiled once however often it is used. */
const sg_regex *
sg_loader_regex(sg_loader *loader, sg_text pattern, sg_regex_extent extent);

const sg_words *sg_loader_words(sg_loader *loader, const char *name);

/* The row of the table of errors with this id, or -1. */
int32_t sg_loader_error_row(const sg_loader *loader, const char *id);

/* What a facts document may hold: {"regions.*.policyCount": "count", …}. */
bool sg_pack_load_facts(sg_loader *loader, json_t *facts);

/* The path to a fact, as an operand. What the fact may be, or NULL if there is none. */
const sg_name *
sg_pack_load_path(sg_loader *loader, sg_operand *operand, const json_t *text);

/* How templates and plans write the parameters, which are known already. */
bool sg_pack_load_forms(sg_loader *loader, const json_t *forms);

bool sg_pack_load_rules(sg_loader *loader, const json_t *rules);
bool sg_pack_load_operand(
    sg_loader *loader, sg_instruction *instruction, const json_t *at, const json_t *rule);

/* `at` or else `rule` has the field: what a place of a rule says wins over the rule. */
const json_t *sg_pack_field(const json_t *at, const json_t *rule, const char *field);

#endif
