/* What the parts of the oracle tell each other. */
#ifndef SNAPGUARD_TESTS_ORACLE_JUDGE_H
#define SNAPGUARD_TESTS_ORACLE_JUDGE_H

#include "oracle.h"
#include "oracle_text.h"

/* What a parameter takes. */
typedef enum oracle_kind {
    KIND_TEXT,
    KIND_INTEGER,
    KIND_BOOLEAN,
    KIND_LIST,  /* text that holds a JSON array */
    KIND_ARRAY, /* a group of numbered items */
    KIND_OBJECT /* a group of named members, or one item */
} oracle_kind;

/* A row of the page's error table. */
typedef struct oracle_row {
    int status;
    const char *code;
    const char *message;
} oracle_row;

extern const oracle_row oracle_rows[];

typedef enum oracle_row_id {
#define ROW(id, status, code, message) ORACLE_##id,
#include "oracle.def"
} oracle_row_id;

/* A row of the page's parameter table. In the name, # stands for N. */
typedef struct oracle_parameter {
    const char *name;
    oracle_kind kind;
    bool required;
    const oracle_row *row; /* Its own error; status 0: it has none. */
} oracle_parameter;

/* In the order of the page. The last one has no name. */
extern const oracle_parameter oracle_parameters[];

/* One parameter that a request gives. */
typedef struct oracle_slot {
    const oracle_parameter *parameter;
    long number;               /* N; -1: it has none. */
    const oracle_entry *entry; /* The first that gives it, which is the one judged. */
    bool misspelt;             /* Under another name: it is not given, but was meant. */
    bool is_twice;             /* Another entry gives it, too: conditions stay open. */
    bool faulty;               /* Of the wrong type or form: no other rule reads it. */
    long integer; /* Of an integer; far out of range where it does not fit. */
    bool boolean;
    oracle_list *list;
} oracle_slot;

/* One item of a group of numbered ones. */
typedef struct oracle_item {
    const char *group; /* "Tag", or the other one */
    long number;
    const oracle_entry *entry; /* The first that tells of it. */
    bool is_given; /* Else it was meant: in another letter case, or by a wrong value. */
} oracle_item;

typedef struct oracle_judge_state {
    oracle_report *report;
    const oracle_request *request;
    const oracle_facts *facts;
    oracle_slot slots[ORACLE_MAX_ENTRIES];
    size_t slot_count;
    oracle_item items[ORACLE_MAX_ENTRIES];
    size_t item_count;
    oracle_list lists[3];
    size_t list_count;
    size_t answer_rule;
    size_t answer_place;
} judge;

/* An answer to a question about the request that may have to stay open. */
typedef enum oracle_truth { NO, YES, OPEN } truth;

/* ------------------------------------------------------------------------ reporting */

/** Report a fault of one parameter, or of element `element` in its list. */
void oracle_report_slot(judge *j, const char *rule, const oracle_slot *slot, int element);

/** Report a fault of another entry for the same parameter. */
void oracle_report_at(
    judge *j, const char *rule, const oracle_slot *slot, const oracle_entry *entry);

/** Report a fault with an answer that depends on the parameter. */
void oracle_report_row(
    judge *j, const char *rule, const oracle_slot *slot, const oracle_row *row);

/** Report a fault at a name that no slot stands for; `entry` may be NULL. */
void oracle_report_name(
    judge *j, const char *rule, oracle_text name, const oracle_entry *entry,
    const oracle_row *row);

/* ----------------------------------------------------------------------------- names */

/** Take a pattern off a name. A # in it stands for N, which `number` gets; else -1. */
bool oracle_take(oracle_text *name, const char *pattern, bool folded, long *number);

/** Whether a name is a pattern as a whole. */
bool oracle_matches(oracle_text name, const char *pattern, bool folded, long *number);

/** The parameter of a name, in the case of the page or in any. NULL: there is none. */
const oracle_parameter *oracle_parameter_of(oracle_text name, bool folded, long *number);

/** The list of which a name gives one element: timePoints.1. NULL: there is none. */
const oracle_parameter *oracle_repeated_list(oracle_text name, bool folded);

/** The name that every request may have, in the case of the page or in any. */
const char *oracle_common_name(const judge *j, oracle_text name, bool folded);

/** Write a wire name into `name`, with the number in place of #. */
oracle_text oracle_wire_name(char name[ORACLE_MAX_NAME + 1], const oracle_slot *slot);

/** Write the place of a key in JSON: /Tag/0/Key where it is nested, else /Tag.1.Key. */
oracle_text oracle_pointer(char pointer[ORACLE_MAX_NAME + 1], const oracle_entry *entry);

/* -------------------------------------------------------------------------- binding */

/** Find what every entry means, and what is wrong with its name or type. */
void oracle_bind(judge *j);

/** The slot of a parameter that is given. NULL: it is not. */
oracle_slot *oracle_find(judge *j, const char *name, long number);

/** The same, if other rules may read it. */
oracle_slot *oracle_readable(judge *j, const char *name, long number);

/** Whether a parameter that is not given may have been meant by something else. */
bool oracle_is_meant(judge *j, const char *name, long number);

/** Whether a parameter or group, or an item of it, is there under another name. */
bool oracle_is_misspelt(const judge *j, const char *name);

/** Whether a parameter is given, as a condition of another rule. */
truth oracle_is_given(judge *j, const char *name);

/** Whether a boolean is true, as a condition of another rule; NO where it is absent. */
truth oracle_is_true(judge *j, const char *name);

/** An item of a group, given or meant. NULL: there is none. */
const oracle_item *oracle_find_item(const judge *j, const char *group, long number);

/* ---------------------------------------------------------------------------- rules */

/** Whether a text has the form of a region id. */
bool oracle_is_region(oracle_text text);

/** Whether an element is a number from `least` to `most`, as text or as an integer; -1
 *  where it is not. */
long oracle_number(const oracle_element *element, long least, long most);

/** The rules that depend on the account, and the one about overlapping snapshots. */
void oracle_judge_account(judge *j);

/** Which rules that depend on the account could not be decided. */
void oracle_list_open(judge *j);

/** None of them could. */
void oracle_leave_open(judge *j);

/** The slot of a parameter that facts may be looked up by, or NULL. */
const oracle_slot *oracle_certain(judge *j, const char *name);

/** The keys of the region that snapshots are copied to. NULL: they are not known. */
const oracle_key_region *oracle_target_keys(judge *j);

/** The key of a region with an id. NULL: it has none. */
const oracle_key *oracle_find_key(const oracle_key_region *region, oracle_text id);

/** The rules that only advise. */
void oracle_advise(judge *j);

#endif
