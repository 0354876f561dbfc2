/* The compiled rules: flat, and never changed after they were made. */
#ifndef SNAPGUARD_LIB_PROGRAM_H
#define SNAPGUARD_LIB_PROGRAM_H

#include "document.h"
#include "form.h"
#include "names.h"
#include "regex.h"
#include "screen.h"
#include "term.h"
#include "words.h"

typedef enum sg_check_kind {
#define CHECK(name, id, subject, aspects, screen) SG_CHECK_##name,
#include "checks.def"
#undef CHECK
    SG_CHECK_COUNT
} sg_check_kind;

/* One class of characters: a table for ASCII, which is asked from the pattern itself when
 * it is compiled, and the pattern for the rest. */
typedef struct sg_class {
    bool ascii[128];
    const sg_regex *run; /* matches the longest run of the class */
} sg_class;

/* What is asked of a fact. */
typedef enum sg_fact_question {
    SG_FACT_IS,    /* the boolean is `expected` */
    SG_FACT_BELOW, /* the count is below `max` */
    SG_FACT_EXISTS /* the object around it has such a member */
} sg_fact_question;

/* What a check compares with. Each kind reads what it declares in its file. */
typedef struct sg_operand {
    bool has_min;
    bool has_max;
    bool ignore_case;
    bool rest;       /* characters: those behind the first one */
    bool expected;   /* fact */
    uint8_t fault;   /* sg_fault_kind */
    uint8_t asks;    /* fact: sg_fact_question */
    uint16_t other;  /* a parameter: differs from, days of, member */
    uint32_t member; /* member-given: its bit among an item's members */
    uint32_t also_count;
    uint32_t none_count;
    int64_t min;
    int64_t max;
    int64_t hours;
    const int64_t *also;
    const sg_text *none;
    const sg_regex *pattern;
    union {
        const sg_class *characters;
        const sg_fact_path *fact; /* fact; overlap: the minutes that a snapshot takes */
        const sg_term *must;      /* value, holds; pattern: where it is a pack's */
        const sg_wanted *wanted;  /* includes; ends with one without a text */
    };
    const sg_words *words; /* member: the list; pattern: words known to match */
} sg_operand;

/* What a parameter has to be for a rule to apply. */
typedef enum sg_demand {
    SG_DEMAND_TRUE,
    SG_DEMAND_NOT_TRUE, /* false, or not given */
    SG_DEMAND_GIVEN,
    SG_DEMAND_ABSENT
} sg_demand;

typedef struct sg_condition {
    uint16_t name;
    uint8_t demand; /* sg_demand */
} sg_condition;

enum { SG_CONDITIONS = 2 };

/* What has to be so, besides, for a check that does not hold to be a finding. Looked at
 * only then, and so of no cost to requests that are right. */
typedef struct sg_proviso {
    const sg_term *condition; /* or NULL */
    const uint16_t *refusals; /* documented rules of the same parameter: where one of them
                                 refuses the value, nothing else is said about it. */
    size_t refusal_count;     /* They are instructions. */
} sg_proviso;

/* Of 128 bytes, so that one is found without a multiplication. */
typedef struct sg_instruction {
    const struct sg_rule *rule;
    const struct sg_check *question; /* the check, once the program is linked */
    uint16_t name;                   /* the parameter or group, or SG_NO_NAME for any */
    uint8_t check;                   /* sg_check_kind */
    uint8_t row; /* fact: of the rows that depend on the account; or SG_NO_ROW */
    uint8_t condition_count;
    sg_condition conditions[SG_CONDITIONS];
    uint16_t aspects;    /* SG_OF_*: see checks.def; 0 if no screen is about it */
    sg_proviso *proviso; /* or NULL */
    sg_operand operand;
} sg_instruction;

/* As many rows as a set of 64 bits holds. */
enum { SG_ACCOUNT_ROWS = 64, SG_NO_ROW = 255 };

typedef struct sg_error_row {
    const char *id;
    const char *message;
    snapguard_answer answers[SNAPGUARD_COMMON + 1]; /* the same one, by its basis */
} sg_error_row;

/* Which row of the table answers. */
typedef struct sg_reply {
    int32_t error; /* index of the row, or -1 for none */
    snapguard_basis basis;
    int32_t otherwise; /* where the row is the parameter's, and it has none; or -1 */
    snapguard_basis otherwise_basis;
    bool of_parameter;
    bool when_missing; /* only for a required parameter that is not given otherwise */
} sg_reply;

/* How its findings can be mended. */
typedef enum sg_fix_kind {
    SG_FIX_none,
#define FIX(name, id) SG_FIX_##name,
#include "fixes.def"
#undef FIX
    SG_FIX_COUNT
} sg_fix_kind;

/* When the service does the same with the request that is mended, or refuses it as it is.
 */
typedef enum sg_safety {
    SG_SAFETY_NEVER,
    SG_SAFETY_ALWAYS,
    SG_SAFETY_REFUSED /* where the finding has an answer */
} sg_safety;

/* The first text all of whose placeholders are known is used. Ends with a NULL. */
typedef const char *const *sg_templates;

typedef struct sg_rule {
    const char *id;
    const char *category;
    snapguard_severity severity;
    snapguard_severity stated; /* by its pack */
    sg_reply reply;
    sg_templates message;
    sg_templates help;
    sg_templates related;
    sg_templates fix_title;
    uint8_t fix;            /* sg_fix_kind */
    uint8_t fix_safety;     /* sg_safety */
    uint64_t silences;      /* its bit, which it may share, if another rule's `unless` */
                            /* names it; or 0 */
    uint64_t unless_bits;   /* those of `unless`: */
    const uint16_t *unless; /* rules that, having fired on the same value, silence this */
    size_t unless_count;
} sg_rule;

/* A regular expression, kept so that it is compiled once. */
typedef struct sg_pattern {
    sg_text text;
    sg_regex_extent extent;
    sg_regex *regex;
} sg_pattern;

/* A set of instructions, one bit each. */
typedef uint64_t *sg_mask;

/* How a request says which operation it is for: by its name, and by its version, which is
 * another one where another product has an operation of the same name. */
typedef enum sg_claim_kind {
    SG_CLAIM_NAME,
    SG_CLAIM_VERSION,
    SG_CLAIM_COUNT
} sg_claim_kind;

typedef struct sg_operation {
    sg_text value;     /* "CreateAutoSnapshotPolicy" */
    sg_text parameter; /* "Action" */
    sg_text header;    /* "x-acs-action" */
} sg_operation;

typedef struct sg_program {
    const snapguard_allocator *allocator;
    sg_arena arena;
    const char *edition;
    const char *product; /* whose operation it is: "Ecs" */
    sg_operation operation[SG_CLAIM_COUNT];
    const sg_text *foreign; /* parameters of others, which tell whose a request is */
    size_t foreign_count;
    sg_names names;
    sg_words *words;
    size_t words_count;
    size_t documented_words; /* the first of them; the others are of packs */
    sg_error_row *errors;
    size_t error_count;
    int32_t otherwise; /* the row that answers what the page has no answer for */
    sg_form forms[SG_LANGUAGE_COUNT];
    sg_names facts;             /* what a facts document may hold; "*" is any key */
    const char **not_evaluated; /* rules that depend on the account, with a row */
    size_t not_evaluated_count;
    sg_rule *rules;
    size_t rule_count;
    size_t documented_count; /* the first of them; the others are of packs */
    sg_instruction *instructions;
    size_t instruction_count;
    size_t mask_words;  /* an even number */
    sg_array regexes;   /* sg_pattern, owned */
    uint16_t *required; /* parameters; ends with SG_NO_NAME */
    uint16_t *unique;   /* parameters that a rule wants to be unique; likewise */
    /* by name: */
    sg_mask decisive; /* those of rules that decide a verdict, or silence one that does */
    sg_mask *given;   /* asked whenever the name is given */
    sg_mask *screened; /* likewise, SG_ASPECT_COUNT each: asked of a value that does not
                          pass its screen in that aspect */
    sg_mask *spaced;   /* asked of a list whose numbers are near to each other */
    sg_mask *repeated; /* asked when two items have equal values */
    /* alone: */
    sg_mask account; /* asked when facts are given */
    sg_mask always;
    sg_screen *screens;
    sg_mask faults[SG_FAULT_COUNT]; /* by kind */
} sg_program;

/* The number of words is even. */
static inline void sg_mask_add(sg_mask mask, const uint64_t *other, size_t words)
{
    for (size_t i = 0; i < words; i += 2) {
        mask[i] |= other[i];
        mask[i + 1] |= other[i + 1];
    }
}

/* Whether a text names the operation. Another reader may trim it or fold its case, so
 * every such spelling is taken for this operation's: none of them is a way around its
 * rules. */
bool sg_operation_is(const sg_operation *operation, sg_text text);

/* Whether a query that is not read may name the operation: in letters, or behind escapes.
 * Never wrong where it says no. */
bool sg_operation_may_be_in(const sg_operation *operation, sg_text text);

/* Whether a text that is not read names the operation: in letters, or in escapes as forms
 * and JSON have them. */
bool sg_operation_is_in(const sg_operation *operation, sg_text text);

void sg_program_init(sg_program *program, const snapguard_allocator *allocator);
void sg_program_free(sg_program *program);

#endif
